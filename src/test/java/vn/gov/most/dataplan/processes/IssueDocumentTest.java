package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** The way of a document from its draft to its issue, as PL.I.9 calls it: signed by the Minister, or by the owner's head. */
class IssueDocumentTest extends IssuingStage {

    private static final String CHOOSE = "userTask_chooseIssuer";

    @Override
    String clause() {
        return "PL.I.9";
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
        player.when("userTask_planRules").never();
        player.when(CHOOSE).at("1/10/2026 09:00");
    }

    private void goesLive(String database) {
        message("database-goes-live", Map.of("database", database, "plannedLiveAt", "2027-03-31T09:00+07:00"));
    }

    @Test
    void whatTheMinisterSignsIsCommentedCheckedSubmittedSignedAndNumbered() {
        goesLive("st-tasks");

        player.playUntil("31/3/2027 08:00");

        assertThat(player.done())
                .extracting(Done::task, Done::by, Done::due)
                .containsExactly(
                        tuple(CHOOSE, "nasati-staff-2", "8/10/2026 17:00"),
                        tuple(DRAFT, "nasati-staff-2", "8/10/2026 17:00"),
                        tuple(COMMENT, "it-center-staff-4", "15/10/2026 17:00"),
                        tuple(COMMENT, "ministry-office-staff-2", "15/10/2026 17:00"),
                        tuple(ANSWER, "nasati-staff-2", "20/10/2026 17:00"),
                        tuple(LEGAL, "legal-staff-2", "23/10/2026 17:00"),
                        tuple(SUBMIT, "nasati-head", "28/10/2026 17:00"),
                        tuple(SIGN, "minister", "2/11/2026 17:00"),
                        tuple(ISSUE, "ministry-office-staff-2", "3/11/2026 17:00"));
        assertThat(products())
                .singleElement()
                .asString()
                .contains("documentTitle", "documentNumber", "documentDate", "documentSigner", "signedFor");
        assertThat(openInstances("issue-document")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAHeadSignsTheUnitNumbersWithoutALegalCheck() {
        player.when(CHOOSE).at("1/10/2026 09:00").answer("issuer", "unit");
        goesLive("st-tasks");

        player.playUntil("31/3/2027 08:00");

        assertThat(player.done(LEGAL)).isEmpty();
        assertThat(player.done(SUBMIT)).extracting(Done::by).containsExactly("nasati-staff-2");
        assertThat(player.done(SIGN)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(player.done(ISSUE)).extracting(Done::by).containsExactly("nasati-staff-2");
    }

    @Test
    void signerDayAndAuthorityAreThoseOfTheSigningNotOfTheRegistry() {
        player.when(SIGN).at("30/10/2026 09:00").by("deputy-minister-1").answer("signedFor", "KT");
        player.when(ISSUE).at("3/11/2026 09:00");
        goesLive("st-tasks");

        player.playUntil("2/11/2026 09:00");
        Task issue = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(ISSUE)
                .singleResult();
        assertThat(engine.getTaskService().getVariable(issue.getId(), "signingAuthority"))
                .isEqualTo("KT. (ký thay)");
        player.playUntil("31/3/2027 08:00");

        String signer = engine.getIdentityService().createUserQuery().userId("deputy-minister-1").list().stream()
                .map(user -> user.getFirstName() + " " + user.getLastName())
                .findFirst()
                .orElseThrow();
        assertThat(products())
                .singleElement()
                .asString()
                .contains(
                        "\"documentDate\":\"2026-10-30\"",
                        "\"documentSigner\":\"%s\"".formatted(signer),
                        "\"signedFor\":\"KT\"");
    }

    @Test
    void whoIsSilentHoldsNobodyUpAndIsRecordedSo() {
        player.when(COMMENT).never();
        player.when(COMMENT).of("it-center").answer("comment", "Bổ sung nhật ký kết nối.");
        player.when(ANSWER).never();
        goesLive("st-tasks");

        player.playUntil("15/10/2026 23:59");
        assertThat(dueDates(ANSWER)).isEmpty();

        player.playUntil("16/10/2026 00:00");
        assertThat(comments()).containsExactlyInAnyOrder("Bổ sung nhật ký kết nối.", "Không có ý kiến trong thời hạn");
        assertThat(dueDates(COMMENT)).isEmpty();
        assertNoIncident();
    }

    @Test
    void whoAgreesSaysSoByAnEmptyComment() {
        player.when(ANSWER).never();
        goesLive("st-tasks");

        player.playUntil("15/10/2026 23:59");

        assertThat(comments()).containsExactly("Nhất trí", "Nhất trí");
    }

    @Test
    void theUnitThatDraftsIsNotAskedForComments() {
        goesLive("office-documents");

        player.playUntil("31/3/2027 08:00");

        assertThat(player.done(DRAFT)).extracting(Done::unit).containsExactly("ministry-office");
        assertThat(player.done(COMMENT)).extracting(Done::unit).containsExactly("it-center");
    }

    @Test
    void whoSignsReadsTheCommentsTheirAnswersAndTheLegalOpinion() {
        player.when(COMMENT).of("it-center").answer("comment", "Bổ sung nhật ký kết nối.");
        player.when(ANSWER)
                .answer(
                        "comments",
                        List.of(
                                Map.of("answer", "taken", "answerNote", "Đã bổ sung Điều 9."),
                                Map.of("answer", "taken", "answerNote", "Đã bổ sung Điều 9.")));
        player.when(LEGAL).answer("legalOpinion", "Đúng thẩm quyền.");
        player.when(SIGN).never();
        goesLive("st-tasks");

        player.playUntil("31/3/2027 08:00");

        Task sign = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(SIGN)
                .singleResult();
        assertThat(engine.getTaskService().getVariable(sign.getId(), "comments").toString())
                .contains("Bổ sung nhật ký kết nối.", "Đã bổ sung Điều 9.");
        assertThat(engine.getTaskService().getVariable(sign.getId(), "legalOpinion"))
                .isEqualTo("Đúng thẩm quyền.");
    }

    @Test
    void whatIsReturnedIsFixedInTwoWorkingDaysWithItsReasonsAndSubmittedAgain() {
        player.when(SUBMIT).time(1).answer("submitDecision", "return").answer("returnReason", "Thiếu kinh phí.");
        player.when(SIGN).time(1).answer("signDecision", "return").answer("returnReason", "Nêu rõ tiêu chí.");
        player.when(FIX).time(2).never();
        goesLive("st-tasks");

        player.playUntil("31/3/2027 08:00");

        assertThat(player.done()).extracting(Done::task).endsWith(LEGAL, SUBMIT, FIX, SUBMIT, SIGN);
        assertThat(player.done(FIX)).extracting(Done::due).containsExactly("30/10/2026 17:00");
        assertThat(dueDates(FIX)).containsExactly("11/11/2026 17:00");
        Task fix =
                engine.getTaskService().createTaskQuery().taskDefinitionKey(FIX).singleResult();
        assertThat(engine.getTaskService().getVariable(fix.getId(), "mendReason"))
                .isEqualTo("Nêu rõ tiêu chí.");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsRejectedIsNoDocumentAndItsClauseBeginsAgain() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Chưa phù hợp.");
        player.when(CHOOSE).time(2).never();
        goesLive("st-tasks");

        player.playUntil("31/3/2027 08:00");

        assertThat(openInstances("issue-document")).isEmpty();
        assertThat(player.done(ISSUE)).isEmpty();
        assertThat(dueDates(CHOOSE)).hasSize(1);
        assertThat(products()).isEmpty();
        assertNoIncident();
    }
}
