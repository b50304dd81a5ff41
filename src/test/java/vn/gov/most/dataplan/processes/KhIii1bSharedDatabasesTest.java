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
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** KH.III.1.b: the yearly review of the catalogue of shared databases; the year 2027. */
class KhIii1bSharedDatabasesTest extends CollectingStage implements CollectingContract {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONCLUDE = "userTask_concludeReview";
    private static final String UNCHANGED = "userTask_confirmUnchanged";

    @Override
    String clause() {
        return "KH.III.1.b";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "KH.III.1.b/2027",
                true,
                new Asked("31/1/2027 23:59", "1/2/2027 06:30", "17/3/2027 17:00"),
                new Returned("2/3/2027 09:00", "18/3/2027 09:00", "22/3/2027 17:00"),
                new CutOff("17/3/2027 23:59", "18/3/2027 00:00", CONCLUDE, "24/3/2027 17:00", "22/3/2027 09:00"),
                new End("30/4/2027 23:59", "review", "DONE"));
    }

    @BeforeEach
    void inJanuary() {
        installedAt("4/1/2027 08:00");
    }

    @Test
    void eachOwnerIsAskedOfEachOfItsDatabasesInFebruary() {
        player.when(PREPARE).never();

        player.playUntil("31/1/2027 23:59");
        assertThat(openInstances(process())).isEmpty();

        player.playUntil("1/2/2027 06:30");
        assertThat(openInstances(process())).containsExactly("KH.III.1.b/2027");
        assertThat(openInstances("kh-iii1b-shared-databases-unit"))
                .contains("KH.III.1.b/2027/nasati", "KH.III.1.b/2027/it-center");
        assertThat(dueDates(PREPARE)).containsOnly("17/3/2027 17:00");
        assertThat(rows(variable("KH.III.1.b/2027/nasati", "databases").toString()))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row).containsOnlyKeys("name"));
        assertNoIncident();
    }

    @Test
    void anAmendmentIsTheMinistersDecisionByTheLastWorkingDayOfApril() {
        player.playUntil("30/4/2027 23:59");

        // The last working day of April 2027 is the 29th, and the 16th is Giỗ Tổ.
        assertThat(player.done(CONCLUDE)).extracting(Done::due).containsExactly("24/3/2027 17:00");
        assertThat(player.done().stream()
                        .map(Done::task)
                        .filter(task -> !task.endsWith("Report"))
                        .distinct())
                .containsExactly(CONCLUDE, DRAFT, COMMENT, ANSWER, LEGAL, SUBMIT, SIGN, ISSUE);
        assertThat(player.done(DRAFT)).extracting(Done::due).containsExactly("31/3/2027 17:00");
        assertThat(player.done(COMMENT)).extracting(Done::due).containsOnly("7/4/2027 17:00");
        assertThat(player.done(ANSWER)).extracting(Done::due).containsExactly("12/4/2027 17:00");
        assertThat(player.done(LEGAL)).extracting(Done::due).containsExactly("15/4/2027 17:00");
        assertThat(player.done(SUBMIT)).extracting(Done::due).containsExactly("21/4/2027 17:00");
        assertThat(player.done(SIGN)).extracting(Done::due).containsExactly("26/4/2027 17:00");
        assertThat(player.done(ISSUE)).extracting(Done::due).containsExactly("27/4/2027 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("review")).containsExactly("DONE");
        assertThat(late("review")).isZero();
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatAUnitSaysOfEachDatabaseReachesTheItCenter() {
        player.when(PREPARE)
                .of("nasati")
                .answer("sharingNeeds", "CSDL nguồn phóng xạ")
                .answer(
                        "databases",
                        List.of(
                                Map.of("change", "add", "scope", "ministry"),
                                Map.of("change", "remove", "scope", "sector"),
                                Map.of("change", "outside"),
                                Map.of("name", "CSDL mới", "change", "amend", "scope", "sector")));
        player.when(CONCLUDE).never();

        player.playUntil("18/3/2027 08:00");
        assertThat(variable("KH.III.1.b/2027", "unitReports").toString()).contains("CSDL nguồn phóng xạ");
        List<Map<String, Object>> gathered =
                rows(variable("KH.III.1.b/2027", "databases").toString());
        assertThat(gathered)
                .filteredOn(row -> row.get("unit").equals("nasati"))
                .extracting(row -> row.get("change"), row -> row.get("scope"), row -> row.get("operation"))
                .containsExactly(
                        tuple("add", "ministry", "running"),
                        tuple("remove", "sector", null),
                        tuple("outside", null, null),
                        tuple("amend", "sector", "running"));
        assertThat(gathered).anySatisfy(row -> assertThat(row)
                .containsEntry("change", "add")
                .containsKeys("purpose", "openItems", "defaultItems", "requestItems", "sharingWays", "changeReason"));
        assertThat(gathered).anySatisfy(row -> assertThat(row)
                .containsEntry("change", "keep")
                .containsOnlyKeys("unit", "unitName", "name", "change", "scope", "operation", "source"));
        assertNoIncident();
    }

    @Test
    void theItCenterSettlesThePartAndWhatItConcludesIsKept() {
        player.when(PREPARE).answer("databases", List.of()).answer("sharingNeeds", "");
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "databases",
                        List.of(
                                Map.of("change", "add", "scope", "ministry"),
                                Map.of("change", "remove"),
                                Map.of("change", "keep")));
        player.when(CONCLUDE)
                .answer(
                        "databases",
                        List.of(
                                Map.of("scope", "sector"),
                                Map.of("conclusion", "refuse", "conclusionNote", "Còn đơn vị sử dụng."),
                                Map.of()));

        player.playUntil("30/4/2027 23:59");

        assertThat(products()).singleElement().satisfies(product -> assertThat(
                        rows(FormFiller.read(product).path("databases").toString()))
                .extracting(row -> row.get("scope"), row -> row.get("conclusion"), row -> row.get("conclusionNote"))
                .containsExactly(
                        tuple("sector", "accept", null),
                        tuple("ministry", "refuse", "Còn đơn vị sử dụng."),
                        tuple("ministry", null, null)));
        assertNoIncident();
    }

    @Test
    void whereNothingChangesTheHeadOfTheItCenterSignsANote() {
        player.when(CONCLUDE).answer("amendment", "keep");
        player.when(UNCHANGED).time(1).answer("confirmDecision", "return").answer("returnReason", "Nêu rõ lý do.");

        player.playUntil("31/3/2027 14:00");
        assertThat(variable("KH.III.1.b/2027", "mendReason")).isEqualTo("Nêu rõ lý do.");

        player.playUntil("30/4/2027 23:59");

        assertThat(player.done(CONCLUDE)).extracting(Done::due).containsExactly("24/3/2027 17:00", "31/3/2027 17:00");
        assertThat(player.done(UNCHANGED)).extracting(Done::due).containsExactly("29/3/2027 17:00", "5/4/2027 17:00");
        assertThat(player.done(DRAFT)).isEmpty();
        assertThat(states("review")).containsExactly("DONE");
        assertThat(products()).singleElement().asString().contains("noteNumber", "noteDate");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipRejectsIsConcludedAnewWithItsReasons() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Chưa thống nhất.");
        player.when(CONCLUDE).time(2).never();

        player.playUntil("29/4/2027 08:00");

        assertThat(dueDates(CONCLUDE)).containsExactly("28/4/2027 17:00");
        assertThat(variable("KH.III.1.b/2027", "mendReason")).isEqualTo("Chưa thống nhất.");
        assertThat(states("review")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    private static List<Map<String, Object>> rows(String list) {
        return MAPPER.convertValue(FormFiller.read(list), new TypeReference<>() {});
    }
}
