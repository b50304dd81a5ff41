package vn.gov.most.dataplan.collecting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;

/**
 * The state of a period's unit reports for forms: one row per unit, with its state, whether it is in time and, after a
 * sending, the content of the last one.
 */
@Component
class UnitReports {

    /** The variable of the ministry's instance for its forms. */
    static final String VARIABLE = "unitReports";

    private final PlanContext context;
    private final Ledger ledger;
    private final Register register;

    UnitReports(PlanContext context, Ledger ledger, Register register) {
        this.context = context;
        this.ledger = ledger;
        this.register = register;
    }

    JsonValue of(Obligation period) {
        String part = context.collected(period.key()).id();
        Map<Long, Sending> lastSendings = lastSendings(period, part);
        Map<String, String> names = names();
        Set<String> suspended =
                ledger.suspended(period.key().clause(), part, period.key().period());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Obligation unit :
                ledger.ofPeriod(period.key().clause(), part, period.key().period())) {
            String name = names.computeIfAbsent(unit.key().unit(), this::lastName);
            String state = state(unit, suspended.contains(unit.processInstance()));
            rows.add(row(period, unit, name, state, Optional.ofNullable(lastSendings.get(unit.id()))));
        }
        return Json.value(rows);
    }

    /** The rows of a list from all sent reports, one report after the other, each with its unit. */
    List<Map<String, Object>> rows(Obligation period, String list) {
        String part = context.collected(period.key()).id();
        Map<Long, Sending> lastSendings = lastSendings(period, part);
        Map<String, String> names = names();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Obligation unit :
                ledger.ofPeriod(period.key().clause(), part, period.key().period())) {
            Sending last = lastSendings.get(unit.id());
            if (last != null && Json.map(last.content()).get(list) instanceof List<?> ofUnit) {
                for (Object row : ofUnit) {
                    Map<String, Object> withUnit = new LinkedHashMap<>();
                    withUnit.put("unit", unit.key().unit());
                    withUnit.put("unitName", names.computeIfAbsent(unit.key().unit(), this::lastName));
                    ((Map<?, ?>) row).forEach((field, value) -> withUnit.put((String) field, value));
                    rows.add(withUnit);
                }
            }
        }
        return rows;
    }

    private Map<Long, Sending> lastSendings(Obligation period, String part) {
        return ledger.sendings(period.key().clause(), part, period.key().period()).stream()
                .collect(Collectors.toMap(Sending::obligation, sending -> sending, (first, next) -> next));
    }

    /** Reads all names in one query, because the caller holds the period's lock and heads wait for it. */
    private Map<String, String> names() {
        return register.unitsOn(context.today()).stream().collect(Collectors.toMap(Unit::id, Unit::name));
    }

    private String lastName(String unit) {
        return register.unit(unit, context.today()).map(Unit::name).orElse(unit);
    }

    static String state(Obligation unit, boolean isSuspended) {
        if (unit.waivedAt().isPresent()) {
            return Status.WAIVED.vietnamese();
        }
        if (unit.cancelledAt().isPresent()) {
            return Status.CANCELLED.vietnamese();
        }
        return isSuspended ? Status.PAUSED.vietnamese() : unit.state().vietnamese();
    }

    private Map<String, Object> row(
            Obligation period, Obligation unit, String name, String state, Optional<Sending> last) {
        Instant now = context.now();
        boolean afterConsolidation = last.isPresent()
                && period.consolidatedAt()
                        .filter(at -> last.get().sentAt().isAfter(at))
                        .isPresent();
        Map<String, Object> row = new LinkedHashMap<>();
        last.map(Sending::content).map(Json::map).ifPresent(row::putAll);
        row.put("unit", unit.key().unit());
        row.put("unitName", name);
        row.put("state", state);
        row.put("timeliness", (unit.isLate(now) ? Status.OVERDUE : Status.IN_TIME).vietnamese());
        row.put(
                "sentAt",
                last.map(Sending::sentAt).map(VietnameseDate::shortMoment).orElse(""));
        row.put("sent", last.isPresent());
        row.put("afterConsolidation", afterConsolidation);
        row.put("note", afterConsolidation ? "Gửi sau khi tổng hợp" : "");
        return row;
    }
}
