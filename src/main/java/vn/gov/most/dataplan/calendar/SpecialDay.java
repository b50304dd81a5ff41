package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;

/**
 * A day that differs from its weekday, or a public holiday on any weekday.
 *
 * @param name Vietnamese, such as "tết Nguyên đán"
 * @param notice the notice or act, such as "9441/TB-BNV"
 * @param provisional whether it is forecast from the law, because no notice covers it yet
 */
public record SpecialDay(LocalDate date, Kind kind, String name, String notice, boolean provisional) {

    /** What makes the day special. */
    public enum Kind {
        PUBLIC_HOLIDAY("ngày nghỉ lễ, tết"),
        COMPENSATION_DAY("ngày nghỉ bù"),
        SWAPPED_OFF_DAY("ngày nghỉ hoán đổi"),
        SWAPPED_IN_DAY("ngày làm bù");

        private final String vietnamese;

        Kind(String vietnamese) {
            this.vietnamese = vietnamese;
        }

        /** The Vietnamese word for users. */
        public String vietnamese() {
            return vietnamese;
        }

        boolean isWorked() {
            return this == SWAPPED_IN_DAY;
        }
    }
}
