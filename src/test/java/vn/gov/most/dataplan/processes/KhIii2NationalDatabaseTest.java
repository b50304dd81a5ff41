package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.2: milestones of the national database are proved, or moved with a reason; nasati leads, the IT Center
 * confirms.
 */
class KhIii2NationalDatabaseTest extends Stage {

    private static final String UPDATE = "userTask_updateMilestone";
    private static final String CONFIRM = "userTask_confirmMilestone";
    private static final String KEY = "KH.III.2/Đề án CSDL quốc gia";

    @Override
    String clause() {
        return "KH.III.2";
    }

    @BeforeEach
    void inMarch() {
        installedAt("2/3/2026 08:00");
    }

    @Test
    void theLeadSaysWhatProvesItAndTheItCenterConfirms() {
        message("milestone-planned", milestone("2026-06-30"));
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(dueDates(UPDATE)).containsExactly("30/6/2026 17:00");
        assertThat(groupsOf(UPDATE)).containsExactly("nasati");

        player.playUntil("31/7/2026 08:00");

        assertThat(player.done())
                .extracting(done -> done.task() + " " + done.due())
                .containsExactly(UPDATE + " 30/6/2026 17:00", CONFIRM + " 30/6/2026 17:00");
        assertThat(player.done(CONFIRM)).extracting(Done::by).allMatch(by -> by.startsWith("it-center"));
        assertThat(standing("milestone")).as("the day that is proved decides").isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("Đề án CSDL quốc gia", "evidence", "2026-06-30");
        assertThat(movedDates("milestone")).isEmpty();
        assertNoIncident();
    }

    @Test
    void aMilestoneIsMovedWithAReasonWhichIsKeptWithBothDays() {
        message("milestone-planned", milestone("2026-06-30"));
        player.when(UPDATE)
                .time(1)
                .at("1/6/2026 09:00")
                .answer("milestoneState", "move")
                .answer("newDate", "2026-09-30")
                .answer("moveReason", "Chờ Bộ Tài chính cho ý kiến.");

        player.playUntil("1/6/2026 09:00");

        assertThat(movedDates("milestone"))
                .containsExactly("30/6/2026 17:00 -> 30/9/2026 17:00: Chờ Bộ Tài chính cho ý kiến.");
        assertThat(due("milestone")).isEqualTo("30/9/2026 17:00");
        assertThat(dueDates(UPDATE)).containsExactly("30/9/2026 17:00");
        assertThat(variable(KEY, "plannedDate")).isEqualTo("2026-09-30");

        player.playUntil("31/10/2026 08:00");
        assertThat(standing("milestone")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void aMilestoneIsMovedTwiceToEarlierTooAndNeverToTheDayThatItHas() {
        message("milestone-planned", milestone("2026-06-30"));
        player.when(UPDATE)
                .time(1)
                .at("1/6/2026 09:00")
                .answer("milestoneState", "move")
                .answer("newDate", "2026-09-30");
        player.when(UPDATE)
                .time(2)
                .at("2/6/2026 09:00")
                .answer("milestoneState", "move")
                .answer("newDate", "2026-07-31");
        player.when(UPDATE).time(3).never();
        player.playUntil("2/6/2026 09:00");
        assertThat(movedDates("milestone"))
                .satisfiesExactly(
                        moved -> assertThat(moved).startsWith("30/6/2026 17:00 -> 30/9/2026 17:00: "),
                        moved -> assertThat(moved).startsWith("30/9/2026 17:00 -> 31/7/2026 17:00: "));

        Task open = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(UPDATE)
                .singleResult();
        Map<String, Object> toTheSame =
                player.filledIn(open, Map.of("milestoneState", "move", "newDate", "2026-07-31"));
        assertThatThrownBy(() -> player.as("nasati-head", () -> {
                    engine.getTaskService().claim(open.getId(), "nasati-head");
                    engine.getFormService().submitTaskForm(open.getId(), toTheSame);
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Dời đến ngày\": mốc đang đặt vào ngày này; chọn ngày khác.");
        assertThat(dueDates(UPDATE)).containsExactly("31/7/2026 17:00");
        assertNoIncident();
    }

    @Test
    void whatIsLateStaysLateThoughItIsMoved() {
        message("milestone-planned", milestone("2026-06-30"));
        player.when(UPDATE)
                .time(1)
                .at("2/7/2026 09:00")
                .answer("milestoneState", "move")
                .answer("newDate", "2026-09-30")
                .answer("moveReason", "Chờ ý kiến.");

        player.playUntil("2/7/2026 09:00");
        assertThat(movedDates("milestone")).isEmpty();
        assertThat(due("milestone")).isEqualTo("30/6/2026 17:00");
        assertThat(dueDates(UPDATE)).containsExactly("30/9/2026 17:00");

        player.playUntil("31/10/2026 08:00");
        assertThat(standing("milestone")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @Test
    void whatTheItCenterReturnsIsUpdatedAgainWithinTwoWorkingDays() {
        message("milestone-planned", milestone("2026-06-30"));
        player.when(UPDATE).time(1).at("1/6/2026 09:00");
        player.when(CONFIRM)
                .time(1)
                .at("2/6/2026 09:00")
                .answer("confirmDecision", "return")
                .answer("returnReason", "Thiếu quyết định phê duyệt.");

        player.playUntil("2/6/2026 10:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Thiếu quyết định phê duyệt.");
        assertThat(dueDates(UPDATE)).containsExactly("4/6/2026 17:00");

        player.playUntil("31/7/2026 08:00");
        assertThat(standing("milestone")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void aLateConfirmationMakesNobodyLateAndALateDayDoes() {
        message("milestone-planned", milestone("2026-06-30"));
        player.when(CONFIRM).at("20/7/2026 09:00");
        player.playUntil("20/7/2026 09:00");
        assertThat(standing("milestone")).isEqualTo("DONE");

        clear();
        installedAt("2/3/2026 08:00");
        message("milestone-planned", milestone("2026-06-30"));
        player.when(UPDATE).at("1/7/2026 09:00");
        player.playUntil("31/7/2026 08:00");
        assertThat(standing("milestone")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @Test
    void itIsOpenedOnceByTheLeadsHeadOrAMessage() {
        player.as("nasati-head", () -> startByHand(milestone("2026-06-30")));

        assertThat(openInstances(process())).containsExactly(KEY);
        assertThatThrownBy(() -> message("milestone-planned", milestone("2026-12-31")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục III.2 Kế hoạch đã được mở cho Đề án CSDL quốc gia; mỗi việc chỉ mở một lần.");
        assertThatThrownBy(() -> message("milestone-planned", milestone("2026-02-27")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Ngày dự kiến\" (plannedDate)");
        assertThat(due("milestone")).isEqualTo("30/6/2026 17:00");
    }

    @Test
    void whatIsCancelledCanBeOpenedAgain() {
        message("milestone-planned", milestone("2026-06-30"));
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process())
                                .singleResult()
                                .getId(),
                        "Đặt nhầm"));

        message("milestone-planned", milestone("2026-09-30"));

        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(due("milestone")).isEqualTo("30/9/2026 17:00");
    }

    private static Map<String, Object> milestone(String day) {
        return Map.of("matter", "Đề án CSDL quốc gia", "expectedResult", "Đề án được phê duyệt", "plannedDate", day);
    }
}
