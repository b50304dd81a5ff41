package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Date;
import javax.sql.DataSource;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;

class QueryExpressionsTest extends EngineSecurityTest {

    private static final String HARMLESS = "${currentUser()}";

    @Autowired
    DataSource dataSource;

    @Test
    void noQueryHasAnExpression() {
        assertThatThrownBy(() ->
                        does(AN, () -> tasks().taskAssigneeExpression(HARMLESS).list()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Truy vấn không được chứa biểu thức");
        assertThatThrownBy(() ->
                        does(AN, () -> tasks().taskAssigneeExpression(HARMLESS).count()))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void noOrPartOfAQueryHasAnExpression() {
        var query = tasks().or().taskAssigneeExpression(HARMLESS).taskName("x").endOr();
        assertThatThrownBy(() -> does(AN, query::list)).hasMessageContaining("Truy vấn không được chứa biểu thức");
        assertThatThrownBy(() -> does(AN, query::count)).hasMessageContaining("Truy vấn không được chứa biểu thức");
        assertThatThrownBy(() -> does(AN, query::singleResult)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> does(AN, () -> query.listPage(0, 1))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> does(ADMIN, query::list)).isInstanceOf(Refusal.class);
        assertThatThrownBy(query::list).isInstanceOf(Refusal.class);
    }

    @Test
    void aFilterOfAnAdministratorShowsEachPersonTheirs() {
        var task = taskOf("alpha");
        engine.getTaskService().setAssignee(task.getId(), AN);
        Filter mine = filter(tasks().taskAssigneeExpression("${currentUser()}"));
        assertThat(as(AN, () -> engine.getFilterService().count(mine.getId()))).isEqualTo(1);
        assertThat(as(AN, () -> engine.getFilterService().list(mine.getId()))).hasSize(1);
        assertThat(as(BINH, () -> engine.getFilterService().count(mine.getId())))
                .isZero();
    }

    @Test
    void theFiltersOfTasklistRun() {
        var task = taskOf("alpha");
        var due = engine.getTaskService().createTaskQuery().taskId(task.getId()).singleResult();
        due.setDueDate(Date.from(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofDays(3))));
        engine.getTaskService().saveTask(due);

        Filter myUnits = filter(tasks().taskCandidateGroupInExpression("${currentUserGroups()}"));
        Filter soon = filter(tasks().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusDays(7)}"));
        Filter past = filter(tasks().dueBeforeExpression("${now()}"));
        Filter unsent = filter(tasks().processVariableValueEquals("reportSent", false));
        assertThat(as(BINH, () -> engine.getFilterService().count(myUnits.getId())))
                .isEqualTo(1);
        assertThat(as(BINH, () -> engine.getFilterService().count(soon.getId())))
                .isEqualTo(1);
        assertThat(as(BINH, () -> engine.getFilterService().count(past.getId())))
                .isZero();
        assertThat(as(BINH, () -> engine.getFilterService().count(unsent.getId())))
                .isZero();
    }

    @Test
    void anExtensionOfAFilterHasNoExpression() {
        Filter mine = filter(tasks().taskAssigneeExpression("${currentUser()}"));
        var extension = tasks().taskOwnerExpression(HARMLESS);
        var orExtension =
                tasks().or().taskOwnerExpression(HARMLESS).taskName("x").endOr();
        var filters = engine.getFilterService();
        for (TaskQuery query : new TaskQuery[] {extension, orExtension}) {
            assertThatThrownBy(() -> does(AN, () -> filters.count(mine.getId(), query)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> does(AN, () -> filters.list(mine.getId(), query)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> does(AN, () -> filters.listPage(mine.getId(), query, 0, 1)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> does(AN, () -> filters.singleResult(mine.getId(), query)))
                    .isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${publicProbe.answer()}",
                "${ currentUser() }",
                "${currentUser()}${now()}",
                "${dateTime().plusDays(1000)}",
                "${dateTime().minusYears(1)}",
                "#{currentUser()}",
                "text",
            })
    void noFilterIsStoredWithAnExpressionOutsideTheList(String expression) {
        assertThatThrownBy(() -> filter(tasks().taskAssigneeExpression(expression)))
                .hasMessageContaining("ngoài danh sách");
        assertThatThrownBy(() -> filter(tasks().or()
                        .taskAssigneeExpression(expression)
                        .taskName("x")
                        .endOr()))
                .hasMessageContaining("ngoài danh sách");
    }

    @Test
    void whoIsNoAdministratorStoresNoExpressionInAFilter() {
        var authorization = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setUserId(AN);
        authorization.setResource(Resources.FILTER);
        authorization.setResourceId("*");
        authorization.addPermission(Permissions.ALL);
        engine.getAuthorizationService().saveAuthorization(authorization);
        try {
            assertThatThrownBy(() -> as(AN, () -> store(tasks().taskAssigneeExpression(HARMLESS))))
                    .hasMessageContaining("chỉ quản trị viên");
            Filter plain = as(AN, () -> store(tasks().taskAssignee(AN)));
            plain.setQuery(
                    tasks().or().taskAssigneeExpression(HARMLESS).taskName("x").endOr());
            assertThatThrownBy(() -> does(AN, () -> engine.getFilterService().saveFilter(plain)))
                    .hasMessageContaining("chỉ quản trị viên");
        } finally {
            engine.getAuthorizationService().deleteAuthorization(authorization.getId());
        }
    }

    @Test
    void aFilterThatCameIntoTheTableAnotherWayIsNotEvaluated() throws Exception {
        Filter filter = filter(tasks().taskAssigneeExpression(HARMLESS));
        try (var connection = dataSource.getConnection();
                var update = connection.prepareStatement("update ACT_RU_FILTER set QUERY_ = ? where ID_ = ?")) {
            update.setString(1, "{\"taskAssigneeExpression\": \"${publicProbe.answer()}\"}");
            update.setString(2, filter.getId());
            update.executeUpdate();
        }
        assertThatThrownBy(() -> does(AN, () -> engine.getFilterService().list(filter.getId())))
                .hasMessageContaining("ngoài danh sách");
        assertThatThrownBy(() -> does(AN, () -> engine.getFilterService().count(filter.getId())))
                .hasMessageContaining("ngoài danh sách");
    }

    private TaskQuery tasks() {
        return engine.getTaskService().createTaskQuery();
    }

    private Filter filter(TaskQuery query) {
        Filter filter = store(query);
        authorizations.mayUseFilter("alpha", filter.getId());
        return filter;
    }

    private Filter store(TaskQuery query) {
        return engine.getFilterService()
                .saveFilter(engine.getFilterService().newTaskFilter("probe").setQuery(query));
    }
}
