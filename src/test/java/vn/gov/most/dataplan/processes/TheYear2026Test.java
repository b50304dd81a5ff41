package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.management.UpdateJobDefinitionSuspensionStateBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.SpanFigures;
import vn.gov.most.dataplan.plan.Part;

/**
 * All periods of 2026 open by themselves and are played the usual way; each date is written by hand. All mails are
 * sent, unlike on the stage of a single clause.
 */
class TheYear2026Test extends Stage {

    @Autowired
    private Ledger ledger;

    @Override
    String clause() {
        throw new UnsupportedOperationException("All clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return true;
    }

    /** Each morning of the year is played. */
    @Override
    boolean opensNothing() {
        return false;
    }

    @Test
    void eachPeriodIsOpenedOnItsDayDoneByItsDateAndToldInMails() {
        peopleAreTold();
        // The first mails' texts are checked at the end of the year
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
                        "KH.III.1.a/2026-H1 opened 1/6/2026 due 30/6/2026 17:00 DONE",
                        "KH.III.1.a/2026-H2 opened 1/12/2026 due 31/12/2026 17:00 DONE",
                        "KH.III.3/2026 opened 4/5/2026 due 17/7/2026 17:00 DONE",
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
                        "Mục III.1.a Kế hoạch",
                        "Mục III.1.b Kế hoạch",
                        "Mục III.2 Phụ lục",
                        "Mục III.3 Kế hoạch",
                        "Mục IV.1 Phụ lục",
                        "Mục IV.2 Phụ lục");
        assertNoIncident();
    }

    /** One of three units is a day late, one two days, both before the decision, and one fifty days. */
    @Test
    void threeUnitsThatAreLateInEachClauseHoldNobodyUpAndAreCounted() {
        installedAt("1/1/2026 08:00");
        player.when("userTask_planWorks").answer("works", List.of(Map.of("orderedFor", "2026-09-30")));
        player.when("userTask_prepareReport").of("nasati").late(Duration.ofDays(1));
        player.when("userTask_prepareReport").of("legal").late(Duration.ofDays(2));
        player.when("userTask_prepareReport").of("ministry-office").late(Duration.ofDays(50));

        player.playUntil("31/12/2026 23:59");

        assertThat(periods()).hasSize(18).allMatch(period -> period.endsWith(" DONE"));
        assertThat(jdbc.sql("select business_key from dp_obligation where unit = '' and done_at >= late_from")
                        .query(String.class)
                        .list())
                .isEmpty();
        assertThat(lateReports())
                .containsExactly(
                        "KH.III.1.b/2026 due 17/3/2026: nasati 18/3/2026, legal 19/3/2026, ministry-office 6/5/2026",
                        "PL.II.8/2026-H1 due 21/4/2026: nasati 22/4/2026, legal 23/4/2026, ministry-office 10/6/2026",
                        "PL.I.3/2026-H1 due 19/5/2026: nasati 20/5/2026, legal 21/5/2026, ministry-office 8/7/2026",
                        "PL.I.7/2026-H1 due 19/5/2026: nasati 20/5/2026, legal 21/5/2026, ministry-office 8/7/2026",
                        "PL.II.3/2026 due 19/5/2026: nasati 20/5/2026, legal 21/5/2026, ministry-office 8/7/2026",
                        "KH.III.3/2026 due 15/6/2026: nasati 16/6/2026, legal 17/6/2026, ministry-office 4/8/2026",
                        "PL.IV.1/2026 due 6/7/2026: nasati 7/7/2026, legal 8/7/2026, ministry-office 25/8/2026",
                        "PL.II.8/2026-H2 due 23/10/2026: nasati 24/10/2026, legal 25/10/2026, ministry-office 12/12/2026",
                        "PL.I.3/2026-H2 due 18/11/2026: nasati 19/11/2026, legal 20/11/2026, ministry-office never",
                        "PL.I.7/2026-H2 due 18/11/2026: nasati 19/11/2026, legal 20/11/2026, ministry-office never",
                        "PL.III.1/2026 due 20/11/2026: nasati 21/11/2026, legal 22/11/2026, ministry-office never",
                        "PL.II.4/2026 due 24/12/2026: nasati 25/12/2026, legal 26/12/2026, ministry-office never",
                        "PL.III.2/2026 due 24/12/2026: nasati 25/12/2026, legal 26/12/2026, ministry-office never");
        // 93 reports and 37 others, of which two did not apply; the last letter is open. 34 of the 39 late ones above
        // were sent
        assertThat(untilThe("31/12/2026 23:59")).isEqualTo(new SpanFigures(128, 119, 88, 34, 5, 1, 0));
        // The six of II.4 and III.2 are late from then on, and no minute before
        assertThat(untilThe("25/12/2026 00:00").late()).isEqualTo(30);
        assertThat(untilThe("25/12/2026 00:00").overdue()).isEqualTo(3);
        assertThat(untilThe("25/12/2026 00:01").overdue()).isEqualTo(9);
        // Two units sent late in each of six periods, the third in two of these, and owed four
        assertThat(untilThe("1/7/2026 00:00").late()).isEqualTo(14);
        assertThat(untilThe("1/7/2026 00:00").overdue()).isEqualTo(4);
        // Training is reported after it was held, so all units have answered before
        assertThat(missingAtSigning())
                .containsExactlyInAnyOrder(
                        "KH.III.1.b/2026 [\"ministry-office\"]",
                        "KH.III.3/2026 [\"ministry-office\"]",
                        "PL.II.8/2026-H1 [\"ministry-office\"]",
                        "PL.I.3/2026-H1 [\"ministry-office\"]",
                        "PL.I.7/2026-H1 [\"ministry-office\"]",
                        "PL.II.3/2026 [\"ministry-office\"]",
                        "PL.IV.1/2026 []",
                        "PL.II.8/2026-H2 [\"ministry-office\"]",
                        "PL.I.3/2026-H2 [\"ministry-office\"]",
                        "PL.I.7/2026-H2 [\"ministry-office\"]",
                        "PL.III.1/2026 [\"ministry-office\"]",
                        "PL.II.4/2026 [\"ministry-office\"]",
                        "PL.III.2/2026 [\"ministry-office\"]");
        // Three working days after a due date, or fifteen after the previous letter; a signature in time ends it
        assertThat(urged())
                .containsExactly(
                        "ministry-office/2026-03-20 DONE",
                        "ministry-office/2026-04-17 DONE",
                        "ministry-office/2026-04-28 NOT_APPLICABLE",
                        "ministry-office/2026-05-22 DONE",
                        "ministry-office/2026-06-18 DONE",
                        "ministry-office/2026-07-09 DONE",
                        "ministry-office/2026-08-06 DONE",
                        "ministry-office/2026-10-28 NOT_APPLICABLE",
                        "ministry-office/2026-11-23 DONE",
                        "ministry-office/2026-12-22 DONE",
                        "ministry-office/2026-12-30 OPEN");
        assertNoIncident();
    }

