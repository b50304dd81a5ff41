/** Documents (văn bản) from the draft to their issue, and the mails about an issued one. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"calendar", "duty", "engine", "mail", "ministry", "organisation", "plan"})
package vn.gov.most.dataplan.document;
