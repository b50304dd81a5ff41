package vn.gov.most.dataplan.security;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.AbstractVariableQueryImpl;
import org.camunda.bpm.engine.impl.HistoricProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricTaskInstanceQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.VariableOrderProperty;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.query.Query;

/**
 * Restricts queries that filter or sort by a variable to users who may read all work, because their results reveal
 * the variable's value. Stored filters of administrators run for everybody.
 */
final class VariableQueries extends CommandInterceptor {

    @SuppressWarnings("rawtypes")
    private final EngineField<Query> extending =
            EngineField.of(AbstractExecuteFilterCmd.class, "extendingQuery", Query.class);

    @Override
    public <T> T execute(Command<T> command) {
        Object query = command instanceof AbstractExecuteFilterCmd ? extending.of(command) : command;
        if (query instanceof AbstractQuery<?, ?> asked
                && asks(asked)
                && CurrentUser.current() != null
                && !CurrentUser.readsAll()) {
            throw CurrentUser.refused(
                    "Tài khoản này không được tìm, sắp xếp theo nội dung của công việc. Bỏ điều kiện về nội dung rồi thử lại.");
        }
        return next.execute(command);
    }

    private static boolean asks(AbstractQuery<?, ?> query) {
        return query.getOrderingProperties().stream().anyMatch(VariableOrderProperty.class::isInstance)
                || parts(query).anyMatch(VariableQueries::hasCondition);
    }

    /** The query itself and its OR parts; the first OR part is the query. */
    private static Stream<? extends AbstractQuery<?, ?>> parts(AbstractQuery<?, ?> query) {
        List<? extends AbstractQuery<?, ?>> alternatives = List.of();
        if (query instanceof TaskQueryImpl tasks) {
            alternatives = tasks.getQueries();
        } else if (query instanceof HistoricTaskInstanceQueryImpl tasks) {
            alternatives = tasks.getQueries();
        } else if (query instanceof ProcessInstanceQueryImpl instances) {
            alternatives = instances.getQueries();
        } else if (query instanceof HistoricProcessInstanceQueryImpl instances) {
            alternatives = instances.getQueries();
        }
        return Stream.concat(Stream.of(query), alternatives.stream());
    }

    private static boolean hasCondition(AbstractQuery<?, ?> query) {
        if (query instanceof TaskQueryImpl tasks) {
            return !tasks.getVariables().isEmpty();
        } else if (query instanceof HistoricTaskInstanceQueryImpl tasks) {
            return !tasks.getVariables().isEmpty();
        } else if (query instanceof HistoricVariableInstanceQueryImpl variables) {
            return variables.getQueryVariableValue() != null;
        }
        return query instanceof AbstractVariableQueryImpl<?, ?> instances
                && instances.getQueryVariableValues() != null
                && !instances.getQueryVariableValues().isEmpty();
    }
}
