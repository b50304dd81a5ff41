package vn.gov.most.dataplan.document;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.duty.PlanContext;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Names;

/** Who has signed a document and who issues it, for models. */
@Component
@ModelBean
public class Issuing {

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
            task.setVariable("documentSigner", signer.getFirstName() + " " + signer.getLastName());
            task.setVariable("signingAuthority", IssuedDocument.authority((String) task.getVariable("signedFor")));
            task.setVariable("documentDate", context.today().toString());
        }
    }

    /** The unit itself where it has a seal, and so numbers and issues its papers; else the other. */
    public String registry(@Names(Names.What.UNIT) String unit, @Names(Names.What.UNIT) String otherwise) {
        return register.unit(unit, context.today()).filter(Unit::seal).isPresent() ? unit : otherwise;
    }
}
