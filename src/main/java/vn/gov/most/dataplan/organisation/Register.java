package vn.gov.most.dataplan.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The units, bodies and databases of the running system. Names change, so every query takes a day: today for a list,
 * the day of signing for a document. Lists keep the order of the register.
 */
@Component
public class Register {

    /** The group of the people who may read everything and change nothing. */
    public static final String MANAGERS = "manager";

    // Uses the first name before it begins and the last name after it ends, so that a page about old work can always
    // name the unit.
    private static final String UNITS =
            """
            select u.id, n.name, n.short_name, u.head_title, u.mailbox, u.seal
            from dp_unit u join dp_unit_name n on n.unit_id = u.id
            where n.valid_from = coalesce(
                (select max(m.valid_from) from dp_unit_name m where m.unit_id = u.id and m.valid_from <= :day),
                (select min(m.valid_from) from dp_unit_name m where m.unit_id = u.id))
            """;

    private static final String BODIES =
            """
            select b.id, n.name, n.short_name, b.kind
            from dp_body b join dp_body_name n on n.body_id = b.id
            where n.valid_from = coalesce(
                (select max(m.valid_from) from dp_body_name m where m.body_id = b.id and m.valid_from <= :day),
                (select min(m.valid_from) from dp_body_name m where m.body_id = b.id))
            """;

    private static final String DATABASES =
            """
            select id, name, unit_id from dp_database
            where valid_from <= :day and (valid_until is null or valid_until > :day)
            """;

    private final JdbcClient jdbc;

    public Register(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The group of a unit's staff, including its head and the deputies. */
    public static String groupOf(String unit) {
        return unit;
    }

    /** The group of a unit's head and deputies, who have the same rights. */
    public static String headGroupOf(String unit) {
        return unit + "-head";
    }

    /** The units that exist on the day. */
    public List<Unit> unitsOn(LocalDate day) {
        return jdbc.sql(
                        UNITS
                                + " and n.valid_from <= :day and (u.ended_on is null or u.ended_on > :day) order by u.sort_order")
                .param("day", day)
                .query(Register::unit)
                .list();
    }

    /** The units that exist on any day of the span, with their names on its last day. */
    public List<Unit> unitsBetween(LocalDate first, LocalDate last) {
        return jdbc.sql(
                        UNITS
                                + " and n.valid_from <= :day and (u.ended_on is null or u.ended_on > :first) order by u.sort_order")
                .param("day", last)
                .param("first", first)
                .query(Register::unit)
                .list();
    }

    /** All units in the register with their names on the day, also ended and future ones. */
    public List<Unit> units(LocalDate day) {
        return jdbc.sql(UNITS + " order by u.sort_order")
                .param("day", day)
                .query(Register::unit)
                .list();
    }

    /**
     * The unit with its name on the day, even if it has ended or does not exist yet; empty if the register has no
     * such id.
     */
    public Optional<Unit> unit(String id, LocalDate day) {
        return jdbc.sql(UNITS + " and u.id = :id")
                .param("day", day)
                .param("id", id)
                .query(Register::unit)
                .optional();
    }

    /** The id of the successor if the unit has ended by the day; empty if it exists or has no successor. */
    public Optional<String> successorOf(String unit, LocalDate day) {
        return jdbc.sql("select successor from dp_unit where id = :id and ended_on <= :day")
                .param("id", unit)
                .param("day", day)
                .query(String.class)
                .optional();
    }

    /** The units that exist and own a database on the day, with their databases. */
    public List<DatabaseOwner> ownersOn(LocalDate day) {
        Map<String, List<DatabaseEntry>> databases =
                jdbc.sql(DATABASES + " order by sort_order").param("day", day).query(Register::database).list().stream()
                        .collect(Collectors.groupingBy(DatabaseEntry::owner));
        return unitsOn(day).stream()
                .filter(unit -> databases.containsKey(unit.id()))
                .map(unit -> new DatabaseOwner(unit, databases.get(unit.id())))
                .toList();
    }

    /** The databases that the unit owns on the day; may be empty. */
    public List<DatabaseEntry> databasesOf(String unit, LocalDate day) {
        return jdbc.sql(DATABASES + " and unit_id = :unit order by sort_order")
                .param("day", day)
                .param("unit", unit)
                .query(Register::database)
                .list();
    }

    /** The database with its name and owner on the day; empty if it is not in the register on that day. */
    public Optional<DatabaseEntry> database(String id, LocalDate day) {
        return jdbc.sql(DATABASES + " and id = :id")
                .param("day", day)
                .param("id", id)
                .query(Register::database)
                .optional();
    }

    /** The Ministry, with its name on the day. */
    public Body ministry(LocalDate day) {
        return jdbc.sql(BODIES + " and b.kind = 'MINISTRY'")
                .param("day", day)
                .query(Register::body)
                .single();
    }

    /** The bodies that exist on the day, the Ministry first. */
    public List<Body> bodiesOn(LocalDate day) {
        return jdbc.sql(
                        BODIES
                                + " and n.valid_from <= :day and (b.ended_on is null or b.ended_on > :day) order by b.sort_order")
                .param("day", day)
                .query(Register::body)
                .list();
    }

    /** The body with its name on the day, even if it has ended; empty if the register has no such id. */
    public Optional<Body> body(String id, LocalDate day) {
        return jdbc.sql(BODIES + " and b.id = :id")
                .param("day", day)
                .param("id", id)
                .query(Register::body)
                .optional();
    }

    /** The body itself or, if it has ended, its last known successor. */
    public Optional<Body> standsFor(String id, LocalDate day) {
        return jdbc.sql("select successor from dp_body where id = :id and ended_on <= :day and successor is not null")
                .param("id", id)
                .param("day", day)
                .query(String.class)
                .optional()
                .flatMap(successor -> standsFor(successor, day))
                .or(() -> body(id, day));
    }

    /** All ids, also those of ended entries. */
    public RegisterNames names() {
        return new RegisterNames(
                ids("select id from dp_unit"),
                ids("select id from dp_body where kind = 'GROUP'"),
                ids("select id from dp_body where kind <> 'GROUP'"));
    }

    private Set<String> ids(String sql) {
        return jdbc.sql(sql).query(String.class).set();
    }

    /** The time of the first start of this installation; empty before the import. */
    public Optional<Instant> installedAt() {
        return jdbc.sql("select installed_at from dp_installation")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * When the program went into service. Nothing opens before an administrator puts it into service, and periods
     * that ended earlier are not opened. Empty until then.
     */
    public Optional<Instant> inUseSince() {
        return jdbc.sql("select in_use_since from dp_installation where in_use_since is not null")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    private static Unit unit(ResultSet row, int n) throws SQLException {
        return new Unit(
                row.getString("id"),
                row.getString("name"),
                row.getString("short_name"),
                row.getString("head_title"),
                row.getString("mailbox"),
                row.getBoolean("seal"));
    }

    private static DatabaseEntry database(ResultSet row, int n) throws SQLException {
        return new DatabaseEntry(row.getString("id"), row.getString("name"), row.getString("unit_id"));
    }

    private static Body body(ResultSet row, int n) throws SQLException {
        return new Body(
                row.getString("id"),
                row.getString("name"),
                row.getString("short_name"),
                Body.Kind.valueOf(row.getString("kind")));
    }
}
