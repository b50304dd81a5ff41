package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.impl.GetDeployedTaskFormCmd;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeployedProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.RestartProcessInstancesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.Choices.Asked;
import vn.gov.most.dataplan.form.CompletedSteps.Kept;
import vn.gov.most.dataplan.form.DeployedForms.DeployedForm;
import vn.gov.most.dataplan.security.CurrentUser;
import vn.gov.most.dataplan.security.EngineField;

/**
 * Accepts what a person submits only through the form of the task or of the start: the engine itself would store any
 * value under any name. Every command that completes a task or starts a process is checked here; commands of the
 * engine itself pass.
 */
final class SubmissionGuard extends CommandInterceptor {

    private static final int FAULTS_TOLD = 20;

    private final EngineField<String> submittedTask = EngineField.of(SubmitTaskFormCmd.class, "taskId", String.class);
    private final EngineField<VariableMap> submitted =
            EngineField.of(SubmitTaskFormCmd.class, "properties", VariableMap.class);
    private final EngineField<String> completedTask = EngineField.of(CompleteTaskCmd.class, "taskId", String.class);

    @SuppressWarnings("rawtypes")
    private final EngineField<Map> completedWith = EngineField.of(CompleteTaskCmd.class, "variables", Map.class);

    private final EngineField<String> failedTask = EngineField.of(HandleTaskBpmnErrorCmd.class, "taskId", String.class);
    private final EngineField<String> escalatedTask =
            EngineField.of(HandleTaskEscalationCmd.class, "taskId", String.class);
    private final EngineField<String> startedByForm =
            EngineField.of(SubmitStartFormCmd.class, "processDefinitionId", String.class);
    private final EngineField<VariableMap> startedWith =
            EngineField.of(SubmitStartFormCmd.class, "variables", VariableMap.class);
    private final EngineField<ProcessInstantiationBuilderImpl> started = EngineField.of(
            StartProcessInstanceCmd.class, "instantiationBuilder", ProcessInstantiationBuilderImpl.class);
    private final EngineField<ProcessInstantiationBuilderImpl> startedInside = EngineField.of(
            StartProcessInstanceAtActivitiesCmd.class, "instantiationBuilder", ProcessInstantiationBuilderImpl.class);

    private final EngineField<String> shownTask = EngineField.of(GetDeployedTaskFormCmd.class, "taskId", String.class);

    private final DeployedForms forms;
    private final Feel feel;
    private final FieldRules rules;
    private final ObjectProvider<Choices> choices;
    private final CompletedSteps steps;
    private final Drafts drafts;

    SubmissionGuard(
            DeployedForms forms,
            Feel feel,
            FieldRules rules,
            ObjectProvider<Choices> choices,
            CompletedSteps steps,
            Drafts drafts) {
        this.forms = forms;
        this.feel = feel;
        this.rules = rules;
        this.choices = choices;
        this.steps = steps;
        this.drafts = drafts;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CurrentUser currentUser = CurrentUser.current();
        if (currentUser != null && command instanceof RestartProcessInstancesCmd && currentUser.isAdministrator()) {
            // A restart begins in the middle with the variables of the ended instance: nobody enters anything
            return Context.getCommandContext().runWithoutAuthorization(() -> next.execute(command));
        }
        if (currentUser == null) {
            return next.execute(command);
        }
        // Before the following tasks are created, because they read this step
        check(command).ifPresent(completed -> steps.keep(completed, currentUser.id()));
        return next.execute(command);
    }

    /** What to store about a task that the command completes. */
    @SuppressWarnings("unchecked")
    private Optional<Kept> check(Command<?> command) {
        if (command instanceof SubmitTaskFormCmd) {
            Optional<Kept> step =
                    checkTask(submittedTask.of(command), submitted.of(command), kept -> submitted.set(command, kept));
            return isHandedBack(task(submittedTask.of(command))) ? Optional.empty() : step;
        } else if (command instanceof CompleteTaskCmd) {
            Optional<Kept> step = checkTask(
                    completedTask.of(command), completedWith.of(command), kept -> completedWith.set(command, kept));
            return command instanceof ResolveTaskCmd ? Optional.empty() : step;
        }
        checkOther(command);
        return Optional.empty();
    }

    /** A delegated task goes back to its owner, who completes it. */
    private static boolean isHandedBack(TaskEntity task) {
        return task != null && task.getDelegationState() == DelegationState.PENDING;
    }

