package vn.gov.most.dataplan.calendar;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;

/** The content of {@code rules.yml}: the working week, the public holidays, and the act on compensation days. */
record CalendarRules(List<DayOfWeek> workingWeek, String compensationAct, List<HolidayRule> holidays) {

    private static final String WEEKDAYS =
            Arrays.stream(DayOfWeek.values()).map(Object::toString).collect(Collectors.joining(", "));

    static CalendarRules of(Entry file) {
        file.allowing("workingWeek", "compensationAct", "holidays").requiring("workingWeek");
        List<DayOfWeek> workingWeek = weekdays(file, "workingWeek");
        if (workingWeek.isEmpty()) {
            throw file.fault("workingWeek", "phải có ít nhất một ngày");
        }
        String compensationAct = file.text("compensationAct");
        List<Entry> entries = file.requiring("holidays").entries("holidays", "ngày nghỉ", "id");
        List<HolidayRule> holidays = Faults.each(entries, HolidayRule::of);
        checkOneRuleAYear(entries, holidays);
        return new CalendarRules(workingWeek, compensationAct, holidays);
    }

    static List<DayOfWeek> weekdays(Entry entry, String field) {
        return entry.allParsed(field, WEEKDAYS, day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)));
    }

    List<HolidayRule> holidaysIn(int year) {
        return holidays.stream().filter(rule -> rule.holdsIn(year)).toList();
    }

    private static void checkOneRuleAYear(List<Entry> entries, List<HolidayRule> holidays) {
        for (int i = 0; i < holidays.size(); i++) {
            HolidayRule rule = holidays.get(i);
            for (HolidayRule other : holidays) {
                if (rule != other && rule.id().equals(other.id()) && other.holdsIn(rule.fromYear())) {
                    throw entries.get(i)
                            .fault(
                                    "fromYear",
                                    "\"%s\" có hai quy định cùng cho năm %d; \"fromYear\" và \"untilYear\" không được chồng nhau"
                                            .formatted(rule.id(), rule.fromYear()));
                }
            }
        }
    }
}
