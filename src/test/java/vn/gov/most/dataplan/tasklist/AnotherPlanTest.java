package vn.gov.most.dataplan.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.rehearsal.TimeMachine;

/**
 * The plan of another ministry lacks the clause about difficulties, urging and the weekly watch (KH.III.1.a), although
 * its models are shipped. The program starts, and everything else works.
 */
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:another-plan;DB_CLOSE_DELAY=-1",
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled=false",
            "dataplan.open-at-start=false"
        })
@ActiveProfiles("demo")
@DirtiesContext
class AnotherPlanTest {

    private static final Path FOLDER = Path.of("target/another-plan");
    private static final String DIFFICULTY = "kh-iii1a-difficulty";

    @Autowired
    private Ground ground;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TimeMachine timeMachine;

    @Autowired
    private OpenDuePeriods openDuePeriods;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void planWithoutTheClause(DynamicPropertyRegistry properties) throws IOException {
        String plan = Files.readString(Path.of("src/main/resources/ministry/plan.yml"));
        int begins = plan.indexOf("  - id: KH.III.1.a\n");
        int ends = plan.indexOf("\n  - id: ", begins) + 1;
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("plan.yml"), plan.substring(0, begins) + plan.substring(ends));
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/eight-units"))) {
            for (Path file : files.toList()) {
                Files.writeString(FOLDER.resolve(file.getFileName()), Files.readString(file));
            }
        }
        properties.add("dataplan.ministry-folder", FOLDER::toString);
    }

    @BeforeEach
    void inDecember() {
        timeMachine.jumpTo(Instant.parse("2026-12-01T08:00:00+07:00"));
        jdbc.sql("update dp_installation set installed_at = :at, in_use_since = :at")
                .param("at", OffsetDateTime.parse("2026-12-01T08:00:00+07:00"))
                .update();
        engine.getManagementService().createJobQuery().timers().list().forEach(job -> engine.getManagementService()
                .recalculateJobDuedate(job.getId(), false));
        openDuePeriods.softwareStarted();
        timeMachine.runDueJobs();
    }

    @AfterEach
    void backToTheMachinesTime() {
        timeMachine.stop();
    }

    @Test
    void nothingIsOfferedOfTheClauseAndTheMorningsRun() {
        Task prepare = task("userTask_prepareReport");
        assertThat(as("nasati-staff-1", () -> ground.ground(prepare.getId())).starts())
                .isEmpty();
        assertThatThrownBy(() -> as("admin", () -> engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey(DIFFICULTY)
                                        .singleResult()
                                        .getId(),
                                Map.of(
                                        "unit", "nasati",
                                        "concerns", "Mục II.4 Phụ lục",
                                        "taskName", "Cả mục",
                                        "difficulty", "Thiếu"))))
                .isInstanceOf(Refusal.class);

        engine.getRuntimeService()
                .setVariables(
                        prepare.getProcessInstanceId(),
                        Map.of("difficulties", "Thiếu người.", "sentAt", ClockUtil.getCurrentTime()));
        engine.getRuntimeService()
                .createProcessInstanceModification(prepare.getProcessInstanceId())
                .cancelAllForActivity("userTask_prepareReport")
                .startBeforeActivity("userTask_checkReport")
                .execute();
        Task check = task("userTask_checkReport");
        assertThat(as("it-center-staff-1", () -> ground.ground(check.getId())).starts())
                .isEmpty();

        // Past the days on which a unit would be urged, the weeks' mails written and the half-year summed up
        timeMachine.advanceTo(Instant.parse("2027-01-08T12:00:00+07:00"));
        assertThat(engine.getRuntimeService().createIncidentQuery().list()).isEmpty();
        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKeyIn(DIFFICULTY, "kh-iii1a-urging-letter", "kh-iii1a-difficulties-summary")
                        .count())
                .isZero();
        assertThat(jdbc.sql(
                                "select distinct occasion from dp_mail where occasion = 'weekly-watch' or occasion like 'urging/%'")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from dp_mail").query(Integer.class).single())
                .as("while people are told of the rest")
                .isPositive();
    }

    private Task task(String step) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey("PL.II.4/2026/nasati")
                .taskDefinitionKey(step)
                .singleResult();
    }

    private <T> T as(String person, Supplier<T> does) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(person, groups);
        try {
            return does.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
