package vn.gov.most.dataplan.security;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.query.Query;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Refuses expressions in queries and their OR parts, for everybody. Filters are the exception: an administrator may
 * store the few expressions listed here, and only these are evaluated.
 *
 * <p>It runs inside the command context, because a stored filter has to be checked before it is executed.
 */
final class QueryGuard extends CommandInterceptor {

    private static final Set<String> IN_FILTERS = Set.of("${currentUser()}", "${currentUserGroups()}", "${now()}");
    private static final Pattern DAYS_AHEAD_IN_FILTERS =
            Pattern.compile("\\$\\{dateTime\\(\\)\\.plusDays\\([1-9][0-9]{0,2}\\)}");

    private final EngineField<String> filterId =
            EngineField.of(AbstractExecuteFilterCmd.class, "filterId", String.class);

    @SuppressWarnings("rawtypes")
    private final EngineField<Query> extendingQuery =
            EngineField.of(AbstractExecuteFilterCmd.class, "extendingQuery", Query.class);

    private final EngineField<Filter> savedFilter = EngineField.of(SaveFilterCmd.class, "filter", Filter.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractQuery<?, ?> query) {
            checkAdHoc(query);
        } else if (command instanceof AbstractExecuteFilterCmd) {
            checkAdHoc(extendingQuery.of(command));
            checkStored(filterId.of(command));
        } else if (command instanceof SaveFilterCmd) {
            checkSaved(savedFilter.of(command));
        }
        return next.execute(command);
    }

    private static void checkAdHoc(Query<?, ?> query) {
        if (!expressionsIn(query).isEmpty()) {
            throw new Refusal("Truy vấn không được chứa biểu thức. Nhập giá trị cụ thể hoặc dùng bộ lọc có sẵn.");
        }
    }

    /** Checks stored filters too, which may have been written without {@link SaveFilterCmd}. */
    private static void checkStored(String id) {
        FilterEntity filter = id == null
                ? null
                : Context.getCommandContext().getDbEntityManager().selectById(FilterEntity.class, id);
        if (filter != null) {
            checkListed(expressionsIn(filter.getQuery()));
        }
    }

    private static void checkSaved(Filter filter) {
        Collection<String> expressions = filter == null ? List.of() : expressionsIn(filter.getQuery());
        checkListed(expressions);
        CurrentUser currentUser = CurrentUser.current();
        if (!expressions.isEmpty() && currentUser != null && !currentUser.isAdministrator()) {
            throw CurrentUser.refused(
                    "Chưa lưu được bộ lọc: chỉ quản trị viên được đặt biểu thức trong bộ lọc. Thay biểu thức bằng giá trị cụ thể.");
        }
    }

    private static void checkListed(Collection<String> expressions) {
        for (String expression : expressions) {
            if (!IN_FILTERS.contains(expression)
                    && !DAYS_AHEAD_IN_FILTERS.matcher(expression).matches()) {
                throw new Refusal(
                        "Bộ lọc chứa biểu thức ngoài danh sách cho phép. Thay biểu thức bằng giá trị cụ thể.");
            }
        }
    }

    private static Set<String> expressionsIn(Query<?, ?> query) {
        Set<String> expressions = new HashSet<>();
        collect(query, expressions, Collections.newSetFromMap(new IdentityHashMap<>()));
        return expressions;
    }

    private static void collect(Query<?, ?> query, Set<String> expressions, Set<Query<?, ?>> seen) {
        if (!(query instanceof AbstractQuery<?, ?> abstractQuery) || !seen.add(query)) {
            return;
        }
        expressions.addAll(abstractQuery.getExpressions().values());
        if (query instanceof TaskQueryImpl taskQuery) {
            taskQuery.getQueries().forEach(part -> collect(part, expressions, seen));
        }
    }
}
