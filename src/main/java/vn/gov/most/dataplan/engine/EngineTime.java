package vn.gov.most.dataplan.engine;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** Provides the one clock, in the plan's time zone. */
@Configuration
class EngineTime {

    @Bean
    Clock clock() {
        return new EngineClock(WorkingCalendar.ZONE);
    }
}
