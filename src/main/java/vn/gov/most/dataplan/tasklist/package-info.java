/** What staff find in Tasklist: its filters. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package vn.gov.most.dataplan.tasklist;
