package vn.gov.most.dataplan.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.form.Choices.Asked;
import vn.gov.most.dataplan.form.Choices.Choice;
import vn.gov.most.dataplan.form.DeployedForms.DeployedForm;

/**
 * The lists that a form needs, by name, for the browser that shows it: only the lists of this form, and only for
 * people who may see the task or start the process.
 */
@RestController
class ChoicesController {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;
    private final DeployedForms forms;
    private final Choices choices;

    ChoicesController(
            TaskService tasks,
            RepositoryService repository,
            ProcessEngineConfigurationImpl engine,
            DeployedForms forms,
            Choices choices) {
        this.tasks = tasks;
        this.repository = repository;
        this.engine = engine;
        this.forms = forms;
        this.choices = choices;
    }

    @GetMapping("/api/choices/task/{id:[A-Za-z0-9-]{1,64}}")
    Map<String, List<Choice>> ofTask(@PathVariable String id) {
        if (tasks.createTaskQuery().taskId(id).count() == 0) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ask(command -> {
            TaskEntity task = command.getTaskManager().findTaskById(id);
            return task == null ? Map.of() : offered(forms.of(task), SubmissionGuard.asked(task));
        });
    }

    @GetMapping("/api/choices/start/{process:[A-Za-z0-9-]{1,64}}")
    Map<String, List<Choice>> ofStart(@PathVariable String process) {
        ProcessDefinition readable = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
        if (readable == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ask(command -> {
            ProcessDefinitionEntity start =
                    engine.getDeploymentCache().findDeployedProcessDefinitionById(readable.getId());
            return offered(forms.of(start), SubmissionGuard.asked(start));
        });
    }

    private Map<String, List<Choice>> offered(Optional<DeployedForm> form, Asked asked) {
        return form.map(deployed -> OfferedLists.of(deployed.schema(), list -> choices.of(list, asked)))
                .orElse(Map.of());
    }

    private <T> T ask(Command<T> question) {
        return engine.getCommandExecutorTxRequired().execute(new Command<T>() {
            @Override
            public T execute(CommandContext command) {
                return command.runWithoutAuthorization(() -> question.execute(command));
            }
        });
    }
}
