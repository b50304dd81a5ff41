package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.calendar.DayOrder;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.MailAddress;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.Feel.Place;

/** The validation of a single value. The messages are the Vietnamese ones of the browser and say what is allowed. */
final class FieldRules {

    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NUMBER = 40;
    private static final int OPTIONS_TOLD = 10;

    // Copied from form-js 1.8.7
    private static final Pattern PHONE = Pattern.compile("^(\\+|00)[1-9]\\d{6,20}$");

    private final Feel feel;
    private final Clock clock;
    private final WorkingCalendar calendar;

    FieldRules(Feel feel, Clock clock, WorkingCalendar calendar) {
        this.feel = feel;
        this.clock = clock;
        this.calendar = calendar;
    }

    /**
     * The faults of the value, one sentence each; none if it is valid. Rules that form-js does not have are in the
     * field's properties: a condition {@code refusedIf}, which knows {@code nextWorkingDay}, with its {@code
     * refusedMessage}; for a day its {@code kind}, see {@link DayKind}.
     */
    List<String> faults(Field field, JsonNode value, Place place) {
        if (isBlank(field, value)) {
            return field.rule("required").asBoolean() ? List.of(required(field)) : List.of();
        }
        JsonNode properties = field.schema().path("properties");
        JsonNode refusedIf = properties.path("refusedIf");
        if (Feel.isExpression(refusedIf) && feel.isTrue(refusedIf, place.with("nextWorkingDay", nextWorkingDay()))) {
            return List.of(properties.path("refusedMessage").asText());
        }
        if (field.isText()) {
            return textFaults(field, value, place);
        } else if (field.isChoice()) {
            return isOption(value, options(field, place)) ? List.of() : List.of(notAnOption(field, place));
        } else if (field.isMultipleChoice()) {
            return choicesFaults(field, value, place);
        }
        return switch (field.type()) {
            case "number" -> numberFaults(field, value, place);
            case "checkbox" -> value.isBoolean() ? List.of() : List.of("Phải là có hoặc không.");
            case "datetime" -> momentFaults(field, value);
            default -> List.of("Không nhận nội dung ở mục này.");
        };
    }

    /** The value as it is stored. */
    static JsonNode kept(Field field, JsonNode value) {
        boolean asText = field.type().equals("number")
                && field.schema().path("serializeToString").asBoolean();
        return asText && value.isNumber() ? TextNode.valueOf(value.asText()) : value;
    }

    private static boolean isBlank(Field field, JsonNode value) {
        return Values.isEmpty(value)
                || field.type().equals("checkbox") && value.isBoolean() && !value.booleanValue()
                || field.rule("required").asBoolean()
                        && field.isText()
                        && value.isTextual()
                        && !TypedText.saysSomething(value.textValue());
    }

    private static String required(Field field) {
        if (field.isChoice() || field.isMultipleChoice() || field.type().equals("datetime")) {
            return "Phải chọn.";
        }
        return field.type().equals("checkbox") ? "Phải đánh dấu ô này." : "Phải nhập nội dung này.";
    }

    private List<String> textFaults(Field field, JsonNode value, Place place) {
        if (!value.isTextual()) {
            return List.of("Phải nhập bằng chữ.");
        }
        String text = value.textValue();
        if (!isWellFormed(text)) {
            return List.of("Có ký tự không hợp lệ.");
        }
        List<String> faults = new ArrayList<>();
        if (field.type().equals("textfield") && text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
            faults.add("Không được xuống dòng.");
        }
        int length = text.length();
        limit(field, "minLength", place)
                .filter(least -> BigDecimal.valueOf(length).compareTo(least) < 0)
                .ifPresent(least -> faults.add("Phải có ít nhất %s ký tự.".formatted(number(least))));
        BigDecimal longest = limit(field, "maxLength", place).orElse(BigDecimal.valueOf(LONGEST_TEXT));
        if (BigDecimal.valueOf(length).compareTo(longest) > 0 || text.length() > LONGEST_TEXT) {
            faults.add("Không được dài quá %s ký tự.".formatted(number(longest)));
            // An unlucky pattern could take minutes on a long text
            return faults;
        }
        if (field.rule("pattern").isTextual()
                && !Pattern.compile(field.rule("pattern").textValue())
                        .matcher(text)
                        .find()) {
            faults.add(notOfThePattern(field));
        }
        if (field.namesPapers()) {
            PaperReferences.fault(text, field.schema().path("values")).ifPresent(faults::add);
        }
        String validationType = field.rule("validationType").asText();
        if (validationType.equals("email") && !MailAddress.isOne(text)) {
            faults.add("Địa chỉ thư điện tử không hợp lệ.");
        } else if (validationType.equals("phone") && !PHONE.matcher(text).find()) {
            faults.add("Số điện thoại không hợp lệ, ví dụ: +84901234567.");
        }
        return faults;
    }