    /** By period, when its units were due, and when those that were late sent. */
    private List<String> lateReports() {
        Map<String, List<String>> late = new LinkedHashMap<>();
        jdbc.sql("select * from dp_obligation where part in ('unit-report', 'unit-estimate')"
                        + " and (first_sent_at >= late_from or first_sent_at is null)"
                        + " order by due_at, clause, first_sent_at nulls last")
                .query((row, n) -> late.computeIfAbsent(
                                "%s/%s due %s"
                                        .formatted(
                                                row.getString("clause"), row.getString("period"), day(row, "due_at")),
                                period -> new ArrayList<>())
                        .add(row.getString("unit") + " " + day(row, "first_sent_at")))
                .list();
        return late.entrySet().stream()
                .map(period -> period.getKey() + ": " + String.join(", ", period.getValue()))
                .toList();
    }

    private SpanFigures untilThe(String moment) {
        Instant from = Player.at("1/1/2026 00:00");
        Instant until = Player.at(moment);
        return SpanFigures.ofGroups(ledger.groups(from, until, Optional.empty(), false), from, until);
    }

    /** Whom letters have urged, offered on which day. */
    private List<String> urged() {
        return jdbc.sql("select * from dp_obligation where part = 'urging' order by opened_at, unit")
                .query((row, n) -> row.getString("subject") + " " + row.getString("state"))
                .list();
    }

    private List<String> missingAtSigning() {
        return jdbc.sql("select * from dp_obligation where unit = '' and missing_at_signing is not null")
                .query((row, n) -> row.getString("business_key") + " " + row.getString("missing_at_signing"))
                .list();
    }

    private static String day(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? "never" : Player.local(moment.toInstant()).split(" ")[0];
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
                                day(row, "opened_at"),
                                Player.local(row.getObject("due_at", OffsetDateTime.class)
                                        .toInstant()),
                                row.getString("state")))
                .list();
    }
}
