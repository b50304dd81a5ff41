package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.management.UpdateJobDefinitionSuspensionStateBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Part;

/**
 * All that comes round in 2026, opened by itself and played the usual way; each date written by hand. People are told of
 * all of it by mail, which they are not where one clause is on the stage.
 */
class TheYear2026Test extends Stage {

    @Override
    String clause() {
        throw new UnsupportedOperationException("All clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return true;
    }

    @Test
    void eachPeriodIsOpenedOnItsDayDoneByItsDateAndToldInMails() {
        peopleAreTold();
        // What the first mails said is asked at the end of the year
        jobs("empty-mails").suspend();
        installedAt("1/1/2026 08:00");
        player.when("userTask_planWorks").answer("works", List.of(Map.of("orderedFor", "2026-09-30")));

        player.playUntil("31/12/2026 23:59");

        assertThat(periods())
                .containsExactlyInAnyOrder(
                        "PL.III.1-works/2026 opened 5/1/2026 due 31/3/2026 17:00 DONE",
                        "PL.III.1/2026 opened 1/10/2026 due 30/11/2026 17:00 DONE",
                        "PL.I.6/2026 opened 5/1/2026 due 31/3/2026 17:00 DONE",
                        "KH.III.1.b/2026 opened 2/2/2026 due 29/4/2026 17:00 DONE",
                        "PL.II.3/2026 opened 2/3/2026 due 30/6/2026 17:00 DONE",
                        "PL.II.8/2026-H1 opened 1/4/2026 due 29/4/2026 17:00 DONE",
                        "PL.IV.1/2026 opened 1/4/2026 due 30/9/2026 17:00 DONE",
                        "PL.I.3/2026-H1 opened 4/5/2026 due 30/6/2026 17:00 DONE",
                        "PL.I.7/2026-H1 opened 4/5/2026 due 30/6/2026 17:00 DONE",
                        "PL.IV.2/2026 opened 3/9/2026 due 14/12/2026 17:00 DONE",
                        "PL.II.8/2026-H2 opened 1/10/2026 due 30/10/2026 17:00 DONE",
                        "PL.I.3/2026-H2 opened 2/11/2026 due 31/12/2026 17:00 DONE",
                        "PL.I.7/2026-H2 opened 2/11/2026 due 31/12/2026 17:00 DONE",
                        "PL.II.4/2026 opened 2/11/2026 due 30/12/2026 17:00 DONE",
                        "PL.III.2/2026 opened 2/11/2026 due 31/12/2026 17:00 DONE");
        assertThat(jdbc.sql("select business_key from dp_obligation where first_sent_at >= late_from or state in"
                                + " ('OPEN', 'SENT', 'MENDING', 'NOT_SENT')")
                        .query(String.class)
                        .list())
                .as("what is late or not finished")
                .isEmpty();
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .rootProcessInstances()
                        .list())
                .isEmpty();
        assertThat(clausesInMails())
                .containsExactly(
                        "Mục I.3 Phụ lục",
                        "Mục I.6 Phụ lục",
                        "Mục I.7 Phụ lục",
                        "Mục II.3 Phụ lục",
                        "Mục II.4 Phụ lục",
                        "Mục II.8 Phụ lục",
                        "Mục III.1 Phụ lục",
                        "Mục III.1.b Kế hoạch",
                        "Mục III.2 Phụ lục",
                        "Mục IV.1 Phụ lục",
                        "Mục IV.2 Phụ lục");
        assertNoIncident();
    }

    @AfterEach
    void mailsAreEmptiedAgain() {
        jobs("empty-mails").activate();
    }

    private UpdateJobDefinitionSuspensionStateBuilder jobs(String process) {
        return engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey(process)
                .includeJobs(true);
    }

    private List<String> periods() {
        return jdbc.sql("select * from dp_obligation where unit = '' order by opened_at, business_key")
                .query((row, n) -> "%s opened %s due %s %s"
                        .formatted(
                                row.getString("business_key"),
                                Player.local(row.getObject("opened_at", OffsetDateTime.class)
                                                .toInstant())
                                        .split(" ")[0],
                                Player.local(row.getObject("due_at", OffsetDateTime.class)
                                        .toInstant()),
                                row.getString("state")))
                .list();
    }
}
