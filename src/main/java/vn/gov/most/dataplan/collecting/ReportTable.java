package vn.gov.most.dataplan.collecting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.TrackedObligation;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Step;

/**
 * The reports of a period for their checkers: who has sent what and when, what was returned and why, and who has it
 * now. It works for each clause with a part that collects the reports of another part. The plan says who checks them.
 */
@Component
public class ReportTable {

    private static final String UNIT = "unit";
    private static final String HEAD = "head";

    /** The engine's value in its table. */
    private static final int SUSPENDED = 2;

    /** Reads a whole period in one statement, so that the page stays fast with many units. */
    static final String REPORTS =
            """
            select o.*, n.name as unit_name, e.suspension_state_ as suspension,
                s.number, s.sent_at, s.addendum, s.sent_by_name,
                t.id_ as task, t.task_def_key_ as task_step, t.proc_def_id_ as task_process, t.name_ as task_name,
                t.assignee_ as holder, holder.first_ as holder_first, holder.last_ as holder_last,
                c.completed_at as checked_at, c.completed_by_name as checked_by_name, c.entered as checked
            from dp_obligation o
                left join dp_unit_name n on n.unit_id = o.unit and n.valid_from = coalesce(
                    (select max(m.valid_from) from dp_unit_name m where m.unit_id = o.unit and m.valid_from <= :today),
                    (select min(m.valid_from) from dp_unit_name m where m.unit_id = o.unit))
                left join act_ru_execution e on e.id_ = o.process_instance
                left join act_ru_task t on t.proc_inst_id_ = o.process_instance
                left join dp_sending s on s.obligation_id = o.id and s.number = (
                    select max(l.number) from dp_sending l where l.obligation_id = o.id)
                left join dp_completed_step c on c.process_instance = o.process_instance and c.step = :check
                    and c.completed_at = (
                        select max(l.completed_at) from dp_completed_step l
                        where l.process_instance = o.process_instance and l.step = :check)
                left join act_id_user holder on holder.id_ = t.assignee_
            where o.clause = :clause and o.part = :part and o.period = :period
            order by o.id
            """;

    private final Plan plan;
    private final PlanContext context;
    private final Ledger ledger;
    private final JdbcClient jdbc;

    ReportTable(Plan plan, PlanContext context, Ledger ledger, JdbcClient jdbc) {
        this.plan = plan;
        this.context = context;
        this.ledger = ledger;
        this.jdbc = jdbc;
    }

    /**
     * A period whose reports are checked.
     *
     * @param row the period's row
     * @param reports the part that each unit sends
     * @param check the step that accepts or returns a report
     */
    public record Collected(Obligation row, Clause clause, Part reports, Step check) {

        /** Whether one of these groups checks the reports. */
        public boolean isCheckedBy(Collection<String> groups) {
            return groups.contains(check.who());
        }

        /** The steps in which the unit's head sends. */
        public List<String> sendingSteps() {
            return reports.steps().stream()
                    .filter(step -> step.who().equals(HEAD))
                    .map(Step::task)
                    .toList();
        }
    }

    /**
     * A unit's report.
     *
     * @param isLate whether it is late, or counted as late
     * @param paused whether its instance is suspended
     * @param sent the last sending
     * @param returned the last check, if it returned the report
     * @param open the current task; empty if there is none
     */
    public record Report(
            Obligation row,
            String unitName,
            boolean isLate,
            boolean paused,
            Optional<Sent> sent,
            Optional<Returned> returned,
            Optional<Open> open) {

        public long id() {
            return row.id();
        }

        /** The Vietnamese state, as in the period's forms. */
        public String standing() {
            return UnitReports.state(row, paused);
        }

        /** The open task that checks the report, if somebody can work on it. */
        public Optional<Open> toCheck(Collected period) {
            return open.filter(task -> !paused
                    && row.isActive()
                    && task.step().equals(period.check().task()));
        }

        /** Whether the unit has to send it, or send it again. */
        public boolean isAwaited() {
            return row.isActive()
                    && !paused
                    && (row.state() == Obligation.State.OPEN || row.state() == Obligation.State.MENDING);
        }
    }

    /**
     * @param number of the sending, from 1
     * @param by a name
     * @param addendum whether it was sent after the signature
     */
    public record Sent(int number, Instant at, String by, boolean addendum) {}

    /** @param by a name */
    public record Returned(Instant at, String by, String reason) {}

    /** @param holder the assignee's user id, {@code holderName} their name; both empty if the task is unclaimed */
    public record Open(String task, String step, String process, String name, String holder, String holderName) {}

    /** Whether these groups check any reports. */
    public boolean isOpenTo(Collection<String> groups) {
        return collecting().anyMatch(step -> groups.contains(step.who()));
    }

    private Stream<Step> collecting() {
        return plan.parts().flatMap(closing -> reports(closing).flatMap(ReportTable::check).stream());
    }

    private Optional<Part> reports(Part closing) {
        return closing.collects().flatMap(part -> plan.clause(closing.clause()).flatMap(clause -> clause.part(part)));
    }

