package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.gov.most.dataplan.processes.IssuingStage.ANSWER;
import static vn.gov.most.dataplan.processes.IssuingStage.COMMENT;
import static vn.gov.most.dataplan.processes.IssuingStage.DRAFT;
import static vn.gov.most.dataplan.processes.IssuingStage.ISSUE;
import static vn.gov.most.dataplan.processes.IssuingStage.SIGN;
import static vn.gov.most.dataplan.processes.IssuingStage.SUBMIT;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.3: the yearly registration on the national data portal, by the last working day of June; the year 2026. */
class Ii3NationalPortalTest extends CollectingStage implements CollectingContract {

    private static final String DRAFT_LETTER = "userTask_draftLetter";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Override
    String clause() {
        return "PL.II.3";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.II.3/2026",
                true,
                new Asked("1/3/2026 23:59", "2/3/2026 06:30", "19/5/2026 17:00"),
                new Returned("4/5/2026 09:00", "22/5/2026 15:00", "26/5/2026 17:00"),
                new CutOff("19/5/2026 23:59", "20/5/2026 00:00", DRAFT_LETTER, "29/5/2026 17:00", "28/5/2026 09:00"),
                new End("30/6/2026 23:59", "letter", "DONE"));
    }

    @BeforeEach
    void inFebruary() {
        installedAt("2/2/2026 08:00");
    }

    @Test
    void theLetterIsIssuedWithoutALegalCheckByTheEndOfJune() {
        player.playUntil("30/6/2026 23:59");

        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("22/5/2026 17:00");
        assertThat(player.done().stream()
                        .filter(done -> !done.task().endsWith("Report"))
                        .filter(done -> !done.task().equals(COMMENT)))
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(DRAFT_LETTER, "29/5/2026 17:00"),
                        tuple(DRAFT, "5/6/2026 17:00"),
                        tuple(ANSWER, "17/6/2026 17:00"),
                        tuple(SUBMIT, "22/6/2026 17:00"),
                        tuple(SIGN, "25/6/2026 17:00"),
                        tuple(ISSUE, "26/6/2026 17:00"));
        assertThat(player.done(COMMENT)).hasSize(6).extracting(Done::due).containsOnly("12/6/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("letter")).containsExactly("DONE");
        assertThat(late("letter")).isZero();
        assertThat(products()).singleElement().asString().contains("letterContent", "documentNumber");
        assertThat(openInstances(process())).isEmpty();
        assertThat(openInstances("follow-up")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAUnitDeclaresIsThereUnderTheFourHeadings() {
        player.when(PREPARE)
                .of("nasati")
                .answer("openDatasets", List.of(openDataset()))
                .answer("sharedDatabases", List.of(shared("CSDL quốc gia về KH&CN")))
                .answer("needs", List.of(need()));
        player.when(DRAFT_LETTER).never();

        player.playUntil("20/5/2026 00:00");

        assertThat(variable("PL.II.3/2026", "unitReports").toString())
                .contains("dataVolume", "Thống kê KH&CN", "openDataManagement", "Dữ liệu dân cư");
        assertThat(variable("PL.II.3/2026", "sharedDatabases").toString())
                .contains("\"unit\":\"nasati\"", "\"name\":\"CSDL quốc gia về KH&CN\"");
    }

    @Test
    void theLetterDoesNotWaitForAUnitThatIsLate() {
        player.when(SEND).of("nasati").at("10/7/2026 09:00");

        player.playUntil("19/5/2026 23:59");
        assertThat(dueDates(DRAFT_LETTER)).isEmpty();

        player.playUntil("20/5/2026 00:00");
        assertThat(dueDates(DRAFT_LETTER)).containsExactly("29/5/2026 17:00");

        player.playUntil("10/7/2026 12:00");
        assertThat(states("letter")).containsExactly("DONE");
        assertThat(late("letter")).isZero();
        assertThat(late("unit-report")).isOne();
        assertNoIncident();
    }

    @Test
    void aLetterThatIsNotApprovedIsWrittenAnewWithTheReasons() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Chưa rõ nhu cầu.");
        player.when(DRAFT_LETTER).time(2).never();

        player.playUntil("30/6/2026 23:59");

        // signed on 25/6, a Thursday
        assertThat(dueDates(DRAFT_LETTER)).containsExactly("29/6/2026 17:00");
        assertThat(variable("PL.II.3/2026", "mendReason")).isEqualTo("Chưa rõ nhu cầu.");
        assertThat(states("letter")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void eachSharedDatabaseIsOrderedToBeConnected() {
        player.when(PREPARE)
                .of("nasati")
                .answer("sharedDatabases", List.of(shared("CSDL quốc gia về KH&CN"), shared("CSDL công bố khoa học")));
        player.when(DRAFT_LETTER)
                .answer(
                        "sharedDatabases",
                        List.of(
                                Map.of("connection", "defer"),
                                Map.of("connection", "connect", "orderedFor", "2026-09-30")));

        player.playUntil("15/9/2026 08:00");

        assertThat(openInstances("follow-up")).containsExactly("PL.II.3-connection/2026/nasati/2");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: CSDL công bố khoa học");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/9/2026 17:00");

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu biên bản.");
        player.playUntil("30/10/2026 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(2);
        assertThat(openInstances("follow-up")).isEmpty();
        assertThat(states("connection")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theLetterOfTheNextYearIsDraftedWithWhatWasOrderedAndHowItStands() {
        player.when(PREPARE).of("nasati").answer("sharedDatabases", List.of(shared("CSDL công bố khoa học")));
        player.when(DRAFT_LETTER)
                .answer("sharedDatabases", List.of(Map.of("connection", "connect", "orderedFor", "2026-09-30")));
        player.when(CARRY_OUT).never();
        player.playUntil("30/6/2026 23:59");
        player.when(DRAFT_LETTER).never();

        player.playUntil("30/6/2027 23:59");

        assertThat(variable("PL.II.3/2027", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Cục Thông tin khoa học và công nghệ quốc gia","name":"CSDL công bố khoa học",\
                        "due":"30/09/2026","state":"Quá hạn","evidence":""}]""");
        assertNoIncident();
    }

    private static Map<String, Object> shared(String name) {
        return Map.of(
                "name", name,
                "sharingMode", "default",
                "sharedData", "Danh mục nhiệm vụ KH&CN",
                "connectionWay", "Nền tảng tích hợp, chia sẻ dữ liệu",
                "readyOn", "2026-08-31");
    }

    private static Map<String, Object> openDataset() {
        return Map.of(
                "datasetName",
                "Thống kê KH&CN",
                "database",
                "CSDL quốc gia về KH&CN",
                "format",
                "CSV",
                "location",
                "Chưa đăng tải");
    }

    private static Map<String, Object> need() {
        return Map.of(
                "neededData",
                "Dữ liệu dân cư",
                "holder",
                "Bộ Công an",
                "purpose",
                "Xác thực cán bộ nghiên cứu",
                "needCycle",
                "Hằng ngày");
    }
}
