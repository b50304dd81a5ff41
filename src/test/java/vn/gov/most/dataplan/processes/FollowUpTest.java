package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import vn.gov.most.dataplan.dossier.PaperProbe;
import vn.gov.most.dataplan.processes.Player.Done;

/** The orders of a product, for example the works of PL.III.1's plan of 2027. */
class FollowUpTest extends Stage {

    private static final String PLAN_WORKS = "userTask_planWorks";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Autowired
    private ApplicationContext program;

    @Override
    String clause() {
        return "PL.III.1";
    }

    @Override
    String process() {
        return "iii1-infrastructure-works";
    }

    @AfterEach
    void noPapers() {
        jdbc.sql("delete from dp_paper_content").update();
        jdbc.sql("delete from dp_paper").update();
        jdbc.sql("delete from dp_dossier").update();
    }

    @BeforeEach
    void twoWorksAreOrdered() {
        installedAt("1/12/2026 08:00");
        player.when(PLAN_WORKS)
                .answer(
                        "works",
                        List.of(
                                Map.of("name", "Nâng cấp đường truyền", "orderedFor", "2027-06-30"),
                                Map.of("name", "Duy trì nền tảng tích hợp", "orderedFor", "2027-11-30")));
    }

    @Test
    void eachThingIsAnInstanceOfItsOwnThatItsTaskNames() {
        player.playUntil("15/6/2027 08:00");

        assertThat(openInstances("follow-up"))
                .containsExactlyInAnyOrder(
                        "PL.III.1-work-result/2027/it-center/1", "PL.III.1-work-result/2027/it-center/2");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(CARRY_OUT)
                        .list())
                .extracting(Task::getName)
                .containsExactlyInAnyOrder("Thực hiện: Nâng cấp đường truyền", "Thực hiện: Duy trì nền tảng tích hợp");
        assertThat(dueDates(CARRY_OUT)).containsExactlyInAnyOrder("30/6/2027 17:00", "30/11/2027 17:00");
        assertThat(openInstances(process())).as("what nobody waits for").isEmpty();
    }

    @Test
    void theHeadConfirmsByTheSameDayAndTheEvidenceIsKept() {
        player.when(CARRY_OUT).answer("evidence", "Biên bản nghiệm thu số 3.");

        player.playUntil("31/7/2027 08:00");

        assertThat(player.done(CARRY_OUT)).extracting(Done::due).containsExactly("30/6/2027 17:00");
        assertThat(player.done(CONFIRM))
                .extracting(Done::by, Done::due)
                .containsExactly(tuple("it-center-head", "30/6/2027 17:00"));
        assertThat(states("work-result")).containsExactlyInAnyOrder("DONE", "OPEN");
        assertThat(late("work-result")).isZero();
        assertThat(keptOfResults()).singleElement().asString().contains("Biên bản nghiệm thu số 3.");
        assertNoIncident();
    }

    @Test
    void whatTheHeadReturnsIsCarriedOutAgainWithTheReasons() {
        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu biên bản.");
        player.when(CARRY_OUT).time(2).never();

        player.playUntil("31/7/2027 08:00");

        Task again = engine.getTaskService()
                .createTaskQuery()
                .taskName("Thực hiện: Nâng cấp đường truyền")
                .singleResult();
        assertThat(engine.getTaskService().getVariable(again.getId(), "mendReason"))
                .isEqualTo("Thiếu biên bản.");
        assertThat(states("work-result")).containsExactly("OPEN", "OPEN");
        assertThat(keptOfResults()).isEmpty();
    }

    @Test
    void whatIsOpenedAgainNamesThePapersOfBeforeAndCountsItsVersionsOn() {
        player.when(PLAN_WORKS)
                .answer("works", List.of(Map.of("name", "Nâng cấp đường truyền", "orderedFor", "2027-06-30")));
        player.when(CARRY_OUT).at("30/6/2027 09:00").answer("evidence", "Hồ sơ: Biên bản.docx (bản 1)");
        player.when(CONFIRM).never();
        player.playUntil("29/6/2027 08:00");
        PaperProbe papers = new PaperProbe(program);
        papers.upload("it-center-staff-1", carryOut().getId(), "Biên bản.docx");
        player.playUntil("30/6/2027 12:00");
        Task ended = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CONFIRM)
                .singleResult();
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(ended.getProcessInstanceId(), "Mở nhầm", true, true, true, false));
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(ended.getProcessDefinitionId())
                .startBeforeActivity(CARRY_OUT)
                .processInstanceIds(ended.getProcessInstanceId())
                .execute());
        assertThat(engine.getTaskService().getVariable(carryOut().getId(), "evidence"))
                .isEqualTo("Hồ sơ: Biên bản.docx (bản 1)");
        papers.upload("it-center-staff-2", carryOut().getId(), "Biên bản.docx");
        player.when(CARRY_OUT)
                .at("1/7/2027 09:00")
                .answer("evidence", "Hồ sơ: Biên bản.docx (bản 1)\nHồ sơ: Biên bản.docx (bản 2)");
        player.when(CONFIRM).at("1/7/2027 15:00");

        player.playUntil("2/7/2027 08:00");

        assertThat(keptOfResults()).singleElement().asString().contains("(bản 1)", "(bản 2)");
        assertNoIncident();
    }

    private Task carryOut() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskName("Thực hiện: Nâng cấp đường truyền")
                .singleResult();
    }

    @Test
    void whatIsCarriedOutAfterItsDayIsLate() {
        player.when(CARRY_OUT).at("1/7/2027 09:00");

        player.playUntil("31/7/2027 08:00");

        assertThat(late("work-result")).isOne();
        assertNoIncident();
    }

    /** The plan lay with the leadership until a work's day had come. */
    @Test
    void whatIsOrderedForADayThatHasPassedIsDueOnTheNextWorkingDay() {
        player.when("userTask_approvePlan").at("1/7/2027 09:00");

        player.playUntil("1/7/2027 12:00");

        assertThat(dueDates(CARRY_OUT)).containsExactlyInAnyOrder("2/7/2027 17:00", "30/11/2027 17:00");
        assertThat(late("work-result")).isZero();
    }

    private List<String> keptOfResults() {
        return jdbc.sql("select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id"
                        + " where o.part = 'work-result'")
                .query(String.class)
                .list();
    }
}
