package vn.gov.most.dataplan.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The content of engine-rest's OpenAPI: its operations, and the resource types of its id parameters. */
final class EngineRestApi {

    record Operation(String method, String path, JsonNode described) {

        List<JsonNode> queryParameters() {
            return StreamSupport.stream(described.path("parameters").spliterator(), false)
                    .filter(one -> one.path("in").asText().equals("query"))
                    .toList();
        }

        JsonNode content() {
            return described.path("requestBody").path("content");
        }
    }

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    private final JsonNode api;

    EngineRestApi() {
        try (InputStream file = EngineRestApi.class.getResourceAsStream("/openapi.json")) {
            this.api = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        api.get("paths").fields().forEachRemaining(path -> path.getValue()
                .fields()
                .forEachRemaining(operation -> operations.add(
                        new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** The target of a reference such as "#/components/schemas/TaskDto". */
    JsonNode at(String reference) {
        return api.at(reference.substring(1));
    }

    /** @param text the replacement for a parameter; an "id" has the name of the path segment before it */
    static String filled(String path, UnaryOperator<String> text) {
        Matcher place = IN_PATH.matcher(path);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            String before = path.substring(0, place.start()).replaceAll("/(\\{[^}]*})?$", "");
            String kind = before.substring(before.lastIndexOf('/') + 1);
            String name = place.group(1).equals("id") ? kind : place.group(1);
            place.appendReplacement(filled, Matcher.quoteReplacement(encoded(text.apply(name))));
        }
        return place.appendTail(filled).toString();
    }

    /** A lone surrogate becomes a question mark, as a browser sends it. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** "processInstanceIdIn" is a process instance's, and so is "process-instance". */
    static String kind(String name) {
        String kind = name.replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase()
                .replaceAll("-(in|not-in|like|not)$", "")
                .replaceAll("(-id)?s?$", "")
                .replaceAll("^(root|super|sub|source|target|parent|case|caller|candidate|included|called)-", "")
                .replaceAll("-id$", "");
        return switch (kind) {
            case "assignee",
                    "owner",
                    "authenticated-user",
                    "start-user",
                    "started-by",
                    "created-by",
                    "involved-user",
                    "member",
                    "createuser" -> "user";
            case "member-of-group" -> "group";
            case "process-definition-key", "process", "key" -> "definition-key";
            case "var-name", "variable-name", "name" -> "variable";
            case "activity-instance", "case-instance" -> "activity-instance";
            case "start-before-activity", "start-after-activity", "task-definition-key" -> "activity";
            default -> kind;
        };
    }
}
