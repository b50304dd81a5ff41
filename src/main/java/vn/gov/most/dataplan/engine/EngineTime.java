package vn.gov.most.dataplan.engine;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives everybody the one clock, in the ministry's time zone. */
@Configuration
class EngineTime {

    @Bean
    Clock clock() {
        return new EngineClock(ZoneId.of("Asia/Ho_Chi_Minh"));
    }
}
