package vn.gov.most.dataplan.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a form which variables and which fields of list rows it shows. */
final class FormReading {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{(.*?)}}");
    private static final Pattern FILTER = Pattern.compile("([a-zA-Z_]\\w*)\\[([^\\]]*)]");

    /** The fields of each list's rows. */
    private final Map<String, Set<String>> rows;

    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();

    FormReading(Form form, Map<String, Set<String>> rows) {
        this.rows = rows;
        components(form.schema(), List.of());
    }

    /** Names in rows that are not fields of these rows, so they are variables. */
    Set<String> variables() {
        return variables;
    }

    Set<String> fields() {
        return fields;
    }

    private void components(JsonNode scope, List<String> lists) {
        for (JsonNode component : scope.path("components")) {
            for (String field : List.of("text", "content", "label", "description")) {
                template(component.path(field).asText(), lists);
            }
            String hide = component.path("conditional").path("hide").asText();
            expression(hide.replaceFirst("^=", "").replaceAll("\\bthis\\.", ""), lists);
            String source = component.path("dataSource").asText();
            expression(source.replaceFirst("^=", ""), lists);
            component
                    .path("columns")
                    .forEach(column -> name(column.path("key").asText(), List.of(source.replaceFirst("^=", ""))));
            if (component.has("valuesKey")) {
                variables.add(component.path("valuesKey").asText());
            }
            if (Form.asks(component).isEmpty() && component.has("key")) {
                name(component.path("key").asText(), lists);
            }
            components(
                    component,
                    Form.isList(component) ? List.of(component.path("path").asText()) : lists);
        }
    }

    /** In a loop what lies outside is the row's parent. */
    private void template(String text, List<String> lists) {
        Deque<String> loops = new ArrayDeque<>(lists);
        Matcher part = TEMPLATE.matcher(text);
        while (part.find()) {
            String inside = part.group(1).strip().replaceAll("\\bparent\\.", "");
            if (inside.startsWith("#loop ")) {
                String list = inside.substring(6).strip();
                expression(list, List.copyOf(loops));
                loops.push(FILTER.matcher(list).replaceAll("$1"));
            } else if (inside.equals("/loop")) {
                loops.pop();
            } else if (inside.startsWith("#if ")) {
                expression(inside.substring(4), List.copyOf(loops));
            } else if (!inside.startsWith("/")) {
                expression(inside, List.copyOf(loops));
            }
        }
    }

    private void expression(String feel, List<String> lists) {
        Matcher filter = FILTER.matcher(feel);
        while (filter.find()) {
            List<String> inside = new java.util.ArrayList<>(lists);
            inside.add(filter.group(1));
            Expression.names(filter.group(2)).forEach(name -> name(name, inside));
        }
        Expression.names(filter.replaceAll("$1")).forEach(name -> name(name, lists));
    }

    private void name(String name, List<String> lists) {
        boolean isField = lists.stream()
                .anyMatch(list -> rows.getOrDefault(list, Set.of()).contains(name));
        (isField ? fields : variables).add(name);
    }
}
