package vn.gov.most.dataplan.tasklist;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/** The clauses of the processes that people can start, in the plan's order. */
@RestController
class Starts {

    private final Map<String, Start> starts = new LinkedHashMap<>();

    Starts(Plan plan) {
        for (Clause clause : plan.clauses()) {
            for (Part part : clause.parts()) {
                part.process()
                        .ifPresent(process ->
                                starts.putIfAbsent(process, new Start(starts.size() + 1, clause.citation())));
            }
        }
    }

    /** @param order in the list, from 1 */
    record Start(int order, String citation) {}

    @GetMapping("/api/starts")
    Map<String, Start> starts() {
        return starts;
    }
}
