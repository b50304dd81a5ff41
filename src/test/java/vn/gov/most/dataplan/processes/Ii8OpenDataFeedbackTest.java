package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.II.8: the synthesis of the public's feedback on open data, due on the last working day of a half-year's fourth
 * month; the first half of 2026 unless a test says another.
 */
class Ii8OpenDataFeedbackTest extends CollectingStage implements CollectingContract {

    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";
    private static final String TAKE_IN = "userTask_takeInFeedback";

    @Override
    String clause() {
        return "PL.II.8";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.II.8/2026-H1",
                true,
                new Asked("31/3/2026 23:59", "1/4/2026 06:30", "21/4/2026 17:00"),
                new Returned("15/4/2026 09:00", "22/4/2026 09:00", "24/4/2026 17:00"),
                new CutOff("21/4/2026 23:59", "22/4/2026 00:00", CONSOLIDATE, "24/4/2026 17:00", "28/4/2026 09:00"),
                new End("30/4/2026 23:59", "synthesis", "DONE"));
    }

    @BeforeEach
    void inMarch() {
        installedAt("2/3/2026 08:00");
    }

    @Test
    void eachOwnerIsAskedAgainInOctober() {
        player.when(CONSOLIDATE).time(1).at("24/4/2026 09:00");

        player.playUntil("31/10/2026 23:59");

        // 26/4/2026 is a holiday on a Sunday: the 27th is off
        assertThat(player.done(PREPARE))
                .extracting(Done::due)
                .contains("21/4/2026 17:00", "23/10/2026 17:00")
                .doesNotContain("22/10/2026 17:00");
        assertThat(player.done(CONSOLIDATE))
                .extracting(Done::due)
                .containsExactly("24/4/2026 17:00", "28/10/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("29/4/2026 17:00", "30/10/2026 17:00");
        assertThat(states("synthesis")).containsExactly("DONE", "DONE");
        assertNoIncident();
    }

    @Test
    void theSynthesisIsApprovedAndKeptInTime() {
        player.playUntil("30/4/2026 23:59");

        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("24/4/2026 17:00");
        assertThat(player.done(CONSOLIDATE)).extracting(Done::due).containsExactly("24/4/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("29/4/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("synthesis")).containsExactly("DONE");
        assertThat(late("synthesis")).isZero();
        assertThat(products()).singleElement().asString().contains("feedback", "synthesis", "catalogueProposal");
        assertThat(openReports()).isEmpty();
        assertThat(openInstances("follow-up")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAUnitReceivedIsPutTogetherRowByRow() {
        player.when(PREPARE)
                .of("nasati")
                .answer("reception", "Nhận 2 ý kiến qua thư điện tử.")
                .answer("feedback", List.of(feedback("Tổ chức KH&CN", "yes"), feedback("Chuyên gia", "no")));
        player.when(CONSOLIDATE).never();

        player.playUntil("30/4/2026 23:59");

        assertThat(variable("PL.II.8/2026-H1", "unitReports").toString()).contains("Nhận 2 ý kiến qua thư điện tử.");
        assertThat(variable("PL.II.8/2026-H1", "feedback").toString())
                .contains("\"unit\":\"nasati\"", "Tổ chức KH&CN", "Chuyên gia", "\"priority\":\"high\"");
    }

    @Test
    void aReportThatComesAfterTheSynthesisSaysSo() {
        player.when(SEND).of("nasati").at("28/4/2026 09:00");

        player.playUntil("28/4/2026 12:00");

        assertThat(variable("PL.II.8/2026-H1", "unitReports").toString()).contains("Gửi sau khi tổng hợp");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsPutTogetherAgain() {
        player.when(CONSOLIDATE).time(1).at("22/4/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("23/4/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ thứ tự ưu tiên.");
        player.when(CONSOLIDATE).time(2).never();

        player.playUntil("28/4/2026 08:00");
        assertThat(dueDates(CONSOLIDATE)).containsExactly("28/4/2026 17:00");
        assertThat(variable("PL.II.8/2026-H1", "mendReason")).isEqualTo("Nêu rõ thứ tự ưu tiên.");
        assertThat(variable("PL.II.8/2026-H1", "orderedBefore"))
                .as("nothing was ordered before")
                .hasToString("[]");
        assertThat(states("synthesis")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void aDatasetOfTheCatalogueThatIsAskedForIsOrderedToBePublished() {
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "feedback",
                        List.of(
                                feedback("Chuyên gia", "no"),
                                feedback("Tổ chức KH&CN", "yes"),
                                feedback("Sáng chế", "yes")));
        player.when(CONSOLIDATE)
                .answer(
                        "feedback",
                        List.of(
                                Map.of(),
                                Map.of("answer", "accept", "orderedFor", "2026-06-30"),
                                Map.of("answer", "explain")));

        player.playUntil("15/6/2026 08:00");

        assertThat(openInstances("follow-up")).containsExactly("PL.II.8-publication/2026-H1/nasati/2");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: Tổ chức KH&CN");
        assertThat(engine.getTaskService().getVariable(task.getId(), "orderedBy"))
                .isEqualTo("tổng hợp ý kiến phản hồi đã được Lãnh đạo Bộ phê duyệt");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/6/2026 17:00");

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu đường dẫn.");
        player.playUntil("31/7/2026 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(2);
        assertThat(states("publication")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theSynthesisOfTheNextHalfYearShowsWhatWasOrderedAndHowItStands() {
        player.when(PREPARE).of("nasati").answer("feedback", List.of(feedback("Tổ chức KH&CN", "yes")));
        player.when(CONSOLIDATE).answer("feedback", List.of(Map.of("answer", "accept", "orderedFor", "2026-06-30")));
        player.when(CARRY_OUT).at("15/6/2026 09:00");
        player.playUntil("30/4/2026 23:59");
        player.when(CONSOLIDATE).never();

        player.playUntil("30/10/2026 23:59");

        assertThat(variable("PL.II.8/2026-H2", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Cục Thông tin khoa học và công nghệ quốc gia","name":"Tổ chức KH&CN",\
                        "due":"30/06/2026","state":"Hoàn thành đúng hạn","evidence":"Nội dung: Tài liệu minh chứng"}]""");
        assertNoIncident();
    }

    @Test
    void theReviewOfTheCatalogueOfTheHalfYearTakesItOver() {
        jdbc.sql("delete from dp_obligation where clause = 'PL.I.3' and period = '2026-H1'")
                .update();
        player.when(PREPARE).of("nasati").time(1).answer("feedback", List.of(feedback("Chuyên gia", "no")));
        player.when(CONSOLIDATE).answer("catalogueProposal", "Bổ sung dữ liệu chuyên gia");
        player.when("userTask_concludeReview").never();

        player.playUntil("30/6/2026 23:59");

        assertThat(openInstances("i3-open-data")).containsExactly("PL.I.3/2026-H1");
        assertThat(variable("PL.I.3/2026-H1", "catalogueProposal")).isEqualTo("Bổ sung dữ liệu chuyên gia");
        assertThat(variable("PL.I.3/2026-H1", "feedback").toString()).contains("Chuyên gia", "\"answer\":\"accept\"");
        assertNoIncident();
    }

    @Test
    void whatAUnitHasTakenInStandsInItsReportWhichOnlySetsThePriorityAndInTheSynthesis() {
        player.when(TAKE_IN).of("nasati").answer("name", "Chuyên gia").answer("priority", "high");
        player.when(PREPARE).of("nasati").answer("feedback", List.of(Map.of("priority", "low")));
        player.when(CONSOLIDATE).never();
        received("nasati", "Hội Tin học", "2026-02-27T10:00+07:00");
        received("legal", "Đoàn luật sư", "2026-02-27T10:00+07:00");

        player.playUntil("1/4/2026 06:30");
        assertThat(variable("PL.II.8/2026-H1/nasati", "feedback"))
                .hasToString(
                        """
                        [{"senderKind":"organisation","sender":"Hội Tin học","receivedOn":"2026-02-27",\
                        "name":"Chuyên gia","inCatalogue":"yes","feedbackContent":"Đề nghị công bố",\
                        "priority":"high","priorityReason":"Nội dung: Lý do đề xuất mức độ ưu tiên",\
                        "proposedAnswer":"accept","proposedText":"Nội dung: Nội dung tiếp thu hoặc giải trình"}]""");
        assertThat(senders("PL.II.8/2026-H1/legal")).containsExactly("Đoàn luật sư");
        assertThat(senders("PL.II.8/2026-H1/it-center")).isEmpty();

        player.playUntil("30/4/2026 23:59");
        assertThat(senders("PL.II.8/2026-H1")).containsExactlyInAnyOrder("Hội Tin học", "Đoàn luật sư");
        assertThat(variable("PL.II.8/2026-H1", "feedback").toString())
                .contains("\"unit\":\"nasati\"", "Chuyên gia", "\"priority\":\"low\"");
        assertNoIncident();
    }

    @Test
    void aReportBeginsWithWhatWasTakenInSinceTheLastOneWasOpened() {
        player.when(TAKE_IN).at("31/3/2026 16:00");
        received("nasati", "Trước kỳ", "2026-02-27T10:00+07:00");
        player.playUntil("1/4/2026 06:30");
        assertThat(senders("PL.II.8/2026-H1/nasati")).containsExactly("Trước kỳ");

        player.when(TAKE_IN).at("1/4/2026 08:00");
        received("nasati", "Trong kỳ", "2026-03-31T10:00+07:00");
        player.playUntil("28/9/2026 08:00");
        assertThat(states("synthesis")).containsExactly("DONE");
        player.when(TAKE_IN).at("30/9/2026 16:00");
        received("nasati", "Cuối kỳ", "2026-09-25T10:00+07:00");
        player.when(TAKE_IN).at("1/10/2026 08:00");
        received("nasati", "Kỳ sau", "2026-09-26T10:00+07:00");

        player.playUntil("1/10/2026 06:30");
        assertThat(senders("PL.II.8/2026-H2/nasati")).containsExactly("Trong kỳ", "Cuối kỳ");
        assertThat(senders("PL.II.8/2026-H2/legal")).isEmpty();

        player.playUntil("1/4/2027 06:30");
        assertThat(senders("PL.II.8/2027-H1/nasati")).containsExactly("Kỳ sau");
        assertNoIncident();
    }

    @Test
    void severalFeedbacksOfOneSenderOnADayAreAllInTheReportAndInTheSynthesis() {
        player.when(CONSOLIDATE).never();
        for (String content : List.of("Nhiệm vụ", "Tổ chức", "Sáng chế")) {
            received("nasati", "Hội Tin học", "2026-02-27T10:00+07:00", content);
        }

        player.playUntil("1/4/2026 06:30");
        assertThat(rows("PL.II.8/2026-H1/nasati", "feedback"))
                .extracting(row -> row.get("feedbackContent"))
                .containsExactly("Nhiệm vụ", "Tổ chức", "Sáng chế");

        player.playUntil("30/4/2026 23:59");
        assertThat(rows("PL.II.8/2026-H1", "feedback"))
                .extracting(row -> row.get("sender") + ": " + row.get("feedbackContent"))
                .containsExactly("Hội Tin học: Nhiệm vụ", "Hội Tin học: Tổ chức", "Hội Tin học: Sáng chế");
        assertNoIncident();
    }

    /** Feedback received in one half-year, and recorded while the report of the next is being prepared, or later. */
    @Test
    void whatIsTakenInOnceAReportIsOpenIsInTheNextOneAlone() {
        player.when(TAKE_IN).at("1/4/2026 08:00");
        received("nasati", "Khi đang lập", "2026-02-27T10:00+07:00");
        player.playUntil("1/4/2026 08:00");
        player.when(TAKE_IN).at("22/4/2026 08:00");
        received("nasati", "Sau khi gửi", "2026-02-26T10:00+07:00");
        player.playUntil("30/4/2026 23:59");
        player.when(TAKE_IN).at("15/6/2026 08:00");
        received("nasati", "Sau khi ký", "2026-02-25T10:00+07:00");

        player.playUntil("1/10/2026 06:30");
        assertThat(synthesized("2026-H1")).isEmpty();
        assertThat(senders("PL.II.8/2026-H2/nasati")).containsExactly("Khi đang lập", "Sau khi gửi", "Sau khi ký");

        player.playUntil("1/4/2027 06:30");
        assertThat(synthesized("2026-H2")).containsExactly("Khi đang lập", "Sau khi gửi", "Sau khi ký");
        assertThat(senders("PL.II.8/2027-H1/nasati")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAReportHadThatWasNeverSentIsInTheNextOne() {
        receivedInMarch();
        player.when(PREPARE).of("nasati").never();
        player.playUntil("30/9/2026 23:59");
        assertThat(senders("PL.II.8/2026-H1/nasati")).containsExactly("Hội Tin học");
        player.when(PREPARE).of("nasati");

        assertIsInTheNextSynthesisAlone();
    }

    @Test
    void whatAReportHadThatCameAfterTheSynthesisWasPutTogetherIsInTheNextOne() {
        receivedInMarch();
        player.when(SEND).of("nasati").at("28/4/2026 09:00");

        assertIsInTheNextSynthesisAlone();
    }

    @Test
    void whatAReportHadThatCameAfterTheSigningIsInTheNextOne() {
        receivedInMarch();
        player.when(SEND).of("nasati").time(1).at("15/5/2026 09:00");
        player.playUntil("30/5/2026 23:59");
        assertThat(addenda()).containsExactly("nasati");
        player.when(SEND).of("nasati");

        assertIsInTheNextSynthesisAlone();
    }

    @Test
    void whatALateReportHasWhileTheSynthesisIsPutTogetherIsInIt() {
        receivedInMarch();
        player.when(SEND).of("nasati").at("23/4/2026 09:00");
        player.when(CONSOLIDATE).at("24/4/2026 09:00");

        player.playUntil("1/10/2026 06:30");

        assertThat(synthesized("2026-H1")).containsExactly("Hội Tin học");
        assertThat(senders("PL.II.8/2026-H2/nasati")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAReportHadThatWasCancelledIsInTheNextOne() {
        receivedInMarch();
        player.when(PREPARE).of("nasati").never();
        player.playUntil("6/4/2026 08:00");
        cancel("PL.II.8/2026-H1/nasati");
        player.when(PREPARE).of("nasati");

        assertIsInTheNextSynthesisAlone();
    }

    @Test
    void aReportThatIsCancelledAndOpenedAgainHasWhatItHadAndTheNextOneWhatCameBetween() {
        receivedInMarch();
        player.when(PREPARE).of("nasati").time(1).never();
        player.playUntil("6/4/2026 08:00");
        ProcessInstance cancelled = cancel("PL.II.8/2026-H1/nasati");
        player.when(TAKE_IN).at("7/4/2026 08:00");
        received("nasati", "Giữa hai lần mở", "2026-04-06T08:00+07:00");
        player.playUntil("8/4/2026 08:00");

        player.when(PREPARE).of("nasati");
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(cancelled.getProcessDefinitionId())
                .startBeforeActivity(PREPARE)
                .processInstanceIds(cancelled.getId())
                .execute());

        player.playUntil("1/10/2026 06:30");
        assertThat(synthesized("2026-H1")).containsExactly("Hội Tin học");
        assertThat(senders("PL.II.8/2026-H2/nasati")).containsExactly("Giữa hai lần mở");
        player.playUntil("1/4/2027 06:30");
        assertThat(synthesized("2026-H2")).containsExactly("Giữa hai lần mở");
        assertThat(senders("PL.II.8/2027-H1/nasati")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatReportsHadWhoseSynthesisWasCancelledIsInTheNextOne() {
        receivedInMarch();
        player.when(CONSOLIDATE).time(1).never();
        player.playUntil("30/4/2026 23:59");
        cancel("PL.II.8/2026-H1");
        player.playUntil("1/10/2026 06:30");
        player.when(CONSOLIDATE);

        assertIsInTheNextSynthesisAlone();
    }

    @Test
    void aPeriodThatIsOpenedAgainByHandHasWhatItsReportsHad() {
        receivedInMarch();
        player.playUntil("6/4/2026 08:00");
        cancel("PL.II.8/2026-H1");

        startByHand(Map.of("period", "2026-H1"));
        player.playUntil("1/10/2026 06:30");

        assertThat(synthesized("2026-H1")).containsExactly("Hội Tin học");
        assertThat(senders("PL.II.8/2026-H2/nasati")).isEmpty();
        assertNoIncident();
    }

    @Test
    void aDatasetOfNoCatalogueThatIsTakenInStandsInTheOwnersProposalOfTheSameHalfYear() {
        reviewIsPlayed("2026-H1");
        proposed("nasati", feedback("Nhiệm vụ", "yes"), feedback("Chuyên gia", "no"), feedback("Sáng chế", "no"));
        proposed("legal", feedback("Văn bản", "no"));
        player.when(CONSOLIDATE).answer("feedback", List.of(Map.of(), Map.of(), Map.of("answer", "explain"), Map.of()));

        player.playUntil("4/5/2026 06:30");

        assertThat(rows("PL.I.3/2026-H1/nasati", "datasets"))
                .containsExactly(Map.of(
                        "change",
                        "add",
                        "name",
                        "Chuyên gia",
                        "changeReason",
                        "Ý kiến phản hồi của Hội Tin học ngày 10/03/2026: Đề nghị công bố"));
        assertThat(names("PL.I.3/2026-H1/legal")).containsExactly("Văn bản");
        assertThat(names("PL.I.3/2026-H1/it-center")).isEmpty();

        player.when("userTask_concludeReview").never();
        player.playUntil("30/6/2026 23:59");
        assertThat(names("PL.I.3/2026-H1")).containsExactlyInAnyOrder("Chuyên gia", "Văn bản");
        assertNoIncident();
    }

    @Test
    void theOwnerCompletesWhatTheFeedbackDoesNotSay() {
        reviewIsPlayed("2026-H1");
        proposed("nasati", feedback("Chuyên gia", "no"));
        player.playUntil("4/5/2026 06:30");
        Task task = reviewTask("nasati");
        Map<String, Object> asItIs = new HashMap<>(player.filledIn(task, Map.of()));
        asItIs.put("datasets", engine.getTaskService().getVariable(task.getId(), "datasets"));

        player.as("nasati-staff-1", () -> {
            engine.getTaskService().claim(task.getId(), "nasati-staff-1");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), asItIs))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("dòng 1, \"CSDL, hệ thống thông tin quản lý\": phải nhập nội dung này.")
                    .hasMessageContaining("dòng 1, \"Nội dung, phạm vi dữ liệu\": phải nhập nội dung này.");
            engine.getFormService()
                    .submitTaskForm(
                            task.getId(),
                            player.filledIn(
                                    task, Map.of("datasets", List.of(Map.of("database", "CSDL nhiệm vụ KH&CN")))));
        });

        assertThat(rows("PL.I.3/2026-H1/nasati", "datasets"))
                .extracting(row -> row.get("name") + " " + row.get("database"))
                .containsExactly("Chuyên gia CSDL nhiệm vụ KH&CN");
    }

    @Test
    void whatIsApprovedOnceTheReviewIsOpenJoinsProposalsThatNobodyHasBegunAndTheNextOnesOfOthers() {
        reviewIsPlayed("2026-H1");
        reviewIsPlayed("2026-H2");
        proposed("nasati", feedback("Chuyên gia", "no"));
        proposed("legal", feedback("Văn bản", "no"));
        proposed("it-center", feedback("Danh mục", "no"));
        player.when(APPROVE).time(1).at("15/5/2026 09:00");
        player.playUntil("14/5/2026 09:00");
        Task claimed = reviewTask("legal");
        player.as("legal-staff-1", () -> engine.getTaskService().claim(claimed.getId(), "legal-staff-1"));
        Task prepared = reviewTask("it-center");
        player.as("it-center-staff-1", () -> {
            engine.getTaskService().claim(prepared.getId(), "it-center-staff-1");
            engine.getFormService().submitTaskForm(prepared.getId(), player.filledIn(prepared, Map.of()));
        });

        player.playUntil("15/5/2026 09:00");

        assertThat(names("PL.I.3/2026-H1/nasati")).containsExactly("Chuyên gia");
        assertThat(names("PL.I.3/2026-H1/legal")).isEmpty();
        assertThat(names("PL.I.3/2026-H1/it-center")).isEmpty();

        player.when(PREPARE).answer("feedback", List.of());
        engine.getTaskService().setAssignee(claimed.getId(), null);
        player.playUntil("2/11/2026 06:30");
        assertThat(names("PL.I.3/2026-H2/nasati")).isEmpty();
        assertThat(names("PL.I.3/2026-H2/legal")).containsExactly("Văn bản");
        assertThat(names("PL.I.3/2026-H2/it-center")).containsExactly("Danh mục");
        assertNoIncident();
    }

    /** Somebody has had the form open since before the row came. */
    @Test
    void aProposalThatLacksWhatHasJoinedItMeanwhileIsRefusedAndKeepsWhatWasEntered() {
        reviewIsPlayed("2026-H1");
        proposed("nasati", feedback("Chuyên gia", "no"));
        player.when(APPROVE).at("15/5/2026 09:00");
        player.playUntil("14/5/2026 09:00");
        Task task = reviewTask("nasati");
        Map<String, Object> entered =
                player.filledIn(task, Map.of("datasets", List.of(Map.of("name", "Thống kê KH&CN"))));
        player.playUntil("15/5/2026 09:00");

        player.as("nasati-staff-1", () -> {
            engine.getTaskService().claim(task.getId(), "nasati-staff-1");
            assertThatThrownBy(() -> engine.getFormService().submitTaskForm(task.getId(), entered))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Chưa gửi được biểu mẫu. Trong lúc nhập có thêm 1 dòng: Chuyên gia. Nội dung đã nhập ở"
                            + " các dòng khác được giữ lại; tải lại biểu mẫu để xem đủ các dòng.");
        });
        assertThat(names("PL.I.3/2026-H1/nasati")).containsExactly("Thống kê KH&CN", "Chuyên gia");
    }

    @Test
    void whoeverSeesWhatHasJoinedMayCallItOtherwise() {
        reviewIsPlayed("2026-H1");
        proposed("nasati", feedback("Chuyên gia", "no"));
        player.when(APPROVE).at("15/5/2026 09:00");
        player.playUntil("15/5/2026 09:00");
        Task task = reviewTask("nasati");

        player.as("nasati-staff-1", () -> {
            engine.getTaskService().claim(task.getId(), "nasati-staff-1");
            engine.getFormService()
                    .submitTaskForm(
                            task.getId(),
                            player.filledIn(task, Map.of("datasets", List.of(Map.of("name", "Chuyên gia KH&CN")))));
        });

        assertThat(names("PL.I.3/2026-H1/nasati")).containsExactly("Chuyên gia KH&CN");
    }

    @Test
    void whatAProposalHadThatCameAfterTheConclusionIsInTheNextOne() {
        reviewIsPlayed("2026-H1");
        reviewIsPlayed("2026-H2");
        proposed("nasati", feedback("Chuyên gia", "no"));
        proposed("legal", feedback("Văn bản", "no"));
        player.playUntil("4/5/2026 06:30");
        player.when(PREPARE).answer("feedback", List.of());
        player.when(SEND).of("nasati").time(1).at("25/6/2026 09:00");

        player.playUntil("2/11/2026 06:30");

        assertThat(names("PL.I.3/2026-H2/nasati")).containsExactly("Chuyên gia");
        assertThat(names("PL.I.3/2026-H2/legal")).isEmpty();
        assertNoIncident();
    }

    /** Taken in before the half-year's report is opened. */
    private void receivedInMarch() {
        received("nasati", "Hội Tin học", "2026-02-27T10:00+07:00");
    }

    private void assertIsInTheNextSynthesisAlone() {
        player.playUntil("1/10/2026 06:30");
        assertThat(synthesized("2026-H1")).isEmpty();
        assertThat(senders("PL.II.8/2026-H2/nasati")).containsExactly("Hội Tin học");

        player.playUntil("1/4/2027 06:30");
        assertThat(synthesized("2026-H2")).containsExactly("Hội Tin học");
        assertThat(senders("PL.II.8/2027-H1/nasati")).isEmpty();
        assertNoIncident();
    }

    /** The senders in the stored synthesis of the half-year; empty if there is none. */
    private List<String> synthesized(String period) {
        return jdbc
                .sql(
                        """
                        select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.clause = 'PL.II.8' and o.part = 'synthesis' and o.period = :period
                        """)
                .param("period", period)
                .query(String.class)
                .list()
                .stream()
                .flatMap(content -> sendersIn(content).stream())
                .toList();
    }

    private ProcessInstance cancel(String businessKey) {
        ProcessInstance instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult();
        player.as("admin", () -> engine.getRuntimeService().deleteProcessInstance(instance.getId(), "Nhầm"));
        return instance;
    }

    /** Removes that half-year's review of the catalogue, so that the test plays it. */
    private void reviewIsPlayed(String period) {
        jdbc.sql("delete from dp_obligation where clause = 'PL.I.3' and period = :period")
                .param("period", period)
                .update();
    }

    @SafeVarargs
    private void proposed(String unit, Map<String, Object>... feedback) {
        player.when(PREPARE).of(unit).time(1).answer("feedback", List.of(feedback));
    }

    private Task reviewTask(String unit) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey("PL.I.3/2026-H1/" + unit)
                .singleResult();
    }

    private List<Object> names(String businessKey) {
        return rows(businessKey, "datasets").stream()
                .map(row -> row.get("name"))
                .toList();
    }

    private void received(String unit, String sender, String receivedAt) {
        received(unit, sender, receivedAt, "Đề nghị công bố");
    }

    private void received(String unit, String sender, String receivedAt, String content) {
        message(
                "open-data-feedback",
                Map.of("unit", unit, "receivedAt", receivedAt, "sender", sender, "feedbackContent", content));
        // the assignee is decided when the task is created
        player.playUntil(Player.local(clock.instant()));
    }

    private List<String> senders(String businessKey) {
        return sendersIn(variable(businessKey, "feedback").toString());
    }

    private static List<String> sendersIn(String rows) {
        return Pattern.compile("\"sender\":\"([^\"]*)\"")
                .matcher(rows)
                .results()
                .map(sender -> sender.group(1))
                .toList();
    }

    private static Map<String, Object> feedback(String name, String inCatalogue) {
        return Map.of(
                "senderKind", "organisation",
                "sender", "Hội Tin học",
                "receivedOn", "2026-03-10",
                "name", name,
                "inCatalogue", inCatalogue,
                "feedbackContent", "Đề nghị công bố",
                "priority", "high",
                "priorityReason", "Nhiều người cần",
                "proposedAnswer", "accept",
                "proposedText", "Sẽ công bố");
    }
}
