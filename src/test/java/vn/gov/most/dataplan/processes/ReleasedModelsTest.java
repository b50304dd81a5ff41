package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import vn.gov.most.dataplan.plan.Part;

/**
 * Instances of earlier released models run to their end on the current code: each of their waiting steps is reached and
 * left. The models are stored as released, in {@code released/<number>/}.
 */
@TestPropertySource(properties = "spring.datasource.url=jdbc:h2:mem:released;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=1024")
class ReleasedModelsTest extends Stage {

    private static final Path RELEASED = Path.of("src/test/resources/released/1");

    /** Key by id. */
    private Map<String, String> released;

    @Override
    String clause() {
        throw new UnsupportedOperationException("All clauses of then are played.");
    }

    /** What only models of now carry out is done: nothing is asked of it here. */
    @Override
    boolean isPlayed(Part part) {
        return part.process()
                .filter(process -> Files.exists(RELEASED.resolve("processes").resolve(process + ".bpmn")))
                .isPresent();
    }

    @BeforeEach
    void deployReleased() {
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name("released");
        try (Stream<Path> files = Files.walk(RELEASED)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> deployment.addString(
                            RELEASED.relativize(file).toString().replace('\\', '/'), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        released = deployment.deployWithResult().getDeployedProcessDefinitions().stream()
                .collect(Collectors.toMap(ProcessDefinition::getId, ProcessDefinition::getKey));
    }

    @Test
    void everyStepOfAModelBeforeIsReachedAndLeft() {
        installedAt("1/1/2026 08:00");
        player.when("userTask_planWorks").answer("works", List.of(Map.of("orderedFor", "2026-09-30")));
        player.when("userTask_concludeReview").answer("amendment", "keep");
        player.when("userTask_sendDossier").answer("resultDate", "2026-11-30");
        player.when("userTask_describeService").answer("helpNeeded", "yes");
        everybodyReturnsOnce();

        player.playUntil("2/2/2026 08:00");
        openByHandAndByEvents();
        player.playUntil("31/12/2026 23:59");

        Set<String> neverLeft = waits();
        engine.getHistoryService().createHistoricActivityInstanceQuery().finished().list().stream()
                .filter(one -> released.containsKey(one.getProcessDefinitionId()))
                .forEach(one -> neverLeft.remove(one.getProcessDefinitionKey() + " " + one.getActivityId()));
        assertThat(neverLeft).isEmpty();
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                        .filter(one -> released.containsKey(one.getProcessDefinitionId()))
                        .map(ProcessInstance::getBusinessKey)
                        .toList())
                .isEmpty();
        assertNoIncident();
    }

    @Test
    void feedbackThatAModelBeforeTakesInIsInTheReportBesideWhatOneOfNowTakesIn() {
        installedAt("2/3/2026 08:00");
        Map<String, Object> feedback = Map.of(
                "unit", "nasati",
                "receivedAt", "2026-03-02T07:00+07:00",
                "sender", "Hội",
                "feedbackContent", "Đề nghị công bố");
        message("open-data-feedback", feedback);
        deployed("ii8-feedback", "ii8-open-data-feedback", "ii8-open-data-feedback-unit");
        Map<String, Object> another = new HashMap<>(feedback);
        another.put("feedbackContent", "Đề nghị bổ sung");
        message("open-data-feedback", another);
        assertThat(openInstances("ii8-feedback"))
                .contains("PL.II.8-feedback/nasati/2026-03-02/Hội")
                .hasSize(2);

        player.playUntil("1/4/2026 06:30");

        assertThat(variable("PL.II.8/2026-H1/nasati", "feedback").toString())
                .contains("Đề nghị công bố", "Đề nghị bổ sung");
        assertNoIncident();
    }

    /** The models of now. */
    private void deployed(String... processes) {
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name("now");
        for (String process : processes) {
            deployment.addString(process + ".bpmn", text(Path.of("processes", process + ".bpmn")));
            try (Stream<Path> forms = Files.list(Path.of("forms", process))) {
                forms.forEach(form -> deployment.addString(process + "/" + form.getFileName(), text(form)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        deployment.deploy();
    }

    private void everybodyReturnsOnce() {
        Map.of(
                        "userTask_sendReport", "headDecision",
                        "userTask_checkReport", "checkDecision",
                        "userTask_approveReport", "approvalDecision",
                        "userTask_submitDraft", "submitDecision")
                .forEach((task, decision) ->
                        player.when(task).time(1).answer(decision, "return").answer("returnReason", "Chưa đủ."));
    }

    private void openByHandAndByEvents() {
        for (String ofMany :
                List.of("i1-national-databases", "i2-shared-databases", "i4-open-data-plan", "ii5-document-review")) {
            startByHand(ofMany, Map.of());
        }
        for (String ofUnit : List.of("ii1-data-survey", "ii7-focal-officer")) {
            startByHand(ofUnit, Map.of("unit", "nasati"));
        }
        String now = "2026-02-02T08:00+07:00";
        message("national-strategy-issued", Map.of("issuedAt", now));
        message("database-goes-live", Map.of("database", "st-tasks", "plannedLiveAt", "2026-12-31T09:00+07:00"));
        message("service-ready", Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", now));
        message(
                "data-improvement-requested",
                Map.of("database", "st-tasks", "requester", "Bộ", "requestedAt", now, "dueDate", "2026-12-30"));
        message(
                "open-data-feedback",
                Map.of("unit", "nasati", "receivedAt", now, "sender", "Hội", "feedbackContent", "Đề nghị công bố"));
    }

    /** The process and id of each waiting step of the released models. */
    private Set<String> waits() {
        Set<String> waits = new TreeSet<>();
        released.forEach((definition, process) -> {
            var model = engine.getRepositoryService().getBpmnModelInstance(definition);
            Stream.of(UserTask.class, EventBasedGateway.class, IntermediateCatchEvent.class)
                    .flatMap(kind -> model.getModelElementsByType(kind).stream())
                    .filter(node -> !followsAGateway(node))
                    .forEach(node -> waits.add(process + " " + node.getId()));
        });
        return waits;
    }

    /** An event after an event-based gateway is an outgoing flow, not a waiting step of its own. */
    private static boolean followsAGateway(FlowNode node) {
        return node.getIncoming().stream().anyMatch(flow -> flow.getSource() instanceof EventBasedGateway);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
