package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The stage for a clause of a past year. It is opened by hand, and its first task asks for the state. */
abstract class PastYearStage extends CollectingStage {

    static final String STATE = "userTask_statePastDuty";

    /** The part whose time was over long ago. */
    abstract String part();

    /** The part's last day in time, in the format of a form. */
    abstract String lastDay();

    /** Opens the clause where the test has not done so before. */
    void open() {}

    @Test
    void whatWasDoneOnTheLastDayOfItsTimeWasDoneInTime() {
        open();
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", lastDay())
                .answer("evidence", "Quyết định số 2/QĐ-BKHCN");

        player.playUntil("7/12/2026 08:00");

        assertThat(standing(part())).isEqualTo("DONE");
        assertThat(recorded()).singleElement().asString().contains("Quyết định số 2/QĐ-BKHCN", lastDay());
        assertThat(openInstances(process())).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatDoesNotApplyIsRecordedWithItsReason() {
        open();
        player.when(STATE).answer("pastState", "notApplicable").answer("pastReason", "Đã chuyển sang mục khác.");

        player.playUntil("7/12/2026 08:00");

        assertThat(standing(part())).isEqualTo("NOT_APPLICABLE");
        assertThat(recorded()).singleElement().asString().contains("Đã chuyển sang mục khác.");
        assertThat(openInstances(process())).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    /** The stored contents of the part, as JSON. */
    List<String> recorded() {
        return jdbc.sql(
                        "select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id where o.clause = :clause and o.part = :part")
                .param("clause", clause())
                .param("part", part())
                .query(String.class)
                .list();
    }
}
