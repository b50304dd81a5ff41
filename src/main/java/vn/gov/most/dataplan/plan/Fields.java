package vn.gov.most.dataplan.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields of one block of the plan's file, which know where they stand, so that a fault can say it. */
final class Fields {

    private final String place;
    private final String path;
    private final JsonNode node;

    /**
     * @param place the file and, where there is one, the clause
     * @param path of the block in it, with what separates it from a field
     */
    Fields(String place, String path, JsonNode node, Set<String> allowed) {
        this.place = place;
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            String field = path.isEmpty() ? "" : ", trường \"" + path.substring(0, path.length() - 1) + "\"";
            throw new PlanFileException(place + field + ": phải là các dòng \"trường: giá trị\"; được phép: "
                    + String.join(", ", new TreeSet<>(allowed)) + ".");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!allowed.contains(name)) {
                throw fault(name, "không có trường này; được phép: " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }

    PlanFileException fault(String field, String message) {
        String end = message.endsWith(".") || message.contains("\n") ? "" : ".";
        return new PlanFileException(place + ", trường \"" + path + field + "\": " + message + end);
    }

    PlanFileException missing(String field) {
        return fault(field, "còn thiếu; phải có giá trị");
    }

    PlanFileException badValue(String field, String value, String allowed) {
        return fault(field, "\"" + value + "\" không hợp lệ; được phép: " + allowed);
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A text that must stand there. */
    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        return Optional.ofNullable(node.get(field))
                .filter(value -> !value.isNull())
                .map(value -> scalar(field, value))
                .filter(text -> !text.isEmpty());
    }

    /** One text or a list of them; none where the field is absent. */
    List<String> texts(String field) {
        JsonNode value = node.get(field);
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(item -> texts.add(scalar(field, item)));
        } else {
            optionalText(field).ifPresent(texts::add);
        }
        return List.copyOf(texts);
    }

    /** @param allowed what the parser takes, in Vietnamese; the parser refuses with any exception */
    <T> T parsed(String field, String allowed, Function<String, T> parser) {
        return parse(field, text(field), allowed, parser);
    }

    <T> Optional<T> optionalParsed(String field, String allowed, Function<String, T> parser) {
        return optionalText(field).map(text -> parse(field, text, allowed, parser));
    }

    <T> List<T> allParsed(String field, String allowed, Function<String, T> parser) {
        return texts(field).stream()
                .map(text -> parse(field, text, allowed, parser))
                .toList();
    }

    boolean yes(String field) {
        return optionalParsed(field, "true, false", text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                })
                .orElse(false);
    }

    Optional<Fields> block(String field, Set<String> allowed) {
        return has(field)
                ? Optional.of(new Fields(place, path + field + ".", node.get(field), allowed))
                : Optional.empty();
    }

    Fields requiredBlock(String field, Set<String> allowed) {
        return block(field, allowed).orElseThrow(() -> missing(field));
    }

    /** A list of blocks, each called by the value of one of its fields, or by its place in the list without one. */
    List<Fields> blocks(String field, String key, Set<String> allowed) {
        List<Fields> blocks = new ArrayList<>();
        JsonNode list = node.path(field);
        if (has(field) && !list.isArray()) {
            throw fault(field, "phải là danh sách, mỗi mục bắt đầu bằng dấu \"-\"");
        }
        for (JsonNode item : list) {
            String name = item.path(key).asText(String.valueOf(blocks.size() + 1));
            blocks.add(new Fields(place, path + field + "[" + name + "].", item, allowed));
        }
        return blocks;
    }

    /** The blocks of a top list that have a place of their own, as clauses have. */
    List<Fields> places(String field, String word, String key, Set<String> allowed) {
        List<Fields> places = new ArrayList<>();
        for (JsonNode item : node.path(field)) {
            String name = item.path(key).asText("thứ " + (places.size() + 1));
            places.add(new Fields(place + ", " + word + " " + name, "", item, allowed));
        }
        return places;
    }

    private String scalar(String field, JsonNode value) {
        if (!value.isValueNode()) {
            throw fault(field, "phải là một giá trị");
        }
        return value.asText().strip();
    }

    private <T> T parse(String field, String text, String allowed, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (PlanFileException fault) {
            throw fault;
        } catch (RuntimeException refused) {
            throw badValue(field, text, allowed);
        }
    }
}
