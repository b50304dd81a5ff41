package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** KH.III.1.a: each half-year the leadership gets the units' difficulties and the answers; from 15/12/2025 on. */
class KhIii1aDifficultiesSummaryTest extends Stage {

    private static final String KEY = "KH.III.1.a/2026-H1";

    private static final String SUMMARISE = "userTask_summariseDifficulties";
    private static final String CONSIDER = "userTask_considerDifficulties";

    private static final String SOLVE = "userTask_solveDifficulty";
    private static final String CONFIRM = "userTask_confirmOutcome";

    @Override
    String clause() {
        return "KH.III.1.a";
    }

    @BeforeEach
    void inDecember() {
        installedAt("10/12/2025 08:00");
        // The summary of the previous half-year
        player.when(SUMMARISE).at("11/12/2025 09:00");
        player.when(CONSIDER).at("12/12/2025 09:00");
        player.playUntil("12/12/2025 10:00");
    }

    @Test
    void whatWasStatedAndAnsweredComesToTheLeadership() {
        timeMachine.jumpTo(Player.at("9/3/2026 09:00"));
        stated("nasati", "Chưa kết nối được");
        player.when(CONFIRM).of("legal").answer("outcome", "unhelped").answer("unhelpedReason", "Vẫn thiếu.");
        stated("legal", "Thiếu hướng dẫn");
        player.when(SUMMARISE).time(2).answer("assessment", "Chủ yếu về kỹ thuật.");
        usually();

        player.playUntil("1/6/2026 06:30");
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(dueDates(SUMMARISE)).containsExactly("23/6/2026 17:00");
        assertThat(groupsOf(SUMMARISE)).containsExactly("it-center");
        assertThat(listed())
                .containsExactly(
                        "Cục Thông tin khoa học và công nghệ quốc gia: Chưa kết nối được, 2026-03-09, done, helped",
                        "Vụ Pháp chế: Thiếu hướng dẫn, 2026-03-09, done, unhelped");

        player.playUntil("30/6/2026 23:59");
        assertThat(player.done().stream().filter(done -> done.at().contains("/6/2026")))
                .extracting(Done::task, Done::due)
                .containsExactly(tuple(SUMMARISE, "23/6/2026 17:00"), tuple(CONSIDER, "30/6/2026 17:00"));
        assertThat(products())
                .last()
                .asString()
                .contains("\"difficulty\":\"Chưa kết nối được\"", "\"unhelpedReason\":\"Vẫn thiếu.\"");
        assertThat(standings()).containsExactly("2025-H2 DONE", "2026-H1 DONE");
        assertNoIncident();
    }

    @Test
    void whatIsNotAnsweredYetIsListedTooAndWhatCameMeanwhileTheLeadershipSees() {
        usually();
        player.when(SOLVE).never();
        timeMachine.jumpTo(Player.at("28/5/2026 09:00"));
        stated("nasati", "Chưa kết nối được");
        player.playUntil("5/6/2026 09:00");
        assertThat(listed())
                .containsExactly(
                        "Cục Thông tin khoa học và công nghệ quốc gia: Chưa kết nối được, 2026-05-28, open, null");

        stated("legal", "Thiếu hướng dẫn");
        player.playUntil("16/6/2026 09:00");
        stated("nasati", "Sau khi chốt số liệu");
        player.playUntil("23/6/2026 16:00");

        assertThat(dueDates(CONSIDER)).containsExactly("30/6/2026 17:00");
        assertThat(listed()).hasSize(2).last().asString().startsWith("Vụ Pháp chế: Thiếu hướng dẫn, 2026-06-05, open");
        assertNoIncident();
    }

