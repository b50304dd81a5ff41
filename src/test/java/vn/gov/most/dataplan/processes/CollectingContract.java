package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.gov.most.dataplan.processes.CollectingStage.CHECK;
import static vn.gov.most.dataplan.processes.CollectingStage.GUIDE;
import static vn.gov.most.dataplan.processes.CollectingStage.MEND;
import static vn.gov.most.dataplan.processes.CollectingStage.PREPARE;
import static vn.gov.most.dataplan.processes.CollectingStage.SEND;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.processes.Player.Done;

/** The tests for every clause with unit reports, run for each with its own dates. */
interface CollectingContract {

    /**
     * One period of a clause. Dates and times are written by hand, in the format of {@link Player}.
     *
     * @param key of the ministry's process
     * @param opensItself false if it is opened by hand, or has a task before the units' reports
     */
    record Dates(String key, boolean opensItself, Asked asked, Returned returned, CutOff cutOff, End end) {

        /** Opened by hand on 1/12/2026; the state is entered on 4/12. */
        static Dates ofAPastYear(String key, String task, String part) {
            return new Dates(
                    key,
                    false,
                    new Asked("4/12/2026 14:59", "4/12/2026 15:00", "25/12/2026 17:00"),
                    new Returned("15/12/2026 09:00", "28/12/2026 09:00", "30/12/2026 17:00"),
                    new CutOff("25/12/2026 23:59", "26/12/2026 00:00", task, "11/1/2027 17:00", "28/12/2026 09:00"),
                    new End("28/2/2027 23:59", part, "DONE late"));
        }
    }

    /** The last minute before the units' reports are opened, the time when all are open, and their due date. */
    record Asked(String notYet, String at, String due) {}

    /** When a head returns a draft; when a report that was sent in time is returned, and when that is to be mended. */
    record Returned(String byTheHead, String byTheChecker, String mendDue) {}

    /**
     * The last minute of waiting for units, and the time when the ministry continues without them; the task that then
     * opens, with its due date; and when a late unit sends, before the signature.
     */
    record CutOff(String before, String at, String task, String taskDue, String lateSending) {}

    /** When everything is done; the ministry's part of the clause, and its final state. */
    record End(String at, String part, String standing) {}

    Dates dates();

    /** Prepares the conditions for opening the units' reports. */
    default void begin() {}

    private CollectingStage stage() {
        return (CollectingStage) this;
    }

    @Test
    default void everyUnitIsAskedWhenThePeriodOpensAndNotBefore() {
        CollectingStage stage = stage();
        begin();
        stage.player.when(PREPARE).never();
        stage.player.when(GUIDE).never();

        stage.player.playUntil(dates().asked().notYet());
        assertThat(stage.openReports()).isEqualTo(dates().opensItself() ? List.of() : List.of(dates().key()));
        assertThat(stage.openUnitReports()).isEmpty();

        stage.player.playUntil(dates().asked().at());
        assertThat(stage.openReports()).containsExactly(dates().key());
        assertThat(stage.openUnitReports())
                .hasSizeGreaterThanOrEqualTo(7)
                .containsExactlyInAnyOrderElementsOf(
                        stage.owing().stream().map(this::report).toList());
        assertThat(stage.dueDates(PREPARE))
                .hasSameSizeAs(stage.openUnitReports())
                .containsOnly(dates().asked().due());
        stage.assertNoIncident();
    }

    @Test
    default void aUnitThatSendsAfterTheCutOffHoldsNobodyUpAndIsMarkedLate() {
        CollectingStage stage = stage();
        begin();
        stage.player.when(SEND).of("nasati").at(dates().cutOff().lateSending());

        stage.player.playUntil(dates().cutOff().before());
        assertThat(stage.dueDates(dates().cutOff().task())).isEmpty();

        stage.player.playUntil(dates().cutOff().at());
        assertThat(stage.dueDates(dates().cutOff().task()))
                .containsExactly(dates().cutOff().taskDue());

        stage.player.playUntil(dates().cutOff().lateSending());
        assertThat(stage.unitReport("nasati", dates().key()))
                .containsEntry("state", "Đã gửi")
                .containsEntry("timeliness", "Quá hạn");
        assertThat(stage.acceptFromTheTable("nasati", dates().key()).says()).isEqualTo("Đã chấp nhận báo cáo.");

        stage.player.playUntil(dates().end().at());
        assertThat(stage.player.done(CHECK)).extracting(Done::unit).isNotEmpty().doesNotContain("nasati");
        assertThat(stage.states(stage.reportPart())).containsOnly("ACCEPTED");
        assertThat(stage.late(stage.reportPart())).isOne();
        assertThat(stage.missingAtSigning()).isEqualTo("[]");
        assertIsOver();
        assertThat(stage.openUnitReports()).isEmpty();
    }

