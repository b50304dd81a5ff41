package vn.gov.most.dataplan.engine;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks a task's row in the engine's tables, for our rows that depend on the task being open. */
public final class OpenTask {

    private OpenTask() {}

    /**
     * Returns whether the task is still open, and keeps it open until the transaction ends: whoever completes the
     * task waits. If another transaction is completing it, this call waits for that one.
     */
    public static boolean hold(JdbcClient jdbc, String task) {
        return !jdbc.sql("select id_ from act_ru_task where id_ = :task for update")
                .param("task", task)
                .query(String.class)
                .list()
                .isEmpty();
    }
}
