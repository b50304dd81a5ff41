/** Documents on their way from a draft to their issue (văn bản). */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"duty", "engine", "organisation"})
package vn.gov.most.dataplan.document;
