/**
 * Authentication and authorization: the login, the guards for every path and engine command, passwords and grants.
 */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"engine", "organisation", "plan"})
package vn.gov.most.dataplan.security;
