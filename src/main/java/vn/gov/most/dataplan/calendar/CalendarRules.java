package vn.gov.most.dataplan.calendar;

import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@code rules.yml} says: the working week, the holidays in law, and the act by which they are compensated. */
record CalendarRules(List<DayOfWeek> workingWeek, String compensationAct, List<HolidayRule> holidays) {

    CalendarRules {
        Required.field("workingWeek", workingWeek);
        Required.text("compensationAct", compensationAct);
        Required.field("holidays", holidays);
        if (workingWeek.isEmpty()) {
            throw new IllegalArgumentException("\"workingWeek\" phải có ít nhất một ngày");
        }
    }

    List<HolidayRule> holidaysIn(int year) {
        List<HolidayRule> inForce =
                holidays.stream().filter(rule -> rule.holdsIn(year)).toList();
        Set<String> ids = new HashSet<>();
        for (HolidayRule rule : inForce) {
            if (!ids.add(rule.id())) {
                throw new MinistryFileException(
                        "calendar/rules.yml",
                        "holidays",
                        "\"%s\" có hai quy định cùng cho năm %d; \"fromYear\" và \"untilYear\" không được chồng nhau"
                                .formatted(rule.id(), year));
            }
        }
        return inForce;
    }
}
