package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import vn.gov.most.dataplan.Databases;

/** Normalises texts that older versions stored: migrates a database from version 14 to the latest. */
@ExtendWith(OutputCaptureExtension.class)
class StoredTextsTest {

    private static final String SERVICE = "Tra cứu nhiệm vụ/2026-11-23";
    private static final String DECOMPOSED = Normalizer.normalize(SERVICE, Normalizer.Form.NFD);
    private static final String HARD = "Tra\u00A0cứu nhiệm  vụ\u200B/2026-11-23";

    private Databases kind;
    private DataSource dataSource;
    private JdbcClient jdbc;

    @ParameterizedTest
    @EnumSource
    void aSubjectIsBroughtToOneFormAndFoundByIt(Databases kind, CapturedOutput output) {
        before(kind);
        row("nasati", DECOMPOSED);
        row("legal", HARD);
        row("it-center", SERVICE.toUpperCase());
        row("office", "st-tasks");
        row("personnel", "\u200B");

        migrate();

        assertThat(subjects("nasati")).containsExactly(SERVICE);
        assertThat(subjects("legal")).containsExactly(SERVICE);
        assertThat(subjects("it-center")).as("capitals are the person's own").containsExactly(SERVICE.toUpperCase());
        assertThat(subjects("office")).containsExactly("st-tasks");
        assertThat(subjects("personnel")).as("nothing would be left").containsExactly("\u200B");
        assertThat(jdbc.sql("select subject_name from dp_obligation where unit = 'nasati'")
                        .query(String.class)
                        .single())
                .isEqualTo("CSDL nhiệm vụ, " + SERVICE);
        assertThat(jdbc.sql("select business_key from dp_obligation where unit = 'nasati'")
                        .query(String.class)
                        .single())
                .as("as the engine has it")
                .isEqualTo("PL.9/" + DECOMPOSED);
        assertThat(output).doesNotContain("Trùng");
    }

    @ParameterizedTest
    @EnumSource
    void whereTwoRowsAreAboutTheSameAllStayAndAWarningSaysWhatToDo(Databases kind, CapturedOutput output) {
        before(kind);
        row("nasati", SERVICE);
        row("nasati", DECOMPOSED);
        row("nasati", SERVICE.toUpperCase());
        row("nasati", "Dịch vụ khác\u00A0/2026-11-23");
        row("legal", HARD);

        migrate();

        assertThat(subjects("nasati"))
                .containsExactly(SERVICE, DECOMPOSED, SERVICE.toUpperCase(), "Dịch vụ khác /2026-11-23");
        assertThat(subjects("legal")).as("another unit's").containsExactly(SERVICE);
        assertThat(warnings(output))
                .singleElement()
                .asString()
                .contains(
                        "\"PL.9/" + SERVICE + "\", \"PL.9/" + DECOMPOSED + "\", \"PL.9/" + SERVICE.toUpperCase() + "\"",
                        "(bảng dp_obligation, id 1, 2, 3)",
                        "quản trị viên hủy những việc còn lại đang mở trong Điều hành (Cockpit), ghi rõ lý do.");
    }

    @ParameterizedTest
    @EnumSource
    void namesOfTheRegisterAreBroughtToOneForm(Databases kind, CapturedOutput output) {
        before(kind);
        unit("old", "2020-01-01", "Cục\u00A0Cũ");
        jdbc.sql("update dp_unit set ended_on = date '2025-03-01'").update();
        unit("heir", "2025-03-01", decomposed("Cục Cũ"));
        unit("other", "2020-01-01", "Vụ  Khác");
        body("leadership", decomposed("Lãnh đạo Bộ"));
        database("st-tasks", "old", "2020-01-01", "2025-03-01", decomposed("CSDL nhiệm vụ"));
        database("st-tasks", "heir", "2025-03-01", null, "CSDL nhiệm vụ\u200B");
        database("st-people", "heir", "2025-03-01", null, "CSDL cán bộ");
        officer(decomposed("Nguyễn Văn Đầu Mối"), "Dòng một\r\n  dòng\u00A0hai");

        migrate();

        assertThat(all("select name from dp_unit_name order by unit_id"))
                .containsExactly("Cục Cũ", "Cục Cũ", "Vụ Khác");
        assertThat(all("select short_name from dp_unit_name order by unit_id"))
                .containsExactly("Cục Cũ", "Cục Cũ", "Vụ Khác");
        assertThat(all("select head_title from dp_unit")).containsOnly("Thủ trưởng");
        assertThat(all("select name from dp_body_name")).containsExactly("Lãnh đạo Bộ");
        assertThat(all("select name from dp_database order by id, valid_from"))
                .containsExactly("CSDL cán bộ", "CSDL nhiệm vụ", "CSDL nhiệm vụ");
        assertThat(all("select name from dp_focal_officer")).containsExactly("Nguyễn Văn Đầu Mối");
        assertThat(all("select duty from dp_focal_officer")).containsExactly("Dòng một\n  dòng hai");
        assertThat(warnings(output)).as("a name passes to another unit").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whereTwoAreCalledTheSameBothStayAndAWarningNamesThem(Databases kind, CapturedOutput output) {
        before(kind);
        unit("one", "2020-01-01", "Cục\u00A0Mới");
        unit("two", "2025-03-01", "CỤC MỚI");
        body("committee", "Ban\u00A0Chỉ đạo");
        body("board", "Ban Chỉ đạo");
        database("st-tasks", "one", "2020-01-01", null, decomposed("CSDL nhiệm vụ"));
        database("tasks", "two", "2025-03-01", null, "CSDL nhiệm vụ");

        migrate();

        assertThat(all("select name from dp_unit_name order by unit_id")).containsExactly("Cục\u00A0Mới", "CỤC MỚI");
        assertThat(all("select name from dp_body_name order by body_id"))
                .containsExactly("Ban Chỉ đạo", "Ban\u00A0Chỉ đạo");
        assertThat(all("select name from dp_database order by id"))
                .containsExactly(decomposed("CSDL nhiệm vụ"), "CSDL nhiệm vụ");
        assertThat(warnings(output))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains("hai đơn vị \"one\" và \"two\" (bảng dp_unit_name) cùng có tên \"CỤC MỚI\"")
                        .contains("quản trị viên đặt lại tên cho một trong hai"))
                .anySatisfy(line -> assertThat(line)
                        .contains("hai tổ chức")
                        .contains("\"committee\"")
                        .contains("\"board\""))
                .anySatisfy(line -> assertThat(line).contains("hai CSDL \"st-tasks\" và \"tasks\""));
    }

