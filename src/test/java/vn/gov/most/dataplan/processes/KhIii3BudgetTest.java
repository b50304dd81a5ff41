package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** KH.III.3 with KH.III.4.d: units estimate before 16/6, the funding is approved before 20/7; the year 2026. */
class KhIii3BudgetTest extends CollectingStage implements CollectingContract {

    private static final String KEY = "KH.III.3/2026";
    private static final String RANK = "userTask_rankFunding";
    private static final String APPROVE_FUNDING = "userTask_approveFunding";
    private static final String RECEIVE = "userTask_receiveFunding";

    @Override
    String clause() {
        return "KH.III.3";
    }

    @Override
    public Dates dates() {
        return new Dates(
                KEY,
                true,
                new Asked("3/5/2026 23:59", "4/5/2026 06:30", "15/6/2026 17:00"),
                new Returned("25/5/2026 09:00", "15/6/2026 16:00", "17/6/2026 17:00"),
                new CutOff("15/6/2026 23:59", "16/6/2026 00:00", RANK, "10/7/2026 17:00", "17/6/2026 09:00"),
                new End("20/7/2026 23:59", "allocation", "DONE"));
    }

    @BeforeEach
    void inApril() {
        installedAt("1/4/2026 08:00");
    }

    @Test
    void theUsualWayEndsWithTheUnitsToldWhatTheyGot() {
        player.playUntil("31/7/2026 23:59");

        assertThat(player.done(PREPARE)).hasSize(8).extracting(Done::due).containsOnly("15/6/2026 17:00");
        assertThat(player.done(CHECK)).hasSize(8).extracting(Done::due).containsOnly("18/6/2026 17:00");
        assertThat(groupsOfDone(CHECK)).containsOnly("planning-finance");
        assertThat(player.done(RANK)).extracting(Done::due).containsExactly("10/7/2026 17:00");
        assertThat(player.done(APPROVE_FUNDING)).extracting(Done::due).containsExactly("17/7/2026 17:00");
        assertThat(player.done(RECEIVE)).hasSize(8).extracting(Done::due).containsOnly("24/7/2026 17:00");
        assertThat(states("unit-estimate")).hasSize(8).containsOnly("ACCEPTED");
        assertThat(standing("allocation")).isEqualTo("DONE");
        assertThat(states("notice")).hasSize(8).containsOnly("DONE");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(openReports()).isEmpty();
        assertThat(openInstances("kh-iii3-budget-notice")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsAskedAndGrantedIsSummedInTwoLinesAndForConnectionAndSharing() {
        player.when(PREPARE)
                .of("legal")
                .answer(
                        "estimates",
                        List.of(
                                estimate("Kết nối CSDL văn bản với LGSP", "plan", "yes", 12_500),
                                estimate("Vận hành máy chủ", "running", "no", 800)));
        noneBut("legal");
        player.when(RANK)
                .answer(
                        "estimates",
                        List.of(
                                Map.of("granted", 12_000, "priority", "first", "cutReason", "Theo mức cân đối."),
                                Map.of("granted", 800, "priority", "second")));
        player.when(APPROVE_FUNDING).never();

        player.playUntil("13/7/2026 08:00");

        assertThat(unitReport("legal", KEY).get("estimateTotals").toString())
                .contains("asked=12.500", "asked=800", "asked=13.300");
        assertThat(rows(KEY, "fundingTotals"))
                .extracting(row -> "%s: %s, %s".formatted(row.get("lineName"), row.get("asked"), row.get("granted")))
                .containsExactly(
                        "Nhiệm vụ của Kế hoạch: 12.500, 12.000",
                        "Duy trì, vận hành, kết nối, chia sẻ (chi thường xuyên): 800, 800",
                        "Tổng cộng: 13.300, 12.800",
                        "Trong đó phục vụ kết nối, chia sẻ dữ liệu: 12.500, 12.000");
        assertNoIncident();
    }

    @Test
    void aUnitIsToldItsOwnRowsAndWhyItGotLessOnceTheLeadershipHasApproved() {
        player.when(PREPARE)
                .of("legal")
                .answer("estimates", List.of(estimate("Kết nối CSDL văn bản", "plan", "yes", 900)));
        player.when(PREPARE).of("nasati").answer("estimates", List.of(estimate("Vận hành CSDL", "running", "no", 500)));
        noneBut("legal", "nasati");
        player.when(RANK)
                .answer(
                        "estimates",
                        List.of(
                                Map.of("granted", 300, "priority", "second", "cutReason", "Chuyển sang năm sau."),
                                Map.of("granted", 900, "priority", "first")));
        player.when(RECEIVE).never();

        player.playUntil("17/7/2026 14:59");
        assertThat(openInstances("kh-iii3-budget-notice")).isEmpty();

        player.playUntil("17/7/2026 15:00");
        assertThat(openReports()).isEmpty();
        assertThat(openInstances("kh-iii3-budget-notice"))
                .containsExactlyInAnyOrder("KH.III.3-notice/2026/legal", "KH.III.3-notice/2026/nasati");
        assertThat(groupsOf(RECEIVE)).containsExactlyInAnyOrder("legal", "nasati");
        assertThat(rows("KH.III.3-notice/2026/legal", "estimates"))
                .extracting(row -> row.get("name"))
                .containsExactly("Kết nối CSDL văn bản");
        assertThat(rows("KH.III.3-notice/2026/nasati", "estimates"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("name", "Vận hành CSDL")
                        .containsEntry("granted", 300)
                        .containsEntry("cutReason", "Chuyển sang năm sau."));
        assertThat(products()).first().asString().contains("Kết nối CSDL văn bản", "Vận hành CSDL", "fundingTotals");
        assertNoIncident();
    }

    @Test
    void whereNoUnitAsksForMoneyThereIsNobodyToTell() {
        noneBut();

        player.playUntil("31/7/2026 23:59");

        assertThat(standing("allocation")).isEqualTo("DONE");
        assertThat(player.done(RECEIVE)).isEmpty();
        assertThat(openReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsRankedAgainAndUnitsAreToldOnce() {
        player.when(RANK).time(1).at("1/7/2026 09:00");
        player.when(APPROVE_FUNDING)
                .time(1)
                .at("2/7/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ nguồn.");

        player.playUntil("2/7/2026 10:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ nguồn.");
        assertThat(openInstances("kh-iii3-budget-notice")).isEmpty();

        player.playUntil("31/7/2026 23:59");
        assertThat(player.done(RANK)).extracting(Done::due).containsExactly("10/7/2026 17:00", "6/7/2026 17:00");
        assertThat(player.done(RECEIVE)).hasSize(8);
        assertThat(standing("allocation")).isEqualTo("DONE");
        assertNoIncident();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0       | không được nhỏ hơn 1
            1000000 | không được lớn hơn 999.999
            1.5     | phải nhập số nguyên
            """)
    void anAmountIsHeldToWhatAnAmountIs(double amount, String refused) {
        player.when(PREPARE).never();
        player.playUntil("4/5/2026 06:30");

        Map<String, Object> estimate = Map.of("amount", amount == Math.rint(amount) ? (Object) (int) amount : amount);
        assertRefused(PREPARE, "legal", Map.of("estimates", List.of(estimate)), refused);
    }

    @Test
    void noMoreIsGrantedThanIsAskedOrThereAndConnectionComesFirst() {
        player.when(PREPARE)
                .of("legal")
                .answer("estimates", List.of(estimate("Kết nối CSDL văn bản", "plan", "yes", 900)));
        noneBut("legal");
        player.when(RANK).never();
        player.playUntil("16/6/2026 00:00");

        assertRefused(
                RANK, "", Map.of("estimates", List.of(Map.of("granted", 901))), "không được lớn hơn số tiền dự toán");
        assertRefused(
                RANK,
                "",
                Map.of("estimates", List.of(Map.of("granted", 900, "priority", "second"))),
                "hoạt động kết nối, chia sẻ dữ liệu phải ở mức ưu tiên 1");
        assertRefused(
                RANK,
                "",
                Map.of("estimates", List.of(Map.of("granted", 900)), "ceiling", 899),
                "tổng số bố trí lớn hơn tổng kinh phí cân đối được");
        assertRefused(
                RANK,
                "",
                Map.of("estimates", List.of(Map.of("granted", 899, "cutReason", ""))),
                "\"Lý do bố trí ít hơn dự toán\": phải nhập nội dung này");
        assertThat(dueDates(RANK)).containsExactly("10/7/2026 17:00");
    }

    private void assertRefused(String task, String unit, Map<String, Object> answers, String refused) {
        Task open = engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .filter(one ->
                        unit.isEmpty() || unit.equals(engine.getTaskService().getVariable(one.getId(), "unit")))
                .findFirst()
                .orElseThrow();
        String person = unit.isEmpty() ? "planning-finance-head" : unit + "-head";
        Map<String, Object> filledIn = player.filledIn(open, answers);
        assertThatThrownBy(() -> player.as(person, () -> {
                    engine.getTaskService().claim(open.getId(), person);
                    engine.getFormService().submitTaskForm(open.getId(), filledIn);
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(refused);
        player.as(person, () -> engine.getTaskService().setAssignee(open.getId(), null));
    }

    /** The others ask for nothing. */
    private void noneBut(String... units) {
        owing().stream()
                .filter(unit -> !List.of(units).contains(unit))
                .forEach(unit -> player.when(PREPARE).of(unit).answer("estimates", List.of()));
    }

    private List<String> groupsOfDone(String task) {
        return player.done(task).stream()
                .map(done -> done.by().replaceFirst("-(head|deputy|staff-\\d)$", ""))
                .toList();
    }

    private static Map<String, Object> estimate(String name, String line, String serves, int amount) {
        return Map.of("name", name, "budgetLine", line, "serves", serves, "amount", amount);
    }
}
