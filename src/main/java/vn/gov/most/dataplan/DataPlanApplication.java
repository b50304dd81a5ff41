package vn.gov.most.dataplan;

import java.util.List;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** Starts the engine, its web applications and everything that the plan needs; or checks, with {@code --check}, alone. */
@SpringBootApplication
public class DataPlanApplication {

    public static void main(String[] args) {
        // The engine stores and reads moments in the machine's zone: one zone on every node, wherever it stands.
        TimeZone.setDefault(TimeZone.getTimeZone(WorkingCalendar.ZONE));
        if (List.of(args).contains(CheckCommand.ARGUMENT)) {
            System.exit(CheckCommand.run(args));
        }
        SpringApplication.run(DataPlanApplication.class, args);
    }
}
