package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PeriodRule;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.1.a: a letter that urges a unit is offered when some work of the unit is three working days late; it is not
 * sent by itself. The unit nasati sends no report on quality (II.4) or protection (III.2) for 2026, due on Thursday
 * 24/12.
 */
class KhIii1aUrgingLetterTest extends Stage {

    private static final String URGING = "kh-iii1a-urging-letter";
    private static final String NASATI = "KH.III.1.a-urging/nasati/2026-12-29";

    private static final String DRAFT = "userTask_draftLetter";
    private static final String SIGN = "userTask_signLetter";
    private static final String ISSUE = "userTask_issueLetter";

    private static final String PREPARE = "userTask_prepareReport";
    private static final String SEND = "userTask_sendReport";

    private static final Set<String> LATE = Set.of("PL.II.4", "PL.III.2", "PL.II.6", "KH.III.2");

    @Override
    String clause() {
        return "KH.III.1.a";
    }

    @Override
    boolean isPlayed(Part part) {
        return LATE.contains(part.clause()) || super.isPlayed(part) && part.period() == PeriodRule.EVENT;
    }

    @BeforeEach
    void inDecember() {
        jdbc.sql("delete from dp_mail").update();
        installedAt("1/12/2026 08:00");
        player.when("userTask_approveReport").never();
        player.when(PREPARE).of("nasati").never();
    }

    @AfterEach
    void unitsAreAsTheyWere() {
        jdbc.sql("update dp_unit set ended_on = null, successor = null").update();
    }

    // ---- when it is offered

    @Test
    void itIsOfferedOnTheThirdWorkingDayWithAllThatIsLate() {
        player.when(DRAFT).never();

        player.playUntil("29/12/2026 06:44");
        assertThat(openInstances(URGING)).isEmpty();
        player.playUntil("29/12/2026 06:45");

        assertThat(openInstances(URGING)).containsExactly(NASATI);
        assertThat(groupsOf(DRAFT)).containsExactly("it-center");
        assertThat(dueDates(DRAFT)).containsExactly("31/12/2026 17:00");
        assertThat(listed(NASATI, "overdueWork"))
                .containsExactly(
                        "Báo cáo của đơn vị: chất lượng dữ liệu, năm 2026, Mục II.4 Phụ lục, hạn 24/12/2026, 3 ngày",
                        "Báo cáo của đơn vị: bảo vệ, xác thực dữ liệu, năm 2026, Mục III.2 Phụ lục, hạn 24/12/2026, 3 ngày");

        player.playUntil("31/12/2026 12:00");
        assertThat(openInstances(URGING)).containsExactly(NASATI);
        assertThat(listed(NASATI, "overdueWork")).allMatch(row -> row.endsWith(", 5 ngày"));
        assertNoIncident();
    }

    @Test
    void theListSaysWhereItStandsWhatTheUnitWasToldAndWhatItAnswered() {
        peopleAreTold();
        player.when(DRAFT).never();
        player.when(PREPARE).of("nasati").time(1).at("23/12/2026 09:00");
        player.when(SEND).of("nasati").answer("headDecision", "return").answer("returnReason", "Thiếu số liệu.");
        player.when("userTask_mendReport").of("nasati").never();
        player.playUntil("22/12/2026 09:00");
        message(
                "difficulty-stated",
                Map.of("unit", "nasati", "concerns", "Mục II.4 Phụ lục", "taskName", "Cả mục", "difficulty", "Thiếu"));
        player.when("userTask_solveDifficulty").never();

        player.playUntil("29/12/2026 06:45");

        JsonNode quality = rows(NASATI, "overdueWork").get(0);
        assertThat(quality.path("step").asText()).isEqualTo("Chỉnh sửa báo cáo của đơn vị");
        assertThat(quality.path("told").asText()).isEqualTo("Nhắc việc quá hạn lần gần nhất ngày 28/12/2026");
        assertThat(quality.path("answer").asText())
                .isEqualTo(
                        "Báo cáo, giải quyết khó khăn, vướng mắc: Mục II.4 Phụ lục, Cả mục, ngày 22/12/2026 (chưa trả lời);"
                                + " Bước đã làm gần nhất: Phê duyệt, gửi báo cáo của đơn vị, ngày 24/12/2026 (trả lại: Thiếu số"
                                + " liệu.)");
        assertNoIncident();
    }

