package vn.gov.most.dataplan.form;

import camundajar.impl.scala.collection.immutable.Map$;
import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.Context.StaticContext;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.springframework.util.function.SingletonSupplier;

/**
 * Evaluates the expressions of forms as the browser does: an expression that fails is null, and null hides no field.
 */
final class Feel {

    /**
     * What an expression can see: the data of the whole form, and the position of the field in it. Built on demand.
     */
    static final class Place {

        private final Supplier<Map<String, Object>> data;
        private final Supplier<Object> here;
        private final List<Integer> rows;
        private final Supplier<Map<String, Object>> names;

        private Place(
                Supplier<Map<String, Object>> data,
                Supplier<Object> here,
                List<Integer> rows,
                Supplier<Map<String, Object>> names) {
            this.data = data;
            this.here = here;
            this.rows = rows;
            this.names = names;
        }

        static Place top(ObjectNode data) {
            Supplier<Map<String, Object>> plain = SingletonSupplier.of(() -> Values.map(data));
            return at(plain, plain::get, () -> null, List.of());
        }

        Place group(JsonNode content) {
            return at(data, SingletonSupplier.of(() -> Values.plain(content)), here, rows);
        }

        /** @param number of the row, from 1 */
        Place row(JsonNode content, int number) {
            List<Integer> numbers = new ArrayList<>(rows);
            numbers.add(number);
            return at(data, SingletonSupplier.of(() -> Values.plain(content)), here, numbers);
        }

        /** This place with one more name defined. */
        Place with(String name, Object value) {
            return new Place(data, here, rows, SingletonSupplier.of(() -> {
                Map<String, Object> more = new HashMap<>(names());
                more.put(name, value);
                return more;
            }));
        }

        /** The data of the whole form. */
        Map<String, Object> data() {
            return data.get();
        }

        Map<String, Object> names() {
            return names.get();
        }

        private static Place at(
                Supplier<Map<String, Object>> data,
                Supplier<Object> here,
                Supplier<Object> parent,
                List<Integer> rows) {
            return new Place(data, here, rows, SingletonSupplier.of(() -> {
                Map<String, Object> special = new HashMap<>();
                special.put("this", here.get());
                special.put("parent", parent.get());
                special.put("i", rows);
                Map<String, Object> all = new HashMap<>(special);
                all.putAll(data.get());
                special.forEach((name, value) -> all.put("_" + name + "_", value));
                return all;
            }));
        }
    }

    private final FeelEngineBuilder java = FeelEngineBuilder.forJava();
    private final FeelEngineApi engine = java.build();

    // The engine makes its functions anew for each evaluation, which is most of what one takes
    private final FunctionProvider functions = new BuiltinFunctions(java.clock(), java.valueMapper());
    private final FeelInterpreter interpreter = new FeelInterpreter(java.valueMapper());

    /**
     * Cached without expiry: parsing takes longer than evaluating, and the number of expressions is limited by the
     * forms.
     */
    private final Map<String, ParseResult> parsed = new ConcurrentHashMap<>();

    static boolean isExpression(JsonNode text) {
        return text.isTextual() && text.textValue().startsWith("=");
    }

    /** The value itself, or the result if it is an expression. */
    JsonNode value(JsonNode text, Place place) {
        if (!isExpression(text)) {
            return text;
        }
        ParseResult expression = parsed.computeIfAbsent(text.textValue().substring(1), engine::parseExpression);
        if (expression.isFailure()) {
            return NullNode.instance;
        }
        EvalContext names = EvalContext.create(java.valueMapper(), functions)
                .merge(new StaticContext(
                        Map$.MODULE$.from(CollectionConverters.asScala(place.names())), Map$.MODULE$.empty()));
        Val result = interpreter.eval(expression.parsedExpression().expression(), names);
        return result instanceof ValError
                ? NullNode.instance
                : Values.of(java.valueMapper().unpackVal(result));
    }

    boolean isTrue(JsonNode condition, Place place) {
        return isExpression(condition) && value(condition, place).equals(BooleanNode.TRUE);
    }
}