    /** For clauses whose decision covers rows of the reports. */
    @Test
    default void whatLateReportsAskIsDecidedToo() {
        CollectingStage stage = stage();
        Optional<String> list = stage.decidedList();
        assumeTrue(list.isPresent(), "No list of the reports' rows is decided on");
        List<String> late = List.of("nasati", "it-center", "legal");
        begin();
        for (String unit : late) {
            stage.player.when(PREPARE).of(unit).answer(list.get(), List.of(Map.of()));
            stage.player.when(SEND).of(unit).at(dates().cutOff().lateSending());
        }
        stage.player.when(dates().cutOff().task()).never();

        stage.player.playUntil(dates().cutOff().at());
        assertThat(stage.rows(dates().key(), list.get()))
                .extracting(row -> row.get("unit"))
                .doesNotContainAnyElementsOf(late);

        stage.player.playUntil(dates().cutOff().lateSending());
        assertThat(stage.rows(dates().key(), list.get()))
                .extracting(row -> row.get("unit"))
                .containsAll(late);
        stage.assertNoIncident();
    }

    @Test
    default void aUnitThatNeverSendsHoldsNobodyUpAndIsNamedInWhatIsSigned() {
        CollectingStage stage = stage();
        begin();
        stage.player.when(PREPARE).of("nasati").never();

        stage.player.playUntil(dates().end().at());

        assertThat(stage.missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertIsOver();
        assertThat(stage.openUnitReports()).containsExactly(report("nasati"));
    }

    @Test
    default void whatIsReturnedIsMendedWithItsReasonsAndStaysInTime() {
        CollectingStage stage = stage();
        begin();
        stage.player.when(PREPARE).of("nasati").at(dates().returned().byTheHead());
        stage.player
                .when(SEND)
                .of("nasati")
                .time(1)
                .at(dates().returned().byTheHead())
                .answer("headDecision", "return")
                .answer("returnReason", "Thiếu số bản ghi.");
        stage.player
                .when(CHECK)
                .of("nasati")
                .time(1)
                .at(dates().returned().byTheChecker())
                .answer("checkDecision", "return")
                .answer("returnReason", "Thiếu đề xuất.");

        stage.player.playUntil(dates().returned().byTheHead());
        assertThat(stage.variable(report("nasati"), "mendReason")).isEqualTo("Thiếu số bản ghi.");
        assertThat(stage.stateOf("nasati", period())).isEqualTo("OPEN");

        stage.player.playUntil(dates().returned().byTheChecker());
        assertThat(stage.variable(report("nasati"), "mendReason")).isEqualTo("Thiếu đề xuất.");
        assertThat(stage.stateOf("nasati", period())).isEqualTo("MENDING");

        stage.player.playUntil(dates().end().at());
        // A draft that the head returns keeps the report's due date
        assertThat(dueOfNasati(MEND))
                .containsExactly(dates().asked().due(), dates().returned().mendDue());
        assertThat(dueOfNasati(SEND))
                .containsExactly(
                        dates().asked().due(),
                        dates().asked().due(),
                        dates().returned().mendDue());
        assertThat(stage.states(stage.reportPart())).containsOnly("ACCEPTED");
        assertThat(stage.sendings("nasati")).isEqualTo(2);
        assertThat(stage.late(stage.reportPart())).isZero();
        assertIsOver();
    }

    private void assertIsOver() {
        assertThat(stage().standing(dates().end().part()))
                .isEqualTo(dates().end().standing());
        assertThat(stage().openReports()).isEmpty();
        stage().assertNoIncident();
    }

    private List<String> dueOfNasati(String task) {
        return stage().player.done(task).stream()
                .filter(done -> done.unit().equals("nasati"))
                .map(Done::due)
                .toList();
    }

    /** The running period does not change. */
    @Test
    default void nobodyOpensAnotherPeriodThanTheOneThatIsDue() {
        CollectingStage stage = stage();
        begin();
        stage.player.when(PREPARE).never();
        stage.player.when(GUIDE).never();
        stage.player.playUntil(dates().asked().at());
        List<String> open = stage.openUnitReports();

        Period period = Period.parse(period());
        List<Period> others = Set.of(Period.Kind.ONCE, Period.Kind.REQUEST).contains(period.kind())
                ? List.of(Period.year(period.firstDay().getYear()))
                : List.of(period.previous(), period.next());
        for (Period other : others) {
            assertThatThrownBy(() -> stage.startByHand(Map.of("period", other.id())))
                    .isInstanceOf(Refusal.class)
                    .hasMessageMatching(
                            "(?s).*(Kỳ được phép mở: |không đặt kỳ này|không phải là kỳ của nhiệm vụ này|phải chọn trong danh sách|không có mục \"period\").*");
        }
        stage.timeMachine.runDueJobs();

        assertThat(stage.openReports()).containsExactly(dates().key());
        assertThat(stage.openUnitReports()).isEqualTo(open);
        stage.assertNoIncident();
    }

    private String report(String unit) {
        return dates().key() + "/" + unit;
    }

    private String period() {
        return dates().key().substring(dates().key().indexOf('/') + 1);
    }
}