    /** Reminded before the day alone. */
    @Test
    void whereNobodyWasToldSinceAndTheUnitSaidNothingTheListSaysSo() {
        peopleAreTold();
        player.when(DRAFT).never();
        player.playUntil("24/12/2026 12:00");
        engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey("remind")
                .includeJobs(true)
                .suspend();

        player.playUntil("29/12/2026 06:45");

        assertThat(rows(NASATI, "overdueWork"))
                .extracting(
                        row -> row.path("step").asText(),
                        row -> row.path("told").asText(),
                        row -> row.path("answer").asText())
                .containsExactly(
                        tuple("Lập báo cáo của đơn vị", "Chưa có thư nhắc việc sau khi quá hạn", "Chưa có phản hồi"),
                        tuple(
                                "Lập báo cáo bảo vệ, xác thực dữ liệu",
                                "Chưa có thư nhắc việc sau khi quá hạn",
                                "Chưa có phản hồi"));
    }

    @Test
    void neitherTheItCenterNorWhatIsPausedIsUrgedAbout() {
        player.when(DRAFT).never();
        player.when(PREPARE).of("it-center").never();
        player.playUntil("28/12/2026 09:00");
        engine.getRuntimeService().suspendProcessInstanceById(instance("PL.II.4/2026/nasati"));

        player.playUntil("29/12/2026 12:00");

        assertThat(openInstances(URGING)).containsExactly(NASATI);
        assertThat(listed(NASATI, "overdueWork")).singleElement().asString().contains("Mục III.2 Phụ lục");
        assertNoIncident();
    }

    @Test
    void whatAClauseOwesIsUrgedOfTheUnitThatLeadsIt() {
        player.when(DRAFT).never();
        player.when("userTask_updateMilestone").never();
        milestone();

        // Due on Thursday 10/12
        player.playUntil("15/12/2026 06:44");
        assertThat(openInstances(URGING)).isEmpty();
        player.playUntil("15/12/2026 06:45");

        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2026-12-15");
        assertThat(listed("KH.III.1.a-urging/nasati/2026-12-15", "overdueWork"))
                .singleElement()
                .asString()
                .contains("CSDL chạy thử", "Mục III.2 Kế hoạch, hạn 10/12/2026, 3 ngày");
        assertNoIncident();
    }

    @Test
    void whatWaitsForTheItCenterIsNotUrgedAbout() {
        player.when(DRAFT).never();
        player.when("userTask_confirmMilestone").never();
        milestone();

        player.playUntil("18/12/2026 12:00");

        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
    }

    private void milestone() {
        message(
                "milestone-planned",
                Map.of("matter", "CSDL chạy thử", "expectedResult", "Chạy thử xong", "plannedDate", "2026-12-10"));
    }

    @Test
    void whatWasSignedMeanwhileWithoutTheUnitIsNotUrgedAbout() {
        player.when(DRAFT).never();
        player.when("userTask_approveReport").at("28/12/2026 09:00");

        player.playUntil("31/12/2026 12:00");

        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
    }

    @Test
    void aHundredLateThingsAreOneTask() {
        player.when(DRAFT).never();
        player.when("userTask_describeService").never();
        player.playUntil("17/12/2026 09:00");
        for (int i = 1; i <= 100; i++) {
            message(
                    "service-ready",
                    Map.of(
                            "database", "st-tasks",
                            "service", "dich-vu-" + i,
                            "readyAt", "2026-12-17T09:00+07:00"));
        }

        // Due on Friday 18/12
        player.playUntil("23/12/2026 06:45");

        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2026-12-23");
        assertThat(listed("KH.III.1.a-urging/nasati/2026-12-23", "overdueWork"))
                .hasSize(100)
                .first()
                .asString()
                .contains("dich-vu-1, ", "Mục II.6 Phụ lục", "18/12/2026, 3 ngày");
        assertNoIncident();
    }

    // ---- what becomes of it