    /** The form explains its pattern in the property {@code patternMessage}. */
    private static String notOfThePattern(Field field) {
        String message =
                field.schema().path("properties").path("patternMessage").asText();
        return message.isBlank() ? "Nội dung không đúng dạng yêu cầu." : message;
    }

    /** PostgreSQL can store neither NUL nor an unpaired surrogate. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private List<String> numberFaults(Field field, JsonNode value, Place place) {
        Optional<BigDecimal> given = number(field, value);
        if (given.isEmpty()) {
            return List.of("Phải nhập số.");
        }
        BigDecimal number = given.get();
        List<String> faults = new ArrayList<>();
        JsonNode digits = field.schema().path("decimalDigits");
        if (digits.isNumber() && number.stripTrailingZeros().scale() > digits.intValue()) {
            faults.add(
                    digits.intValue() == 0
                            ? "Phải nhập số nguyên."
                            : "Chỉ được tối đa %d chữ số sau dấu phẩy.".formatted(digits.intValue()));
        }
        decimal(field.schema().path("increment"))
                .filter(step -> step.signum() > 0 && number.remainder(step).signum() != 0)
                .ifPresent(step -> {
                    BigDecimal below = number.subtract(number.remainder(step));
                    faults.add("Giá trị không hợp lệ; giá trị gần nhất là %s hoặc %s."
                            .formatted(number(below), number(below.add(step))));
                });
        limit(field, "min", place)
                .filter(least -> number.compareTo(least) < 0)
                .ifPresent(least -> faults.add("Không được nhỏ hơn %s.".formatted(number(least))));
        limit(field, "max", place)
                .filter(most -> number.compareTo(most) > 0)
                .ifPresent(most -> faults.add("Không được lớn hơn %s.".formatted(number(most))));
        return faults;
    }

    /** Refuses whole numbers beyond 64 bits, which the engine cannot store. */
    private static Optional<BigDecimal> number(Field field, JsonNode value) {
        boolean asText = field.schema().path("serializeToString").asBoolean();
        if (value.isTextual() ? !asText : !(value.isInt() || value.isLong() || value.isShort() || isFinite(value))) {
            return Optional.empty();
        }
        return decimal(value);
    }

    private static boolean isFinite(JsonNode value) {
        return value.isFloatingPointNumber() && !value.isBigDecimal() && Double.isFinite(value.doubleValue());
    }

    private Optional<BigDecimal> limit(Field field, String rule, Place place) {
        return decimal(feel.value(field.rule(rule), place));
    }

