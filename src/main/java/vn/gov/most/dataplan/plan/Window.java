package vn.gov.most.dataplan.plan;

import java.time.LocalDate;

/** The years for which the plan asks something, both included: "2020", "2021-2025". */
public record Window(int firstYear, int lastYear) {

    public boolean contains(LocalDate date) {
        return date.getYear() >= firstYear && date.getYear() <= lastYear;
    }

    /** The window as the period of a clause that is carried out once. */
    public Period period() {
        return firstYear == lastYear ? Period.year(firstYear) : Period.once(firstYear, lastYear);
    }

    @Override
    public String toString() {
        return firstYear == lastYear ? "" + firstYear : firstYear + "-" + lastYear;
    }
}
