package vn.gov.most.dataplan.tasklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The predefined filters of Tasklist. Each is created once, also in older installations; afterwards administrators
 * may change and delete them.
 */
@Component
public class FirstFilters {

    /**
     * The priority of a task that corrects returned work; other tasks have the engine's default, 50. Stored filters
     * use it.
     */
    static final int PRIORITY_OF_RETURNED = 60;

    private static final String MY_GROUPS = "${currentUserGroups()}";

    /**
     * Prefix of an engine property per filter, with the filter's id; empty if it was deleted before the property
     * existed.
     */
    private static final String CREATED = "dataplan.filter.";

    /** The number of filters that were created before the property existed. */
    private static final int OF_BEFORE = 5;

    private final FilterService filterService;
    private final TaskService taskService;
    private final ManagementService management;

    FirstFilters(FilterService filterService, TaskService taskService, ManagementService management) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.management = management;
    }

    /** Grants the use of a filter, by its id. */
    public interface FilterUse {
        void of(String filterId);
    }

    /** @param isForAll whether everybody may use it, or only those who follow up the plan */
    private record First(String name, String description, boolean isForAll, TaskQuery query) {}

    /**
     * Call it in a transaction on one node.
     *
     * @param forAll is called with the id of each filter for everybody who works on tasks
     * @param forFollowUp is called with the id of each filter for those who follow up the plan
     */
    public void createOnce(FilterUse forAll, FilterUse forFollowUp) {
        Map<String, String> created = management.getProperties();
        boolean isOfBefore = !created.containsKey(CREATED + 1)
                && filterService.createFilterQuery().count() > 0;
        List<First> all = all();
        for (int number = 1; number <= all.size(); number++) {
            First first = all.get(number - 1);
            String id = created.get(CREATED + number);
            if (id == null) {
                id = isOfBefore && number <= OF_BEFORE ? known(first.name()) : save(number, first);
                management.setProperty(CREATED + number, id);
            }
            if (filterService.createFilterQuery().filterId(id).count() > 0) {
                (first.isForAll() ? forAll : forFollowUp).of(id);
            }
        }
    }

    private List<First> all() {
        List<First> all = new ArrayList<>();
        all.add(new First(
                "Công việc của đơn vị tôi",
                "Mọi công việc giao cho các nhóm của tôi, cả công việc đã có người xử lý",
                true,
                mine()));
        all.add(new First(
                "Do tôi xử lý",
                "Công việc tôi đã nhận",
                true,
                taskService.createTaskQuery().taskAssigneeExpression("${currentUser()}")));
        all.add(new First(
                "Đến hạn trong 7 ngày",
                "Công việc của đơn vị tôi có hạn xử lý trong 7 ngày tới",
                true,
                mine().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(7)}")));
        all.add(new First(
                "Đã qua hạn xử lý",
                "Công việc của đơn vị tôi đã qua hạn xử lý mà chưa hoàn thành",
                true,
                mine().dueBeforeExpression("${now()}")));
        all.add(new First(
                "Báo cáo chưa gửi",
                "Báo cáo mà đơn vị chưa gửi lần nào",
                false,
                taskService.createTaskQuery().processVariableValueEquals("reportSent", false)));
        all.add(new First(
                "Được trả lại",
                "Công việc của đơn vị tôi phải chỉnh sửa vì được trả lại",
                true,
                mine().taskMinPriority(PRIORITY_OF_RETURNED)));
        return all;
    }

    private TaskQuery mine() {
        return taskService
                .createTaskQuery()
                .taskCandidateGroupInExpression(MY_GROUPS)
                .includeAssignedTasks();
    }

    private String known(String name) {
        return filterService.createFilterQuery().filterName(name).list().stream()
                .map(Filter::getId)
                .findFirst()
                .orElse("");
    }

    private String save(int number, First first) {
        Filter filter = filterService
                .newTaskFilter(first.name())
                .setQuery(first.query().orderByDueDate().asc())
                .setProperties(Map.of("description", first.description(), "priority", number, "refresh", true));
        return filterService.saveFilter(filter).getId();
    }
}
