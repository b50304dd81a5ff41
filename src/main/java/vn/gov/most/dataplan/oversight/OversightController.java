package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * The running and failed processes for Cockpit, in Vietnamese. It returns only what the engine lets the current user
 * read.
 */
@RestController
class OversightController {

    private static final int MOST = 200;
    private static final int LONGEST_REASON = 1_000;

    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;
    private final Year years;
    private final Readers readers;

    OversightController(
            @Lazy RuntimeService runtime,
            @Lazy ManagementService management,
            @Lazy RepositoryService repository,
            ProcessEngineConfigurationImpl engine,
            Year years,
            Readers readers) {
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.engine = engine;
        this.years = years;
        this.readers = readers;
    }

    /** Whether the current user may open the plan's pages. */
    @GetMapping("/api/plan-reader")
    boolean readsPlan() {
        return readers.mayRead();
    }

    /**
     * A failed job or other incident.
     *
     * @param id the engine's id
     * @param about unit, period and subject; the business key if the instance belongs to no obligation
     * @param obligation its id; null if there is none
     * @param reason why somebody had it tried again; null if nobody did
     */
    record Stuck(String id, String process, String about, Long obligation, String step, String since, String reason) {}

    /** The oldest first. */
    @GetMapping("/api/incidents")
    List<Stuck> incidents(@RequestParam(name = "definition", defaultValue = "") String definition) {
        var query = runtime.createIncidentQuery();
        List<Incident> own = (definition.isEmpty() ? query : query.processDefinitionId(definition))
                .orderByIncidentTimestamp().asc().list().stream()
                        // The calling instances have a copy of the same incident
                        .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                        .filter(incident -> incident.getProcessInstanceId() != null)
                        .limit(MOST)
                        .toList();
        Map<String, ProcessInstance> instances =
                instances(own.stream().map(Incident::getProcessInstanceId).collect(toSet()));
        Map<String, Owed> owed = owed(instances.values());
        Map<String, Map<String, String>> names = new HashMap<>();
        return own.stream()
                .filter(incident -> instances.containsKey(incident.getProcessInstanceId()))
                .map(incident -> {
                    ProcessInstance instance = instances.get(incident.getProcessInstanceId());
                    Optional<Owed> row = Optional.ofNullable(owed.get(instance.getRootProcessInstanceId()));
                    return new Stuck(
                            incident.getId(),
                            repository
                                    .getProcessDefinition(incident.getProcessDefinitionId())
                                    .getName(),
                            row.map(OversightController::about).orElse(Objects.toString(instance.getBusinessKey(), "")),
                            row.map(one -> one.row().id()).orElse(null),
                            names.computeIfAbsent(incident.getProcessDefinitionId(), this::steps)
                                    .getOrDefault(incident.getActivityId(), ""),
                            VietnameseDate.shortMoment(
                                    incident.getIncidentTimestamp().toInstant()),
                            incident.getAnnotation());
                })
                .toList();
    }

    private static String about(Owed owed) {
        String whose = owed.unitName() + ", " + owed.periodName();
        String about = owed.tracked().about();
        return about.isEmpty() ? whose : whose + ": " + about;
    }

    private Map<String, String> steps(String definition) {
        return repository.getBpmnModelInstance(definition).getModelElementsByType(FlowElement.class).stream()
                .filter(step -> step.getName() != null)
                .collect(toMap(FlowElement::getId, FlowElement::getName));
    }

    private Map<String, ProcessInstance> instances(Set<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(ids).list().stream()
                        .collect(toMap(ProcessInstance::getId, Function.identity()));
    }

    /** By the root instance, so that called instances belong to it too. */
    private Map<String, Owed> owed(Collection<ProcessInstance> instances) {
        Set<String> roots = instances.stream()
                .map(ProcessInstance::getRootProcessInstanceId)
                .collect(toSet());
        return years.carriedOutBy(roots);
    }

    /** @param reason stored with the incident, also in history */
    record Retry(String reason) {}

    /** Has the failed job tried once more. The engine refuses users who may not manage jobs. */
    @PostMapping("/api/incidents/{incidentId:[A-Za-z0-9-]{1,64}}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable("incidentId") String id, @RequestBody Retry retry) {
        Incident incident = runtime.createIncidentQuery().incidentId(id).singleResult();
        if (incident == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        } else if (!readers.mayMend()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        } else if (!Incident.FAILED_JOB_HANDLER_TYPE.equals(incident.getIncidentType())) {
            throw new Refusal("Sự cố này không phải của tác vụ nền, không thử lại được.");
        }
        String reason = retry.reason() == null ? "" : retry.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Refusal("Lý do thử lại: phải nhập, không dài quá 1.000 ký tự.");
        }
        engine.getCommandExecutorTxRequired().execute(new Command<Void>() {
            @Override
            public Void execute(CommandContext command) {
                runtime.setAnnotationForIncidentById(id, reason);
                management.setJobRetries(incident.getConfiguration(), 1);
                return null;
            }
        });
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(Refusal refusal) {
        return Map.of("message", refusal.getMessage());
    }

    /** Without a message, because the engine's own names its permissions. */
    @ExceptionHandler
    void forbidden(AuthorizationException refusal, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    /**
     * A running process instance.
     *
     * @param about unit, period and subject; the business key if it belongs to no obligation
     * @param obligation its id; null if there is none
     * @param due empty if there is no obligation, like {@code kind} and {@code state}
     */
    record Running(
            String instance, String about, Long obligation, String opened, String due, String kind, String state) {}

    /** The running instances of a process definition version. */
    @GetMapping("/api/running")
    List<Running> running(@RequestParam("definition") String definition) {
        List<ProcessInstance> instances = runtime.createProcessInstanceQuery()
                .processDefinitionId(definition)
                .orderByBusinessKey()
                .asc()
                .listPage(0, MOST);
        Map<String, Owed> owed = owed(instances);
        return instances.stream().map(instance -> running(instance, owed)).toList();
    }

    /** A single running instance. */
    @GetMapping("/api/running/{processInstanceId:[A-Za-z0-9-]{1,64}}")
    Running one(@PathVariable("processInstanceId") String instance) {
        List<ProcessInstance> found =
                runtime.createProcessInstanceQuery().processInstanceId(instance).list();
        Map<String, Owed> owed = owed(found);
        return found.stream()
                .map(one -> running(one, owed))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Running running(ProcessInstance instance, Map<String, Owed> owed) {
        return Optional.ofNullable(owed.get(instance.getRootProcessInstanceId()))
                .map(row -> new Running(
                        instance.getId(),
                        about(row),
                        row.row().id(),
                        VietnameseDate.shortMoment(row.row().openedAt()),
                        row.due(),
                        Board.Standing.of(row.status()).kind(),
                        Board.Standing.of(row.status()).words()))
                .orElseGet(() -> new Running(
                        instance.getId(), Objects.toString(instance.getBusinessKey(), ""), null, "", "", "", ""));
    }
}
