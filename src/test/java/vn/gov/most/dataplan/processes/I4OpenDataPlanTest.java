package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.gov.most.dataplan.processes.IssuingStage.ANSWER;
import static vn.gov.most.dataplan.processes.IssuingStage.COMMENT;
import static vn.gov.most.dataplan.processes.IssuingStage.DRAFT;
import static vn.gov.most.dataplan.processes.IssuingStage.ISSUE;
import static vn.gov.most.dataplan.processes.IssuingStage.LEGAL;
import static vn.gov.most.dataplan.processes.IssuingStage.SIGN;
import static vn.gov.most.dataplan.processes.IssuingStage.SUBMIT;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.4: the plan of publishing open data, due in 2021 and opened by hand on 1/12/2026. */
class I4OpenDataPlanTest extends PastYearStage implements CollectingContract {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BUILD = "userTask_buildPlan";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String CONFIRM = "userTask_confirmResult";

    @Override
    String clause() {
        return "PL.I.4";
    }

    @Override
    String part() {
        return "publication-plan";
    }

    @Override
    String lastDay() {
        return "2021-12-31";
    }

    @Override
    public Dates dates() {
        return Dates.ofAPastYear("PL.I.4/2021", BUILD, part());
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        startByHand(Map.of());
        player.when(PREPARE).answer("datasets", List.of());
    }

    @Test
    void theHeadOfTheItCenterSaysFirstHowItStands() {
        assertThat(openInstances(process())).containsExactly("PL.I.4/2021");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(groupsOf(STATE)).containsExactly("it-center-head");
        assertThat(openUnitReports()).isEmpty();
        assertThat(due("publication-plan")).isEqualTo("31/12/2021 17:00");
    }

    @Test
    void theUsualWayEndsWithTheMinistersDecision() {
        player.when(CHECK).never();
        player.when(CARRY_OUT).never();

        player.playUntil("28/2/2027 23:59");

        assertThat(player.done().stream()
                        .filter(done -> !done.task().endsWith("Report"))
                        .distinct())
                .extracting(Done::task, Done::due)
                .startsWith(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(BUILD, "11/1/2027 17:00"),
                        tuple(DRAFT, "18/1/2027 17:00"))
                .contains(tuple(COMMENT, "25/1/2027 17:00"))
                // Between the submission and the signing lies Tết, from the 4th to the 10th of February.
                .endsWith(
                        tuple(ANSWER, "28/1/2027 17:00"),
                        tuple(LEGAL, "2/2/2027 17:00"),
                        tuple(SUBMIT, "12/2/2027 17:00"),
                        tuple(SIGN, "17/2/2027 17:00"),
                        tuple(ISSUE, "18/2/2027 17:00"));
        assertThat(standing("publication-plan")).isEqualTo("DONE late");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void theGoalsTheLevelsOfTheStagesAndTheDatasetsAreKept() {
        threeDatasetsOfNasati();

        player.playUntil("19/2/2027 08:00");

        JsonNode product = product();
        assertThat(product.path("planGoals").asText()).isNotEmpty();
        assertThat(product.path("documentNumber").asText()).isNotEmpty();
        assertThat(rows(product.path("stages")))
                .extracting(row -> row.get("stageName"), row -> row.get("minimumLevel"))
                .containsExactly(
                        tuple("Năm 2027", "Mỗi CSDL một bộ dữ liệu"),
                        tuple("Năm 2028", "Nửa số CSDL cập nhật hằng quý"));
        assertThat(rows(product.path("datasets")))
                .extracting(
                        row -> row.get("unit"),
                        row -> row.get("name"),
                        row -> row.get("conclusion"),
                        row -> row.get("stage"),
                        row -> row.get("orderedFor"))
                .containsExactly(
                        tuple("nasati", "Nhiệm vụ KH&CN", "accept", "Năm 2027", "2027-02-26"),
                        tuple("nasati", "Cán bộ nghiên cứu", "defer", "Năm 2027", null),
                        tuple("nasati", "Công bố khoa học", "accept", "Năm 2028", "2027-06-30"));
    }

    @Test
    void eachDatasetOfThePlanIsOrderedFromItsOwnerByItsDay() {
        threeDatasetsOfNasati();

        player.playUntil("19/2/2027 08:00");

        assertThat(openInstances("follow-up"))
                .containsExactlyInAnyOrder("PL.I.4-publication/2021/nasati/1", "PL.I.4-publication/2021/nasati/3");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(CARRY_OUT)
                        .list())
                .extracting(Task::getName)
                .containsExactlyInAnyOrder("Thực hiện: Nhiệm vụ KH&CN", "Thực hiện: Công bố khoa học");
        assertThat(dueDates(CARRY_OUT)).containsExactlyInAnyOrder("26/2/2027 17:00", "30/6/2027 17:00");
        assertThat(groupsOf(CARRY_OUT)).containsExactly("nasati");
        assertThat(openInstances(process())).isEmpty();

        player.when(CONFIRM).time(1).answer("confirmDecision", "return").answer("returnReason", "Thiếu đường dẫn.");
        player.playUntil("31/8/2027 08:00");
        assertThat(player.done(CARRY_OUT)).hasSize(4);
        assertThat(states("publication")).containsExactly("DONE", "DONE");
        assertNoIncident();
    }

