/**
 * The obligations and their states, one row each: the ledger, which refuses changes that a state does not allow, and
 * the open user tasks.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"plan", "calendar", "engine"})
package vn.gov.most.dataplan.obligation;