    @Test
    void itIsSignedNumberedMailedToTheHeadAndKept() {
        player.when(DRAFT)
                .at("29/12/2026 09:00")
                .answer("letterContent", "Đề nghị gửi <b>ngay</b>.")
                .answer("askedFor", "2027-01-08");
        player.when(SIGN).at("30/12/2026 08:00").by("it-center-deputy").answer("signedFor", "KT");
        player.when(ISSUE).at("30/12/2026 09:00").answer("documentNumber", "45/TTCNTT");

        player.playUntil("30/12/2026 09:00");

        assertThat(player.done().stream()
                        .filter(done -> Set.of(DRAFT, SIGN, ISSUE).contains(done.task())))
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(DRAFT, "31/12/2026 17:00"),
                        tuple(SIGN, "31/12/2026 17:00"),
                        tuple(ISSUE, "31/12/2026 17:00"));
        assertThat(letters()).containsOnlyKeys("nasati-deputy", "nasati-head");
        assertThat(subjects())
                .containsExactly("[Kế hoạch NĐ 47] Đôn đốc: 2 nhiệm vụ quá hạn của Cục Thông tin KH&CN quốc gia");
        assertThat(letters().get("nasati-head"))
                .contains(
                        "Kính gửi Ông/Bà Trần Văn Mẫu Một,",
                        "công văn số 45/TTCNTT ngày 30/12/2026",
                        "Đến ngày 29/12/2026, Cục Thông tin khoa học và công nghệ quốc gia có 2 nhiệm vụ quá hạn",
                        "1. Báo cáo của đơn vị: chất lượng dữ liệu, năm 2026, Mục II.4 Phụ lục\nHạn: 24/12/2026\nQuá hạn: 3 ngày"
                                + " làm việc",
                        "Đề nghị Ông/Bà chỉ đạo hoàn thành các nhiệm vụ trên chậm nhất thứ Sáu, ngày 08/01/2027.",
                        "Người ký: Nguyễn Thị Mẫu Hai (KT. (ký thay))");
        assertThat(jdbc.sql("select html from dp_mail where occasion like 'urging/%'")
                        .query(String.class)
                        .list())
                .allMatch(html -> html.contains("Đề nghị gửi &lt;b&gt;ngay&lt;/b&gt;."));
        assertThat(states("urging")).containsExactly("DONE");
        assertThat(products())
                .singleElement()
                .asString()
                .contains(
                        "\"documentNumber\":\"45/TTCNTT\"",
                        "\"documentDate\":\"2026-12-30\"",
                        "\"listedOn\":\"29/12/2026\"",
                        "\"name\":\"Báo cáo của đơn vị: chất lượng dữ liệu\"");
        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatALetterListedIsNoGroundForAnotherForFifteenWorkingDays() {
        usually();
        player.playUntil("4/1/2027 09:00");
        assertThat(states("urging")).containsExactly("DONE");
        player.when(DRAFT).never();

        player.playUntil("20/1/2027 12:00");
        assertThat(states("urging")).containsExactly("DONE");
        // The letter was numbered on 30/12, fifteen working days before
        player.playUntil("21/1/2027 06:45");
        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2027-01-21");
        assertNoIncident();
    }

