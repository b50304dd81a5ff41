/** Who may come in and what they may do: the login, the guards on every path and command, passwords and authorizations. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"engine", "organisation", "plan"})
package vn.gov.most.dataplan.security;
