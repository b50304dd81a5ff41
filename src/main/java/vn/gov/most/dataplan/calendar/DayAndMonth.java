package vn.gov.most.dataplan.calendar;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day of the year as the files write it, day first: {@code 2/9}; solar or lunar, depending on the field. */
record DayAndMonth(int day, int month) {

    /** The format that {@link #parse} accepts, in Vietnamese for faults. */
    static final String FORM_TEXT = "ngày/tháng, ví dụ 2/9";

    private static final Pattern FORM = Pattern.compile("(\\d{1,2})/(\\d{1,2})");

    static DayAndMonth parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new DayAndMonth(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return day + "/" + month;
    }
}
