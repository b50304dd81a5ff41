package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VariableQueriesTest extends EngineSecurityTest {

    private Task task;

    @BeforeEach
    void work() {
        task = taskOf("alpha");
    }

    @Test
    void nobodyGuessesContentByConditionsNorByTheirOrder() {
        for (String person : List.of(AN, HEAD, OTHER, LEADER, FOLLOWER)) {
            for (Query<?, ?> query : guesses()) {
                assertThatThrownBy(() -> does(person, query::count))
                        .as("%s %s", person, query)
                        .isInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() -> does(person, query::list)).isInstanceOf(AuthorizationException.class);
            }
        }
        for (String person : List.of(WATCHER, ADMIN)) {
            guesses().forEach(query -> does(person, query::list));
        }
    }

    @Test
    void aStoredFiltersOwnConditionIsForEverybodyAndNobodyAddsOne() {
        Filter stored = as(ADMIN, () -> {
            Filter filter = engine.getFilterService().newTaskFilter("probe");
            filter.setQuery(tasks().processVariableValueEquals("content", "draft"));
            return engine.getFilterService().saveFilter(filter);
        });
        authorizations.mayUseFilter("alpha", stored.getId());

        assertThat(as(AN, () -> engine.getFilterService().<Task>list(stored.getId())))
                .extracting(Task::getId)
                .containsExactly(task.getId());
        assertThatThrownBy(() -> does(AN, () -> engine.getFilterService()
                        .list(stored.getId(), tasks().processVariableValueLike("content", "d%"))))
                .isInstanceOf(AuthorizationException.class);
    }

    private List<Query<?, ?>> guesses() {
        var runtime = engine.getRuntimeService();
        var history = engine.getHistoryService();
        return List.of(
                tasks().processVariableValueEquals("content", "draft"),
                tasks().taskVariableValueLike("content", "d%"),
                tasks().or()
                        .taskName("x")
                        .processVariableValueNotEquals("content", "x")
                        .endOr(),
                tasks().matchVariableValuesIgnoreCase().processVariableValueEquals("content", "DRAFT"),
                tasks().orderByProcessVariable("content", ValueType.STRING).asc(),
                runtime.createProcessInstanceQuery().variableValueEquals("content", "draft"),
                runtime.createProcessInstanceQuery()
                        .or()
                        .variableValueLike("content", "d%")
                        .endOr(),
                runtime.createExecutionQuery().processVariableValueEquals("content", "draft"),
                runtime.createVariableInstanceQuery().variableValueLike("content", "d%"),
                history.createHistoricProcessInstanceQuery().variableValueEquals("content", "draft"),
                history.createHistoricTaskInstanceQuery().processVariableValueEquals("content", "draft"),
                history.createHistoricTaskInstanceQuery()
                        .or()
                        .taskVariableValueEquals("content", "draft")
                        .endOr(),
                history.createHistoricVariableInstanceQuery().variableValueEquals("content", "draft"));
    }

    private TaskQuery tasks() {
        return engine.getTaskService().createTaskQuery();
    }
}