    @Test
    void whatIsLateSinceIsGroundForAnother() {
        usually();
        player.when("userTask_describeService").never();
        player.playUntil("4/1/2027 09:00");
        message(
                "service-ready",
                Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", "2027-01-04T09:00+07:00"));

        // Due on 5/1
        player.playUntil("7/1/2027 12:00");
        assertThat(openInstances(URGING)).isEmpty();
        player.when(DRAFT).never();
        player.playUntil("8/1/2027 06:45");

        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2027-01-08");
        assertThat(listed("KH.III.1.a-urging/nasati/2027-01-08", "overdueWork"))
                .as("all that is late")
                .hasSize(3);
        assertNoIncident();
    }

    @Test
    void theHeadReturnsItWithReasons() {
        player.when(DRAFT).time(1).at("29/12/2026 09:00").answer("askedFor", "2027-01-08");
        player.when(DRAFT).time(2).never();
        player.when(SIGN)
                .at("29/12/2026 10:00")
                .answer("signDecision", "return")
                .answer("returnReason", "Nêu rõ căn cứ.");

        player.playUntil("29/12/2026 10:00");

        assertThat(dueDates(DRAFT)).containsExactly("31/12/2026 17:00");
        assertThat(variable(NASATI, "mendReason")).isEqualTo("Nêu rõ căn cứ.");
        assertThat(letters()).isEmpty();
        assertNoIncident();
    }

    @Test
    void staffSetItAsideWithAReasonAndItIsNotOfferedTheNextMorning() {
        player.when(DRAFT)
                .at("29/12/2026 09:00")
                .answer("draftDecision", "setAside")
                .answer("setAsideReason", "Đã thống nhất gửi ngày 05/01.");

        player.playUntil("15/1/2027 12:00");

        assertThat(states("urging")).containsExactly("NOT_APPLICABLE");
        assertThat(products()).singleElement().asString().contains("Đã thống nhất gửi ngày 05/01.");
        assertThat(letters()).isEmpty();
        assertNoIncident();
    }

    @Test
    void theHeadSetsItAsideWithAReason() {
        player.when(DRAFT).at("29/12/2026 09:00").answer("askedFor", "2027-01-08");
        player.when(SIGN)
                .at("29/12/2026 10:00")
                .answer("signDecision", "setAside")
                .answer("setAsideReason", "Lãnh đạo Bộ đã chỉ đạo trực tiếp.");

        player.playUntil("15/1/2027 12:00");

        assertThat(states("urging")).containsExactly("NOT_APPLICABLE");
        assertThat(products()).singleElement().asString().contains("Lãnh đạo Bộ đã chỉ đạo trực tiếp.");
        assertThat(letters()).isEmpty();
        assertNoIncident();
    }

    // ---- what happens meanwhile

    @Test
    void whereAllWasSentBeforeTheDraftItEndsByItself() {
        player.when(DRAFT).never();
        player.when(PREPARE).of("nasati").at("29/12/2026 14:00");

        player.playUntil("30/12/2026 06:44");
        assertThat(openInstances(URGING)).containsExactly(NASATI);
        player.playUntil("30/12/2026 06:45");

        assertThat(openInstances(URGING)).isEmpty();
        assertThat(states("urging")).containsExactly("NOT_APPLICABLE");
        assertThat(products()).singleElement().asString().contains("Không còn việc quá hạn.");
        assertNoIncident();
    }

    @Test
    void theHeadSeesWhatWasSentSinceAndALetterOfNothingLateIsNotSigned() {
        player.when(DRAFT).at("29/12/2026 09:00").answer("askedFor", "2027-01-08");
        player.when(SIGN).never();
        player.when(PREPARE).of("nasati").at("29/12/2026 14:00");
        // One of the two reports is sent on that day. The other, which is suspended, is sent on the next
        player.playUntil("29/12/2026 13:00");
        String protection = instance("PL.III.2/2026/nasati");
        engine.getRuntimeService().suspendProcessInstanceById(protection);
        player.playUntil("29/12/2026 16:00");
        engine.getRuntimeService().activateProcessInstanceById(protection);
        player.when(SEND).of("nasati").at("30/12/2026 10:00");

        player.playUntil("30/12/2026 07:00");
        assertThat(listed(NASATI, "listedWork")).hasSize(2).allMatch(row -> row.endsWith("3 ngày"));
        assertThat(listed(NASATI, "settledWork")).singleElement().asString().contains("Mục II.4 Phụ lục");

        player.playUntil("30/12/2026 11:00");
        String task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(SIGN)
                .singleResult()
                .getId();
        player.as("it-center-head", () -> assertThatThrownBy(() -> engine.getFormService()
                        .submitTaskForm(task, Map.of("signDecision", "sign", "signedFor", "direct")))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("Những việc nêu trong công văn không còn quá hạn"));
        player.playUntil("31/12/2026 06:45");
        assertThat(openInstances(URGING)).isEmpty();
        assertThat(letters()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsCancelledIsNotOpenedAgainThatDayNorSoon() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 09:00");
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(instance(NASATI), "Đã trao đổi trực tiếp"));

        onceMore();
        assertThat(openInstances(URGING)).isEmpty();
        player.playUntil("18/1/2027 12:00");
        assertThat(openInstances(URGING)).isEmpty();
        // Fifteen working days after 29/12
        player.playUntil("20/1/2027 06:45");
        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2027-01-20");
        assertNoIncident();
    }

    @Test
    void whatEndedByItselfIsOpenedAgainTheNextMorningAndNotTheSame() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 06:45");
        List<String> reports = List.of(instance("PL.II.4/2026/nasati"), instance("PL.III.2/2026/nasati"));
        reports.forEach(engine.getRuntimeService()::suspendProcessInstanceById);
        onceMore();
        assertThat(openInstances(URGING)).isEmpty();
        reports.forEach(engine.getRuntimeService()::activateProcessInstanceById);

        onceMore();
        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
        player.playUntil("30/12/2026 06:45");
        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/nasati/2026-12-30");
    }