    @Test
    void aPlanWithoutDatasetsOrdersNothing() {
        player.playUntil("28/2/2027 23:59");

        assertThat(standing("publication-plan")).isEqualTo("DONE late");
        assertThat(rows(product().path("stages"))).hasSize(1);
        assertThat(product().path("datasets").size()).isZero();
        assertThat(states("publication")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipRejectsIsBuiltAgainWithItsReasonsAndOrdersNothing() {
        threeDatasetsOfNasati();
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Thiếu mức độ tối thiểu.");
        player.when(BUILD).time(2).never();

        player.playUntil("18/2/2027 08:00");

        assertThat(dueDates(BUILD)).containsExactly("19/2/2027 17:00");
        assertThat(variable("PL.I.4/2021", "mendReason")).isEqualTo("Thiếu mức độ tối thiểu.");
        assertThat(rows(variable("PL.I.4/2021", "stages"))).hasSize(2);
        assertThat(states("publication-plan")).containsExactly("OPEN");
        assertThat(states("publication")).isEmpty();
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsBuiltAgainIsIssuedAndOrdered() {
        threeDatasetsOfNasati();
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Thiếu mức độ tối thiểu.");
        player.when(BUILD).time(2).answer("datasets", List.of(Map.of(), dated("2027-06-30"), Map.of()));
        player.when(ANSWER)
                .time(1)
                .answer(
                        "decidedRows",
                        List.of(
                                Map.of("orderedFor", "2027-06-30"),
                                Map.of("orderedFor", "2027-06-30"),
                                Map.of("orderedFor", "2027-06-30")));

        player.playUntil("18/2/2027 08:00");
        player.when(SIGN);
        player.playUntil("30/4/2027 23:59");

        assertThat(player.done(BUILD)).extracting(Done::due).containsExactly("11/1/2027 17:00", "19/2/2027 17:00");
        assertThat(player.done(DRAFT)).hasSize(2);
        assertThat(products()).hasSize(1);
        assertThat(states("publication")).hasSize(3);
        assertNoIncident();
    }

    @Test
    void whatAUnitNeedsReachesTheItCenter() {
        player.when(PREPARE)
                .of("nasati")
                .answer("datasets", List.of())
                .answer("reviewResult", "Còn dữ liệu cá nhân")
                .answer("needs", "Hướng dẫn khử danh tính");
        player.when(BUILD).never();

        player.playUntil("26/12/2026 08:00");

        assertThat(variable("PL.I.4/2021", "unitReports").toString())
                .contains("Còn dữ liệu cá nhân", "Hướng dẫn khử danh tính");
        assertThat(rows(variable("PL.I.4/2021", "datasets"))).isEmpty();
    }

    /** The second is not taken up yet; the third later than its owner has proposed. */
    private void threeDatasetsOfNasati() {
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "datasets",
                        List.of(
                                dataset("Nhiệm vụ KH&CN", "2027-02-26"),
                                dataset("Cán bộ nghiên cứu", "2027-03-31"),
                                dataset("Công bố khoa học", "2027-03-31")));
        player.when(BUILD)
                .answer(
                        "stages",
                        List.of(
                                Map.of("stageName", "Năm 2027", "minimumLevel", "Mỗi CSDL một bộ dữ liệu"),
                                Map.of("stageName", "Năm 2028", "minimumLevel", "Nửa số CSDL cập nhật hằng quý")))
                .answer(
                        "datasets",
                        List.of(
                                Map.of("conclusion", "accept"),
                                Map.of("conclusion", "defer", "conclusionNote", "Còn dữ liệu cá nhân."),
                                dated("2027-06-30")));
    }

    private static Map<String, Object> dataset(String name, String day) {
        return Map.of("name", name, "stage", "Năm 2027", "orderedFor", day);
    }

    private static Map<String, Object> dated(String day) {
        return Map.of("conclusion", "accept", "stage", "Năm 2028", "orderedFor", day);
    }

    private JsonNode product() {
        assertThat(products()).hasSize(1);
        return FormFiller.read(products().get(0));
    }

    private static List<Map<String, Object>> rows(Object json) {
        return MAPPER.convertValue(FormFiller.read(json.toString()), new TypeReference<>() {});
    }
}
