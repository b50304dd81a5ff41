package vn.gov.most.dataplan.processes;

import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.json.SpinJsonNode;

/** The stage of a clause whose product is a document that is drafted, commented, signed and issued. */
abstract class IssuingStage extends Stage {

    static final String DRAFT = "userTask_draftDocument";
    static final String COMMENT = "userTask_commentDraft";
    static final String ANSWER = "userTask_answerComments";
    static final String LEGAL = "userTask_checkLegality";
    static final String SUBMIT = "userTask_submitDraft";
    static final String SIGN = "userTask_signDocument";
    static final String FIX = "userTask_fixDraft";
    static final String ISSUE = "userTask_issueDocument";

    /** The comments on the draft, as the drafting unit sees them. */
    List<String> comments() {
        Task answer = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(ANSWER)
                .singleResult();
        return ((SpinJsonNode) engine.getTaskService().getVariable(answer.getId(), "comments"))
                .elements().stream()
                        .map(row -> row.prop("comment").stringValue())
                        .toList();
    }
}
