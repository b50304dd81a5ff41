package vn.gov.most.dataplan.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** An entry of a file that a ministry writes: it gives its fields checked, and says of a wrong one where it stands. */
final class Entry {

    private static final int LONGEST = 200;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private final String where;
    private final JsonNode node;

    Entry(String where, JsonNode node) {
        this.where = where;
        this.node = node;
        if (!node.isObject()) {
            throw new InvalidRegisterException(where, "phải gồm các trường, mỗi trường có tên và giá trị.");
        }
    }

    /** Refuses fields that the file does not know: a slip in an optional one would go unseen. */
    Entry allowing(String... fields) {
        List<String> known = List.of(fields);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw fault(name, "không có trường này; các trường được phép: " + String.join(", ", known) + ".");
            }
        }
        return this;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        // Of a list or of fields the text is empty
        if (!has(field) || node.get(field).asText().isBlank()) {
            throw fault(field, "phải nhập nội dung này.");
        }
        String text = node.get(field).asText();
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw fault(
                    field, quoted(text) + " không ở dạng Unicode dựng sẵn (NFC); cần gõ lại bằng bảng mã dựng sẵn.");
        }
        if (text.length() > LONGEST) {
            throw fault(field, "không được dài quá " + LONGEST + " ký tự.");
        }
        return text;
    }

    String id(String field, int longest) {
        String id = text(field);
        if (!ID.matcher(id).matches() || id.length() > longest) {
            throw fault(
                    field,
                    quoted(id) + " không hợp lệ; chỉ gồm chữ thường không dấu, số và dấu gạch nối ở giữa, không quá "
                            + longest + " ký tự, ví dụ: it-center.");
        }
        return id;
    }

    String address(String field) {
        String address = text(field);
        if (!ADDRESS.matcher(address).matches()) {
            throw fault(field, quoted(address) + " không phải địa chỉ thư điện tử; cần dạng ten@mien.gov.vn.");
        }
        return address;
    }

    String oneOf(String field, List<String> allowed) {
        String text = text(field);
        if (!allowed.contains(text)) {
            throw fault(field, quoted(text) + " không có; chỉ được là: " + String.join(", ", allowed) + ".");
        }
        return text;
    }

    LocalDate date(String field) {
        String text = text(field);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw fault(field, quoted(text) + " không phải ngày; cần dạng năm-tháng-ngày, ví dụ: 2020-01-01.");
        }
    }

    boolean flag(String field) {
        if (!has(field) || !node.get(field).isBoolean()) {
            throw fault(field, "phải là true (có) hoặc false (không).");
        }
        return node.get(field).booleanValue();
    }

    /** The texts of a list; none where the field is absent. */
    List<String> texts(String field, List<String> allowed) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(field)) {
            if (!allowed.contains(item.asText())) {
                throw fault(
                        field, quoted(item.asText()) + " không có; chỉ được là: " + String.join(", ", allowed) + ".");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** The entries of a list, each called by its kind and its id or, without one, its place; none where it is absent. */
    List<Entry> entries(String field, String kind) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode item : list(field)) {
            String id = item.path("id").asText();
            String called = id.isBlank() ? "thứ " + (entries.size() + 1) : quoted(id);
            entries.add(new Entry(where + ", " + kind + " " + called, item));
        }
        return entries;
    }

    Entry entry(String field, String kind) {
        if (!has(field)) {
            throw fault(field, "phải nhập nội dung này.");
        }
        return new Entry(where + ", " + kind, node.get(field));
    }

    InvalidRegisterException fault(String field, String problem) {
        return new InvalidRegisterException(where + ", trường " + quoted(field), problem);
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private Iterable<JsonNode> list(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!node.get(field).isArray()) {
            throw fault(field, "phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch nối.");
        }
        return node.get(field);
    }
}