    @ParameterizedTest
    @EnumSource
    void usersNamesAreBroughtToOneForm(Databases kind) {
        before(kind);
        String script = kind == Databases.H2 ? "h2" : "postgres";
        new ResourceDatabasePopulator(new ClassPathResource(
                        "org/camunda/bpm/engine/db/create/activiti." + script + ".create.identity.sql"))
                .execute(dataSource);
        jdbc.sql(
                        "insert into act_id_user (id_, rev_, first_, last_, email_, pwd_) values ('an', 1, :first, :last, null, :pwd)")
                .param("first", decomposed("Nguyễn\u00A0Văn"))
                .param("last", "Mẫu\u200B")
                .param("pwd", decomposed("mật khẩu"))
                .update();

        migrate();

        assertThat(jdbc.sql("select * from act_id_user").query().singleRow())
                .containsEntry("FIRST_", "Nguyễn Văn")
                .containsEntry("LAST_", "Mẫu")
                .containsEntry("EMAIL_", null)
                .containsEntry("PWD_", decomposed("mật khẩu"));
    }

    private void before(Databases kind) {
        this.kind = kind;
        dataSource = kind.empty();
        kind.migrate(dataSource, "14");
        jdbc = JdbcClient.create(dataSource);
    }

    private void migrate() {
        kind.migrate(dataSource, "latest");
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static List<String> warnings(CapturedOutput output) {
        return output.toString()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("Trùng"))
                .toList();
    }

    private List<String> all(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private List<String> subjects(String unit) {
        return jdbc.sql("select subject from dp_obligation where unit = :unit order by id")
                .param("unit", unit)
                .query(String.class)
                .list();
    }

    private void row(String unit, String subject) {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, subject_name, process_instance,
                            business_key, state, opened_at, provisional)
                        values ('PL.9', 'publication', '', :unit, :subject, :name, 'instance', :key, 'OPEN',
                            current_timestamp, false)
                        """)
                .param("unit", unit)
                .param("subject", subject)
                .param("name", "CSDL nhiệm vụ, " + subject)
                .param("key", "PL.9/" + subject)
                .update();
    }

    private void unit(String id, String from, String name) {
        jdbc.sql(
                        "insert into dp_unit (id, sort_order, head_title, mailbox, seal) values (:id, 1, :title, 'a@b.vn', true)")
                .param("id", id)
                .param("title", decomposed("Thủ trưởng"))
                .update();
        jdbc.sql(
                        "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (:id, cast(:from as date), :name, :name)")
                .param("id", id)
                .param("from", from)
                .param("name", name)
                .update();
    }

    private void body(String id, String name) {
        jdbc.sql("insert into dp_body (id, sort_order, kind) values (:id, 1, 'GROUP')")
                .param("id", id)
                .update();
        jdbc.sql(
                        "insert into dp_body_name (body_id, valid_from, name, short_name) values (:id, date '2020-01-01', :name, :name)")
                .param("id", id)
                .param("name", name)
                .update();
    }

    private void database(String id, String unit, String from, String until, String name) {
        jdbc.sql(
                        """
                        insert into dp_database (id, valid_from, valid_until, unit_id, name, sort_order)
                        values (:id, cast(:from as date), cast(:until as date), :unit, :name, 1)
                        """)
                .param("id", id)
                .param("from", from)
                .param("until", until)
                .param("unit", unit)
                .param("name", name)
                .update();
    }

    private void officer(String name, String duty) {
        jdbc.sql(
                        """
                        insert into dp_focal_officer (unit_id, appointed_at, name, job_position, duty, phone, email)
                        values ('heir', current_timestamp, :name, 'Chuyên viên', :duty, '024', 'a@b.vn')
                        """)
                .param("name", name)
                .param("duty", duty)
                .update();
    }
}
