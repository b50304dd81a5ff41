package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * A year of fourteen units of which no two do the same, played by people; its figures written by hand, and the same on the
 * page, in Excel and as JSON.
 */
class FourteenUnitsTest extends CollectingStage {

    /** Beside the ministry's eight; each has a database, from one day or until another. */
    private static final List<String> MORE =
            List.of("more-ended", "more-new", "more-after", "more-unchecked", "more-mending", "more-prepared");

    private static final String HEAD = "personnel-head";
    private static final String STAFF = "personnel-staff-1";

    @Autowired
    private WebApplicationContext program;

    private MockMvc web;

    @Override
    String clause() {
        return "PL.III.2";
    }

    @BeforeEach
    void moreUnits() {
        web = MockMvcBuilders.webAppContextSetup(program).build();
        MORE.forEach(unit -> {
            jdbc.sql(
                            "insert into dp_unit (id, sort_order, head_title, mailbox, seal) values (?, 99, 'Trưởng', ?, true)")
                    .params(unit, unit + "@most.example")
                    .update();
            jdbc.sql(
                            "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (?, date '2020-01-01', ?, ?)")
                    .params(unit, unit, unit)
                    .update();
            group(unit, HEAD, STAFF);
            group(unit + "-head", HEAD);
        });
        jdbc.sql(
                        """
                        insert into dp_database (id, valid_from, valid_until, unit_id, name, sort_order)
                        select 'db-' || id,
                            case when id = 'more-new' then date '2026-11-02' when id = 'more-after' then date '2026-11-03'
                                else date '2020-01-01' end,
                            case when id = 'more-ended' then date '2026-07-01' end, id, 'CSDL ' || id, 99
                        from dp_unit where id like 'more-%'
                        """)
                .update();
        jdbc.sql("update dp_unit set ended_on = date '2026-07-01' where id = 'more-ended'")
                .update();
    }

    private void group(String id, String... members) {
        IdentityService identity = engine.getIdentityService();
        Group group = identity.newGroup(id);
        group.setName(id);
        identity.saveGroup(group);
        Stream.of(members).forEach(person -> identity.createMembership(person, id));
    }

    @AfterEach
    void asBefore() {
        engine.getIdentityService().clearAuthentication();
        MORE.forEach(unit -> {
            engine.getIdentityService().deleteGroup(unit);
            engine.getIdentityService().deleteGroup(unit + "-head");
        });
        Stream.of("dp_database where unit_id", "dp_unit_name where unit_id", "dp_unit where id")
                .forEach(rows ->
                        jdbc.sql("delete from " + rows + " like 'more-%'").update());
    }

    @Test
    void eachUnitsReportStandsAsItWasDoneAndTheFiguresAreTheSameEverywhere() throws Exception {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).of("nasati").late(Duration.ofDays(1));
        player.when(PREPARE).of("legal").never();
        player.when(PREPARE).of("intellectual-property").never();
        player.when(PREPARE).of("planning-finance").at("1/12/2026 09:00");
        player.when(SEND).of("planning-finance").time(1).at("2/12/2026 09:00");
        player.when(CHECK)
                .of("planning-finance")
                .time(1)
                .at("3/12/2026 09:00")
                .answer("checkDecision", "return")
                .answer("returnReason", "Thiếu số liệu.");
        player.when(MEND).of("planning-finance").at("4/12/2026 09:00");
        player.when(SEND).of("planning-finance").time(2).at("7/12/2026 09:00");
        player.when(CHECK).of("planning-finance").time(2).at("8/12/2026 09:00");
        player.when(SEND)
                .of("accreditation")
                .time(1)
                .answer("headDecision", "return")
                .answer("returnReason", "Chưa đủ.");
        player.when(CHECK).of("more-unchecked").never();
        player.when(CHECK).of("more-mending").answer("checkDecision", "return").answer("returnReason", "Sai số liệu.");
        player.when(MEND).of("more-mending").never();
        player.when(SEND).of("more-prepared").never();
        player.playUntil("10/11/2026 09:00");
        engine.getRuntimeService()
                .deleteProcessInstance(instance("ministry-office"), "Đơn vị không có hệ thống nào để bảo vệ.");
        jdbc.sql("update dp_obligation set waived_at = :at where business_key = 'PL.III.2/2026/intellectual-property'")
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();

        player.playUntil("31/12/2026 23:59");

