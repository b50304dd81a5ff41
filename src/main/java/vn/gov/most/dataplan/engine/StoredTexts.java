package vn.gov.most.dataplan.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Converts texts that were stored before normalisation: the ledger's subjects, the register's names, the focal
 * officers and the users' names. In Java, because H2 has no function for NFC. If two rows turn out to have the same
 * subject, both stay as they are, and a warning says what to do: only people know which one is valid. In the engine's
 * tables only the users' names change: a changed variable or business key would no longer match the history.
 */
@Component
public class StoredTexts extends CodedMigration {

    private static final Logger LOG = LoggerFactory.getLogger(StoredTexts.class);

    public StoredTexts() {
        super("15", "stored texts");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        subjects(jdbc);
        spell(jdbc, "dp_obligation", List.of("id"), List.of("subject_name"), TypedText::line);

        names(
                jdbc,
                "dp_unit_name",
                "unit_id",
                """
                select n.unit_id as id, n.valid_from, n.name, coalesce(
                    (select min(m.valid_from) from dp_unit_name m
                        where m.unit_id = n.unit_id and m.valid_from > n.valid_from), u.ended_on) as valid_until
                from dp_unit_name n join dp_unit u on u.id = n.unit_id
                """,
                "hai đơn vị");
        spell(jdbc, "dp_unit_name", List.of("unit_id", "valid_from"), List.of("short_name"), TypedText::line);
        spell(jdbc, "dp_unit", List.of("id"), List.of("head_title", "mailbox"), TypedText::line);
        names(
                jdbc,
                "dp_body_name",
                "body_id",
                """
                select n.body_id as id, n.valid_from, n.name, coalesce(
                    (select min(m.valid_from) from dp_body_name m
                        where m.body_id = n.body_id and m.valid_from > n.valid_from), b.ended_on) as valid_until
                from dp_body_name n join dp_body b on b.id = n.body_id
                """,
                "hai tổ chức");
        spell(jdbc, "dp_body_name", List.of("body_id", "valid_from"), List.of("short_name"), TypedText::line);
        names(jdbc, "dp_database", "id", "select id, valid_from, name, valid_until from dp_database", "hai CSDL");

        List<String> officer = List.of("name", "job_position", "phone", "email");
        spell(jdbc, "dp_focal_officer", List.of("id"), officer, TypedText::line);
        spell(jdbc, "dp_focal_officer", List.of("id"), List.of("duty"), TypedText::lines);

        // At the first start on H2 the engine has not created its tables yet
        if (hasUsers(connection)) {
            spell(jdbc, "act_id_user", List.of("id_"), List.of("first_", "last_", "email_"), TypedText::line);
        }
    }

    /** @param where the rest of the obligation's key: only subjects with the same rest are compared */
    private record Subject(long id, List<String> where, String businessKey, String text) {}

    private static void subjects(JdbcClient jdbc) {
        Map<List<String>, List<Subject>> same = jdbc
                .sql("select id, clause, part, period, unit, subject, business_key from dp_obligation"
                        + " where subject <> '' order by id")
                .query((row, n) -> new Subject(
                        row.getLong("id"),
                        List.of(
                                row.getString("clause"),
                                row.getString("part"),
                                row.getString("period"),
                                row.getString("unit")),
                        row.getString("business_key"),
                        row.getString("subject")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> append(row.where(), key(row.text())), LinkedHashMap::new, Collectors.toList()));
        for (List<Subject> rows : same.values()) {
            if (rows.size() > 1) {
                LOG.warn(
                        "Trùng nội dung, chỉ khác cách gõ: các việc {} (bảng dp_obligation, id {}) là một việc được mở"
                                + " nhiều lần. Phần mềm giữ nguyên tất cả; người phụ trách chọn việc được tính, và quản trị"
                                + " viên hủy những việc còn lại đang mở trong Điều hành (Cockpit), ghi rõ lý do.",
                        rows.stream()
                                .map(row -> "\"" + row.businessKey() + "\"")
                                .collect(Collectors.joining(", ")),
                        rows.stream().map(row -> "" + row.id()).collect(Collectors.joining(", ")));
            } else {
                Subject row = rows.get(0);
                spelt(row.text(), TypedText::line)
                        .ifPresent(text -> jdbc.sql("update dp_obligation set subject = :text where id = :id")
                                .param("text", text)
                                .param("id", row.id())
                                .update());
            }
        }
    }

