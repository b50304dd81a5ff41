package vn.gov.most.dataplan.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import vn.gov.most.dataplan.security.EngineRestApi.Operation;

/**
 * Partly valid, partly invalid requests from engine-rest's OpenAPI: every operation, in an order and with parameters
 * and bodies that depend on the seed. The same seed and the same ids give the same requests.
 */
final class RandomRequests {

    /** @param path from the API's root, with its query; body and contentType are null if there is none */
    record Request(String method, String path, String body, String contentType) {}

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BOUNDARY = "any-request";
    private static final int DEEPEST = 4;

    /** Values that are wrong in most places. */
    private static final List<String> ODD = List.of(
            "",
            " ",
            "none",
            "null",
            "-1",
            "0",
            "99999999999999999999",
            "1e400",
            "true",
            "\u0000",
            "a\u0000b",
            "Đơn vị số 1",
            "đơn vị",
            "😀",
            "\ud800",
            "\r\n",
            "'",
            "\"",
            "%",
            "_",
            "\\",
            ",",
            ",,",
            "a,b",
            "${1}",
            "#{x.y}",
            "{}",
            "[]",
            "<x/>",
            "2026-02-30T00:00:00.000+0700",
            "2026-11-30",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(300),
            "ơ".repeat(5000));

    private static final List<String> DATES =
            List.of("2026-11-30T08:00:00.000+0700", "1900-01-01T00:00:00.000+0000", "9999-12-31T23:59:59.999+0700");

    private static final List<String> VARIABLES =
            List.of("a_eq_b", "a_like_%b%", "a_eq_1,b_gteq_2026", "a_b", "a_none_b", "_eq_", "reason_neq_null");

    private static final List<String> FILE_NAMES = List.of("x.bpmn", "x.form", "x.txt", "x", "", "a\u0000", "đ.bpmn");

    private static final List<String> FILES = List.of(
            "",
            "x",
            "{}",
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\"/>",
            "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">"
                    + "<process id=\"any-request\" isExecutable=\"true\"><startEvent id=\"s\"/></process></definitions>");

    private static final List<String> TYPES = List.of(
            "String", "Integer", "Long", "Double", "Boolean", "Date", "Json", "Xml", "Object", "Bytes", "File", "Null",
            "Foo", "");

    private final Random random;
    private final EngineRestApi api = new EngineRestApi();
    private final Map<String, List<String>> known;
    private final List<Operation> operations = api.operations();
    private int next;

    /** @param known real values by resource type, such as "task" or "user" */
    RandomRequests(long seed, Map<String, List<String>> known) {
        this.random = new Random(seed);
        this.known = known;
    }

    Request next() {
        if (next % operations.size() == 0) {
            Collections.shuffle(operations, random);
        }
        Operation operation = operations.get(next++ % operations.size());
        String path = filled(operation.path()) + query(operation);
        JsonNode content = operation.content();
        if (content.has("multipart/form-data")) {
            return new Request(
                    operation.method(), path, multipart(operation), "multipart/form-data; boundary=" + BOUNDARY);
        } else if (content.isMissingNode() || one(30)) {
            return new Request(operation.method(), path, null, null);
        }
        String type = one(40) ? from(List.of("text/plain", "application/xml", "nothing")) : "application/json";
        return new Request(
                operation.method(), path, body(content.path("application/json").path("schema")), type);
    }

    /** @param pattern in Spring's syntax, {name:regular expression} */
    Request own(String pattern) {
        return new Request("GET", filled(pattern.replaceAll("\\{(\\w+):[^/]*}", "{$1}")), null, null);
    }

