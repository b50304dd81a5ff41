package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * KH.III.1.c: the IT Center helps a unit to publish the description of a sharing service, at the request of its people
 * or from II.6.
 */
class KhIii1cServiceHelpTest extends Stage {

    private static final String HELP_PROCESS = "kh-iii1c-service-help";
    private static final String MESSAGE = "service-help-requested";

    private static final String HELP = "userTask_helpPublish";
    private static final String CONFIRM = "userTask_confirmOutcome";

    @Override
    String clause() {
        return "KH.III.1.c";
    }

    @Override
    boolean isPlayed(Part part) {
        return part.clause().equals(clause()) || part.clause().equals("PL.II.6");
    }

    @BeforeEach
    void aMondayInNovember() {
        installedAt("23/11/2026 09:00");
    }

    @Test
    void staffAskForItAndSayThatItHelped() {
        player.when(HELP).answer("helpResult", "Đã đăng tải thay đơn vị.");

        player.as("legal-staff-1", () -> startByHand(HELP_PROCESS, help("Không đăng nhập được Cổng")));
        assertThat(openInstances(HELP_PROCESS)).singleElement().asString().startsWith("KH.III.1.c/legal/tra-cuu/");
        player.playUntil("11/12/2026 23:59");

        // 24/11 is a day off
        assertThat(player.done())
                .extracting(Done::task, Done::by, Done::due)
                .containsExactly(
                        tuple(HELP, "it-center-staff-4", "25/11/2026 17:00"),
                        tuple(CONFIRM, "legal-staff-2", "30/11/2026 17:00"));
        assertThat(states("help")).containsExactly("DONE");
        assertThat(products().get(1))
                .contains(
                        "\"service\":\"tra-cuu\"",
                        "\"helpResult\":\"Đã đăng tải thay đơn vị.\"",
                        "\"outcome\":\"helped\"");
        assertNoIncident();
    }

    @Test
    void whatDidNotHelpIsDoneAgainWithItsReason() {
        player.when(CONFIRM).time(1).answer("outcome", "unhelped").answer("unhelpedReason", "Vẫn lỗi.");
        message(MESSAGE, help("Không đăng nhập được Cổng"));

        player.playUntil("30/11/2026 15:00");
        assertThat(dueDates(HELP)).containsExactly("2/12/2026 17:00");
        assertThat(variable(openInstances(HELP_PROCESS).get(0), "unhelpedReason"))
                .isEqualTo("Vẫn lỗi.");

        player.playUntil("11/12/2026 23:59");
        assertThat(player.done()).extracting(Done::task).containsExactly(HELP, CONFIRM, HELP, CONFIRM);
        assertThat(states("help")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void aUnitThatSaysNothingKeepsNothingOpen() {
        player.when(CONFIRM).never();
        message(MESSAGE, help("Không đăng nhập được Cổng"));

        player.playUntil("1/12/2026 00:00");

        assertThat(openInstances(HELP_PROCESS)).isEmpty();
        assertThat(products().get(1)).contains("\"outcome\":\"silent\"");
        assertNoIncident();
    }

    @Test
    void aServiceWhoseDescriptionIsApprovedIsHelpedWithWhatIsKnownAndNobodyWaits() {
        player.when("userTask_describeService")
                .answer("helpNeeded", "yes")
                .answer("helpContent", "Nhờ đăng tải lên Cổng")
                .answer("description", "Tra cứu nhiệm vụ KH&CN");
        player.when(HELP).never();
        serviceIsReady();

        player.playUntil("26/11/2026 08:00");

        assertThat(openInstances("ii6-sharing-service"))
                .as("it is published all the same")
                .isEmpty();
        assertThat(openInstances(HELP_PROCESS)).containsExactly("KH.III.1.c/tra-cuu/2026-11-23");
        assertThat(variable("KH.III.1.c/tra-cuu/2026-11-23", "unit")).isEqualTo("nasati");
        assertThat(variable("KH.III.1.c/tra-cuu/2026-11-23", "helpContent")).isEqualTo("Nhờ đăng tải lên Cổng");
        assertThat(variable("KH.III.1.c/tra-cuu/2026-11-23", "description")).isEqualTo("Tra cứu nhiệm vụ KH&CN");
        assertThat(dueDates(HELP)).as("one working day from the approval").containsExactly("26/11/2026 17:00");
        assertNoIncident();
    }

    @Test
    void whereNoHelpIsAskedForNoneIsOpened() {
        serviceIsReady();

        player.playUntil("26/11/2026 08:00");

        assertThat(openInstances("ii6-sharing-service")).isEmpty();
        assertThat(states("help")).isEmpty();
        assertNoIncident();
    }

    @Test
    void aServiceThatIsCancelledAndToldAgainAsksForHelpOnce() {
        player.when("userTask_describeService")
                .at("23/11/2026 10:00")
                .answer("helpNeeded", "yes")
                .answer("helpContent", "Nhờ");
        player.when("userTask_approveDescription").at("23/11/2026 11:00");
        player.when("userTask_publishService").never();
        player.when(HELP).never();
        serviceIsReady();
        player.playUntil("23/11/2026 12:00");
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("ii6-sharing-service")
                                .singleResult()
                                .getId(),
                        "Mở nhầm");

        serviceIsReady();
        player.playUntil("23/11/2026 13:00");

        assertThat(openInstances("ii6-sharing-service")).hasSize(1);
        assertThat(dueDates("userTask_publishService")).hasSize(1);
        assertThat(openInstances(HELP_PROCESS)).containsExactly("KH.III.1.c/tra-cuu/2026-11-23");
        assertNoIncident();
    }

    @Test
    void toldTwiceItIsRefusedAndForAnotherUnitToo() {
        message(MESSAGE, help("Không đăng nhập được Cổng"));

        assertThatThrownBy(() -> message(MESSAGE, help("không ĐĂNG NHẬP được  Cổng")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục III.1.c Kế hoạch đã được mở cho tra-cuu; mỗi việc chỉ mở một lần.");
        player.as("nasati-staff-1", () -> assertThatThrownBy(() -> startByHand(HELP_PROCESS, help("Việc khác")))
                .isInstanceOf(Refusal.class));
        assertThat(openInstances(HELP_PROCESS)).hasSize(1);
    }

    /** Only variables from another part are not checked. */
    @Test
    void whatAMessageSaysIsCheckedWhateverItClaimsToBe() {
        Map<String, Object> claimed = help("Không đăng nhập được Cổng");
        claimed.put("subject", "tra-cuu/2026-11-23");

        assertThatThrownBy(() -> message(MESSAGE, claimed)).hasMessageContaining("Không nhận nội dung: subject.");
        assertThat(openInstances(HELP_PROCESS)).isEmpty();
    }

    private void serviceIsReady() {
        message(
                "service-ready",
                Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", "2026-11-23T08:00+07:00"));
    }

    private static Map<String, Object> help(String content) {
        return new HashMap<>(Map.of("unit", "legal", "service", "tra-cuu", "helpContent", content));
    }
}