    private record Name(String id, LocalDate from, LocalDate until, String text) {

        boolean clashesWith(Name other) {
            return !id.equals(other.id)
                    && (until == null || other.from.isBefore(until))
                    && (other.until == null || from.isBefore(other.until));
        }
    }

    private static void names(JdbcClient jdbc, String table, String idColumn, String all, String two) {
        Map<String, List<Name>> same = jdbc.sql(all).query((row, n) -> name(row)).list().stream()
                .collect(Collectors.groupingBy(name -> key(name.text()), LinkedHashMap::new, Collectors.toList()));
        for (List<Name> names : same.values()) {
            for (int i = 0; i < names.size(); i++) {
                Name name = names.get(i);
                names.subList(0, i).stream()
                        .filter(name::clashesWith)
                        .forEach(other -> LOG.warn(
                                "Trùng tên, không kể chữ hoa và cách gõ: {} \"{}\" và \"{}\" (bảng {}) cùng có tên \"{}\". Phần mềm"
                                        + " giữ nguyên cả hai; quản trị viên đặt lại tên cho một trong hai, để người dùng"
                                        + " không chọn nhầm.",
                                two,
                                other.id(),
                                name.id(),
                                table,
                                TypedText.line(name.text())));
                if (names.stream().noneMatch(name::clashesWith)) {
                    spelt(name.text(), TypedText::line).ifPresent(text -> jdbc.sql("update " + table
                                    + " set name = :text where " + idColumn + " = :id and valid_from = :from")
                            .param("text", text)
                            .param("id", name.id())
                            .param("from", name.from())
                            .update());
                }
            }
        }
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(
                row.getString("id"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getString("name"));
    }

    /** Converts texts that are not compared with those of other rows. */
    private static void spell(
            JdbcClient jdbc, String table, List<String> ids, List<String> columns, UnaryOperator<String> spelling) {
        for (String column : columns) {
            String where = ids.stream().map(id -> id + " = ?").collect(Collectors.joining(" and "));
            jdbc.sql("select " + String.join(", ", ids) + ", " + column + " from " + table + " where " + column
                            + " is not null")
                    .query((row, n) -> values(row, ids.size() + 1))
                    .list()
                    .forEach(row -> spelt((String) row.get(ids.size()), spelling)
                            .ifPresent(text -> jdbc.sql("update " + table + " set " + column + " = ? where " + where)
                                    .param(text)
                                    .params(row.subList(0, ids.size()))
                                    .update()));
        }
    }

    private static List<Object> values(ResultSet row, int count) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            values.add(row.getObject(i));
        }
        return values;
    }

    /** The converted text; empty if nothing changes, and if nothing would be left of the text. */
    private static Optional<String> spelt(String text, UnaryOperator<String> spelling) {
        return Optional.of(spelling.apply(text)).filter(spelt -> !spelt.isEmpty() && !spelt.equals(text));
    }

    /** The form of a text that {@link TypedText#isSame} compares. */
    private static String key(String text) {
        return TypedText.line(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static List<String> append(List<String> all, String one) {
        List<String> longer = new ArrayList<>(all);
        longer.add(one);
        return longer;
    }

    private static boolean hasUsers(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
            boolean found = false;
            while (tables.next()) {
                found |= tables.getString("TABLE_NAME").equalsIgnoreCase("act_id_user");
            }
            return found;
        }
    }
}
