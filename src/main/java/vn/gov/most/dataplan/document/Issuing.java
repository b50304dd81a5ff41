package vn.gov.most.dataplan.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Names;

/** Who has signed a document, who issues it and what of its rows is in it, for models. */
@Component
@ModelBean
public class Issuing {

    private static final String ORDERED_FOR = "orderedFor";

    private final PlanContext context;
    private final Register register;
    private final IdentityService identityService;

    Issuing(PlanContext context, Register register, IdentityService identityService) {
        this.context = context;
        this.register = register;
        this.identityService = identityService;
    }

    /** Whoever completes the task has signed, today: the registry cannot state another person or day. */
    public void signed(DelegateTask task) {
        if ("sign".equals(task.getVariable("signDecision"))) {
            User signer = identityService
                    .createUserQuery()
                    .userId(PlanContext.currentUser())
                    .singleResult();
            task.setVariable("documentSigner", PersonName.of(signer));
            task.setVariable("signingAuthority", IssuedDocument.authority((String) task.getVariable("signedFor")));
            task.setVariable("documentDate", context.today().toString());
        }
    }

    /**
     * What was left out of the document while it was on its way is not in the list that was decided either, and what was
     * given another day has that: what is issued is what is ordered, and what other clauses begin with. The document's rows,
     * {@code decidedRows}, say by {@code number} which row of the list they are.
     */
    public void mended(DelegateExecution execution, String list) {
        List<Map<String, Object>> rows = new ArrayList<>(Json.rows(execution, list));
        List<Map<String, Object>> leftOut = new ArrayList<>();
        for (Map<String, Object> decided : Json.rows(execution, "decidedRows")) {
            Map<String, Object> row = rows.get(((Number) decided.get("number")).intValue() - 1);
            if ("drop".equals(decided.get("kept"))) {
                leftOut.add(row);
            } else if (Boolean.TRUE.equals(decided.get("ordered"))) {
                row.put(ORDERED_FOR, decided.get(ORDERED_FOR));
            }
        }
        // Two rows may say the same
        rows.removeIf(row -> leftOut.stream().anyMatch(left -> left == row));
        execution.setVariable(list, Json.value(rows));
    }

    /** The unit itself where it has a seal, and so numbers and issues its papers; else the other. */
    public String registry(@Names(Names.What.UNIT) String unit, @Names(Names.What.UNIT) String otherwise) {
        return register.unit(unit, context.today()).filter(Unit::seal).isPresent() ? unit : otherwise;
    }
}
