package vn.gov.most.dataplan.calendar;

import java.util.List;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;

/**
 * The notices for one year, from {@code YEAR.yml}.
 *
 * @param complete whether the notices cover the whole year; otherwise missing days are forecast and provisional
 */
record YearList(Entry file, boolean complete, List<Holiday> holidays, List<Swap> swaps) {

    /**
     * @param holiday an id of {@code rules.yml}
     * @param dates all its days off, including weekends
     * @param compensatedOn the compensation days that the notice names
     */
    record Holiday(
            Entry entry, String holiday, List<DayAndMonth> dates, List<DayAndMonth> compensatedOn, String notice) {

        static Holiday of(Entry entry) {
            entry.allowing("holiday", "dates", "compensatedOn", "notice").requiring("dates");
            return new Holiday(
                    entry,
                    entry.text("holiday"),
                    days(entry, "dates"),
                    days(entry, "compensatedOn"),
                    entry.text("notice"));
        }

        private static List<DayAndMonth> days(Entry entry, String field) {
            return entry.allParsed(field, DayAndMonth.FORM_TEXT, DayAndMonth::parse);
        }
    }

    /** A working day that becomes a day off, and the weekend day worked instead. */
    record Swap(Entry entry, DayAndMonth dayOff, DayAndMonth worked, String notice) {

        static Swap of(Entry entry) {
            entry.allowing("dayOff", "worked", "notice");
            return new Swap(entry, day(entry, "dayOff"), day(entry, "worked"), entry.text("notice"));
        }

        private static DayAndMonth day(Entry entry, String field) {
            return entry.parsed(field, DayAndMonth.FORM_TEXT, DayAndMonth::parse);
        }
    }

    static YearList of(Entry file, int year) {
        file.allowing("year", "complete", "holidays", "swaps").requiring("holidays");
        if (file.parsed("year", "số nguyên", Integer::valueOf) != year) {
            throw file.fault("year", "phải là " + year + ", như tên tệp");
        }
        boolean complete = file.flag("complete");
        Faults faults = new Faults();
        List<Holiday> holidays = faults.read(
                        () -> Faults.each(file.entries("holidays", "ngày nghỉ", "holiday"), Holiday::of))
                .orElse(List.of());
        List<Swap> swaps = faults.read(() -> Faults.each(file.entries("swaps", "hoán đổi", ""), Swap::of))
                .orElse(List.of());
        faults.tell();
        return new YearList(file, complete, holidays, swaps);
    }
}
