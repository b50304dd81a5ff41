package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.RestartProcessInstanceBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.1.a: a unit's difficulty is answered within seven working days, by the IT Center or by decision of the
 * leadership.
 */
class KhIii1aDifficultyTest extends Stage {

    private static final String DIFFICULTY = "kh-iii1a-difficulty";
    private static final String MESSAGE = "difficulty-stated";

    private static final String TRIAGE = "userTask_triageDifficulty";
    private static final String SOLVE = "userTask_solveDifficulty";
    private static final String DECIDE = "userTask_decideDifficulty";
    private static final String ANSWER = "userTask_answerUnit";
    private static final String CONFIRM = "userTask_confirmOutcome";

    @Override
    String clause() {
        return "KH.III.1.a";
    }

    @BeforeEach
    void aMondayInMarch() {
        installedAt("9/3/2026 09:00");
    }

    @Test
    void staffStateItTheItCenterSolvesItAndTheUnitSaysThatItHelped() {
        player.when(ANSWER).answer("answer", "Đã mở cổng kết nối.");

        player.as("nasati-staff-1", () -> startByHand(DIFFICULTY, difficulty("Chưa kết nối được")));
        assertThat(openInstances(DIFFICULTY))
                .singleElement()
                .asString()
                .startsWith("KH.III.1.a-difficulty/nasati/Mục II.4 Phụ lục/");
        assertThat(due("difficulty")).isEqualTo("18/3/2026 17:00");
        player.playUntil("31/3/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::by, Done::due)
                .containsExactly(
                        tuple(TRIAGE, "it-center-staff-4", "11/3/2026 17:00"),
                        tuple(SOLVE, "it-center-staff-4", "18/3/2026 17:00"),
                        tuple(ANSWER, "it-center-staff-4", "18/3/2026 17:00"),
                        tuple(CONFIRM, "nasati-staff-2", "25/3/2026 17:00"));
        assertThat(standing("difficulty")).isEqualTo("DONE");
        assertThat(products())
                .hasSize(2)
                .last()
                .asString()
                .contains(
                        "\"unitName\":\"Cục Thông tin khoa học và công nghệ quốc gia\"",
                        "\"concerns\":\"Mục II.4 Phụ lục\"",
                        "\"taskName\":\"Lập báo cáo của đơn vị\"",
                        "\"difficulty\":\"Chưa kết nối được\"",
                        "\"answer\":\"Đã mở cổng kết nối.\"",
                        "\"outcome\":\"helped\"");
        assertThat(openInstances(DIFFICULTY)).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsSubmittedTheLeadershipDecides() {
        player.when(TRIAGE).answer("solver", "leadership");
        player.when(DECIDE).answer("direction", "Giao Vụ Kế hoạch - Tài chính bố trí kinh phí.");
        message(MESSAGE, difficulty("Thiếu kinh phí"));

        player.playUntil("11/3/2026 16:00");
        assertThat(groupsOf(DECIDE)).containsExactly("leadership");
        assertThat(dueDates(DECIDE)).containsExactly("16/3/2026 17:00");

        player.playUntil("31/3/2026 23:59");
        assertThat(player.done()).extracting(Done::task).containsExactly(TRIAGE, DECIDE, ANSWER, CONFIRM);
        assertThat(products().get(1)).contains("\"direction\":\"Giao Vụ Kế hoạch - Tài chính bố trí kinh phí.\"");
        assertThat(standing("difficulty")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void whatTheItCenterCannotSolveGoesToTheLeadership() {
        player.when(SOLVE).at("12/3/2026 10:00").answer("solution", "leadership");
        message(MESSAGE, difficulty("Thiếu quy định"));

        player.playUntil("31/3/2026 23:59");

        assertThat(player.done()).extracting(Done::task).containsExactly(TRIAGE, SOLVE, DECIDE, ANSWER, CONFIRM);
        assertThat(player.done(DECIDE)).extracting(Done::due).containsExactly("17/3/2026 17:00");
        assertNoIncident();
    }

    @Test
    void whatDidNotHelpGoesBackToTheItCenterOnceWithItsReasonAndItsOwnDate() {
        player.when(CONFIRM).at("20/3/2026 10:00").answer("outcome", "unhelped").answer("unhelpedReason", "Vẫn lỗi.");
        player.when(CONFIRM).time(2).answer("outcome", "unhelped").answer("unhelpedReason", "Chưa ổn định.");
        message(MESSAGE, difficulty("Chưa kết nối được"));

        player.playUntil("20/3/2026 10:00");
        assertThat(dueDates(TRIAGE)).containsExactly("24/3/2026 17:00");
        assertThat(variable(openInstances(DIFFICULTY).get(0), "unhelpedReason")).isEqualTo("Vẫn lỗi.");

        player.playUntil("30/4/2026 23:59");
        assertThat(player.done())
                .extracting(Done::task)
                .containsExactly(TRIAGE, SOLVE, ANSWER, CONFIRM, TRIAGE, SOLVE, ANSWER, CONFIRM);
        assertThat(player.done(SOLVE)).extracting(Done::due).containsExactly("18/3/2026 17:00", "31/3/2026 17:00");
        assertThat(products())
                .as("each answer and what came of it")
                .hasSize(3)
                .last()
                .asString()
                .contains("\"outcome\":\"unhelped\"", "\"unhelpedReason\":\"Chưa ổn định.\"");
        assertThat(standing("difficulty")).as("the first answer was in time").isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void aUnitThatSaysNothingKeepsNothingOpenAndMakesNobodyLate() {
        player.when(CONFIRM).never();
        message(MESSAGE, difficulty("Chưa kết nối được"));

        player.playUntil("25/3/2026 23:59");
        assertThat(dueDates(CONFIRM)).containsExactly("25/3/2026 17:00");

        player.playUntil("26/3/2026 00:00");
        assertThat(openInstances(DIFFICULTY)).isEmpty();
        assertThat(products().get(1)).contains("\"outcome\":\"silent\"");
        assertThat(standing("difficulty")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void anAnswerAfterTheSeventhWorkingDayIsLate() {
        player.when(SOLVE).at("19/3/2026 09:00");
        message(MESSAGE, difficulty("Chưa kết nối được"));

        player.playUntil("31/3/2026 23:59");

        assertThat(player.done(ANSWER)).extracting(Done::due).containsExactly("20/3/2026 17:00");
        assertThat(standing("difficulty")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @Test
    void itIsAnsweredWhenItIsAnsweredWhateverTheUnitSaysThen() {
        player.when(ANSWER).at("12/3/2026 10:00");
        player.when(SOLVE).at("12/3/2026 09:00");
        message(MESSAGE, difficulty("Chưa kết nối được"));

        player.playUntil("12/3/2026 10:00");

        assertThat(dueDates(CONFIRM)).as("its own time").containsExactly("19/3/2026 17:00");
        assertThat(states("difficulty")).containsExactly("SENT");
    }

    @Test
    void toldTwiceItIsRefusedInWhateverCharacters() {
        message(MESSAGE, difficulty("Chưa kết nối được"));

        Map<String, Object> again = difficulty(Normalizer.normalize("  CHƯA kết nối được ", Normalizer.Form.NFD));
        for (int time = 1; time <= 2; time++) {
            assertThatThrownBy(() -> message(MESSAGE, again))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Mục III.1.a Kế hoạch đã được mở cho Mục II.4 Phụ lục, Lập báo cáo của đơn vị; mỗi việc"
                            + " chỉ mở một lần.");
        }
        Map<String, Object> ofAnother = difficulty("Chưa kết nối được");
        ofAnother.put("unit", "legal");
        message(MESSAGE, ofAnother);
        message(MESSAGE, difficulty("Chưa có hướng dẫn"));
        assertThat(openInstances(DIFFICULTY)).hasSize(3);
    }

    @Test
    void anybodyStatesItForTheOwnUnitAloneAndForAClauseOfThePlan() {
        player.as("personnel-staff-1", () -> assertThatThrownBy(
                        () -> startByHand(DIFFICULTY, difficulty("Chưa kết nối được")))
                .isInstanceOf(Refusal.class));
        Map<String, Object> ofNoClause = difficulty("Chưa kết nối được");
        ofNoClause.put("concerns", "Mục IX Phụ lục");
        player.as("nasati-staff-1", () -> assertThatThrownBy(() -> startByHand(DIFFICULTY, ofNoClause))
                .hasMessageContaining("phải chọn trong danh sách"));
        Map<String, Object> nothing = difficulty("-");
        assertThatThrownBy(() -> message(MESSAGE, nothing))
                .hasMessage("\"Khó khăn, vướng mắc\" (difficulty): còn thiếu; được phép: phải có nội dung.");
        assertThat(openInstances(DIFFICULTY)).isEmpty();

        Map<String, Object> own = difficulty("Chưa kết nối được");
        own.remove("unit");
        player.as("personnel-staff-1", () -> startByHand(DIFFICULTY, own));
        assertThat(openInstances(DIFFICULTY)).singleElement().asString().startsWith("KH.III.1.a-difficulty/personnel/");
    }

    @Test
    void whoeverLeadsTheClauseOpensItForTheUnitWhoseReportNamesIt() {
        player.as("it-center-staff-1", () -> startByHand(DIFFICULTY, difficulty("Chưa kết nối được")));

        assertThat(openInstances(DIFFICULTY)).singleElement().asString().startsWith("KH.III.1.a-difficulty/nasati/");
        player.as("it-center-staff-2", () -> assertThatThrownBy(
                        () -> startByHand(DIFFICULTY, difficulty("Chưa kết nối được")))
                .as("once each")
                .isInstanceOf(Refusal.class));
    }

    @Test
    void whatWasCancelledMayBeStatedAgain() {
        message(MESSAGE, difficulty("Chưa kết nối được"));
        ProcessInstance open = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(DIFFICULTY)
                .singleResult();
        engine.getRuntimeService().deleteProcessInstance(open.getId(), "Mở nhầm");
        timeMachine.jumpTo(Player.at("12/3/2026 09:00"));

        message(MESSAGE, difficulty("Chưa kết nối được"));

        assertThat(states("difficulty")).containsExactly("OPEN");
        assertThat(due("difficulty")).isEqualTo("23/3/2026 17:00");
    }

    @Test
    void whatIsCancelledWhileTheLeadershipDecidesIsRestartedThereOrStatedAgainAndNotBoth() {
        player.when(TRIAGE).at("10/3/2026 09:00").answer("solver", "leadership");
        player.when(DECIDE).never();
        message(MESSAGE, difficulty("Chưa kết nối được"));
        player.playUntil("10/3/2026 10:00");
        String first = decided();
        cancel(first);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(DECIDE)
                        .count())
                .isZero();

        assertThatThrownBy(() -> restart(first, false))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("\"skipCustomListeners\": còn thiếu; được phép: true");
        restart(first, true);
        assertThat(dueDates(DECIDE)).hasSize(1);
        assertThat(due("difficulty")).isEqualTo("18/3/2026 17:00");
        cancel(decided());

        message(MESSAGE, difficulty("Chưa kết nối được"));
        assertThatThrownBy(() -> restart(first, true))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("đã được mở lại bằng quy trình khác");
        assertThat(openInstances(DIFFICULTY)).hasSize(1);
        assertThat(groupsOf(TRIAGE)).containsExactly("it-center");
        assertNoIncident();
    }

    private String decided() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(DECIDE)
                .singleResult()
                .getProcessInstanceId();
    }

    private void cancel(String instance) {
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(instance, "Nhầm", true, true, true, false));
    }

    private void restart(String instance, boolean skippingListeners) {
        RestartProcessInstanceBuilder restart = engine.getRuntimeService()
                .restartProcessInstances(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getProcessDefinitionId())
                .startBeforeActivity(DECIDE)
                .processInstanceIds(instance);
        player.as("admin", skippingListeners ? restart.skipCustomListeners()::execute : restart::execute);
    }

    private static Map<String, Object> difficulty(String what) {
        return new HashMap<>(Map.of(
                "unit",
                "nasati",
                "concerns",
                "Mục II.4 Phụ lục",
                "taskName",
                "Lập báo cáo của đơn vị",
                "difficulty",
                what));
    }
}
