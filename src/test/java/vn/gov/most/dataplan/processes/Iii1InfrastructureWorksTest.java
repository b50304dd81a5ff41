package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.III.1: the yearly plan of building and maintaining infrastructure, by the last working day of March; 2027. */
class Iii1InfrastructureWorksTest extends Stage {

    private static final String PLAN_WORKS = "userTask_planWorks";
    private static final String APPROVE = "userTask_approvePlan";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Override
    String clause() {
        return "PL.III.1";
    }

    @Override
    String process() {
        return "iii1-infrastructure-works";
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
    }

    @Test
    void theYearsPlanIsOpenedOnTheFirstWorkingDay() {
        player.when(PLAN_WORKS).never();

        // 1/1/2027 is a holiday, a Friday
        player.playUntil("3/1/2027 23:59");
        assertThat(openInstances(process())).isEmpty();

        player.playUntil("4/1/2027 06:30");
        assertThat(openInstances(process())).containsExactly("PL.III.1-works/2027");
        assertThat(dueDates(PLAN_WORKS)).containsExactly("17/3/2027 17:00");
        assertThat(openInstances("iii1-infrastructure-readiness")).isEmpty();
    }

    @Test
    void theLeadershipApprovesItByTheEndOfMarch() {
        player.when(PLAN_WORKS).answer("works", List.of());

        player.playUntil("31/3/2027 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::due)
                .containsExactly(tuple(PLAN_WORKS, "17/3/2027 17:00"), tuple(APPROVE, "31/3/2027 17:00"));
        assertThat(states("works")).containsExactly("DONE");
        assertThat(late("works")).isZero();
        assertThat(products()).singleElement().asString().contains("currentState", "works");
        assertThat(openInstances(process())).isEmpty();
        assertThat(openInstances("follow-up")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsPlannedAnewWithItsReasons() {
        player.when(APPROVE)
                .time(1)
                .at("22/3/2027 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ nguồn kinh phí.");
        player.when(PLAN_WORKS).time(2).never();

        player.playUntil("31/3/2027 23:59");

        assertThat(dueDates(PLAN_WORKS)).containsExactly("24/3/2027 17:00");
        assertThat(variable("PL.III.1-works/2027", "mendReason")).isEqualTo("Nêu rõ nguồn kinh phí.");
        assertThat(states("works")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertThat(openInstances("follow-up")).isEmpty();
        assertNoIncident();
    }

    @Test
    void eachWorkIsOrderedAndItsResultConfirmed() {
        player.when(PLAN_WORKS)
                .answer(
                        "works",
                        List.of(
                                Map.of("name", "Nâng cấp đường truyền", "orderedFor", "2027-06-30"),
                                Map.of("name", "Duy trì nền tảng tích hợp", "orderedFor", "2027-11-30")));

        player.playUntil("15/6/2027 08:00");

        assertThat(openInstances("follow-up"))
                .containsExactlyInAnyOrder(
                        "PL.III.1-work-result/2027/it-center/1", "PL.III.1-work-result/2027/it-center/2");
        assertThat(dueDates(CARRY_OUT)).containsExactlyInAnyOrder("30/6/2027 17:00", "30/11/2027 17:00");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskName("Thực hiện: Nâng cấp đường truyền")
                .singleResult();
        assertThat(engine.getTaskService().getVariable(task.getId(), "orderedBy"))
                .isEqualTo("kế hoạch xây dựng, duy trì hạ tầng đã được Lãnh đạo Bộ phê duyệt");

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu biên bản.");
        player.playUntil("31/7/2027 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(2);
        assertThat(states("work-result")).containsExactlyInAnyOrder("DONE", "OPEN");
        assertNoIncident();
    }

    @Test
    void thePlanOfTheNextYearShowsWhatWasOrderedAndHowItStands() {
        player.when(PLAN_WORKS)
                .answer("works", List.of(Map.of("name", "Nâng cấp đường truyền", "orderedFor", "2027-06-30")));
        player.when(CONFIRM).at("1/7/2027 09:00");
        player.playUntil("31/7/2027 08:00");
        player.when(PLAN_WORKS).never();

        player.playUntil("31/1/2028 08:00");

        assertThat(variable("PL.III.1-works/2028", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Trung tâm Công nghệ thông tin","name":"Nâng cấp đường truyền",\
                        "due":"30/06/2027","state":"Hoàn thành quá hạn","evidence":"Nội dung: Tài liệu minh chứng"}]""");
        assertNoIncident();
    }
}
