package vn.gov.most.dataplan.processes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.collecting.Checking;
import vn.gov.most.dataplan.collecting.Checking.Result;
import vn.gov.most.dataplan.collecting.Checking.Seen;
import vn.gov.most.dataplan.collecting.ReportTable;
import vn.gov.most.dataplan.collecting.ReportTable.Collected;
import vn.gov.most.dataplan.collecting.ReportTable.Report;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/** The stage for a clause with unit reports: its tasks, and the state of the period and its reports. */
abstract class CollectingStage extends Stage {

    @Autowired
    Register register;

    @Autowired
    ReportTable table;

    @Autowired
    Checking checking;

    static final String PREPARE = "userTask_prepareReport";
    static final String SEND = "userTask_sendReport";
    static final String CHECK = "userTask_checkReport";
    static final String MEND = "userTask_mendReport";
    static final String GUIDE = "userTask_guideReports";
    static final String CONSOLIDATE = "userTask_consolidateReports";
    static final String APPROVE = "userTask_approveReport";

    private static final Pattern DECIDED = Pattern.compile("collectReports\\.show\\(task, '(\\w+)'\\)");

    /** The business keys of the ministry's open reports. */
    List<String> openReports() {
        return openInstances(process());
    }

    /** The business keys of the units' open reports. */
    List<String> openUnitReports() {
        return openInstances(process() + "-unit");
    }

    Map<String, Object> unitReport(String unit) {
        return unitReport(unit, clause() + "/2026");
    }

    /** The unit's row in the unit reports of the ministry's instance with that business key. */
    @SuppressWarnings("unchecked")
    Map<String, Object> unitReport(String unit, String key) {
        try {
            List<Map<String, Object>> rows = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readValue(variable(key, "unitReports").toString(), List.class);
            return rows.stream()
                    .filter(row -> row.get("unit").equals(unit))
                    .findFirst()
                    .orElseThrow();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A checker accepts a unit's report in the period's table, not in its task. */
    Result acceptFromTheTable(String unit, String key) {
        Collected period = table.period(jdbc.sql("select id from dp_obligation where business_key = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single())
                .orElseThrow();
        Report report = table.reports(period).stream()
                .filter(one -> one.row().key().unit().equals(unit))
                .findFirst()
                .orElseThrow();
        Task check = engine.getTaskService()
                .createTaskQuery()
                .taskId(report.toCheck(period).orElseThrow().task())
                .singleResult();
        List<Result> results =
                Acting.as(engine, player.memberFor(check), () -> checking.accept(period, List.of(Seen.of(report))));
        return results.get(0);
    }

    /** The units of the register that owe a report today. */
    List<String> owing() {
        Part asked = plan.part(clause(), reportPart()).orElseThrow();
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        List<String> owners = register.ownersOn(today).stream()
                .map(owner -> owner.unit().id())
                .toList();
        return switch (asked.each()) {
            case UNIT -> register.unitsOn(today).stream().map(Unit::id).toList();
            case DATABASE_OWNER, CLAUSE -> owners;
            case COORDINATOR ->
                Stream.concat(owners.stream(), plan.clause(clause()).orElseThrow().coordinators().stream())
                        .filter(unit -> !unit.equals(Clause.DATABASE_OWNERS))
                        .distinct()
                        .toList();
        };
    }

    /** The list of unit report rows that the ministry decides on. */
    Optional<String> decidedList() {
        try {
            return DECIDED.matcher(Files.readString(Path.of("processes", process() + ".bpmn")))
                    .results()
                    .map(show -> show.group(1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a list in the instance with that business key. */
    List<Map<String, Object>> rows(String key, String list) {
        Object rows = variable(key, list);
        return rows == null
                ? List.of()
                : new ObjectMapper().convertValue(FormFiller.read(rows.toString()), new TypeReference<>() {});
    }

    String stateOf(String unit, String period) {
        return jdbc.sql("select state from dp_obligation where clause = :clause and unit = :unit and period = :period")
                .param("clause", clause())
                .param("unit", unit)
                .param("period", period)
                .query(String.class)
                .single();
    }

    int sendings(String unit) {
        return jdbc.sql(
                        """
                        select count(*) from dp_sending s join dp_obligation o on o.id = s.obligation_id
                        where o.unit = :unit and o.clause = :clause and o.part = :part
                        """)
                .param("clause", clause())
                .param("part", reportPart())
                .param("unit", unit)
                .query(Integer.class)
                .single();
    }

    List<String> addenda() {
        return jdbc.sql(
                        "select o.unit from dp_sending s join dp_obligation o on o.id = s.obligation_id where s.addendum")
                .query(String.class)
                .list();
    }

    private String closingPart() {
        return closing().id();
    }

    /** The part that the units send. */
    String reportPart() {
        return closing().collects().orElseThrow();
    }

    private Part closing() {
        return plan.clause(clause()).flatMap(Clause::closingPart).orElseThrow();
    }

    String missingAtSigning() {
        return jdbc.sql("select missing_at_signing from dp_obligation where clause = :clause and part = :part")
                .param("clause", clause())
                .param("part", closingPart())
                .query(String.class)
                .single();
    }
}
