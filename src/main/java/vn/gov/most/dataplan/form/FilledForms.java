package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.form.Choices.Asked;
import vn.gov.most.dataplan.form.CompletedSteps.CompletedStep;

/** The forms of completed tasks, as they were at the completion. The caller checks who may see them. */
@Component
public class FilledForms {

    private final CompletedSteps steps;
    private final DeployedForms forms;
    private final ObjectProvider<Choices> choices;
    private final ProcessEngineConfigurationImpl engine;

    FilledForms(
            CompletedSteps steps,
            DeployedForms forms,
            ObjectProvider<Choices> choices,
            ProcessEngineConfigurationImpl engine) {
        this.steps = steps;
        this.forms = forms;
        this.choices = choices;
        this.engine = engine;
    }

    /**
     * @param instances the process instance of the step and its callers
     * @param by the name of whoever completed it, as it was then
     * @param schema a Camunda Form
     * @param data the values that it showed
     */
    public record Filled(Set<String> instances, String name, String by, Instant at, JsonNode schema, JsonNode data) {}

    /** Empty if nobody completed such a task, or if the engine no longer has the task or its form. */
    public Optional<Filled> of(String task) {
        return steps.find(task).flatMap(step -> kept(step).map(kept -> {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            Stream.of(step.shown(), step.entered()).forEach(values -> data.setAll((ObjectNode) values));
            JsonNode schema = OfferedLists.filled(kept.form(), list -> choices.getObject()
                    .of(list, new Asked("", data.path("unit").asText(null), step.groups())));
            return new Filled(
                    kept.instances(),
                    step.name(),
                    step.completedByName(),
                    step.completedAt(),
                    withChosen(schema.deepCopy(), data),
                    data);
        }));
    }

    /** What the engine still has of the step. */
    private record Kept(JsonNode form, Set<String> instances) {}

    private Optional<Kept> kept(CompletedStep step) {
        return engine.getCommandExecutorTxRequired().execute(new Command<Optional<Kept>>() {
            @Override
            public Optional<Kept> execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> Optional.ofNullable(engine.getHistoryService()
                                .createHistoricTaskInstanceQuery()
                                .taskId(step.task())
                                .singleResult())
                        .flatMap(FilledForms.this::kept));
            }
        });
    }

    private Optional<Kept> kept(HistoricTaskInstance task) {
        return forms.of(
                        engine.getDeploymentCache().findDeployedProcessDefinitionById(task.getProcessDefinitionId()),
                        task.getTaskDefinitionKey())
                .map(form -> new Kept(
                        form.schema(),
                        new HashSet<>(List.of(task.getProcessInstanceId(), task.getRootProcessInstanceId()))));
    }

    /** Adds the chosen value to the options where it is no longer offered. */
    private static JsonNode withChosen(JsonNode level, JsonNode data) {
        for (Field field : Field.in(level)) {
            JsonNode value = data.path(field.key());
            if (field.isList()) {
                value.forEach(row -> withChosen(field.schema(), row));
            } else if (field.isChoice()
                    && value.isTextual()
                    && field.schema().path("values") instanceof ArrayNode offered) {
                boolean isOffered = StreamSupport.stream(offered.spliterator(), false)
                        .anyMatch(one -> one.path("value").equals(value));
                if (!isOffered) {
                    offered.addObject().put("label", value.asText()).put("value", value.asText());
                }
            }
        }
        return level;
    }
}
