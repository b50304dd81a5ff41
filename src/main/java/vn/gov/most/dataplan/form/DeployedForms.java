package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.CamundaFormRefImpl;
import org.camunda.bpm.engine.impl.form.handler.DefaultFormHandler;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.springframework.stereotype.Component;

/** The Camunda Forms of tasks and start events, from their own deployment. Call it inside a command. */
@Component
final class DeployedForms {

    private record Key(String deployment, String form) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    /** @param words that occur in the schema, among them the names of all variables that it shows */
    record DeployedForm(JsonNode schema, Set<String> words) {

        private static DeployedForm of(JsonNode schema) {
            return new DeployedForm(
                    schema,
                    WORD.matcher(schema.toString())
                            .results()
                            .map(MatchResult::group)
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** Cached without expiry, because a deployment never changes. */
    private final Map<Key, DeployedForm> ofDeployments = new ConcurrentHashMap<>();

    /** The engine works out a form's name anew each time, which is only needed where an expression names it. */
    Optional<DeployedForm> of(TaskEntity task) {
        TaskDefinition step = task.getTaskDefinition();
        if (step == null) {
            return Optional.empty();
        }
        boolean isNamedOutright = step.getCamundaFormDefinitionKey() != null
                && step.getCamundaFormDefinitionKey().isLiteralText()
                && DefaultFormHandler.FORM_REF_BINDING_DEPLOYMENT.equals(step.getCamundaFormDefinitionBinding());
        return isNamedOutright
                ? of(task.getProcessDefinition(), step.getKey())
                : of(step.getTaskFormHandler().createTaskForm(task));
    }

    Optional<DeployedForm> of(ProcessDefinitionEntity start) {
        return start.getStartFormHandler() == null
                ? Optional.empty()
                : of(start.getStartFormHandler().createStartFormData(start));
    }

    /** The form of a step, which its model references by the form's id. */
    Optional<DeployedForm> of(ProcessDefinitionEntity process, String step) {
        return Optional.ofNullable(process.getTaskDefinitions().get(step))
                .filter(task -> task.getCamundaFormDefinitionKey() != null)
                .map(task -> of(
                        new CamundaFormRefImpl(
                                task.getCamundaFormDefinitionKey().getExpressionText(),
                                task.getCamundaFormDefinitionBinding()),
                        process.getDeploymentId()));
    }

    private Optional<DeployedForm> of(FormData form) {
        return Optional.ofNullable(form.getCamundaFormRef())
                .filter(named -> named.getKey() != null)
                .map(named -> of(named, form.getDeploymentId()));
    }

    private DeployedForm of(CamundaFormRef named, String deployment) {
        return DefaultFormHandler.FORM_REF_BINDING_DEPLOYMENT.equals(named.getBinding())
                ? ofDeployments.computeIfAbsent(new Key(deployment, named.getKey()), key -> read(named, deployment))
                : read(named, deployment);
    }

    private static DeployedForm read(CamundaFormRef named, String deployment) {
        CommandContext command = Context.getCommandContext();
        CamundaFormDefinition form =
                command.runWithoutAuthorization(new GetCamundaFormDefinitionCmd(named, deployment));
        if (form == null) {
            throw new IllegalStateException("Deployment %s has no form %s".formatted(deployment, named.getKey()));
        }
        try (InputStream schema = command.runWithoutAuthorization(
                new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()))) {
            return DeployedForm.of(MAPPER.readTree(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