    /** The last step that is not done by the unit or its head. */
    private static Optional<Step> check(Part reports) {
        return reports.steps().stream()
                .filter(step -> !step.who().equals(UNIT) && !step.who().equals(HEAD) && !step.onlyInOlderVersions())
                .reduce((earlier, later) -> later);
    }

    /** By the id of the period's row; empty if its part collects nothing. */
    public Optional<Collected> period(long id) {
        return ledger.tracked(id).map(TrackedObligation::obligation).flatMap(this::collected);
    }

    /** By the instance that carries the period out; empty where it is another. */
    Optional<Collected> carriedOutBy(String instance) {
        return ledger.findByInstance(instance).flatMap(this::collected);
    }

    private Optional<Collected> collected(Obligation row) {
        return plan.part(row.key().clause(), row.key().part())
                .filter(part -> row.key().unit().isEmpty())
                .flatMap(this::reports)
                .flatMap(reports -> check(reports)
                        .map(check -> new Collected(
                                row, plan.clause(row.key().clause()).orElseThrow(), reports, check)));
    }

    /** The number of a period's reports in each state. */
    public record Figures(int units, int unsent, int toCheck, int mending, int accepted) {}

    /**
     * The periods checked by these groups that are open or have an open report, in the plan's order, the latest period
     * first.
     */
    public Map<Collected, Figures> running(Collection<String> groups) {
        Map<Collected, Figures> running = new LinkedHashMap<>();
        plan.parts()
                .filter(closing -> reports(closing)
                        .flatMap(ReportTable::check)
                        .filter(check -> groups.contains(check.who()))
                        .isPresent())
                .flatMap(closing -> Stream.concat(
                                ledger.active(closing.clause(), closing.id()).stream(),
                                ledger
                                        .active(
                                                closing.clause(),
                                                closing.collects().orElseThrow())
                                        .stream()
                                        .map(report -> new ObligationKey(
                                                closing.clause(),
                                                closing.id(),
                                                report.key().period(),
                                                "",
                                                ""))
                                        .distinct()
                                        .flatMap(key -> ledger.find(key).stream()))
                        .distinct()
                        .sorted(Comparator.comparing(
                                        (Obligation row) -> row.key().period())
                                .reversed()))
                .flatMap(row -> collected(row).stream())
                .forEach(period -> running.put(period, figures(period)));
        return running;
    }

    private Figures figures(Collected period) {
        List<Obligation> rows = ledger.ofPeriod(
                period.clause().id(), period.reports().id(), period.row().key().period());
        return new Figures(
                rows.size(),
                count(rows, Obligation.State.OPEN),
                count(rows, Obligation.State.SENT),
                count(rows, Obligation.State.MENDING),
                (int) rows.stream()
                        .filter(row -> row.state() == Obligation.State.ACCEPTED)
                        .count());
    }

    private static int count(List<Obligation> rows, Obligation.State state) {
        return (int) rows.stream()
                .filter(row -> row.isActive() && row.state() == state)
                .count();
    }

    /** In the order in which they were opened, which is the register's order. */
    public List<Report> reports(Collected period) {
        Instant now = context.now();
        Map<Long, Report> reports = new LinkedHashMap<>();
        jdbc.sql(REPORTS)
                .param("clause", period.clause().id())
                .param("part", period.reports().id())
                .param("period", period.row().key().period())
                .param("check", period.check().task())
                .param("today", context.today())
                .query((row, n) -> report(row, n, now))
                .list()
                .forEach(report -> reports.putIfAbsent(report.id(), report));
        return List.copyOf(reports.values());
    }

    private static Report report(ResultSet row, int n, Instant now) throws SQLException {
        Obligation obligation = Ledger.obligation(row, n);
        return new Report(
                obligation,
                Objects.toString(row.getString("unit_name"), obligation.key().unit()),
                obligation.isLate(now),
                obligation.isActive() && row.getInt("suspension") == SUSPENDED,
                sent(row),
                returned(row),
                open(row));
    }

    private static Optional<Sent> sent(ResultSet row) throws SQLException {
        Optional<Instant> at = moment(row, "sent_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sent(
                        row.getInt("number"),
                        at.get(),
                        Objects.toString(row.getString("sent_by_name"), ""),
                        row.getBoolean("addendum")));
    }

    private static Optional<Returned> returned(ResultSet row) throws SQLException {
        Optional<String> reason = Optional.ofNullable(row.getString("checked")).flatMap(CompletedSteps::reason);
        return reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Returned(
                        moment(row, "checked_at").orElseThrow(), row.getString("checked_by_name"), reason.get()));
    }

    private static Optional<Open> open(ResultSet row) throws SQLException {
        String task = row.getString("task");
        return task == null
                ? Optional.empty()
                : Optional.of(new Open(
                        task,
                        row.getString("task_step"),
                        row.getString("task_process"),
                        row.getString("task_name"),
                        Objects.toString(row.getString("holder"), ""),
                        holderName(row)));
    }

    /** The assignee's display name; the user id if the account was deleted. */
    private static String holderName(ResultSet row) throws SQLException {
        return PersonName.of(
                Objects.toString(row.getString("holder"), ""),
                row.getString("holder_first"),
                row.getString("holder_last"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
