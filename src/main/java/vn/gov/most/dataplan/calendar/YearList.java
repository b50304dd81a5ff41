package vn.gov.most.dataplan.calendar;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What the notices say of one year, as {@code YEAR.yml} has it.
 *
 * @param complete whether the notices settle the whole year; if not, what is not listed is forecast and provisional
 */
record YearList(Integer year, Boolean complete, List<Holiday> holidays, List<Swap> swaps) {

    /**
     * @param holiday an id of {@code rules.yml}
     * @param dates all its days off, weekends too
     * @param compensatedOn the compensation days that the notice names
     */
    record Holiday(String holiday, List<DayAndMonth> dates, List<DayAndMonth> compensatedOn, String notice) {
        Holiday {
            Required.text("holiday", holiday);
            Required.field("dates", dates);
            Required.text("notice", notice);
            compensatedOn = requireNonNullElse(compensatedOn, List.of());
        }
    }

    /** A working day that is off, and the weekend day that is worked for it. */
    record Swap(DayAndMonth dayOff, DayAndMonth worked, String notice) {
        Swap {
            Required.field("dayOff", dayOff);
            Required.field("worked", worked);
            Required.text("notice", notice);
        }
    }

    YearList {
        Required.field("year", year);
        Required.field("complete", complete);
        Required.field("holidays", holidays);
        swaps = requireNonNullElse(swaps, List.of());
    }
}
