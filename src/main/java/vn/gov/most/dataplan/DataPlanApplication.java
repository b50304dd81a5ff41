package vn.gov.most.dataplan;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** Starts the engine, its web applications and everything that the plan needs. */
@SpringBootApplication
public class DataPlanApplication {

    public static void main(String[] args) {
        // The engine stores and reads moments in the machine's zone: one zone on every node, wherever it stands.
        TimeZone.setDefault(TimeZone.getTimeZone(WorkingCalendar.ZONE));
        SpringApplication.run(DataPlanApplication.class, args);
    }
}
