package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.Reviews;
import vn.gov.most.dataplan.form.Reviews.Review;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.4: unit reports before 25/12, the ministry's report before 31/12; the year 2026 unless a test says another. */
class Ii4DataQualityTest extends CollectingStage implements CollectingContract {

    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Autowired
    private Reviews reviews;

    @Override
    String clause() {
        return "PL.II.4";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.II.4/2026",
                true,
                new Asked("1/11/2026 23:59", "2/11/2026 06:30", "24/12/2026 17:00"),
                new Returned("2/12/2026 09:00", "24/12/2026 16:00", "28/12/2026 17:00"),
                new CutOff("24/12/2026 23:59", "25/12/2026 00:00", CONSOLIDATE, "28/12/2026 17:00", "28/12/2026 09:00"),
                new End("31/12/2026 23:59", "ministry-report", "DONE"));
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
    }

    @Test
    void theItCenterWritesItsGuidanceWithinFiveWorkingDays() {
        player.when(GUIDE).never();

        player.playUntil("2/11/2026 06:30");

        assertThat(dueDates(GUIDE)).containsExactly("9/11/2026 17:00");
    }

    @Test
    void whenAllSendInTimeTheMinistryReportIsSignedInTime() {
        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(PREPARE)).extracting(Done::due).containsOnly("24/12/2026 17:00");
        assertThat(player.done(SEND)).extracting(Done::due).containsOnly("24/12/2026 17:00");
        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("29/12/2026 17:00");
        assertThat(player.done(CONSOLIDATE)).extracting(Done::due).containsExactly("28/12/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("30/12/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(late("unit-report")).isZero();
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void consolidationOpensAsSoonAsTheLastUnitHasSent() {
        player.when(PREPARE).at("1/12/2026 09:00");
        player.when(SEND).at("3/12/2026 09:00");
        player.when(SEND).of("nasati").at("10/12/2026 10:15");
        player.when(CONSOLIDATE).never();

        player.playUntil("10/12/2026 10:14");
        assertThat(dueDates(CONSOLIDATE)).isEmpty();

        player.playUntil("10/12/2026 10:15");
        assertThat(dueDates(CONSOLIDATE)).containsExactly("28/12/2026 17:00");
    }

    @Test
    void aUnitThatSendsAfterTheCutOffIsInTheReportAndMarkedLate() {
        player.when(SEND).of("nasati").at("28/12/2026 09:00");

        player.playUntil("25/12/2026 00:00");
        assertThat(dueDates(CONSOLIDATE)).containsExactly("28/12/2026 17:00");

        player.when(CONSOLIDATE).at("28/12/2026 15:00");
        player.playUntil("28/12/2026 15:00");
        assertThat(unitReport("nasati"))
                .containsEntry("state", "Đã gửi")
                .containsEntry("timeliness", "Quá hạn")
                .containsEntry("sentAt", "09:00 28/12/2026")
                .containsEntry("afterConsolidation", false)
                .containsKey("databases");

        player.playUntil("31/12/2026 23:59");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(late("unit-report")).isOne();
        assertNoIncident();
    }

    @Test
    void aReportThatComesBetweenConsolidationAndSigningIsListedForTheLeadership() {
        player.when(SEND).of("nasati").at("29/12/2026 09:00");
        player.when(CONSOLIDATE).at("28/12/2026 15:00");
        player.when(APPROVE).at("30/12/2026 15:00");

        player.playUntil("29/12/2026 12:00");

        assertThat(unitReport("nasati"))
                .containsEntry("afterConsolidation", true)
                .containsEntry("note", "Gửi sau khi tổng hợp");
    }

    @Test
    void whatIsStillOpenIsClosedWhenTheNextPeriodOpens() {
        player.when(PREPARE).of("nasati").time(1).never();
        player.playUntil("31/10/2027 23:59");
        assertThat(openUnitReports()).containsExactly("PL.II.4/2026/nasati");
        player.when(GUIDE).never();
        player.when(PREPARE).never();

        player.playUntil("1/11/2027 06:30");

        assertThat(openUnitReports())
                .allMatch(key -> key.startsWith("PL.II.4/2027/"))
                .contains("PL.II.4/2027/nasati");
        assertThat(stateOf("nasati", "2026")).isEqualTo("NOT_SENT");
    }

    @Test
    void aReportAfterTheSigningIsKeptAsAnAddendum() {
        player.when(SEND).of("nasati").at("5/1/2027 09:00");

        player.playUntil("31/1/2027 12:00");

        assertThat(missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertThat(addenda()).containsExactly("nasati");
        assertThat(stateOf("nasati", "2026")).isEqualTo("ACCEPTED");
        assertThat(player.done(CHECK))
                .filteredOn(done -> done.unit().equals("nasati"))
                .extracting(Done::due)
                .containsExactly("8/1/2027 17:00");
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsConsolidatedAgainWithinTwoWorkingDays() {
        player.when(PREPARE).at("1/12/2026 09:00");
        player.when(SEND).at("2/12/2026 09:00");
        player.when(CONSOLIDATE).time(1).at("7/12/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("8/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung đề xuất.");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(CONSOLIDATE))
                .extracting(Done::due)
                .containsExactly("28/12/2026 17:00", "10/12/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("30/12/2026 17:00", "30/12/2026 17:00");
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void whoDecidesAgainIsToldWhoPreparedWhatWasSentBackAndWhatHasChanged() {
        player.when(PREPARE).at("1/12/2026 09:00");
        player.when(SEND).at("2/12/2026 09:00");
        player.when(CONSOLIDATE).time(1).at("7/12/2026 09:00").answer("assessment", "Đạt.");
        player.when(APPROVE)
                .time(1)
                .at("8/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung đề xuất.");
        player.when(CONSOLIDATE).time(2).at("9/12/2026 09:00").answer("assessment", "Đạt, trừ hai CSDL.");
        player.when(APPROVE).time(2).at("11/12/2026 09:00");

        player.playUntil("7/12/2026 10:00");
        Review first = review(APPROVE);
        assertThat(first.prepared()).as("not who wrote the guidance").hasValueSatisfying(done -> assertThat(done.name())
                .isEqualTo("Tổng hợp báo cáo của các đơn vị"));
        assertThat(first.mended()).isEmpty();
        assertThat(first.returns()).isEmpty();
        assertThat(first.before()).isEmpty();
        assertThat(first.changes()).isEmpty();

        player.playUntil("9/12/2026 10:00");
        Review second = review(APPROVE);
        assertThat(second.returns())
                .extracting(done -> done.reasons().orElse(""))
                .containsExactly("Bổ sung đề xuất.");
        assertThat(second.mended()).isPresent();
        assertThat(second.before()).hasValue(Instant.parse("2026-12-08T09:00:00+07:00"));
        assertThat(second.changes())
                .extracting(change -> change.label() + ": " + change.before() + " → " + change.after())
                .containsExactly("Đánh giá chung về chất lượng dữ liệu của Bộ: Đạt. → Đạt, trừ hai CSDL.");

        player.playUntil("31/12/2026 23:59");
        assertNoIncident();
    }

    private Review review(String step) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command -> reviews.of((TaskEntity) engine.getTaskService()
                                .createTaskQuery()
                                .taskDefinitionKey(step)
                                .singleResult())
                        .orElseThrow());
    }

    @Test
    void eachMeasureThatIsAcceptedIsOrderedOnceTheReportIsSigned() {
        player.when(PREPARE)
                .of("nasati")
                .answer("measures", List.of(measure("Làm sạch dữ liệu tổ chức"), measure("Mua phần mềm")));
        player.when(CONSOLIDATE)
                .answer(
                        "measures",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-06-30"),
                                Map.of("conclusion", "refuse", "conclusionNote", "Chưa có kinh phí.")));

        player.playUntil("30/12/2026 14:59");
        assertThat(openInstances("follow-up")).isEmpty();

        player.playUntil("30/12/2026 15:00");
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertThat(openReports()).isEmpty();
        assertThat(openInstances("follow-up")).containsExactly("PL.II.4-maintenance/2026/nasati/1");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: Làm sạch dữ liệu tổ chức");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/6/2027 17:00");
        assertThat(variable("PL.II.4-maintenance/2026/nasati/1", "orderedBy"))
                .isEqualTo("Báo cáo của Bộ về chất lượng dữ liệu đã được Lãnh đạo Bộ phê duyệt");

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu biên bản.");
        player.playUntil("31/7/2027 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(2);
        assertThat(openInstances("follow-up")).isEmpty();
        assertThat(states("maintenance")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void whatWasOrderedAndIsCancelledByMistakeIsRestarted() {
        player.when(PREPARE).of("nasati").answer("measures", List.of(measure("Làm sạch dữ liệu tổ chức")));
        player.when(CONSOLIDATE)
                .answer("measures", List.of(Map.of("conclusion", "accept", "orderedFor", "2027-06-30")));
        player.playUntil("31/12/2026 23:59");
        ProcessInstance first = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("follow-up")
                .singleResult();
        player.as("admin", () -> {
            engine.getRuntimeService().deleteProcessInstance(first.getId(), "Nhầm");
            engine.getRuntimeService()
                    .restartProcessInstances(first.getProcessDefinitionId())
                    .startBeforeActivity(CARRY_OUT)
                    .processInstanceIds(first.getId())
                    .execute();
        });

        assertThat(openInstances("follow-up")).containsExactly("PL.II.4-maintenance/2026/nasati/1");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/6/2027 17:00");
        player.playUntil("31/7/2027 08:00");
        assertThat(states("maintenance")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void whatIsProposedAfterConsolidationIsThereWhenItIsDoneAgainAndWhatWasConcludedStays() {
        player.when(PREPARE).of("nasati").answer("measures", List.of(measure("Làm sạch dữ liệu")));
        player.when(PREPARE).of("legal").answer("measures", List.of(measure("Chuẩn hóa danh mục")));
        player.when(SEND).of("legal").at("29/12/2026 09:00");
        player.when(CONSOLIDATE)
                .time(1)
                .at("28/12/2026 15:00")
                .answer("measures", List.of(Map.of("conclusion", "accept", "orderedFor", "2027-06-30")));
        player.when(APPROVE)
                .time(1)
                .at("29/12/2026 15:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung đề xuất của Vụ Pháp chế.");
        player.when(CONSOLIDATE).time(2).never();

        player.playUntil("29/12/2026 16:00");

        assertThat(variable("PL.II.4/2026", "measures").toString())
                .containsSubsequence("Làm sạch dữ liệu", "\"orderedFor\":\"2027-06-30\"", "Chuẩn hóa danh mục")
                .containsOnlyOnce("orderedFor");
        assertNoIncident();
    }

    @Test
    void theReportOfTheNextYearShowsWhatWasOrderedAndHowItStands() {
        player.when(PREPARE).of("nasati").answer("measures", List.of(measure("Làm sạch dữ liệu tổ chức")));
        player.when(PREPARE).of("legal").answer("measures", List.of(measure("Chuẩn hóa danh mục")));
        player.when(CONSOLIDATE)
                .answer(
                        "measures",
                        List.of(
                                Map.of("conclusion", "accept", "orderedFor", "2027-06-30"),
                                Map.of("conclusion", "accept", "orderedFor", "2027-11-30")));
        player.when(CARRY_OUT).of("nasati").at("1/6/2027 09:00");
        player.when(CARRY_OUT).of("legal").never();
        player.playUntil("31/12/2026 23:59");
        player.when(PREPARE).answer("measures", List.of());
        player.when(CONSOLIDATE).never();

        player.playUntil("27/12/2027 09:00");

        assertThat(variable("PL.II.4/2027", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Cục Thông tin khoa học và công nghệ quốc gia","name":"Làm sạch dữ liệu tổ chức",\
                        "due":"30/06/2027","state":"Hoàn thành đúng hạn","evidence":"Nội dung: Tài liệu minh chứng"},\
                        {"unitName":"Vụ Pháp chế","name":"Chuẩn hóa danh mục",\
                        "due":"30/11/2027","state":"Quá hạn","evidence":""}]""");
        assertNoIncident();
    }

    private static Map<String, Object> measure(String name) {
        return Map.of("name", name, "proposedFor", "2027-03-31");
    }

    @Test
    void aPeriodWhoseOpeningDayFellIntoADowntimeOpensOnceAfterIt() {
        player.playUntil("20/10/2026 12:00");
        player.downUntil("10/11/2026 09:00");
        started();
        started();

        assertThat(openReports()).containsExactly("PL.II.4/2026");
        assertThat(dueDates(GUIDE)).containsExactly("17/11/2026 17:00");
        assertThat(jdbc.sql(
                                "select scheduled_on from dp_obligation where clause = 'PL.II.4' and part = 'ministry-report'")
                        .query(java.time.LocalDate.class)
                        .single())
                .isEqualTo("2026-11-02");

        player.playUntil("31/12/2026 23:59");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertNoIncident();
    }

    @Test
    void in2028AReportSentOnSunday24DecemberIsInTime() {
        installedAt("1/10/2028 08:00");
        player.when(SEND).of("nasati").at("24/12/2028 20:00");

        player.playUntil("31/12/2028 23:59");

        assertThat(player.done(PREPARE)).extracting(Done::due).containsOnly("22/12/2028 17:00");
        assertThat(late("unit-report")).isZero();
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertNoIncident();
    }

    @Test
    void aPeriodThatWasOverWhenTheSoftwareWasInstalledIsNotOpened() {
        installedAt("5/1/2027 08:00");

        assertThat(openReports()).isEmpty();
    }

    @Test
    void installedInLateNovemberThePeriodOfTheYearOpensAtOnce() {
        installedAt("24/11/2026 08:00");

        assertThat(openReports()).containsExactly("PL.II.4/2026");
    }

    @Test
    void guidanceReachesTheUnitsThatAreAtWorkOnIt() {
        player.when(GUIDE).at("9/11/2026 09:00").answer("guidance", "Nêu rõ số bản ghi.");

        player.playUntil("9/11/2026 09:00");

        assertThat(variable("PL.II.4/2026/nasati", "guidance")).isEqualTo("Nêu rõ số bản ghi.");
    }

    @Test
    void aPeriodThatIsOpenCannotBeOpenedAgain() {
        player.when(PREPARE).never();
        player.when(GUIDE).never();
        player.playUntil("2/11/2026 06:30");
        assertThat(openReports()).containsExactly("PL.II.4/2026");

        assertThatThrownBy(() -> startByHand(Map.of("period", "2026")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.4 Phụ lục, năm 2026 đã được mở; mỗi kỳ chỉ mở một lần.");
        assertThatThrownBy(() -> startByHand(Map.of("period", "2026-H1")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Kỳ\": phải chọn trong danh sách: năm 2026.");
        assertThatThrownBy(() -> startByHand(Map.of("period", "2031")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Kỳ\": phải chọn trong danh sách: năm 2026.");
        assertThat(openReports()).containsExactly("PL.II.4/2026");
    }
}
