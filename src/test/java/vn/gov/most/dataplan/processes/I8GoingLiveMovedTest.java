package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;

/** PL.I.8 and PL.I.9: a database goes live on another day than planned. */
class I8GoingLiveMovedTest extends IssuingStage {

    private static final String GOES_LIVE = "database-goes-live";
    private static final String MOVED = "going-live-moved";

    private static final String PLAN_RULES = "userTask_planRules";

    @Override
    String clause() {
        return "PL.I.8";
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
    }

    @Test
    void aGoingLiveThatIsPutOffMovesTheDatesOfBothRules() {
        message(GOES_LIVE, planned("st-tasks"));
        message(GOES_LIVE, planned("st-researchers"));
        player.when(PLAN_RULES).at("2/10/2026 10:00");
        player.when(DRAFT).never();
        player.playUntil("5/10/2026 08:00");

        message(MOVED, moved("2026-10-07T09:00+07:00", "Đã kiểm thử xong."));
        assertThat(dueOf("PL.I.8/st-tasks", "PL.I.9/st-tasks")).containsOnly("7/10/2026 17:00");
        assertThat(dueDates(DRAFT)).containsExactlyInAnyOrder("7/10/2026 17:00", "9/10/2026 17:00");

        message(MOVED, moved("2027-01-29T09:00+07:00", "Chờ hạ tầng."));
        assertThat(dueOf("PL.I.8/st-tasks", "PL.I.9/st-tasks")).containsOnly("29/1/2027 17:00");
        assertThat(dueOf("PL.I.8/st-researchers")).containsOnly("31/12/2026 17:00");
        // five working days after 2/10, as if it had been planned so from the first
        assertThat(dueDates(DRAFT)).containsOnly("9/10/2026 17:00");
        assertThat(movedDates("rules"))
                .containsExactly(
                        "31/12/2026 17:00 -> 7/10/2026 17:00: Đã kiểm thử xong.",
                        "7/10/2026 17:00 -> 29/1/2027 17:00: Chờ hạ tầng.");
        assertThat(openInstances("i8-going-live-moved")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatWasPutOffIsPutBackToADayThatWasToldBefore() {
        message(GOES_LIVE, planned("st-tasks"));
        message(MOVED, moved("2027-01-29T09:00+07:00", "Chờ hạ tầng."));
        message(MOVED, moved("2027-03-31T09:00+07:00", "Chờ hạ tầng."));

        assertThatThrownBy(() -> message(MOVED, moved("2027-01-29T09:00+07:00", "chờ hạ tầng.")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "Mục I.8 Phụ lục: việc này của CSDL quốc gia về KH&CN: nhiệm vụ KH&CN, ngày 29/01/2027 đã hoàn"
                                + " thành ngày 01/10/2026; mỗi việc chỉ mở một lần. Lần khác thì ghi căn cứ, lý do của lần đó.");
        assertThat(dueOf("PL.I.8/st-tasks")).containsExactly("31/3/2027 17:00");

        message(MOVED, moved("2027-01-29T09:00+07:00", "Hạ tầng xong sớm."));
        assertThat(dueOf("PL.I.8/st-tasks")).containsExactly("29/1/2027 17:00");
        assertThat(states("change")).hasSize(3).containsOnly("DONE");
    }

    @Test
    void whatIsNotOpenCannotBePutOff() {
        assertThatThrownBy(() -> message(MOVED, moved("2026-12-31T09:00+07:00", "Chờ hạ tầng.")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Không có việc nào đang mở cho \"st-tasks\"; không có hạn nào để dời.");
        assertThat(states("change")).isEmpty();
    }

    @Test
    void nothingIsPutOffToADayThatHasPassed() {
        message(GOES_LIVE, planned("st-tasks"));

        assertThatThrownBy(() -> message(MOVED, moved("2026-09-30T09:00+07:00", "Đã đưa vào khai thác.")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Không dời hạn đến 30/09/2026: ngày này đã qua; được phép: từ hôm nay, 01/10/2026.");
        assertThat(dueOf("PL.I.8/st-tasks")).containsExactly("31/12/2026 17:00");
    }

    private static Map<String, Object> planned(String database) {
        return Map.of("database", database, "plannedLiveAt", "2026-12-31T09:00+07:00");
    }

    private static Map<String, Object> moved(String to, String reason) {
        return Map.of("database", "st-tasks", "plannedLiveAt", to, "reason", reason);
    }

    private List<String> dueOf(String... businessKeys) {
        return jdbc.sql("select due_at from dp_obligation where business_key in (:keys)")
                .param("keys", List.of(businessKeys))
                .query((row, n) -> Player.local(
                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
