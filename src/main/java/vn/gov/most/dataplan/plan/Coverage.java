package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * The days whose data a periodic report covers, both included. If the first day comes after the last, it is in the
 * previous year. Our reading of Decree 09/2019/NĐ-CP art. 12.
 */
public record Coverage(MonthDay from, MonthDay to) {

    public LocalDate firstDay(int year) {
        return from.atYear(from.isAfter(to) ? year - 1 : year);
    }

    public LocalDate lastDay(int year) {
        return to.atYear(year);
    }
}