        engine.getIdentityService().setAuthentication("manager-1", List.of("manager"));
        // Personnel has no database, one unit had ended by the opening, and one got its database the day after
        Map<String, String> each = Map.ofEntries(
                Map.entry("Trung tâm Công nghệ thông tin", "Hoàn thành đúng hạn, Đã chấp nhận"),
                Map.entry("Cục Thông tin khoa học và công nghệ quốc gia", "Hoàn thành quá hạn, Đã chấp nhận"),
                Map.entry("Vụ Pháp chế", "Quá hạn, Chưa gửi"),
                Map.entry("Vụ Kế hoạch - Tài chính", "Hoàn thành đúng hạn, Đã chấp nhận"),
                Map.entry("Văn phòng Công nhận Chất lượng", "Hoàn thành đúng hạn, Đã chấp nhận"),
                Map.entry("Văn phòng Bộ", "Đã hủy, Chưa gửi"),
                Map.entry("Cục Sở hữu trí tuệ", "Được miễn, Chưa gửi"),
                Map.entry("more-new", "Hoàn thành đúng hạn, Đã chấp nhận"),
                Map.entry("more-unchecked", "Hoàn thành đúng hạn, Đã gửi"),
                Map.entry("more-mending", "Hoàn thành đúng hạn, Đang chỉnh sửa"),
                Map.entry("more-prepared", "Quá hạn, Chưa gửi"));
        assertThat(inExcel("")).containsExactlyInAnyOrderEntriesOf(each);
        // Eleven units and the ministry; without the cancelled and the waived. What decides is the first sending
        assertEverywhere("", 12);
        assertEverywhere("&so=giao", 10);
        assertEverywhere("&so=den-han", 10);
        assertEverywhere("&so=dung-han", 7);
        assertEverywhere("&so=xong-qua-han", 1);
        assertEverywhere("&so=qua-han", 2);
        assertEverywhere("&so=khong-thuc-hien", 2);
        JsonNode figures = json("").path("figures");
        assertThat(List.of("given", "due", "inTime", "late", "overdue", "running", "paused").stream()
                        .map(figure -> figures.path(figure).asInt()))
                .containsExactly(10, 10, 7, 1, 2, 0, 0);
        assertThat(figures.path("percentInTime").asDouble()).isEqualTo(70.0);
        assertThat(jdbc.sql("select missing_at_signing from dp_obligation where business_key = 'PL.III.2/2026'")
                        .query(String.class)
                        .single())
                .isEqualTo("[\"legal\",\"more-prepared\"]");
        assertNoIncident();
    }

    private String instance(String unit) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("PL.III.2/2026/" + unit)
                .singleResult()
                .getId();
    }

    private void assertEverywhere(String choice, int rows) throws Exception {
        assertThat(asked("/ke-hoach/danh-sach", choice).getContentAsString())
                .as("the page" + choice)
                .contains(">" + rows + " nhiệm vụ.");
        assertThat(json(choice).path("rows")).as("JSON" + choice).hasSize(rows);
        assertThat(excel(choice)).as("Excel" + choice).hasSize(rows);
    }

    /** How each unit's report stands, by the unit's name; without the ministry's own. */
    private Map<String, String> inExcel(String choice) throws Exception {
        Map<String, String> stands = new TreeMap<>();
        excel(choice).stream()
                .filter(row -> !row.get(7).isEmpty())
                .forEach(row -> stands.put(row.get(4), row.get(6) + ", " + row.get(7)));
        return stands;
    }

    /** The rows of the table, which are numbered. */
    private List<List<String>> excel(String choice) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(
                asked("/ke-hoach/danh-sach.xlsx", choice).getContentAsByteArray()))) {
            return StreamSupport.stream(workbook.getSheet("Danh sách").spliterator(), false)
                    .filter(row ->
                            row.getCell(0) != null && row.getCell(0).toString().matches("\\d+\\.0"))
                    .map(FourteenUnitsTest::texts)
                    .toList();
        }
    }

    private static List<String> texts(Row row) {
        return StreamSupport.stream(row.spliterator(), false)
                .map(String::valueOf)
                .toList();
    }

    private JsonNode json(String choice) throws Exception {
        return new ObjectMapper().readTree(asked("/api/plan", choice).getContentAsByteArray());
    }

    private MockHttpServletResponse asked(String path, String choice) throws Exception {
        return web.perform(get(path + "?nam=2026&muc=PL.III.2" + choice)
                        .requestAttr(CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF", "_csrf", "token")))
                .andReturn()
                .getResponse();
    }
}