    <T> T from(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    // ---- path and query

    private String filled(String path) {
        return EngineRestApi.filled(path, this::text);
    }

    private String query(Operation operation) {
        List<JsonNode> all = operation.queryParameters();
        StringBuilder query = new StringBuilder();
        for (int asked = all.isEmpty() ? 0 : random.nextInt(4); asked > 0; asked--) {
            JsonNode parameter = from(all);
            String name = parameter.path("name").asText();
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
            query.append(EngineRestApi.encoded(parameter(name, parameter.path("schema"))));
            if (name.equals("sortBy") && !one(4)) {
                query.append("&sortOrder=").append(one(5) ? "up" : "asc");
            }
        }
        return query.toString();
    }

    private String parameter(String name, JsonNode schema) {
        JsonNode value = one(3) ? NODES.textNode(from(ODD)) : value(name, schema, 0);
        return value.isValueNode() ? value.asText() : value.toString();
    }

    // ---- bodies

    private String body(JsonNode schema) {
        switch (random.nextInt(16)) {
            case 0:
                return from(List.of("", "{", "[", "{\"a\":}", "none", "\u0000", "{\"a\": 1}}", "<a/>"));
            case 1:
                return from(List.of("[]", "{}", "null", "1", "true", "\"\"", "[[]]", "[{}]", "[null]"));
            case 2:
                return "[" + value("", schema, 0) + "]";
            default:
                JsonNode value = value("", schema, 0);
                if (value instanceof ObjectNode object && one(12)) {
                    object.put(from(ODD), 1);
                }
                return value.toString();
        }
    }

    private JsonNode value(String name, JsonNode schema, int depth) {
        if (depth > 0 && one(14)) {
            return odd();
        }
        if (schema.has("$ref")) {
            return value(name, api.at(schema.path("$ref").asText()), depth);
        } else if (schema.has("allOf")) {
            ObjectNode all = NODES.objectNode();
            schema.path("allOf").forEach(part -> {
                if (value(name, part, 0) instanceof ObjectNode some) {
                    all.setAll(some);
                }
            });
            return all;
        } else if (schema.has("enum")) {
            List<JsonNode> allowed = new ArrayList<>();
            schema.path("enum").forEach(allowed::add);
            return from(allowed);
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer", "number" -> number(name);
            case "array" -> NODES.arrayNode().addAll(some(() -> value(name, schema.path("items"), depth + 1), depth));
            case "string" ->
                NODES.textNode(schema.path("format").asText().startsWith("date") ? from(DATES) : text(name));
            default -> object(schema, depth);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        if (schema.has("additionalProperties")) {
            for (int left = random.nextInt(3); left > 0; left--) {
                object.set(text("variable"), value("variable", schema.path("additionalProperties"), depth + 1));
            }
        }
        boolean isSmall = schema.path("properties").size() <= 6;
        schema.path("properties").fields().forEachRemaining(property -> {
            // The handler of waiting requests is shared by the whole JVM, and ends with the first context of other
            // tests that ends
            boolean isWait = property.getKey().equals("asyncResponseTimeout");
            if (!isWait && depth < DEEPEST && (isSmall ? !one(3) : one(8))) {
                object.set(property.getKey(), property(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (object.has("sortBy") && !object.has("sortOrder")) {
            object.put("sortOrder", "asc");
        }
        return object;
    }

    /** In the OpenAPI, a variable's type is a plain text, and its value has no description. */
    private JsonNode property(String name, JsonNode schema, int depth) {
        if (name.equals("type") && depth > 1 && !one(4)) {
            return NODES.textNode(from(TYPES));
        } else if (name.equals("value")) {
            return one(2) ? NODES.textNode(text(name)) : odd();
        }
        return value(name, schema, depth);
    }

    private JsonNode number(String name) {
        return NODES.numberNode(from(List.of(0, 1, 2, 5, 100, 100, -1, Integer.MAX_VALUE, Integer.MIN_VALUE)));
    }

    private JsonNode odd() {
        return from(List.<JsonNode>of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(-1),
                NODES.numberNode(1.5),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.numberNode(new BigInteger("99999999999999999999")),
                NODES.arrayNode(),
                NODES.arrayNode().add("a").addNull(),
                NODES.objectNode(),
                NODES.objectNode().put("a", 1),
                NODES.textNode(from(ODD))));
    }

    private <T> List<T> some(Supplier<T> one, int depth) {
        List<T> all = new ArrayList<>();
        for (int left = depth < DEEPEST ? random.nextInt(3) : 0; left > 0; left--) {
            all.add(one.get());
        }
        return all;
    }

    /** In four of five cases a real value, if there are any for this name. */
    private String text(String name) {
        if (one(5)) {
            return from(ODD);
        } else if (name.equals("variables") || name.endsWith("Variables")) {
            return from(VARIABLES);
        }
        List<String> real = known.get(EngineRestApi.kind(name));
        return real == null || real.isEmpty() ? from(List.of("a", "reason", "comment", "%a%", from(ODD))) : from(real);
    }

    // ---- files

    private String multipart(Operation operation) {
        if (one(8)) {
            return from(List.of("", "--", "none", "--" + BOUNDARY, "--" + BOUNDARY + "--"));
        }
        StringBuilder body = new StringBuilder();
        JsonNode schema = operation.content().path("multipart/form-data").path("schema");
        JsonNode properties = (schema.has("$ref") ? api.at(schema.path("$ref").asText()) : schema).path("properties");
        properties.fields().forEachRemaining(property -> {
            if (!one(4)) {
                boolean isFile = property.getValue().path("format").asText().equals("binary");
                part(body, property.getKey(), isFile);
            }
        });
        return body.append("--").append(BOUNDARY).append("--\r\n").toString();
    }

    private void part(StringBuilder body, String name, boolean isFile) {
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name);
        if (isFile) {
            body.append("\"; filename=\"").append(from(FILE_NAMES));
        }
        body.append("\"\r\n");
        if (isFile && one(2)) {
            body.append("Content-Type: ")
                    .append(from(List.of("text/plain", "text/xml", "none")))
                    .append("\r\n");
        }
        body.append("\r\n").append(isFile ? from(FILES) : text(name)).append("\r\n");
    }

    /** For a report: a long body is cut to its beginning. */
    static String shortened(String text) {
        String told = text == null ? "-" : NODES.textNode(text).toString();
        return told.length() > 600 ? told.substring(0, 600) + "…" : told;
    }
}
