package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.4.c: a unit prepares a connection and connects. If it then offers a service, the model sends the message for
 * it (PL.II.6).
 */
class KhIii4cConnectionTest extends Stage {

    private static final String CHECK = "userTask_checkReadiness";
    private static final String CONFIRM = "userTask_confirmReadiness";
    private static final String CONNECT = "userTask_connectSystems";
    private static final String SERVICE = "ii6-sharing-service";
    private static final String KEY = "KH.III.4.c/nasati/Kết nối LGSP";

    @Override
    String clause() {
        return "KH.III.4.c";
    }

    @Override
    boolean isPlayed(Part part) {
        return super.isPlayed(part) || part.clause().equals("PL.II.6");
    }

    @BeforeEach
    void inNovember() {
        installedAt("2/11/2026 08:00");
    }

    @Test
    void theUnitGoesThroughTheConditionsItsHeadConfirmsAndItConnects() {
        message("connection-planned", planned("Kết nối LGSP"));
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(dueDates(CHECK)).containsExactly("23/11/2026 17:00");
        assertThat(due("connection")).isEqualTo("1/12/2026 17:00");

        player.playUntil("2/12/2026 08:00");

        assertThat(player.done()).extracting(Done::task).containsExactly(CHECK, CONFIRM, CONNECT);
        assertThat(player.done(CONFIRM)).extracting(Done::due).containsExactly("27/11/2026 17:00");
        assertThat(player.done(CONNECT)).extracting(Done::due).containsExactly("1/12/2026 17:00");
        assertThat(standing("connection")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("Kết nối LGSP", "evidence", "connectedDate");
        assertThat(openInstances(process())).isEmpty();
        assertThat(openInstances(SERVICE)).isEmpty();
        assertNoIncident();
    }

    @Test
    void anyoneOfTheUnitOpensItByHandForTheOwnUnit() {
        player.as("legal-staff-1", () -> startByHand(without("unit")));

        assertThat(openInstances(process())).containsExactly("KH.III.4.c/legal/Kết nối LGSP");
        assertThat(groupsOf(CHECK)).containsExactly("legal");
        assertThatThrownBy(() -> player.as("legal-staff-1", () -> startByHand(planned("Việc khác"))))
                .isInstanceOf(Refusal.class);
        assertThat(openInstances(process())).hasSize(1);
    }

    @Test
    void whatTheHeadReturnsIsCheckedAgainWithinTwoWorkingDays() {
        message("connection-planned", planned("Kết nối LGSP"));
        player.when(CHECK).time(1).at("9/11/2026 09:00");
        player.when(CONFIRM)
                .time(1)
                .at("10/11/2026 09:00")
                .answer("readinessDecision", "return")
                .answer("returnReason", "Nêu rõ hạ tầng.");

        player.playUntil("10/11/2026 10:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ hạ tầng.");

        player.playUntil("2/12/2026 08:00");
        assertThat(player.done(CHECK)).extracting(Done::due).containsExactly("23/11/2026 17:00", "12/11/2026 17:00");
        assertThat(standing("connection")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void aConditionThatIsNotMetIsNotConfirmed() {
        message("connection-planned", planned("Kết nối LGSP"));
        player.when(CHECK).time(1).answer("securityReady", "notMet").answer("readinessGaps", "Chưa đánh giá an toàn.");
        player.when(CONFIRM).never();
        player.playUntil("24/11/2026 08:00");
        Task confirm = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CONFIRM)
                .singleResult();

        assertThatThrownBy(() -> player.as("nasati-head", () -> engine.getFormService()
                        .submitTaskForm(confirm.getId(), player.filledIn(confirm, Map.of()))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("còn điều kiện chưa đáp ứng");
        player.as("nasati-head", () -> engine.getFormService()
                .submitTaskForm(
                        confirm.getId(),
                        player.filledIn(
                                confirm,
                                Map.of("readinessDecision", "return", "returnReason", "Hoàn thiện an toàn."))));
        assertThat(dueDates(CHECK)).containsExactly("26/11/2026 17:00");
    }

    @Test
    void aServiceThatTheUnitOffersIsToldForItWithWhatIsKnown() {
        message("connection-planned", planned("Kết nối LGSP"));
        offersAService();

        player.playUntil("23/11/2026 10:00");

        assertThat(openInstances(SERVICE)).containsExactly("PL.II.6/tra-cuu/2026-11-23");
        assertThat(openInstances(process())).isEmpty();
        assertThat(dueDates("userTask_describeService")).containsExactly("25/11/2026 17:00");
        assertThat(groupsOf("userTask_describeService")).containsExactly("nasati");
        assertThat(variable("PL.II.6/tra-cuu/2026-11-23", "database")).isEqualTo("st-tasks");
        assertThat(standing("connection")).isEqualTo("DONE");

        player.playUntil("26/11/2026 08:00");
        assertThat(openInstances(SERVICE)).isEmpty();
        assertNoIncident();
    }

    @Test
    void aServiceThatWasToldAlreadyIsNotToldAgain() {
        message("connection-planned", planned("Kết nối LGSP"));
        offersAService();
        player.playUntil("23/11/2026 09:30");
        message(
                "service-ready",
                Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", "2026-11-23T09:00+07:00"));
        player.when("userTask_describeService").never();

        player.playUntil("23/11/2026 10:00");

        assertThat(openInstances(SERVICE)).containsExactly("PL.II.6/tra-cuu/2026-11-23");
        assertThat(openInstances(process())).isEmpty();
        assertThat(standing("connection")).isEqualTo("DONE");
        assertNoIncident();
    }

    @Test
    void connectedAfterThePlannedDayIsLate() {
        message("connection-planned", planned("Kết nối LGSP"));
        player.when(CONNECT).at("3/12/2026 09:00");

        player.playUntil("3/12/2026 09:00");

        assertThat(standing("connection")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Kết nối LGSP", "KẾT NỐI LGSP", " Kết  nối LGSP"})
    void theSameConnectionOfAUnitIsOpenedOnce(String again) {
        message("connection-planned", planned("Kết nối LGSP"));

        assertThatThrownBy(() -> message("connection-planned", planned(again)))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching(
                        "(?iu)Mục III\\.4\\.c Kế hoạch đã được mở cho Kết nối LGSP; mỗi việc chỉ mở một lần\\.");
        assertThat(openInstances(process())).containsExactly(KEY);
    }

    @Test
    void theDayIsToComeAndNothingIsMissing() {
        Map<String, Object> past = planned("Kết nối LGSP");
        past.put("plannedDate", "2026-10-30");
        assertThatThrownBy(() -> message("connection-planned", past))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"Ngày dự kiến\" (plannedDate)");
        for (String missing : List.of("matter", "partner", "plannedDate")) {
            assertThatThrownBy(() -> message("connection-planned", without(missing)))
                    .hasMessageContaining("còn thiếu");
        }
        assertThat(openInstances(process())).isEmpty();
    }

    @Test
    void whatIsCancelledCanBeOpenedAgain() {
        message("connection-planned", planned("Kết nối LGSP"));
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process())
                                .singleResult()
                                .getId(),
                        "Mở nhầm"));
        assertThat(openInstances(process())).isEmpty();

        message("connection-planned", planned("Kết nối LGSP"));

        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(states("connection")).containsExactly("OPEN");
        assertNoIncident();
    }

    private void offersAService() {
        player.when(CHECK).at("9/11/2026 09:00");
        player.when(CONFIRM).at("10/11/2026 09:00");
        player.when(CONNECT)
                .at("23/11/2026 10:00")
                .answer("serviceOffered", "yes")
                .answer("database", "CSDL quốc gia về KH&CN: nhiệm vụ KH&CN")
                .answer("service", "tra-cuu")
                .answer("readyAt", "2026-11-23T09:00+07:00");
    }

    private static Map<String, Object> planned(String matter) {
        return new HashMap<>(
                Map.of("unit", "nasati", "matter", matter, "partner", "Trục LGSP của Bộ", "plannedDate", "2026-12-01"));
    }

    private static Map<String, Object> without(String name) {
        Map<String, Object> planned = planned("Kết nối LGSP");
        planned.remove(name);
        return planned;
    }
}
