package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** Checks the results of half-years of PL.II.8 and PL.I.3 using only the tables and the history. */
record HalfYearChecker(ProcessEngine engine, JdbcClient jdbc, WorkingCalendar calendar) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    void check() {
        eachFeedbackIsInOneApprovedSynthesis();
        eachDatasetThatIsTakenInIsInOneReview();
        whatIsOrderedIsWhatWasDecided();
        theDocumentIsSignedByWhoeverSignedItLast();
        nobodyIsLateAtBirth();
        nothingHasFailed();
    }

    private void eachFeedbackIsInOneApprovedSynthesis() {
        assertThat(states("PL.II.8", "synthesis"))
                .as("syntheses")
                .containsOnly("DONE")
                .hasSize(2);
        assertThat(
                        texts(
                                """
                        select o.business_key from dp_obligation o where o.part = 'feedback' and o.state <> 'DONE'
                        """))
                .as("feedback that nobody has taken in")
                .isEmpty();
        List<String> inSyntheses = rowsOf("PL.II.8", "synthesis", "feedback").stream()
                .map(row -> row.get("unit") + ": " + row.get("feedbackContent"))
                .toList();
        List<String> takenIn = jdbc.sql(
                        """
                        select o.unit, s.content from dp_obligation o join dp_sending s on s.obligation_id = o.id
                        where o.clause = 'PL.II.8' and o.part = 'feedback'
                        """)
                .query((row, n) -> row.getString("unit") + ": "
                        + map(row.getString("content")).get("feedbackContent"))
                .list();
        assertThat(inSyntheses).as("feedback in the syntheses").containsExactlyInAnyOrderElementsOf(takenIn);
    }

    /**
     * Each accepted dataset is in the review of this half-year, or in its owner's report of the next, with all details
     * of the feedback. Datasets that the review dropped before the signature are in neither.
     */
    private void eachDatasetThatIsTakenInIsInOneReview() {
        assertThat(states("PL.I.3", "catalogue")).as("reviews").containsExactly("DONE", "OPEN");
        List<Object> leftOut = decidedRows().stream()
                .filter(row -> "drop".equals(row.get("kept")))
                .map(row -> row.get("name"))
                .toList();
        List<String> taken = rowsOf("PL.II.8", "synthesis", "feedback").stream()
                .filter(row -> "accept".equals(row.get("answer")) && "no".equals(row.get("inCatalogue")))
                .filter(row -> !leftOut.contains(row.get("name")))
                .map(row -> row.get("unit") + ": " + row.get("feedbackContent"))
                .toList();
        List<String> found = Stream.concat(
                        rowsOf("PL.I.3", "catalogue", "datasets").stream(), rowsOfTheNextReports().stream())
                .filter(row -> String.valueOf(row.get("changeReason")).startsWith("Ý kiến phản hồi của "))
                .map(row -> row.get("unit") + ": "
                        + row.get("changeReason").toString().replaceFirst("^.*?: ", ""))
                .toList();
        assertThat(found).as("datasets that were taken in, in reviews").containsExactlyInAnyOrderElementsOf(taken);
        assertThat(rowsOf("PL.I.3", "catalogue", "datasets"))
                .extracting(row -> row.get("name"))
                .filteredOn(name -> name.toString().startsWith("Dữ liệu "))
                .as("datasets of the review")
                .doesNotHaveDuplicates()
                .noneMatch(leftOut::contains);
    }

    private List<Map<String, Object>> decidedRows() {
        return issued().map(document -> rows(variable(document.getId(), "decidedRows")))
                .orElse(List.of());
    }

    private List<Map<String, Object>> rowsOfTheNextReports() {
        List<Map<String, Object>> all = new ArrayList<>();
        jdbc.sql(
                        """
                        select unit, process_instance from dp_obligation
                        where clause = 'PL.I.3' and part = 'unit-report' and period = '2027-H1'
                        """)
                .query((row, n) -> Map.entry(row.getString("unit"), row.getString("process_instance")))
                .list()
                .forEach(report -> rows(variable(report.getValue(), "datasets")).forEach(row -> {
                    row.put("unit", report.getKey());
                    all.add(row);
                }));
        assertThat(all).as("rows of the next half-year's reports").doesNotHaveDuplicates();
        return all;
    }

    private void whatIsOrderedIsWhatWasDecided() {
        Map<String, LocalDate> decided = new TreeMap<>();
        jdbc.sql("select o.period, s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id"
                        + " where o.clause = 'PL.II.8' and o.part = 'synthesis'")
                .query((row, n) -> Map.entry(row.getString("period"), row.getString("content")))
                .list()
                .forEach(synthesis -> {
                    List<Map<String, Object>> rows = list(map(synthesis.getValue()), "feedback");
                    for (int i = 0; i < rows.size(); i++) {
                        if (rows.get(i).get("orderedFor") instanceof String day
                                && "accept".equals(rows.get(i).get("answer"))) {
                            decided.put(
                                    "PL.II.8/%s/%s/%d"
                                            .formatted(
                                                    synthesis.getKey(),
                                                    rows.get(i).get("unit"),
                                                    i + 1),
                                    LocalDate.parse(day));
                        }
                    }
                });
        List<Map<String, Object>> product = rowsOf("PL.I.3", "catalogue", "datasets");
        int leftOut = 0;
        for (Map<String, Object> row : decidedRows()) {
            leftOut += "drop".equals(row.get("kept")) ? 1 : 0;
            if ("keep".equals(row.get("kept")) && row.get("orderedFor") instanceof String day) {
                int number = (Integer) row.get("number") - leftOut;
                Map<String, Object> of = product.get(number - 1);
                assertThat(row.get("name")).as("row %d of the product", number).isEqualTo(of.get("name"));
                decided.put("PL.I.3/2026-H2/%s/%d".formatted(of.get("unit"), number), LocalDate.parse(day));
            }
        }
        Map<String, LocalDate> due = new TreeMap<>();
        Map<String, LocalDate> expected = new TreeMap<>();
        jdbc.sql("select * from dp_obligation where part = 'publication' and process_instance <> 'none'")
                .query((row, n) -> {
                    String key = String.join(
                            "/",
                            row.getString("clause"),
                            row.getString("period"),
                            row.getString("unit"),
                            row.getString("subject"));
                    LocalDate first =
                            calendar.plusWorkingDays(day(row.getObject("opened_at", OffsetDateTime.class)), 1);
                    due.put(key, day(row.getObject("due_at", OffsetDateTime.class)));
                    if (decided.containsKey(key)) {
                        expected.put(key, decided.get(key).isBefore(first) ? first : decided.get(key));
                    }
                    return key;
                })
                .list();
        assertThat(due.keySet()).as("what is ordered").isEqualTo(decided.keySet());
        assertThat(due).as("until when it is ordered").isEqualTo(expected);
    }

    /** The last of the period's documents; empty if nothing was amended. */
    private Optional<HistoricProcessInstance> issued() {
        return "amend".equals(product().get("amendment"))
                ? engine
                        .getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey("issue-document")
                        .processInstanceBusinessKey("PL.I.3/2026-H2")
                        .orderByProcessInstanceStartTime()
                        .desc()
                        .listPage(0, 1)
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private void theDocumentIsSignedByWhoeverSignedItLast() {
        issued().ifPresent(document -> {
            HistoricTaskInstance signing = engine.getHistoryService()
                    .createHistoricTaskInstanceQuery()
                    .processInstanceId(document.getId())
                    .taskDefinitionKey("userTask_signDocument")
                    .orderByHistoricTaskInstanceEndTime()
                    .desc()
                    .listPage(0, 1)
                    .get(0);
            String signedFor = jdbc.sql(
                            """
                            select d.text_ from act_hi_detail d where d.type_ = 'FormProperty' and d.name_ = 'signedFor' and d.act_inst_id_ =
                                (select t.act_inst_id_ from act_hi_taskinst t where t.id_ = :task)
                            """)
                    .param("task", signing.getId())
                    .query(String.class)
                    .single();
            String signer = jdbc.sql("select first_ || ' ' || last_ from act_id_user where id_ = :id")
                    .param("id", signing.getAssignee())
                    .query(String.class)
                    .single();
            assertThat(product())
                    .as("what is kept of the signing")
                    .containsEntry("documentSigner", signer)
                    .containsEntry("signedFor", signedFor)
                    .containsEntry(
                            "documentDate",
                            LocalDate.ofInstant(signing.getEndTime().toInstant(), WorkingCalendar.ZONE)
                                    .toString());
        });
    }

    /**
     * Work counts as late only if it once had time. Exceptions: a date that had already passed when it was given, and
     * work that is opened again with its old dates.
     */
    private void nobodyIsLateAtBirth() {
        assertThat(
                        texts(
                                """
                        select o.business_key from dp_obligation o where o.process_instance <> 'none'
                            and o.late_from <= o.opened_at
                            and not exists (
                                select 1 from dp_earlier_life e
                                where e.obligation_id = o.id and e.opened_at < o.late_from)
                        """))
                .as("what was late when it was opened")
                .isEmpty();
        assertThat(
                        texts(
                                """
                        select t.name_ || ' ' || t.start_time_ from act_hi_taskinst t
                            join act_hi_procinst p on p.id_ = t.root_proc_inst_id_
                            join dp_obligation o on o.business_key = p.business_key_
                        where t.due_date_ <= t.start_time_ and t.due_date_ <> o.due_at
                            and not exists (
                                select 1 from act_hi_taskinst e
                                where e.proc_inst_id_ = t.proc_inst_id_ and e.due_date_ = t.due_date_
                                    and e.start_time_ < e.due_date_)
                        """))
                .as("tasks that were late when they came")
                .isEmpty();
        assertThat(texts("select t.name_ from dp_step s join act_hi_taskinst t on t.id_ = s.task_id"
                        + " where s.due_at <> t.due_date_ or s.late_from <= s.due_at"))
                .as("open steps that are due on another day than their tasks")
                .isEmpty();
    }

    private void nothingHasFailed() {
        assertThat(texts("select incident_msg_ from act_hi_incident"))
                .as("incidents")
                .isEmpty();
        assertThat(texts("select job_exception_msg_ from act_hi_job_log where job_state_ = 1"))
                .as("jobs that failed")
                .isEmpty();
    }

    private Map<String, Object> product() {
        return map(contents("PL.I.3", "catalogue").get(0));
    }

    /** The rows of a list in all stored contents of a part. */
    private List<Map<String, Object>> rowsOf(String clause, String part, String list) {
        return contents(clause, part).stream()
                .flatMap(content -> list(map(content), list).stream())
                .toList();
    }

    private List<String> contents(String clause, String part) {
        return jdbc.sql("select s.content from dp_sending s join dp_obligation o on o.id = s.obligation_id"
                        + " where o.clause = :clause and o.part = :part order by o.period")
                .param("clause", clause)
                .param("part", part)
                .query(String.class)
                .list();
    }

    private List<String> states(String clause, String part) {
        return jdbc.sql("select state from dp_obligation where clause = :clause and part = :part order by period")
                .param("clause", clause)
                .param("part", part)
                .query(String.class)
                .list();
    }

    private List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    /** As it was last. */
    private String variable(String instance, String name) {
        HistoricVariableInstance variable = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .activityInstanceIdIn(instance)
                .variableName(name)
                .singleResult();
        return variable.getValue().toString();
    }

    private static LocalDate day(OffsetDateTime moment) {
        return LocalDate.ofInstant(moment.toInstant(), WorkingCalendar.ZONE);
    }

    private static Map<String, Object> map(String json) {
        return MAPPER.convertValue(FormFiller.read(json), new TypeReference<>() {});
    }

    static List<Map<String, Object>> rows(String json) {
        return MAPPER.convertValue(FormFiller.read(json), new TypeReference<>() {});
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> kept, String list) {
        return (List<Map<String, Object>>) kept.getOrDefault(list, List.of());
    }
}
