package vn.gov.most.dataplan.calendar;

import java.time.DayOfWeek;
import java.util.List;

/** What {@code rules.yml} says: the working week, the holidays in law, and the act by which they are compensated. */
record CalendarRules(List<DayOfWeek> workingWeek, String compensationAct, List<HolidayRule> holidays) {

    CalendarRules {
        Required.field("workingWeek", workingWeek);
        Required.text("compensationAct", compensationAct);
        Required.field("holidays", holidays);
        if (workingWeek.isEmpty()) {
            throw new IllegalArgumentException("\"workingWeek\" phải có ít nhất một ngày");
        }
        checkOneRuleAYear(holidays);
    }

    List<HolidayRule> holidaysIn(int year) {
        return holidays.stream().filter(rule -> rule.holdsIn(year)).toList();
    }

    private static void checkOneRuleAYear(List<HolidayRule> holidays) {
        for (HolidayRule rule : holidays) {
            for (HolidayRule other : holidays) {
                if (rule != other && rule.id().equals(other.id()) && other.holdsIn(rule.fromYear())) {
                    throw new IllegalArgumentException(
                            "\"holidays\": \"%s\" có hai quy định cùng cho năm %d; \"fromYear\" và \"untilYear\" không được chồng nhau"
                                    .formatted(rule.id(), rule.fromYear()));
                }
            }
        }
    }
}
