package vn.gov.most.dataplan.plan;

import java.time.LocalDate;

/** The years, both included, for which the plan asks something: "2020", "2021-2025". */
public record Window(int firstYear, int lastYear) {

    public boolean contains(LocalDate date) {
        return date.getYear() >= firstYear && date.getYear() <= lastYear;
    }

    public LocalDate firstDay() {
        return LocalDate.of(firstYear, 1, 1);
    }

    public LocalDate lastDay() {
        return LocalDate.of(lastYear, 12, 31);
    }

    @Override
    public String toString() {
        return firstYear == lastYear ? "" + firstYear : firstYear + "-" + lastYear;
    }
}
