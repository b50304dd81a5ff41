package vn.gov.most.dataplan.calendar;

/** Fields that a file must fill. */
final class Required {

    private Required() {}

    static void field(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("thiếu \"" + name + "\"");
        }
    }

    static void text(String name, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("thiếu \"" + name + "\"");
        }
    }
}