    @Test
    void aMorningThatComesTwiceOpensNothingTwice() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 06:45");

        onceMore();

        assertThat(openInstances(URGING)).containsExactly(NASATI);
        assertNoIncident();
    }

    @Test
    void afterADowntimeItIsOfferedAtTheStart() {
        player.when(DRAFT).never();
        player.playUntil("24/12/2026 12:00");

        player.downUntil("30/12/2026 14:00");
        timeMachine.runDueJobs();

        assertThat(openInstances(URGING)).contains("KH.III.1.a-urging/nasati/2026-12-30");
        assertNoIncident();
    }

    @Test
    void aUnitThatHasMergedIsUrgedByWhateverTookOver() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 09:00");
        jdbc.sql("update dp_unit set ended_on = :day, successor = 'accreditation' where id = 'nasati'")
                .param("day", LocalDate.of(2026, 12, 30))
                .update();

        player.playUntil("30/12/2026 06:45");

        assertThat(openInstances(URGING)).containsExactly("KH.III.1.a-urging/accreditation/2026-12-30");
        assertThat(listed("KH.III.1.a-urging/accreditation/2026-12-30", "overdueWork"))
                .hasSize(2);
        assertNoIncident();
    }

    @Test
    void aUnitThatWasClosedIsNotUrged() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 09:00");
        jdbc.sql("update dp_unit set ended_on = :day where id = 'nasati'")
                .param("day", LocalDate.of(2026, 12, 30))
                .update();

        player.playUntil("31/12/2026 12:00");

        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
    }

    @Test
    void aUnitWithoutAHeadGetsItInItsMailbox() {
        engine.getIdentityService().deleteMembership("nasati-head", "nasati-head");
        engine.getIdentityService().deleteMembership("nasati-deputy", "nasati-head");
        try {
            usually();
            player.playUntil("30/12/2026 15:00");
        } finally {
            engine.getIdentityService().createMembership("nasati-head", "nasati-head");
            engine.getIdentityService().createMembership("nasati-deputy", "nasati-head");
        }

        assertThat(letters()).containsOnlyKeys("nasati");
        assertThat(letters().get("nasati"))
                .contains(
                        "Kính gửi Cục Thông tin khoa học và công nghệ quốc gia,",
                        "Đề nghị đơn vị hoàn thành các nhiệm vụ trên");
    }

    @Test
    void aRowThatCannotBeReckonedIsAnIncidentThatNamesItAndTheOthersAreListed() {
        player.when(DRAFT).never();
        player.when(PREPARE).of("legal").never();
        player.playUntil("28/12/2026 09:00");
        jdbc.sql("update dp_obligation set period = 'năm nay' where business_key = 'PL.III.2/2026/nasati'")
                .update();

        player.playUntil("29/12/2026 06:45");

        assertThat(openInstances(URGING)).containsExactlyInAnyOrder(NASATI, "KH.III.1.a-urging/legal/2026-12-29");
        assertThat(listed(NASATI, "overdueWork")).singleElement().asString().contains("Mục II.4 Phụ lục");
        assertThat(engine.getManagementService()
                        .createJobQuery()
                        .withException()
                        .list())
                .singleElement()
                .extracting(Job::getExceptionMessage)
                .asString()
                .contains("PL.III.2/2026/nasati");
        assertThat(engine.getRuntimeService().createIncidentQuery().list().stream()
                        .map(Incident::getIncidentMessage))
                .allMatch(message -> message.contains("PL.III.2/2026/nasati"));
    }

    // ---- by hand

    @Test
    void nobodyOpensItByHand() {
        player.playUntil("28/12/2026 09:00");

        assertThatThrownBy(() -> startByHand(URGING, Map.of("unit", "legal"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> startByHand(URGING, Map.of())).isInstanceOf(Refusal.class);
        assertThat(openInstances(URGING)).isEmpty();
    }

    @Test
    void whatWasCancelledByMistakeAnAdministratorRestarts() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 09:00");
        String cancelled = instance(NASATI);
        player.as("admin", () -> engine.getRuntimeService().deleteProcessInstance(cancelled, "Nhầm"));

        restart(cancelled);
        player.playUntil("30/12/2026 09:00");

        assertThat(openInstances(URGING)).containsExactly(NASATI);
        assertThat(listed(NASATI, "overdueWork")).hasSize(2).allMatch(row -> row.endsWith(", 4 ngày"));
        assertNoIncident();
    }

    @Test
    void whatWasCancelledIsNotRestartedBesideOneThatCameLaterNorAfterIt() {
        player.when(DRAFT).never();
        player.playUntil("29/12/2026 09:00");
        String cancelled = instance(NASATI);
        player.as("admin", () -> engine.getRuntimeService().deleteProcessInstance(cancelled, "Nhầm"));
        player.playUntil("20/1/2027 06:45");
        String later = "KH.III.1.a-urging/nasati/2027-01-20";
        String refused = NASATI + " đã hủy, sau đó " + later + " đã được mở cho đơn vị này; không khởi động lại.";

        assertThatThrownBy(() -> restart(cancelled)).isInstanceOf(Refusal.class).hasMessage(refused);
        assertThat(openInstances(URGING)).containsExactly(later);

        engine.getTaskService()
                .complete(
                        engine.getTaskService()
                                .createTaskQuery()
                                .taskDefinitionKey(DRAFT)
                                .singleResult()
                                .getId(),
                        Map.of("draftDecision", "setAside", "setAsideReason", "Đã thống nhất."));
        assertThatThrownBy(() -> restart(cancelled)).isInstanceOf(Refusal.class).hasMessage(refused);
        assertThat(openInstances(URGING)).isEmpty();
        assertNoIncident();
    }

    private void restart(String cancelled) {
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(cancelled)
                        .singleResult()
                        .getProcessDefinitionId())
                .startBeforeActivity(DRAFT)
                .processInstanceIds(cancelled)
                .execute());
    }

    /** From now on each task is done at its usual time, so that the letter has its number on 30/12. */
    private void usually() {
        player.when(DRAFT).at("29/12/2026 09:00").answer("askedFor", "2027-01-08");
        player.when(SIGN).at("29/12/2026 15:00");
        player.when(ISSUE).at("30/12/2026 09:00");
    }

    /** Runs the same morning again, as on a slow node. */
    private void onceMore() {
        Job morning = engine.getManagementService()
                .createJobQuery()
                .processDefinitionKey("open-after-late")
                .timers()
                .singleResult();
        engine.getManagementService().executeJob(morning.getId());
        timeMachine.runDueJobs();
    }

    private String instance(String key) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
    }

    private JsonNode rows(String key, String list) {
        return FormFiller.read(variable(key, list).toString());
    }

    private List<String> listed(String key, String list) {
        return StreamSupport.stream(rows(key, list).spliterator(), false)
                .map(row -> "%s, %s, %s, hạn %s, %s ngày"
                        .formatted(
                                row.path("name").asText(),
                                row.path("about").asText(),
                                row.path("clause").asText(),
                                row.path("due").asText(),
                                row.path("days").asText()))
                .toList();
    }

    private Map<String, String> letters() {
        return jdbc
                .sql("select person, plain_text from dp_mail where occasion like 'urging/%'")
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> subjects() {
        return jdbc.sql("select distinct subject from dp_mail where occasion like 'urging/%'")
                .query(String.class)
                .list();
    }
}
