/** Documents on their way from a draft to their issue (văn bản), and what is told of an issued one. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "duty", "engine", "mail", "ministry", "organisation", "plan"})
package vn.gov.most.dataplan.document;
