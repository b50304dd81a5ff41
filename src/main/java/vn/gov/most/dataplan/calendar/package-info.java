/** Working days, public holidays and swaps as the notices have them, and the forecast for years that have no notice yet. */
@ApplicationModule(allowedDependencies = "ministry")
package vn.gov.most.dataplan.calendar;

import org.springframework.modulith.ApplicationModule;
