package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;
import java.util.Optional;

/** Checks the order of two related days: a due day, for example, may not precede the day of the request. */
public final class DayOrder {

    private DayOrder() {}

    /**
     * Why the later day is refused, in Vietnamese, with both days; empty if the order is right.
     *
     * @param earlierName the Vietnamese name of the other day
     */
    public static Optional<String> fault(LocalDate later, LocalDate earlier, String earlierName) {
        return later.isBefore(earlier)
                ? Optional.of("Ngày %s không được trước ngày %s ở mục %s."
                        .formatted(VietnameseDate.day(later), VietnameseDate.day(earlier), earlierName))
                : Optional.empty();
    }
}
