package vn.gov.most.dataplan.calendar;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Reads the calendar's files; a fault is a {@link MinistryFileException}. */
record CalendarFiles(Function<String, Optional<String>> reader) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    CalendarRules rules() {
        String file = "calendar/rules.yml";
        return read(file, CalendarRules.class)
                .orElseThrow(() -> new MinistryFileException(file, "", "không có tệp này"));
    }

    Optional<YearList> year(int year) {
        String file = fileOf(year);
        Optional<YearList> list = read(file, YearList.class);
        if (list.isPresent() && list.get().year() != year) {
            throw new MinistryFileException(file, "year", "phải là " + year + ", như tên tệp");
        }
        return list;
    }

    static String fileOf(int year) {
        return "calendar/" + year + ".yml";
    }

    private <T> Optional<T> read(String file, Class<T> type) {
        return reader.apply(file).map(text -> {
            try {
                JsonNode content = YAML.readTree(text);
                if (content.isMissingNode() || content.isNull()) {
                    throw new MinistryFileException(file, "", "tệp không có nội dung");
                }
                return YAML.treeToValue(content, type);
            } catch (JsonMappingException e) {
                throw new MinistryFileException(file, path(e), problem(e));
            } catch (JsonProcessingException e) {
                throw new MinistryFileException(file, "", problem(e));
            }
        });
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() != null ? "." + step.getFieldName() : "[" + step.getIndex() + "]")
                .collect(joining())
                .replaceFirst("^\\.", "");
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "không có mục này; cho phép: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(joining(", "));
        }
        if (e instanceof InvalidFormatException invalid) {
            return "\"%s\" không hợp lệ; cho phép: %s".formatted(invalid.getValue(), allowed(invalid.getTargetType()));
        }
        if (e instanceof ValueInstantiationException refused
                && refused.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage();
        }
        if (e instanceof MismatchedInputException mismatched) {
            return "phải là " + allowed(mismatched.getTargetType());
        }
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        return "không đọc được YAML ở dòng %d (%s)".formatted(line, firstLine(e.getOriginalMessage()));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> YAML.convertValue(constant, String.class))
                    .collect(joining(", "));
        }
        if (type == Boolean.class) {
            return "true, false";
        }
        if (type == Integer.class || type == int.class) {
            return "số nguyên";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "danh sách";
        }
        return type.isRecord() && type != DayAndMonth.class ? "một nhóm mục con" : "một giá trị";
    }
}
