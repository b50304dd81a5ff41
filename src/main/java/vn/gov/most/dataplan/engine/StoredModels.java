package vn.gov.most.dataplan.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the models stored in a database without an engine, so that read-only access is enough. */
public final class StoredModels {

    private StoredModels() {}

    /**
     * The models in use: every file, the stored versions that have instances, and the latest stored version of each
     * process without a file.
     */
    public static List<UsedModel> with(List<UsedModel> files, JdbcClient database) {
        Map<String, UsedModel> byProcess =
                files.stream().collect(Collectors.toMap(UsedModel::process, Function.identity()));
        List<UsedModel> all = new ArrayList<>(files);
        for (UsedModel stored : stored(database)) {
            UsedModel file = byProcess.get(stored.process());
            if (file == null) {
                all.add(stored);
            } else if (stored.hasInstances() && !stored.text().equals(file.text())) {
                all.add(older(stored));
            }
        }
        return all;
    }

    private static UsedModel older(UsedModel stored) {
        return new UsedModel(stored.file(), stored.process(), stored.version(), false, true, stored.text());
    }

    private static List<UsedModel> stored(JdbcClient database) {
        return database.sql(
                        """
                        select * from (
                            select d.resource_name_, d.key_, d.version_, b.bytes_,
                                not exists (select 1 from act_re_procdef l
                                    where l.key_ = d.key_ and l.version_ > d.version_) as latest,
                                exists (select 1 from act_ru_execution e where e.proc_def_id_ = d.id_) as running
                            from act_re_procdef d
                                join act_ge_bytearray b on b.deployment_id_ = d.deployment_id_
                                    and b.name_ = d.resource_name_
                            ) stored
                        where latest or running
                        order by key_, version_
                        """)
                .query((row, n) -> new UsedModel(
                        row.getString("resource_name_"),
                        row.getString("key_"),
                        row.getInt("version_"),
                        row.getBoolean("latest"),
                        row.getBoolean("running"),
                        new String(row.getBytes("bytes_"), StandardCharsets.UTF_8)))
                .list();
    }
}
