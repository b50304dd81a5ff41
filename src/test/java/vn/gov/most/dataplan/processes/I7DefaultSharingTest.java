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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.7: the half-yearly review of the catalogue of data shared by default; the first half of 2027. */
class I7DefaultSharingTest extends CollectingStage implements CollectingContract {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONCLUDE = "userTask_concludeReview";
    private static final String UNCHANGED = "userTask_confirmUnchanged";

    @Override
    String clause() {
        return "PL.I.7";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.I.7/2027-H1",
                true,
                new Asked("3/5/2027 23:59", "4/5/2027 06:30", "19/5/2027 17:00"),
                new Returned("10/5/2027 10:00", "20/5/2027 09:00", "24/5/2027 17:00"),
                new CutOff("19/5/2027 23:59", "20/5/2027 00:00", CONCLUDE, "26/5/2027 17:00", "24/5/2027 09:00"),
                new End("30/6/2027 23:59", "catalogue", "DONE"));
    }

    @BeforeEach
    void inApril() {
        installedAt("1/4/2027 08:00");
    }

    @Test
    void anAmendmentIsTheMinistersDecisionBeforeTheHalfYearEnds() {
        player.playUntil("30/6/2027 23:59");

        assertThat(player.done(CONCLUDE)).extracting(Done::due).containsExactly("26/5/2027 17:00");
        assertThat(player.done().stream()
                        .map(Done::task)
                        .filter(task -> !task.endsWith("Report"))
                        .distinct())
                .containsExactly(CONCLUDE, DRAFT, COMMENT, ANSWER, LEGAL, SUBMIT, SIGN, ISSUE);
        assertThat(player.done(DRAFT)).extracting(Done::due).containsExactly("2/6/2027 17:00");
        assertThat(player.done(COMMENT)).extracting(Done::due).containsOnly("9/6/2027 17:00");
        assertThat(player.done(ANSWER)).extracting(Done::due).containsExactly("14/6/2027 17:00");
        assertThat(player.done(LEGAL)).extracting(Done::due).containsExactly("17/6/2027 17:00");
        assertThat(player.done(SUBMIT)).extracting(Done::due).containsExactly("22/6/2027 17:00");
        assertThat(player.done(SIGN)).extracting(Done::due).containsExactly("25/6/2027 17:00");
        assertThat(player.done(ISSUE)).extracting(Done::due).containsExactly("28/6/2027 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("catalogue")).containsExactly("DONE");
        assertThat(late("catalogue")).isZero();
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsSharedOnRequestMovesToDefaultWithItsConditionsLifted() {
        player.when(PREPARE)
                .of("nasati")
                .answer("onRequestReview", "Thống kê KH&CN: chưa chuyển được.")
                .answer("defaultData", List.of(data("Nhiệm vụ KH&CN", "request", "default")));
        player.when(PREPARE)
                .of("it-center")
                .answer("defaultData", List.of(data("Danh mục dùng chung", "default", "none")));
        player.when(CONCLUDE)
                .answer("defaultData", List.of(Map.of("conclusion", "adjust"), Map.of("conclusion", "accept")));

        player.playUntil("26/5/2027 14:00");
        assertThat(variable("PL.I.7/2027-H1", "unitReports").toString()).contains("Thống kê KH&CN: chưa chuyển được.");

        player.playUntil("30/6/2027 23:59");

        assertThat(products()).singleElement().satisfies(product -> {
            Map<String, Map<String, Object>> rows = rows(product);
            assertThat(rows.get("Nhiệm vụ KH&CN"))
                    .containsEntry("unit", "nasati")
                    .containsEntry("currentSharing", "request")
                    .containsEntry("proposedSharing", "default")
                    .containsEntry(
                            "liftedConditions",
                            "Nội dung: Điều kiện không còn áp dụng khi chuyển sang hình thức mặc định")
                    .containsKeys("service", "updateCycle", "conclusion");
            assertThat(rows.get("Danh mục dùng chung"))
                    .containsEntry("unit", "it-center")
                    .doesNotContainKeys("liftedConditions", "service", "updateCycle", "conditions");
        });
        assertThat(openInstances("follow-up")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whereNothingChangesTheHeadOfTheItCenterSignsANote() {
        player.when(CONCLUDE).answer("amendment", "keep");
        player.when(UNCHANGED).time(1).answer("confirmDecision", "return").answer("returnReason", "Nêu rõ lý do.");

        player.playUntil("2/6/2027 14:00");
        assertThat(variable("PL.I.7/2027-H1", "mendReason")).isEqualTo("Nêu rõ lý do.");

        player.playUntil("30/6/2027 23:59");

        assertThat(player.done(CONCLUDE)).extracting(Done::due).containsExactly("26/5/2027 17:00", "2/6/2027 17:00");
        assertThat(player.done(UNCHANGED)).extracting(Done::due).containsExactly("31/5/2027 17:00", "7/6/2027 17:00");
        assertThat(player.done(DRAFT)).isEmpty();
        assertThat(states("catalogue")).containsExactly("DONE");
        assertThat(products()).singleElement().asString().contains("noteNumber", "noteDate");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipRejectsIsConcludedAnewWithItsReasons() {
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Chưa đủ căn cứ.");
        player.when(CONCLUDE).time(2).never();

        player.playUntil("30/6/2027 08:00");

        assertThat(dueDates(CONCLUDE)).containsExactly("29/6/2027 17:00");
        assertThat(variable("PL.I.7/2027-H1", "mendReason")).isEqualTo("Chưa đủ căn cứ.");
        assertThat(states("catalogue")).containsExactly("OPEN");
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void aReturnedReportComesBackWithinTwoDaysAndIsConcludedAsMended() {
        player.when(PREPARE)
                .of("nasati")
                .at("10/5/2027 09:00")
                .answer("defaultData", List.of(data("Nhiệm vụ KH&CN", "request", "default")));
        player.when(SEND).of("nasati").at("10/5/2027 10:00");
        player.when(CHECK)
                .of("nasati")
                .time(1)
                .at("10/5/2027 15:00")
                .answer("checkDecision", "return")
                .answer("returnReason", "Nêu đủ mục dữ liệu.");
        player.when(MEND).of("nasati").answer("defaultData", List.of(data("Tổ chức KH&CN", "none", "default")));

        player.playUntil("30/6/2027 23:59");

        assertThat(player.done(MEND))
                .extracting(Done::unit, Done::due)
                .containsExactly(tuple("nasati", "12/5/2027 17:00"));
        assertThat(products()).singleElement().satisfies(product -> assertThat(rows(product))
                .containsOnlyKeys("Tổ chức KH&CN"));
        assertNoIncident();
    }

    private static Map<String, Object> data(String name, String current, String proposed) {
        return Map.of("name", name, "currentSharing", current, "proposedSharing", proposed);
    }

    /** The rows of a product by name. */
    private static Map<String, Map<String, Object>> rows(String product) {
        Map<String, Map<String, Object>> rows = new HashMap<>();
        FormFiller.read(product)
                .path("defaultData")
                .forEach(
                        row -> rows.put(row.path("name").asText(), MAPPER.convertValue(row, new TypeReference<>() {})));
        return rows;
    }
}
