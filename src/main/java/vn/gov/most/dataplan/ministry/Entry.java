package vn.gov.most.dataplan.ministry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** An entry of a file that a ministry edits. It returns checked field values; a fault names the place in the file. */
public final class Entry {

    /** The format that {@link #id} accepts, in Vietnamese for faults. */
    public static final String ID = "chữ thường không dấu, số và dấu gạch nối ở giữa, ví dụ it-center";

    private static final Pattern ONE_ID = Pattern.compile("(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    private static final ObjectMapper VALUES = new ObjectMapper();

    private final String file;
    private final String place;
    private final String path;
    private final JsonNode node;
    private final UnaryOperator<String> spelling;

    /**
     * @param place of the entry in the file, in words; empty for the top level
     * @param path of the entry in that place, ending with a full stop; empty for the place itself
     */
    Entry(String file, String place, String path, JsonNode node) {
        this(file, place, path, node, UnaryOperator.identity());
    }

    private Entry(String file, String place, String path, JsonNode node, UnaryOperator<String> spelling) {
        this.file = file;
        this.place = place;
        this.path = path;
        this.node = node;
        this.spelling = spelling;
    }

    /** This entry and the entries in it, with each text converted by the function. */
    public Entry spelt(UnaryOperator<String> one) {
        return new Entry(file, place, path, node, one);
    }

    /** The place in the file, in words; empty for the top level. */
    public String place() {
        return place;
    }

    /** Refuses unknown fields: a typo in an optional field would go unseen. */
    public Entry allowing(String... fields) {
        List<String> known = List.of(fields);
        String allowed = "được phép: " + String.join(", ", known);
        if (!node.isObject()) {
            throw new MinistryFileException(
                    file,
                    path.isEmpty() ? place : placeOf(path.substring(0, path.length() - 1)),
                    "phải là các dòng \"trường: giá trị\"; " + allowed);
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw fault(name, "không có trường này; " + allowed);
            }
        });
        return this;
    }

    /** Refuses an entry that lacks the field. For fields that may be empty, as a list may. */
    public Entry requiring(String field) {
        if (!has(field)) {
            throw missing(field);
        }
        return this;
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    public String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    /** @param longest in characters */
    public String text(String field, int longest) {
        String text = text(field);
        if (text.length() > longest) {
            throw fault(field, "không được dài quá " + longest + " ký tự");
        }
        return text;
    }

    public Optional<String> optionalText(String field) {
        return Optional.ofNullable(node.get(field))
                .filter(value -> !value.isNull())
                .map(value -> scalar(field, value))
                .filter(text -> !text.isEmpty());
    }

    /** One text or a list of texts; an empty list if the field is absent. */
    public List<String> texts(String field) {
        JsonNode value = node.path(field);
        if (!value.isArray()) {
            return optionalText(field).stream().toList();
        }
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(scalar(field, item)));
        return List.copyOf(texts);
    }

    /** @param allowed what the parser accepts, in Vietnamese; it may refuse with any exception */
    public <T> T parsed(String field, String allowed, Function<String, T> parser) {
        return optionalParsed(field, allowed, parser)
                .orElseThrow(() -> fault(field, "phải nhập nội dung này; được phép: " + allowed));
    }

    public <T> Optional<T> optionalParsed(String field, String allowed, Function<String, T> parser) {
        return optionalText(field).map(text -> parse(field, text, allowed, parser));
    }

    /** Like {@link #texts}, with each text parsed. */
    public <T> List<T> allParsed(String field, String allowed, Function<String, T> parser) {
        return texts(field).stream()
                .map(text -> parse(field, text, allowed, parser))
                .toList();
    }

    public String oneOf(String field, List<String> allowed) {
        return parsed(field, String.join(", ", allowed), text -> among(allowed, text));
    }

    /** Like {@link #texts}, but each text must be one of the allowed ones. */
    public List<String> someOf(String field, List<String> allowed) {
        return allParsed(field, String.join(", ", allowed), text -> among(allowed, text));
    }

    public boolean flag(String field) {
        return oneOf(field, List.of("true", "false")).equals("true");
    }

    /** Parses an id: returns the text if it is one. */
    public static String id(String text) {
        if (!ONE_ID.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** The entry nested in this field. */
    public Optional<Entry> entry(String field) {
        return has(field)
                ? Optional.of(new Entry(file, place, path + field + ".", node.get(field), spelling))
                : Optional.empty();
    }

    public Entry requiredEntry(String field) {
        return entry(field).orElseThrow(() -> missing(field));
    }

    /**
     * The entries of a list; none if the field is absent.
     *
     * @param kind what an entry is called in faults, in Vietnamese
     * @param key the field that identifies an entry in faults; null to use its number in the list
     */
    public List<Entry> entries(String field, String kind, String key) {
        JsonNode list = node.path(field);
        if (has(field) && !list.isArray()) {
            throw fault(field, "phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch nối");
        }
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : list) {
            String id = spelling.apply(item.path(key).asText());
            String called = kind + " " + (id.isBlank() ? "thứ " + (entries.size() + 1) : "\"" + id + "\"");
            entries.add(new Entry(file, place.isEmpty() ? called : place + ", " + called, "", item, spelling));
        }
        return entries;
    }

    /** The value of a field with free keys, as plain maps, lists and values; empty if the field is absent. */
    public Map<String, Object> values(String field) {
        if (!has(field)) {
            return Map.of();
        }
        if (!node.get(field).isObject()) {
            throw fault(field, "phải là các dòng \"trường: giá trị\"");
        }
        return VALUES.convertValue(node.get(field), new TypeReference<>() {});
    }

    public MinistryFileException fault(String field, String problem) {
        return new MinistryFileException(file, placeOf(path + field), problem);
    }

    public MinistryFileException missing(String field) {
        return fault(field, "phải nhập nội dung này");
    }

    public MinistryFileException badValue(String field, String value, String allowed) {
        return fault(field, "\"" + value + "\" không hợp lệ; được phép: " + allowed);
    }

    private String placeOf(String field) {
        return (place.isEmpty() ? "" : place + ", ") + "trường \"" + field + "\"";
    }

    private String scalar(String field, JsonNode value) {
        if (!value.isValueNode()) {
            throw fault(field, "phải là một giá trị");
        }
        return spelling.apply(value.asText()).strip();
    }

    private <T> T parse(String field, String text, String allowed, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (RuntimeException refused) {
            throw badValue(field, text, allowed);
        }
    }

    private static String among(List<String> allowed, String text) {
        if (!allowed.contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
