package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.5: the documents to amend and the plan of amending them, due in 2021 and opened by hand on 1/12/2026. */
class Ii5DocumentReviewTest extends PastYearStage {

    private static final String PLAN = "userTask_planAmendments";
    private static final String LEGAL = "userTask_commentLegality";
    private static final String OFFICE = "userTask_commentSchedule";
    private static final String APPROVE_PLAN = "userTask_approvePlan";
    private static final String ISSUE = "userTask_issuePlan";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String KEY = "PL.II.5/2021";

    @Override
    String clause() {
        return "PL.II.5";
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        startByHand(Map.of());
        player.when(CHECK).never();
    }

    @Test
    void theItCentersHeadSaysFirstHowItStands() {
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(groupsOf(STATE)).containsExactly("it-center-head");
        assertThat(openUnitReports()).isEmpty();
        assertThat(due("result")).isEqualTo("31/12/2021 17:00");
    }

    @Test
    void theUsualWayEndsWithThePlanNumbered() {
        player.playUntil("31/1/2027 23:59");

        assertThat(player.done().stream()
                        .filter(done ->
                                !done.task().equals(PREPARE) && !done.task().equals(SEND)))
                .extracting(Done::task, Done::due)
                .containsExactlyInAnyOrder(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(PLAN, "11/1/2027 17:00"),
                        tuple(LEGAL, "18/1/2027 17:00"),
                        tuple(OFFICE, "18/1/2027 17:00"),
                        tuple(PLAN, "20/1/2027 17:00"),
                        tuple(APPROVE_PLAN, "25/1/2027 17:00"),
                        tuple(ISSUE, "26/1/2027 17:00"));
        assertThat(standing("result")).isEqualTo("DONE late");
        assertThat(products())
                .singleElement()
                .asString()
                .contains("documents", "reviewSummary", "measures", "legalOpinion", "officeOpinion", "documentNumber");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void everyOwnerReviewsItsDocumentsWithinFifteenWorkingDays() {
        player.when(SEND).never();

        player.playUntil("7/12/2026 08:00");

        assertThat(openUnitReports()).contains("PL.II.5/2021/nasati", "PL.II.5/2021/legal");
        assertThat(dueDates(PREPARE)).hasSize(openUnitReports().size()).containsOnly("25/12/2026 17:00");
    }

    @Test
    void whoeverIsSilentDoesNotHoldThePlanUp() {
        player.when(PREPARE).of("nasati").never();
        player.when(PLAN).never();

        player.playUntil("25/12/2026 23:59");
        assertThat(dueDates(PLAN)).isEmpty();

        player.playUntil("26/12/2026 00:30");
        assertThat(dueDates(PLAN)).containsExactly("11/1/2027 17:00");
        assertNoIncident();
    }

    @Test
    void legalAndOfficeCommentSideBySideAndThePlanComesBackWithBoth() {
        player.when(LEGAL).answer("legalOpinion", "Sửa đổi theo trình tự rút gọn.");
        player.when(OFFICE).at("19/1/2027 09:00").answer("officeOpinion", "Đưa vào chương trình công tác.");
        player.when(PLAN).time(2).never();

        player.playUntil("12/1/2027 08:00");
        assertThat(groupsOf(LEGAL)).containsExactly("legal");
        assertThat(groupsOf(OFFICE)).containsExactly("ministry-office");

        player.playUntil("18/1/2027 23:59");
        assertThat(dueDates(LEGAL)).isEmpty();
        assertThat(dueDates(PLAN)).isEmpty();

        player.playUntil("19/1/2027 09:00");
        assertThat(dueDates(PLAN)).containsExactly("21/1/2027 17:00");
        assertThat(variable(KEY, "legalOpinion")).isEqualTo("Sửa đổi theo trình tự rút gọn.");
        assertThat(variable(KEY, "officeOpinion")).isEqualTo("Đưa vào chương trình công tác.");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsMendedAndNotCommentedAgain() {
        player.when(APPROVE_PLAN)
                .time(1)
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ thứ tự ưu tiên.");
        player.when(PLAN).time(3).at("27/1/2027 09:00");

        player.playUntil("26/1/2027 23:59");
        assertThat(dueDates(PLAN)).containsExactly("27/1/2027 17:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ thứ tự ưu tiên.");
        assertThat(states("result")).containsExactly("OPEN");

        player.playUntil("27/1/2027 10:00");
        assertThat(dueDates(APPROVE_PLAN)).containsExactly("1/2/2027 17:00");
        assertThat(variable(KEY, "mendReason")).isNull();
        assertThat(player.done(LEGAL)).hasSize(1);
        assertThat(player.done(OFFICE)).hasSize(1);
        assertNoIncident();
    }

    @Test
    void eachDocumentOfTheMinistryIsOrderedToBeAmendedAndTheOthersAreRecommended() {
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "documents",
                        List.of(
                                document("Thông tư về CSDL quốc gia về KH&CN", "ministry"),
                                document("Quyết định về chế độ báo cáo", "ministry"),
                                document("Quy chế phối hợp của ngành", "sector"),
                                document("Quy chế chia sẻ dữ liệu của tỉnh", "local")));
        player.when(PLAN)
                .answer(
                        "documents",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-06-30"),
                                Map.of("conclusion", "refuse"),
                                Map.of("conclusion", "accept"),
                                Map.of("conclusion", "accept")));
        player.when(ISSUE).answer("documentNumber", "12/KH-BKHCN");
        player.when(CARRY_OUT).never();

        player.playUntil("31/1/2027 23:59");

        assertThat(openInstances("follow-up")).containsExactly("PL.II.5-amendment/2021/nasati/1");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: Thông tư về CSDL quốc gia về KH&CN");
        assertThat(engine.getTaskService().getVariable(task.getId(), "orderedBy"))
                .isEqualTo("12/KH-BKHCN");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/6/2027 17:00");
        assertThat(products()).singleElement().asString().contains("Quy chế chia sẻ dữ liệu của tỉnh");
        assertNoIncident();
    }

    @Test
    void onlyADocumentOfTheMinistryIsGivenADate() {
        player.when(PREPARE)
                .of("nasati")
                .answer("documents", List.of(document("Quy chế chia sẻ dữ liệu của tỉnh", "local")));

        player.playUntil("26/12/2026 08:00");

        assertThat(variable(KEY, "documents").toString())
                .contains("Quy chế chia sẻ dữ liệu của tỉnh", "\"unit\":\"nasati\"")
                .doesNotContain("orderedFor");
    }

    @Test
    void whatWasDoneBeforeIsRecordedWithItsEvidence() {
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", "2021-11-30")
                .answer("evidence", "Kế hoạch số 45/KH-BKHCN");

        player.playUntil("7/12/2026 08:00");

        assertThat(openInstances(process())).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertThat(standing("result")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("45/KH-BKHCN", "2021-11-30");
        assertThatThrownBy(() -> startByHand(Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.5 Phụ lục, năm 2021 đã hoàn thành ngày 30/11/2021; không mở lại.");
    }

    @Test
    void whatDoesNotApplyIsRecordedWithItsReason() {
        player.when(STATE).answer("pastState", "notApplicable").answer("pastReason", "Nghị định đã được thay thế.");

        player.playUntil("7/12/2026 08:00");

        assertThat(standing("result")).isEqualTo("NOT_APPLICABLE");
        assertThat(products()).singleElement().asString().contains("Nghị định đã được thay thế.");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    private static Map<String, Object> document(String name, String level) {
        return Map.of("name", name, "level", level, "proposal", "amend", "mismatch", "Chưa quy định chia sẻ mặc định.");
    }
}