    private void checkOther(Command<?> command) {
        if (command instanceof GetDeployedTaskFormCmd) {
            checkIsThere(shownTask.of(command));
        } else if (command instanceof HandleTaskBpmnErrorCmd) {
            refuseOtherWay(failedTask.of(command));
        } else if (command instanceof HandleTaskEscalationCmd) {
            refuseOtherWay(escalatedTask.of(command));
        } else if (command instanceof SubmitStartFormCmd) {
            String definition = startedByForm.of(command);
            checkStart(
                    definition == null
                            ? null
                            : Context.getProcessEngineConfiguration()
                                    .getDeploymentCache()
                                    .findDeployedProcessDefinitionById(definition),
                    startedWith.of(command),
                    kept -> startedWith.set(command, kept));
        } else if (command instanceof StartProcessInstanceCmd) {
            Map<String, Object> with = started.of(command).getVariables();
            checkStart(definition(started.of(command)), with, kept -> {
                with.clear();
                with.putAll(kept);
            });
        } else if (command instanceof StartProcessInstanceAtActivitiesCmd) {
            refuse(
                    definition(startedInside.of(command)),
                    "Chỉ bắt đầu được quy trình từ đầu, bằng biểu mẫu của quy trình.",
                    List.of());
        }
    }

    /** Without this check the engine fails with a null pointer if somebody else has just completed the task. */
    private static void checkIsThere(String taskId) {
        if (task(taskId) == null) {
            throw new NotFoundException("Cannot find task with id " + taskId);
        }
    }

    private static ProcessDefinitionEntity definition(ProcessInstantiationBuilderImpl builder) {
        return new GetDeployedProcessDefinitionCmd(builder, false).execute(Context.getCommandContext());
    }

    /** If the task does not exist, the command itself refuses. */
    private Optional<Kept> checkTask(String taskId, Map<String, Object> given, Consumer<VariableMap> accept) {
        TaskEntity task = task(taskId);
        if (task == null) {
            return Optional.empty();
        }
        Optional<DeployedForm> deployed = forms.of(task);
        if (deployed.isPresent()) {
            JsonNode form = filled(deployed.get().schema(), () -> asked(task));
            ObjectNode variables = Values.of(task.getVariablesTyped(false));
            FormCheck check = new FormCheck(feel, rules, form, variables, Values.of(given));
            if (check.faults().isEmpty()) {
                accept.accept(variables(check.kept()));
                return Optional.of(CompletedSteps.of(task, deployed.get().words(), variables, check.kept()));
            } else {
                checkers().forEach(checker -> checker.checkTaskWork(task));
                check.joined().ifPresent(list -> keep(task, list, check.joining()));
                refuse(task, sentence(check.faults()), check.places());
            }
        } else if (given != null && !given.isEmpty()) {
            refuse(task, "Công việc này không có biểu mẫu nên không nhận nội dung kèm theo.", List.of());
        }
        return Optional.empty();
    }

    private void checkStart(
            ProcessDefinitionEntity definition, Map<String, Object> given, Consumer<VariableMap> accept) {
        if (definition == null) {
            return;
        }
        Optional<JsonNode> form =
                forms.of(definition).map(deployed -> filled(deployed.schema(), () -> asked(definition)));
        if (form.isPresent()) {
            ObjectNode nothingYet = Values.of(Map.of());
            FormCheck check = new FormCheck(feel, rules, form.get(), nothingYet, Values.of(given));
            if (check.faults().isEmpty()) {
                accept.accept(variables(check.kept()));
            } else {
                refuse(definition, sentence(check.faults()), check.places());
            }
        } else if (given != null && !given.isEmpty()) {
            refuse(definition, "Quy trình này không có biểu mẫu nên không nhận nội dung kèm theo.", List.of());
        }
    }

    private JsonNode filled(JsonNode form, Supplier<Asked> asked) {
        return Context.getCommandContext()
                .runWithoutAuthorization(() ->
                        OfferedLists.filled(form, list -> choices.getObject().of(list, asked.get())));
    }

    static Asked asked(TaskEntity task) {
        String unit = task.getVariable("unit") instanceof String given ? given : null;
        return new Asked(
                task.getProcessDefinition().getKey(),
                unit,
                groups(),
                task.getExecution().getRootProcessInstanceId());
    }

    static Asked asked(ProcessDefinitionEntity start) {
        return new Asked(start.getKey(), null, groups());
    }

    private static List<String> groups() {
        Authentication person = Context.getCommandContext().getAuthentication();
        return person == null || person.getGroupIds() == null ? List.of() : person.getGroupIds();
    }

