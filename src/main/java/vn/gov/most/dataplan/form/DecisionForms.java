package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.stereotype.Component;

/** The forms of steps in which a person accepts someone's work or returns it with a reason. */
@Component
public class DecisionForms {

    private static final String ACCEPT = "accept";

    private final DeployedForms forms;
    private final ProcessEngineConfigurationImpl engine;

    /** By process definition and step. Cached without expiry, because a deployment never changes. */
    private final Map<List<String>, Optional<Decision>> known = new ConcurrentHashMap<>();

    DecisionForms(DeployedForms forms, ProcessEngineConfigurationImpl engine) {
        this.forms = forms;
        this.engine = engine;
    }

    /**
     * A form that asks for the decision and, for a return, for the reason.
     *
     * @param field the name of the choice
     */
    public record Decision(String field) {

        /** The submission that accepts. */
        public Map<String, Object> accepted() {
            return Map.of(field, ACCEPT);
        }

        /** The submission that returns. */
        public Map<String, Object> returned(String reason) {
            return Map.of(field, CompletedSteps.RETURN, CompletedSteps.REASON, reason);
        }
    }

    /** Empty if the step has no such form, or if its form asks for more than that. */
    public Optional<Decision> of(String processDefinition, String step) {
        return known.computeIfAbsent(List.of(processDefinition, step), key -> read(processDefinition, step));
    }

    private Optional<Decision> read(String processDefinition, String step) {
        return engine.getCommandExecutorTxRequired()
                .execute(new Command<Optional<DeployedForms.DeployedForm>>() {
                    @Override
                    public Optional<DeployedForms.DeployedForm> execute(CommandContext command) {
                        return forms.of(
                                engine.getDeploymentCache().findDeployedProcessDefinitionById(processDefinition), step);
                    }
                })
                .flatMap(form -> decision(asked(form.schema())));
    }

    private static Optional<Decision> decision(List<Field> asked) {
        List<Field> beside = asked.stream()
                .filter(field -> !field.key().equals(CompletedSteps.REASON))
                .toList();
        return beside.size() == 1 && isDecision(beside.get(0))
                ? Optional.of(new Decision(beside.get(0).key()))
                : Optional.empty();
    }

    /** The fields that a person may fill in. */
    private static List<Field> asked(JsonNode level) {
        List<Field> asked = new ArrayList<>();
        for (Field field : Field.in(level)) {
            if (field.isGroup()) {
                asked.addAll(asked(field.schema()));
            } else if (!field.key().isEmpty() && !field.isExpression() && !field.isAlwaysReadonly()) {
                asked.add(field);
            }
        }
        return asked;
    }

    private static boolean isDecision(Field field) {
        return field.isChoice()
                && StreamSupport.stream(field.schema().path("values").spliterator(), false)
                        .map(value -> value.path("value").asText())
                        .collect(Collectors.toSet())
                        .equals(Set.of(ACCEPT, CompletedSteps.RETURN));
    }
}
