package vn.gov.most.dataplan.calendar;

import java.time.LocalDate;
import java.util.Optional;

/** Days that belong together: the later of them, such as a due day, is not before the other, such as that of the asking. */
public final class DayOrder {

    private DayOrder() {}

    /**
     * Why the later day is refused, in Vietnamese: both days; empty where they are in order.
     *
     * @param earlierName what people call the other day
     */
    public static Optional<String> fault(LocalDate later, LocalDate earlier, String earlierName) {
        return later.isBefore(earlier)
                ? Optional.of("Ngày %s không được trước ngày %s ở mục %s."
                        .formatted(VietnameseDate.day(later), VietnameseDate.day(earlier), earlierName))
                : Optional.empty();
    }
}