    /**
     * In a transaction of its own, because the refusal rolls this one back. The person's draft gets the new rows too;
     * otherwise it would hide them.
     */
    private void keep(TaskEntity task, ObjectNode list, List<ObjectNode> joining) {
        String person = CurrentUser.current().id();
        Context.getProcessEngineConfiguration()
                .getCommandExecutorTxRequiresNew()
                .execute(context -> {
                    context.runWithoutAuthorization(
                            () -> new SetTaskVariablesCmd(task.getId(), variables(list), false).execute(context));
                    if (!joining.isEmpty() && drafts.holdsOpen(task.getId())) {
                        list.fieldNames().forEachRemaining(name -> drafts.join(task.getId(), person, name, joining));
                    }
                    return null;
                });
    }

    private static void refuseOtherWay(String taskId) {
        TaskEntity task = task(taskId);
        if (task != null) {
            refuse(task, "Chỉ hoàn thành được công việc bằng biểu mẫu của công việc.", List.of());
        }
    }

    /** People without the right to do it get only that refusal, and nothing about the form. */
    private static void refuse(TaskEntity task, String message, List<Refusal.Place> places) {
        checkers().forEach(checker -> checker.checkTaskWork(task));
        throw new Refusal(message, places);
    }

    private static void refuse(ProcessDefinitionEntity definition, String message, List<Refusal.Place> places) {
        checkers().forEach(checker -> checker.checkCreateProcessInstance(definition));
        throw new Refusal(message, places);
    }

    private static Iterable<CommandChecker> checkers() {
        return Context.getProcessEngineConfiguration().getCommandCheckers();
    }

    private static TaskEntity task(String taskId) {
        return taskId == null
                ? null
                : Context.getCommandContext().getTaskManager().findTaskById(taskId);
    }

    private static String sentence(List<String> faults) {
        List<String> told = new ArrayList<>(faults.subList(0, Math.min(faults.size(), FAULTS_TOLD)));
        if (told.size() < faults.size()) {
            told.add("Còn %d nội dung khác chưa đúng.".formatted(faults.size() - told.size()));
        }
        return "Chưa gửi được biểu mẫu. " + String.join(" ", told);
    }

    private static VariableMap variables(ObjectNode kept) {
        VariableMap variables = Variables.createVariables();
        kept.fields().forEachRemaining(entry -> variables.put(entry.getKey(), Values.variable(entry.getValue())));
        return variables;
    }

    @Component
    static class Plugin extends AbstractProcessEnginePlugin {

        private final Clock clock;
        private final WorkingCalendar calendar;
        private final DeployedForms forms;
        private final ObjectProvider<Choices> choices;
        private final CompletedSteps steps;
        private final Drafts drafts;

        /** @param choices resolved with the first form: they need the engine, and this class is part of it */
        Plugin(
                Clock clock,
                WorkingCalendar calendar,
                DeployedForms forms,
                ObjectProvider<Choices> choices,
                CompletedSteps steps,
                Drafts drafts) {
            this.clock = clock;
            this.calendar = calendar;
            this.forms = forms;
            this.choices = choices;
            this.steps = steps;
            this.drafts = drafts;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl engine) {
            Feel feel = new Feel();
            FieldRules rules = new FieldRules(feel, clock, calendar);
            engine.setCustomPostCommandInterceptorsTxRequired(with(
                    new SubmissionGuard(forms, feel, rules, choices, steps, drafts),
                    engine.getCustomPostCommandInterceptorsTxRequired()));
            engine.setCustomPostCommandInterceptorsTxRequiresNew(with(
                    new SubmissionGuard(forms, feel, rules, choices, steps, drafts),
                    engine.getCustomPostCommandInterceptorsTxRequiresNew()));
        }

        private static List<CommandInterceptor> with(CommandInterceptor guard, List<CommandInterceptor> others) {
            List<CommandInterceptor> all = new ArrayList<>(others == null ? List.of() : others);
            all.add(guard);
            return all;
        }

        @Override
        public void postInit(ProcessEngineConfigurationImpl engine) {
            if (!isIn(engine.getCommandInterceptorsTxRequired())
                    || !isIn(engine.getCommandInterceptorsTxRequiresNew())) {
                throw new IllegalStateException(
                        "The check of submitted forms is not in place: another plugin took it out");
            }
        }

        private static boolean isIn(List<CommandInterceptor> chain) {
            return chain.stream().anyMatch(SubmissionGuard.class::isInstance);
        }
    }
}
