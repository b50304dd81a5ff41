package vn.gov.most.dataplan.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A snapshot of all tables of an H2 database, to find and undo changes. It reads only tables that were written to, as
 * H2 reports them.
 */
final class KeptTables {

    /** Counters of the engine, which change with any request. */
    private static final Set<String> COUNTED = Set.of("ACT_RU_METER_LOG", "ACT_RU_TASK_METER_LOG");

    private final JdbcTemplate jdbc;
    private final Map<String, Long> seen = new HashMap<>();

    KeptTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.execute("create schema kept");
        writtenTo()
                .forEach(table -> jdbc.execute("create table kept.%1$s as table public.%1$s".formatted(quoted(table))));
    }

    /** Those written to since this was last asked; a write that was rolled back is one, too. */
    Set<String> writtenTo() {
        Set<String> written = new TreeSet<>();
        jdbc.query(
                "select table_name, last_modification from information_schema.tables"
                        + " where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'",
                row -> {
                    String table = row.getString(1);
                    Long before = seen.put(table, row.getLong(2));
                    if (!COUNTED.contains(table) && (before == null || before != row.getLong(2))) {
                        written.add(table);
                    }
                });
        return written;
    }

    /** The numbers of new and missing rows, one line per table. */
    List<String> changed(Set<String> tables) {
        List<String> changed = new ArrayList<>();
        for (String table : tables) {
            int more = rows("table public.%1$s except table kept.%1$s", table);
            int gone = rows("table kept.%1$s except table public.%1$s", table);
            if (more + gone > 0) {
                changed.add("%s: %d rows new, %d rows gone".formatted(table, more, gone));
            }
        }
        return changed;
    }

    private int rows(String query, String table) {
        return jdbc.queryForObject("select count(*) from (" + query.formatted(quoted(table)) + ")", Integer.class);
    }

    void putBack(Set<String> tables) {
        jdbc.execute("set referential_integrity false");
        for (String table : tables) {
            jdbc.execute("delete from public." + quoted(table));
            jdbc.execute("insert into public.%1$s table kept.%1$s".formatted(quoted(table)));
        }
        jdbc.execute("set referential_integrity true");
        writtenTo();
    }

    private static String quoted(String table) {
        return "\"" + table + "\"";
    }
}
