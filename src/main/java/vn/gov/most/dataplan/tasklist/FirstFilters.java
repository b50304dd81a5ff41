package vn.gov.most.dataplan.tasklist;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first filters of Tasklist. They are created where there is none at all; afterwards they are the administrators' to
 * change and to delete.
 */
@Component
public class FirstFilters {

    private static final String MY_GROUPS = "${currentUserGroups()}";

    private final FilterService filterService;
    private final TaskService taskService;
    private final TransactionTemplate transaction;

    FirstFilters(FilterService filterService, TaskService taskService, PlatformTransactionManager transactionManager) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.transaction = new TransactionTemplate(transactionManager);
    }

    /**
     * @param forAll gets the id of a filter that everybody who works on tasks may use
     * @param forFollowUp gets the id of a filter for those who follow the plan up
     */
    public void createOnce(FilterUse forAll, FilterUse forFollowUp) {
        transaction.executeWithoutResult(status -> {
            if (filterService.createFilterQuery().count() == 0) {
                create(forAll, forFollowUp);
            }
        });
    }

    /** Who is to use a filter. */
    public interface FilterUse {
        void of(String filterId);
    }

    private void create(FilterUse forAll, FilterUse forFollowUp) {
        forAll.of(save(
                1,
                "Công việc của đơn vị tôi",
                "Mọi công việc giao cho các nhóm của tôi, cả công việc đã có người xử lý",
                mine().orderByDueDate().asc()));
        forAll.of(save(
                2,
                "Do tôi xử lý",
                "Công việc tôi đã nhận",
                taskService
                        .createTaskQuery()
                        .taskAssigneeExpression("${currentUser()}")
                        .orderByDueDate()
                        .asc()));
        forAll.of(save(
                3,
                "Đến hạn trong 7 ngày",
                "Công việc của đơn vị tôi có hạn xử lý trong 7 ngày tới",
                mine().dueAfterExpression("${now()}")
                        .dueBeforeExpression("${dateTime().plusDays(7)}")
                        .orderByDueDate()
                        .asc()));
        forAll.of(save(
                4,
                "Đã qua hạn xử lý",
                "Công việc của đơn vị tôi đã qua hạn xử lý mà chưa hoàn thành",
                mine().dueBeforeExpression("${now()}").orderByDueDate().asc()));
        forFollowUp.of(save(
                5,
                "Báo cáo chưa gửi",
                "Báo cáo mà đơn vị chưa gửi lần nào",
                taskService
                        .createTaskQuery()
                        .processVariableValueEquals("reportSent", false)
                        .orderByDueDate()
                        .asc()));
    }

    private TaskQuery mine() {
        return taskService
                .createTaskQuery()
                .taskCandidateGroupInExpression(MY_GROUPS)
                .includeAssignedTasks();
    }

    private String save(int priority, String name, String description, TaskQuery query) {
        Filter filter = filterService
                .newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "description",
                        description,
                        "priority",
                        priority,
                        "refresh",
                        true,
                        "showUndefinedVariable",
                        false,
                        "variables",
                        List.of(
                                Map.of("name", "dutyName", "label", "Nhiệm vụ"),
                                Map.of("name", "unitName", "label", "Đơn vị"),
                                Map.of("name", "databaseName", "label", "CSDL"),
                                Map.of("name", "service", "label", "Dịch vụ"),
                                Map.of("name", "periodName", "label", "Kỳ"))));
        return filterService.saveFilter(filter).getId();
    }
}
