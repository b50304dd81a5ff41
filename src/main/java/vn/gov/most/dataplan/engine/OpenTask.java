package vn.gov.most.dataplan.engine;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A task's row in the engine's tables, where something of ours depends on the task being there. */
public final class OpenTask {

    private OpenTask() {}

    /**
     * Whether the task is still open; it stays so until the transaction ends, for whoever ends the task waits. Who ended it a
     * moment before is waited for.
     */
    public static boolean hold(JdbcClient jdbc, String task) {
        return !jdbc.sql("select id_ from act_ru_task where id_ = :task for update")
                .param("task", task)
                .query(String.class)
                .list()
                .isEmpty();
    }
}
