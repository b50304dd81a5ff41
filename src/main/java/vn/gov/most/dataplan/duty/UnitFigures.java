package vn.gov.most.dataplan.duty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.UnitPunctuality;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Plan;

/** Statistics on how the units meet their due dates, for models. */
@Component
@ModelBean
public class UnitFigures {

    private final PlanContext context;
    private final Plan plan;
    private final Ledger ledger;
    private final Register register;

    UnitFigures(PlanContext context, Plan plan, Ledger ledger, Register register) {
        this.context = context;
        this.plan = plan;
        this.ledger = ledger;
        this.register = register;
    }

    /**
     * Sets a list with a row for each unit that had something due in the period until now: how much, and how much of
     * it was done in time, late, or is not done. Waived and not applicable work does not count.
     */
    public void show(DelegateExecution execution) {
        Map<String, UnitPunctuality> kept = new LinkedHashMap<>();
        List<ObligationKey> owedByOthers = plan.parts()
                .filter(part -> !part.isOwedByUnit())
                .map(part -> new ObligationKey(part.clause(), part.id(), "", "", ""))
                .toList();
        ledger.keptDates(context.period(execution), context.now(), owedByOthers)
                .forEach(one -> kept.put(one.unit(), one));
        List<Map<String, Object>> rows = register.unitsOn(context.today()).stream()
                .filter(unit -> kept.containsKey(unit.id()))
                .map(unit -> row(unit, kept.get(unit.id())))
                .toList();
        execution.setVariable("keptDates", Json.value(rows));
    }

    private static Map<String, Object> row(Unit unit, UnitPunctuality kept) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("unitName", unit.name());
        row.put("owed", kept.owed());
        row.put("inTime", kept.inTime());
        row.put("late", kept.late());
        row.put("overdue", kept.owed() - kept.inTime() - kept.late());
        return row;
    }
}
