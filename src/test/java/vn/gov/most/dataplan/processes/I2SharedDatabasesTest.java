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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.2: the first catalogue of shared databases, due in 2020 and opened by hand on 1/12/2026. */
class I2SharedDatabasesTest extends PastYearStage implements CollectingContract {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BUILD = "userTask_buildCatalogue";

    @Override
    String clause() {
        return "PL.I.2";
    }

    @Override
    String part() {
        return "catalogue";
    }

    @Override
    String lastDay() {
        return "2020-12-31";
    }

    @Override
    public Dates dates() {
        return Dates.ofAPastYear("PL.I.2/2020", BUILD, part());
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        startByHand(Map.of());
    }

    @Test
    void theHeadOfTheItCenterSaysFirstHowItStands() {
        assertThat(openInstances(process())).containsExactly("PL.I.2/2020");
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(groupsOf(STATE)).containsExactly("it-center-head");
        assertThat(openUnitReports()).isEmpty();
        assertThat(due("catalogue")).isEqualTo("31/12/2020 17:00");
    }

    @Test
    void eachOwnerDeclaresTheDatabasesThatTheRegisterNames() {
        player.when(PREPARE).never();

        player.playUntil("7/12/2026 08:00");

        assertThat(openUnitReports()).contains("PL.I.2/2020/nasati", "PL.I.2/2020/it-center");
        assertThat(dueDates(PREPARE)).containsOnly("25/12/2026 17:00");
        assertThat(rows(variable("PL.I.2/2020/nasati", "databases")))
                .extracting(row -> row.get("name"))
                .containsExactlyInAnyOrder(
                        "CSDL quốc gia về KH&CN: nhiệm vụ KH&CN",
                        "CSDL quốc gia về KH&CN: cán bộ nghiên cứu",
                        "CSDL quốc gia về KH&CN: công bố khoa học");
        assertNoIncident();
    }

    @Test
    void theUsualWayEndsWithTheMinistersDecision() {
        player.when(CHECK).never();

        player.playUntil("28/2/2027 23:59");

        assertThat(player.done().stream()
                        .filter(done -> !done.task().endsWith("Report"))
                        .distinct())
                .extracting(Done::task, Done::due)
                .startsWith(tuple(STATE, "4/12/2026 17:00"), tuple(BUILD, "11/1/2027 17:00"))
                .contains(tuple(DRAFT, "18/1/2027 17:00"), tuple(COMMENT, "25/1/2027 17:00"))
                // Between the submission and the signing lies Tết, from the 4th to the 10th of February.
                .endsWith(
                        tuple(ANSWER, "28/1/2027 17:00"),
                        tuple(LEGAL, "2/2/2027 17:00"),
                        tuple(SUBMIT, "12/2/2027 17:00"),
                        tuple(SIGN, "17/2/2027 17:00"),
                        tuple(ISSUE, "18/2/2027 17:00"));
        assertThat(player.done(SUBMIT)).extracting(Done::by).allMatch(by -> isMember(by, "it-center-head"));
        assertThat(player.done(SIGN)).extracting(Done::by).allMatch(by -> isMember(by, "leadership"));
        assertThat(standing("catalogue")).isEqualTo("DONE late");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void theItCenterPutsEachDatabaseIntoItsPartAndTheCatalogueIsKept() {
        player.when(PREPARE).answer("databases", List.of());
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "databases",
                        List.of(
                                Map.of("scope", "ministry"),
                                Map.of("scope", "ministry"),
                                Map.of("scope", "outside"),
                                Map.of("name", "CSDL chưa có trong danh bạ", "scope", "outside")));
        player.when(BUILD)
                .answer(
                        "databases",
                        List.of(
                                Map.of("conclusion", "ministry"),
                                Map.of("conclusion", "sector", "conclusionNote", "Địa phương cùng khai thác."),
                                Map.of("conclusion", "outside"),
                                Map.of("conclusion", "ministry", "openItems", "Danh sách tổ chức")));

        player.playUntil("28/2/2027 23:59");

        List<Map<String, Object>> catalogue = rows(product().path("databases"));
        assertThat(catalogue)
                .extracting(
                        row -> row.get("unit"),
                        row -> row.get("scope"),
                        row -> row.get("conclusion"),
                        row -> row.get("conclusionNote"))
                .containsExactly(
                        tuple("nasati", "ministry", "ministry", null),
                        tuple("nasati", "ministry", "sector", "Địa phương cùng khai thác."),
                        tuple("nasati", "outside", "outside", null),
                        tuple("nasati", "outside", "ministry", "Nội dung: Lý do kết luận khác đề xuất của đơn vị"));
        assertThat(catalogue.get(0)).containsKeys("purpose", "format", "updateCycle", "defaultItems", "sharingWays");
        assertThat(catalogue.get(2)).containsKey("outsideReason").doesNotContainKeys("format", "sharingWays");
        assertThat(catalogue.get(3))
                .containsEntry("name", "CSDL chưa có trong danh bạ")
                .containsEntry("openItems", "Danh sách tổ chức");
        assertThat(product().path("documentNumber").asText()).isNotEmpty();
        assertThat(product().path("catalogueBasis").asText()).isNotEmpty();
    }

    @Test
    void whatTheLeadershipRejectsIsBuiltAgainWithItsReasons() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Thiếu CSDL của ngành.");
        player.when(BUILD).time(2).never();

        player.playUntil("18/2/2027 08:00");

        assertThat(dueDates(BUILD)).containsExactly("19/2/2027 17:00");
        assertThat(variable("PL.I.2/2020", "mendReason")).isEqualTo("Thiếu CSDL của ngành.");
        assertThat(rows(variable("PL.I.2/2020", "databases"))).isNotEmpty().allSatisfy(row -> assertThat(row)
                .containsKey("conclusion"));
        assertThat(states("catalogue")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsBuiltAgainIsIssued() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Thiếu CSDL của ngành.");

        player.playUntil("18/2/2027 08:00");
        player.when(SIGN);
        player.playUntil("30/4/2027 23:59");

        assertThat(player.done(BUILD)).extracting(Done::due).containsExactly("11/1/2027 17:00", "19/2/2027 17:00");
        assertThat(player.done(DRAFT)).hasSize(2);
        assertThat(states("catalogue")).containsExactly("DONE");
        assertThat(products()).hasSize(1);
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whoeverIsSilentDoesNotHoldTheCatalogueUp() {
        player.when(PREPARE).of("nasati").never();
        player.when(BUILD).never();

        player.playUntil("25/12/2026 23:59");
        assertThat(dueDates(BUILD)).isEmpty();

        player.playUntil("26/12/2026 00:30");
        assertThat(dueDates(BUILD)).containsExactly("11/1/2027 17:00");
        assertThat(variable("PL.I.2/2020", "databases").toString()).doesNotContain("nasati");
        assertThat(openUnitReports()).contains("PL.I.2/2020/nasati");
        assertNoIncident();
    }

    private JsonNode product() {
        assertThat(products()).hasSize(1);
        return FormFiller.read(products().get(0));
    }

    private boolean isMember(String user, String group) {
        return engine.getIdentityService()
                        .createUserQuery()
                        .userId(user)
                        .memberOfGroup(group)
                        .count()
                == 1;
    }

    private static List<Map<String, Object>> rows(Object json) {
        return MAPPER.convertValue(FormFiller.read(json.toString()), new TypeReference<>() {});
    }
}
