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

/** Records who signed a document, finds its registry, and matches its rows with the decided list. For models. */
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

    /** The person who completes the task has signed, today: the registry cannot enter another person or day. */
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
     * Applies the changes made to the document on its way to the decided list: removes the rows that were left out
     * and takes over changed days. Only what was issued is ordered and passed on to other clauses. The document's
     * rows, {@code decidedRows}, have the row's {@code number} in the list.
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
        // By identity, because two rows can be equal
        rows.removeIf(row -> leftOut.stream().anyMatch(left -> left == row));
        execution.setVariable(list, Json.value(rows));
    }

    /** The unit itself if it has a seal and so numbers and issues its own documents; otherwise the other unit. */
    public String registry(@Names(Names.What.UNIT) String unit, @Names(Names.What.UNIT) String otherwise) {
        return register.unit(unit, context.today()).filter(Unit::seal).isPresent() ? unit : otherwise;
    }
}
