package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** KH.III.4.b: a unit reviews a document, adjusts its own or proposes to Vụ Pháp chế, which answers. */
class KhIii4bLegalReviewTest extends Stage {

    private static final String REVIEW = "userTask_reviewDocument";
    private static final String APPROVE = "userTask_approveReview";
    private static final String ADJUST = "userTask_adjustDocument";
    private static final String PROPOSE = "userTask_proposeAdjustment";
    private static final String OPINION = "userTask_giveOpinion";
    private static final String RECEIVE = "userTask_receiveOpinion";
    private static final String KEY = "KH.III.4.b/nasati/Thông tư 14";

    @Override
    String clause() {
        return "KH.III.4.b";
    }

    @BeforeEach
    void inMarch() {
        installedAt("2/3/2026 08:00");
    }

    @Test
    void theUnitsOwnDocumentIsAdjustedWithEvidence() {
        message("document-to-review", review("nasati"));
        assertThat(openInstances(process())).containsExactly(KEY);

        player.playUntil("30/4/2026 08:00");

        assertThat(player.done())
                .extracting(done -> done.task() + " " + done.due())
                .containsExactly(
                        REVIEW + " 16/3/2026 17:00", APPROVE + " 19/3/2026 17:00", ADJUST + " 16/4/2026 17:00");
        assertThat(standing("review")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("Thông tư 14", "adjustedNumber", "evidence");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @ParameterizedTest
    @CsvSource({
        "programme, draftingProgramme, Chương trình năm 2027",
        "forward, forwardedTo, Bộ Tư pháp",
        "refuse, legalReason, Luật đã quy định",
    })
    void anothersDocumentIsProposedAndTheUnitReadsWhatLegalAnswers(String outcome, String field, String text) {
        message("document-to-review", review("nasati"));
        player.when(REVIEW).answer("reviewOutcome", "other");
        player.when(OPINION).answer("legalOutcome", outcome).answer(field, text);
        player.when(RECEIVE).never();

        player.playUntil("30/4/2026 08:00");

        assertThat(player.done())
                .extracting(done -> done.task() + " " + done.due())
                .containsExactly(
                        REVIEW + " 16/3/2026 17:00",
                        APPROVE + " 19/3/2026 17:00",
                        PROPOSE + " 26/3/2026 17:00",
                        OPINION + " 9/4/2026 17:00");
        assertThat(standing("review")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains(outcome, text);
        assertThat(dueDates(RECEIVE)).containsExactly("16/4/2026 17:00");
        assertThat(groupsOf(RECEIVE)).containsExactly("nasati");
        assertThat(variable(KEY, field)).isEqualTo(text);

        player.when(RECEIVE).at("30/4/2026 09:00");
        assertNoIncident();
    }

    @Test
    void whereNothingHasToBeAdjustedTheReviewItselfIsTheProduct() {
        message("document-to-review", review("nasati"));
        player.when(REVIEW).answer("reviewOutcome", "none").answer("noChangeReason", "Thủ tục đã bỏ.");

        player.playUntil("30/4/2026 08:00");

        assertThat(player.done()).extracting(Done::task).containsExactly(REVIEW, APPROVE);
        assertThat(standing("review")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("Thủ tục đã bỏ.");
        assertNoIncident();
    }

    @Test
    void whatTheHeadReturnsIsReviewedAgainWithinTwoWorkingDays() {
        message("document-to-review", review("nasati"));
        player.when(REVIEW).time(1).at("4/3/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("5/3/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ thủ tục.");

        player.playUntil("5/3/2026 10:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ thủ tục.");

        player.playUntil("30/4/2026 08:00");
        assertThat(player.done(REVIEW)).extracting(Done::due).containsExactly("16/3/2026 17:00", "9/3/2026 17:00");
        assertThat(standing("review")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void whoeverOfLegalProposedDoesNotGiveTheOpinion() {
        message("document-to-review", review("legal"));
        player.when(REVIEW).answer("reviewOutcome", "other");
        player.when(PROPOSE).by("legal-head");
        player.when(OPINION).never();
        player.playUntil("27/3/2026 08:00");
        Task opinion = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(OPINION)
                .singleResult();

        assertThatThrownBy(() -> player.as("legal-head", () -> engine.getFormService()
                        .submitTaskForm(opinion.getId(), player.filledIn(opinion, Map.of()))))
                .hasMessageContaining("đã tham gia bước trước");
        player.as("legal-staff-1", () -> engine.getFormService()
                .submitTaskForm(opinion.getId(), player.filledIn(opinion, Map.of())));
        assertThat(standing("review")).isEqualTo("DONE");
    }

    @Test
    void aDocumentOfAUnitIsOpenedOnceAndAnotherUnitsIsItsOwn() {
        message("document-to-review", review("nasati"));

        assertThatThrownBy(() -> message("document-to-review", review("nasati")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục III.4.b Kế hoạch đã được mở cho Thông tư 14; mỗi việc chỉ mở một lần.");
        player.as("legal-staff-1", () -> startByHand(Map.of("matter", "Thông tư 14")));

        assertThat(openInstances(process())).containsExactlyInAnyOrder(KEY, "KH.III.4.b/legal/Thông tư 14");
    }

    @Test
    void whatIsCancelledCanBeOpenedAgain() {
        message("document-to-review", review("nasati"));
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process())
                                .singleResult()
                                .getId(),
                        "Mở nhầm"));

        message("document-to-review", review("nasati"));

        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(states("review")).containsExactly("OPEN");
    }

    private static Map<String, Object> review(String unit) {
        return Map.of("unit", unit, "matter", "Thông tư 14");
    }
}