    @Test
    void theNextOneBeginsWithWhatWasStillOpenAndWithWhatCameAfter() {
        usually();
        player.when(SOLVE).of("nasati").never();
        timeMachine.jumpTo(Player.at("18/5/2026 09:00"));
        stated("legal", "Thiếu hướng dẫn");
        player.playUntil("28/5/2026 09:00");
        stated("nasati", "Chưa kết nối được");
        player.playUntil("16/6/2026 09:00");
        stated("legal", "Sau khi chốt số liệu");

        player.playUntil("1/12/2026 06:30");

        assertThat(rowsOf("KH.III.1.a/2026-H2"))
                .containsExactly(
                        "Cục Thông tin khoa học và công nghệ quốc gia: Chưa kết nối được, 2026-05-28, open, null",
                        "Vụ Pháp chế: Sau khi chốt số liệu, 2026-06-16, done, helped");
    }

    @Test
    void theLeadershipReturnsItWithItsReasons() {
        usually();
        player.when(CONSIDER)
                .time(1)
                .at("24/6/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ nguyên nhân.");

        player.playUntil("24/6/2026 09:00");
        assertThat(dueDates(SUMMARISE)).containsExactly("26/6/2026 17:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ nguyên nhân.");

        player.playUntil("30/6/2026 23:59");
        assertThat(standings()).containsExactly("2025-H2 DONE", "2026-H1 DONE");
        assertNoIncident();
    }

    @Test
    void aHalfYearWithoutDifficultiesIsSummarisedToo() {
        usually();

        player.playUntil("30/6/2026 23:59");

        assertThat(standings()).containsExactly("2025-H2 DONE", "2026-H1 DONE");
        assertThat(products()).last().asString().startsWith("{\"difficulties\":[],");
        assertNoIncident();
    }

    @Test
    void aLeadershipThatIsLateMakesItLate() {
        usually();
        player.when(CONSIDER).at("1/7/2026 09:00");

        player.playUntil("1/7/2026 10:00");

        assertThat(standings()).containsExactly("2025-H2 DONE", "2026-H1 DONE late");
        assertNoIncident();
    }

    @Test
    void whatWasCancelledIsNotListedAndACancelledSummaryIsOpenedAgain() {
        usually();
        timeMachine.jumpTo(Player.at("28/5/2026 09:00"));
        stated("nasati", "Chưa kết nối được");
        cancel("kh-iii1a-difficulty");
        player.when(SUMMARISE).never();
        player.playUntil("1/6/2026 06:30");
        assertThat(listed()).isEmpty();
        cancel(process());

        player.as("it-center-head", () -> startByHand(Map.of("period", "2026-H1")));
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThatThrownBy(() -> startByHand(Map.of("period", "2026-H1"))).isInstanceOf(Refusal.class);
    }

    /** From now on each task is done the usual way. */
    private void usually() {
        player.when(SUMMARISE).answer("proposals", "Không có");
        player.when(CONSIDER);
    }

    private void stated(String unit, String what) {
        message(
                "difficulty-stated",
                Map.of("unit", unit, "concerns", "Mục II.4 Phụ lục", "taskName", "Cả mục", "difficulty", what));
    }

    private void cancel(String process) {
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process)
                                .singleResult()
                                .getId(),
                        "Mở nhầm");
    }

    private List<String> listed() {
        return rowsOf(KEY);
    }

    private List<String> rowsOf(String key) {
        JsonNode rows = FormFiller.read(variable(key, "difficulties").toString());
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> "%s: %s, %s, %s, %s"
                        .formatted(
                                row.path("unitName").asText(),
                                row.path("difficulty").asText(),
                                row.path("statedOn").asText(),
                                row.path("state").asText(),
                                row.path("outcome").asText("null")))
                .toList();
    }

    private List<String> standings() {
        return jdbc.sql(
                        """
                        select period || ' ' || state
                            || case when coalesce(first_sent_at, done_at) >= late_from then ' late' else '' end
                        from dp_obligation where clause = :clause and part = 'summary' order by period
                        """)
                .param("clause", clause())
                .query(String.class)
                .list();
    }
}
