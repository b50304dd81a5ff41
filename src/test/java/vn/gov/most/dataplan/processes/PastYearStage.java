package vn.gov.most.dataplan.processes;

import java.util.List;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;

/** The stage of a clause of a past year, which a hand opens and whose first task asks how it stands. */
abstract class PastYearStage extends CollectingStage {

    static final String STATE = "userTask_statePastDuty";

    /** The recorded state, with "late" behind it where what decides was after the plan's time. */
    String standing(String part) {
        return jdbc.sql(
                        """
                        select state || case when state = 'DONE' and coalesce(first_sent_at, done_at) >= late_from then ' late' else '' end
                        from dp_obligation where clause = :clause and part = :part
                        """)
                .param("clause", clause())
                .param("part", part)
                .query(String.class)
                .single();
    }

    /** The groups that the open tasks of that id have come to. */
    List<String> groupsOf(String task) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .map(Task::getId)
                .flatMap(id -> engine.getTaskService().getIdentityLinksForTask(id).stream())
                .map(IdentityLink::getGroupId)
                .distinct()
                .toList();
    }
}
