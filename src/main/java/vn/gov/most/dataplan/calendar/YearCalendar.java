package vn.gov.most.dataplan.calendar;

import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.COMPENSATION_DAY;
import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.PUBLIC_HOLIDAY;
import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.SWAPPED_IN_DAY;
import static vn.gov.most.dataplan.calendar.SpecialDay.Kind.SWAPPED_OFF_DAY;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;

/** A single year: the days of its list, and the forecast of the rules for days that no list covers. */
final class YearCalendar {

    private final int year;
    private final CalendarRules rules;
    private final boolean complete;
    private final Map<LocalDate, SpecialDay> days = new TreeMap<>();

    YearCalendar(int year, CalendarRules rules, Optional<YearList> list) {
        this.year = year;
        this.rules = rules;
        this.complete = list.map(YearList::complete).orElse(false);
        List<HolidayRule> unlisted = new ArrayList<>(rules.holidaysIn(year));
        list.ifPresent(known -> take(known, unlisted));
        forecast(unlisted);
    }

    boolean isWorkingDay(LocalDate date) {
        SpecialDay special = days.get(date);
        return special == null ? isInWorkingWeek(date) : special.kind().isWorked();
    }

    boolean isProvisional(LocalDate date) {
        SpecialDay special = days.get(date);
        return special == null ? !complete : special.provisional();
    }

    Optional<SpecialDay> special(LocalDate date) {
        return Optional.ofNullable(days.get(date));
    }

    List<SpecialDay> specialDays() {
        return List.copyOf(days.values());
    }

    private void take(YearList list, List<HolidayRule> unlisted) {
        Faults faults = new Faults();
        list.holidays().forEach(holiday -> faults.check(() -> unlisted.remove(take(holiday))));
        list.swaps().forEach(swap -> faults.check(() -> take(swap)));
        faults.tell();
        if (complete && !unlisted.isEmpty()) {
            throw list.file()
                    .fault(
                            "holidays",
                            "thiếu ngày nghỉ \"%s\"; thêm vào, hoặc ghi complete: false khi chưa có thông báo"
                                    .formatted(unlisted.get(0).id()));
        }
    }

    private HolidayRule take(YearList.Holiday listed) {
        Entry entry = listed.entry();
        List<HolidayRule> inForce = rules.holidaysIn(year);
        HolidayRule rule = inForce.stream()
                .filter(candidate -> candidate.id().equals(listed.holiday()))
                .findFirst()
                .orElseThrow(() -> entry.fault(
                        "holiday",
                        "\"%s\" không có trong rules.yml cho năm %d; được phép: %s"
                                .formatted(
                                        listed.holiday(),
                                        year,
                                        String.join(
                                                ", ",
                                                inForce.stream()
                                                        .map(HolidayRule::id)
                                                        .toList()))));
        for (DayAndMonth day : listed.dates()) {
            take(entry, "dates", date(entry, "dates", day), PUBLIC_HOLIDAY, rule.name(), listed.notice());
        }
        for (DayAndMonth day : listed.compensatedOn()) {
            LocalDate date = weekday(entry, "compensatedOn", day);
            take(entry, "compensatedOn", date, COMPENSATION_DAY, "nghỉ bù " + rule.name(), listed.notice());
        }
        return rule;
    }

    private void take(YearList.Swap swap) {
        Entry entry = swap.entry();
        LocalDate off = weekday(entry, "dayOff", swap.dayOff());
        LocalDate worked = date(entry, "worked", swap.worked());
        if (isInWorkingWeek(worked)) {
            throw entry.fault(
                    "worked",
                    VietnameseDate.withWeekday(worked) + " vốn đã là ngày làm việc; được phép: ngày nghỉ cuối tuần");
        }
        take(
                entry,
                "dayOff",
                off,
                SWAPPED_OFF_DAY,
                "nghỉ hoán đổi, làm bù " + VietnameseDate.withWeekday(worked),
                swap.notice());
        take(entry, "worked", worked, SWAPPED_IN_DAY, "làm bù cho " + VietnameseDate.withWeekday(off), swap.notice());
    }

    private void take(Entry entry, String field, LocalDate date, SpecialDay.Kind kind, String name, String notice) {
        if (days.putIfAbsent(date, new SpecialDay(date, kind, name, notice, false)) != null) {
            throw entry.fault(
                    field, VietnameseDate.withWeekday(date) + " đã được ghi một lần; mỗi ngày chỉ ghi một lần");
        }
    }

    private void forecast(List<HolidayRule> unlisted) {
        TreeMap<LocalDate, HolidayRule> toCompensate = new TreeMap<>();
        for (HolidayRule rule : unlisted) {
            for (LocalDate date : rule.forecast(year)) {
                days.putIfAbsent(date, new SpecialDay(date, PUBLIC_HOLIDAY, rule.name(), rule.act(), true));
                if (!isInWorkingWeek(date) && rule.compensated()) {
                    toCompensate.put(date, rule);
                }
            }
        }
        // After all holidays are set, because the next working day must not be another holiday.
        toCompensate.forEach((holiday, rule) -> {
            LocalDate date = holiday;
            while (!isWorkingDay(date)) {
                date = date.plusDays(1);
            }
            days.put(
                    date,
                    new SpecialDay(date, COMPENSATION_DAY, "nghỉ bù " + rule.name(), rules.compensationAct(), true));
        });
    }

    private boolean isInWorkingWeek(LocalDate date) {
        return rules.workingWeek().contains(date.getDayOfWeek());
    }

    private LocalDate weekday(Entry entry, String field, DayAndMonth day) {
        LocalDate date = date(entry, field, day);
        if (!isInWorkingWeek(date)) {
            throw entry.fault(
                    field,
                    VietnameseDate.withWeekday(date)
                            + " vốn đã là ngày nghỉ cuối tuần; được phép: ngày làm việc trong tuần");
        }
        return date;
    }

    private LocalDate date(Entry entry, String field, DayAndMonth day) {
        try {
            return LocalDate.of(year, day.month(), day.day());
        } catch (DateTimeException e) {
            throw entry.fault(field, "không có ngày " + day + " trong năm " + year);
        }
    }
}
