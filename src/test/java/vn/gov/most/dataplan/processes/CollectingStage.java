package vn.gov.most.dataplan.processes;

import java.util.List;
import java.util.Map;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/** The stage of a clause whose units report: its tasks, and how it and its reports stand. */
abstract class CollectingStage extends Stage {

    static final String PREPARE = "userTask_prepareReport";
    static final String SEND = "userTask_sendReport";
    static final String CHECK = "userTask_checkReport";
    static final String MEND = "userTask_mendReport";
    static final String GUIDE = "userTask_guideReports";
    static final String CONSOLIDATE = "userTask_consolidateReports";
    static final String APPROVE = "userTask_approveReport";

    /** Business keys of the ministry's reports that are open. */
    List<String> openReports() {
        return openInstances(process());
    }

    /** Business keys of the units' reports that are open. */
    List<String> openUnitReports() {
        return openInstances(process() + "-unit");
    }

    Map<String, Object> unitReport(String unit) {
        return unitReport(unit, clause() + "/2026");
    }

    /** The unit's row in what the ministry's process of that business key shows. */
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
                        "select count(*) from dp_sending s join dp_obligation o on o.id = s.obligation_id where o.unit = :unit")
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
        return plan.clause(clause()).flatMap(Clause::closingPart).map(Part::id).orElseThrow();
    }

    String missingAtSigning() {
        return jdbc.sql("select missing_at_signing from dp_obligation where clause = :clause and part = :part")
                .param("clause", clause())
                .param("part", closingPart())
                .query(String.class)
                .single();
    }
}
