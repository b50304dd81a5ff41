package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.springframework.stereotype.Component;

/** The Camunda Forms that tasks and starts name, from the deployment they belong to; asked inside a command. */
@Component
final class DeployedForms {

    private record Key(String deployment, String form) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a deployment has never changes. */
    private final Map<Key, JsonNode> ofDeployments = new ConcurrentHashMap<>();

    Optional<JsonNode> of(TaskEntity task) {
        return task.getTaskDefinition() == null
                ? Optional.empty()
                : of(task.getTaskDefinition().getTaskFormHandler().createTaskForm(task));
    }

    Optional<JsonNode> of(ProcessDefinitionEntity start) {
        return start.getStartFormHandler() == null
                ? Optional.empty()
                : of(start.getStartFormHandler().createStartFormData(start));
    }

    /** That of a step, whose form its model names by the form's own id. */
    Optional<JsonNode> of(ProcessDefinitionEntity process, String step) {
        return Optional.ofNullable(process.getTaskDefinitions().get(step))
                .filter(task -> task.getCamundaFormDefinitionKey() != null)
                .map(task -> of(
                        new CamundaFormRefImpl(
                                task.getCamundaFormDefinitionKey().getExpressionText(),
                                task.getCamundaFormDefinitionBinding()),
                        process.getDeploymentId()));
    }

    private Optional<JsonNode> of(FormData form) {
        return Optional.ofNullable(form.getCamundaFormRef())
                .filter(named -> named.getKey() != null)
                .map(named -> of(named, form.getDeploymentId()));
    }

    private JsonNode of(CamundaFormRef named, String deployment) {
        return DefaultFormHandler.FORM_REF_BINDING_DEPLOYMENT.equals(named.getBinding())
                ? ofDeployments.computeIfAbsent(new Key(deployment, named.getKey()), key -> read(named, deployment))
                : read(named, deployment);
    }

    private static JsonNode read(CamundaFormRef named, String deployment) {
        CommandContext command = Context.getCommandContext();
        CamundaFormDefinition form =
                command.runWithoutAuthorization(new GetCamundaFormDefinitionCmd(named, deployment));
        if (form == null) {
            throw new IllegalStateException("Deployment %s has no form %s".formatted(deployment, named.getKey()));
        }
        try (InputStream schema = command.runWithoutAuthorization(
                new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()))) {
            return MAPPER.readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
