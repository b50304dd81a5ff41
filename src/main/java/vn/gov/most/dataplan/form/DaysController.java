package vn.gov.most.dataplan.form;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** What the browser needs to validate a day in its field with the same rules as the server. */
@RestController
class DaysController {

    private final Clock clock;
    private final WorkingCalendar calendar;

    DaysController(Clock clock, WorkingCalendar calendar) {
        this.clock = clock;
        this.calendar = calendar;
    }

    /** @param kinds by their names in forms; days in the calendar's zone */
    record Days(LocalDate nextWorkingDay, Map<String, DayKind.Window> kinds) {}

    @GetMapping("/api/days")
    Days days() {
        return of(LocalDate.now(clock), calendar);
    }

    static Days of(LocalDate today, WorkingCalendar calendar) {
        return new Days(
                calendar.plusWorkingDays(today, 1),
                Arrays.stream(DayKind.values())
                        .collect(Collectors.toMap(DayKind::word, kind -> kind.window(today, calendar))));
    }
}