    private static Optional<BigDecimal> decimal(JsonNode value) {
        if (!value.isValueNode() || value.isBoolean() || value.asText().length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(value.asText());
            // A text may contain 1E999999999, and computing with that would never end.
            return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static String number(BigDecimal number) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getInstance(Locale.forLanguageTag("vi"));
        format.setMaximumFractionDigits(LONGEST_NUMBER);
        return format.format(number);
    }

    private List<String> choicesFaults(Field field, JsonNode value, Place place) {
        List<JsonNode> options = options(field, place);
        boolean wrong = !value.isArray() || value.size() > options.size();
        for (JsonNode choice : value) {
            wrong |= !isOption(choice, options);
        }
        return wrong ? List.of(notAnOption(field, place)) : List.of();
    }

    private static boolean isOption(JsonNode value, List<JsonNode> options) {
        return options.stream()
                .map(FieldRules::optionValue)
                .anyMatch(option ->
                        option.isNumber() && value.isNumber() ? Values.isSame(option, value) : option.equals(value));
    }

    private String notAnOption(Field field, Place place) {
        List<String> labels =
                options(field, place).stream().map(FieldRules::optionLabel).toList();
        return labels.isEmpty() || labels.size() > OPTIONS_TOLD
                ? "Phải chọn trong danh sách của biểu mẫu."
                : "Phải chọn trong danh sách: %s.".formatted(String.join("; ", labels));
    }

    /** The browser checks the three sources of options in this order. */
    private List<JsonNode> options(Field field, Place place) {
        JsonNode key = field.schema().path("valuesKey");
        JsonNode values = field.schema().path("values");
        JsonNode source;
        if (!key.isMissingNode()) {
            source = Values.of(place.data().get(key.asText()));
        } else if (!values.isMissingNode()) {
            source = values;
        } else {
            source = feel.value(field.schema().path("valuesExpression"), place);
        }
        List<JsonNode> options = new ArrayList<>();
        if (source.isArray()) {
            source.forEach(options::add);
        }
        return options.stream()
                .filter(option -> !optionValue(option).isMissingNode()
                        && !optionValue(option).isNull())
                .toList();
    }

    private static JsonNode optionValue(JsonNode option) {
        return option.isObject() ? option.path("value") : option;
    }

    private static String optionLabel(JsonNode option) {
        String label = option.path("label").asText();
        return label.isBlank() ? optionValue(option).asText() : label;
    }

    /**
     * Why a day is refused that precedes the field named in its property {@code notBefore}. Empty if one of the two
     * is not a day, which has a fault of its own.
     */
    Optional<String> orderFault(Field later, JsonNode value, List<Field> beside, JsonNode values) {
        String key = later.schema().path("properties").path("notBefore").asText();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return beside.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .flatMap(earlier -> {
                    try {
                        Optional<LocalDate> first = day(earlier, values.path(key));
                        return day(later, value)
                                .filter(last -> first.isPresent())
                                .flatMap(last -> DayOrder.fault(last, first.get(), earlier.named()));
                    } catch (DateTimeException noDay) {
                        return Optional.empty();
                    }
                });
    }

    private List<String> momentFaults(Field field, JsonNode value) {
        LocalDate today = LocalDate.now(clock);
        try {
            Optional<LocalDate> day = day(field, value);
            if (day.isEmpty()) {
                return List.of();
            }
            LocalDate given = day.get();
            return field.schema().path("disallowPassedDates").asBoolean() && given.isBefore(today)
                    ? List.of("Không được trước ngày %s.".formatted(VietnameseDate.day(today)))
                    : kind(field).flatMap(kind -> kind.fault(given, today, calendar)).stream()
                            .toList();
        } catch (DateTimeException none) {
            return List.of(
                    switch (field.schema().path("subtype").asText()) {
                        case "time" -> "Giờ không hợp lệ.";
                        case "datetime" -> "Phải nhập cả ngày và giờ.";
                        default -> "Ngày không hợp lệ.";
                    });
        }
    }

    private String nextWorkingDay() {
        return calendar.plusWorkingDays(LocalDate.now(clock), 1).toString();
    }

    private static Optional<DayKind> kind(Field field) {
        return DayKind.named(field.schema().path("properties").path("kind").asText());
    }

    private static Optional<LocalDate> noDay(Object time) {
        return Optional.empty();
    }

    /**
     * The entered day; empty if the field asks only for a time.
     *
     * @throws DateTimeException if it is not a day
     */
    private Optional<LocalDate> day(Field field, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        String zone = field.schema().path("timeSerializingFormat").asText();
        boolean withZone = zone.equals("utc_offset") || zone.equals("utc_normalized");
        return switch (field.schema().path("subtype").asText()) {
            case "time" -> noDay(withZone ? OffsetTime.parse(text) : LocalTime.parse(text));
            case "datetime" ->
                Optional.of(
                        withZone
                                ? OffsetDateTime.parse(text)
                                        .atZoneSameInstant(clock.getZone())
                                        .toLocalDate()
                                : LocalDateTime.parse(text).toLocalDate());
            default -> Optional.of(LocalDate.parse(text));
        };
    }
}
