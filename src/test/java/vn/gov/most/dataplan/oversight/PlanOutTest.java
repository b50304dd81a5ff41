package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.security.Browser;

/** The pages' content as files and as JSON: for the same users and the same choices, and readable by Excel. */
class PlanOutTest extends PagesOfAPeriod {

    private static final String OF_THE_CLAUSE = "?nam=2026&muc=PL.II.4";
    private static final String SYSTEM = "plan-out-system";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private IdentityService identity;

    @BeforeEach
    void aFewObligations() {
        aFewReports();
        ledger.accept(row("legal"), at("2026-12-21T10:30"), "it-center-staff-1");
        User system = identity.newUser(SYSTEM);
        system.setPassword("demo");
        ((IdentityServiceImpl) identity).saveUser(system, true);
        identity.createMembership(SYSTEM, OtherSystems.GROUP);
    }

    @Override
    @AfterEach
    void clear() {
        super.clear();
        identity.deleteUser(SYSTEM);
        forget(SYSTEM);
    }

    // ---- who

    @ParameterizedTest
    @CsvSource({
        "manager-1,         200, 4",
        "minister,          200, 4",
        "deputy-minister-1, 200, 4",
        "it-center-staff-1, 200, 4",
        "it-center-head,    200, 4",
        "nasati-head,       200, 1",
        "nasati-deputy,     200, 1",
        "nafosted-head,     200, 0",
        "nasati-staff-1,    403, 0",
        "admin,             403, 0",
        "plan-out-system,   403, 0",
    })
    void pageFileAndProgramAnswerTheSamePeopleTheSame(String person, int status, int rows) throws IOException {
        HttpResponse<String> page = browser(person).open("/ke-hoach/danh-sach" + OF_THE_CLAUSE);
        HttpResponse<byte[]> list = browser(person).download("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE);
        HttpResponse<byte[]> year = browser(person).download("/ke-hoach/ke-hoach.xlsx?nam=2026");
        HttpResponse<byte[]> json = browser(person).download("/api/plan" + OF_THE_CLAUSE, "Accept", "application/json");

        assertThat(List.of(page.statusCode(), list.statusCode(), year.statusCode(), json.statusCode()))
                .containsOnly(status);
        if (status == 200) {
            assertThat(page.body()).contains(">" + rows + " nhiệm vụ.");
            assertThat(rows(workbook(list).getSheet("Danh sách"))).hasSize(rows);
            assertThat(JSON.readTree(json.body()).path("rows")).hasSize(rows);
        } else {
            assertThat(page.body()).contains("Không có quyền mở trang này");
            assertThat(new String(list.body(), "UTF-8")).contains("Không có quyền mở trang này");
            assertThat(JSON.readTree(json.body()).path("message").asText())
                    .isEqualTo(
                            "Tài khoản này không có quyền thực hiện thao tác. Nếu cần quyền, liên hệ Trung tâm CNTT.");
        }
    }

    @Test
    void whoHasNotLoggedInIsSentToTheLoginOrToldSo() {
        Browser nobody = new Browser(port);
        for (String page : List.of("/ke-hoach/danh-sach", "/ke-hoach/danh-sach.xlsx", "/ke-hoach/ke-hoach.xlsx")) {
            assertThat(nobody.open(page).statusCode()).isEqualTo(302);
        }
        assertThat(nobody.download("/api/plan", "Accept", "application/json").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aHeadFindsNothingOfOthersInAnyOfThem() {
        for (String path : List.of("/ke-hoach/danh-sach", "/ke-hoach/danh-sach.xlsx", "/api/plan")) {
            assertThat(browser("nasati-head").download(path + "?don-vi=legal").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nam=x",
                "nam=0",
                "nam=-2026",
                "nam=999999999",
                "nam=99999999999",
                "so=khong-co",
                "muc=PL.IX.9",
                "don-vi=%00",
                "don-vi=x"
            })
    void whatIsNotThereIsNoFaultInAnyOfThem(String query) {
        for (String path : List.of("/ke-hoach/danh-sach", "/ke-hoach/danh-sach.xlsx", "/api/plan")) {
            assertThat(browser("manager-1").download(path + "?" + query).statusCode())
                    .as(path)
                    .isIn(400, 404);
        }
    }

    // ---- on paper

    @ParameterizedTest
    @ValueSource(strings = {"/ke-hoach?nam=2026", "/ke-hoach/danh-sach?nam=2026", "/ke-hoach/viec/"})
    void atThePrintedFootStandWhoseFiguresTheseAreAndWhen(String path) {
        String asked = path.endsWith("/") ? path + row("legal").id() : path;
        HttpResponse<String> page = browser("manager-1").open(asked);
        String style = page.body().replaceFirst("(?s).*<style>(.*?)</style>.*", "$1");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();

        assertThat(page.body()).startsWith("<!DOCTYPE html>\n<html lang=\"vi\">");
        assertThat(style)
                .startsWith("@media print { @page { @bottom-left { content: \"Bộ Khoa học và Công nghệ. ")
                .contains(". Số liệu đến 09\\00003a00 28\\00002f12\\00002f2026.\"; } } }");
        assertThat(policy)
                .contains("style-src 'self' 'sha256-" + sha256(style) + "';")
                .doesNotContain("script-src");
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    // ---- the same choices

    @ParameterizedTest
    @CsvSource({
        "'', 4",
        "so=giao, 4",
        "so=den-han, 3",
        "so=dung-han, 1",
        "so=xong-qua-han, 0",
        "so=qua-han, 2",
        "don-vi=legal, 1",
        "don-vi=legal&so=qua-han, 0"
    })
    void eachChoiceIsTheSameInAllThree(String choice, int rows) throws IOException {
        String query = OF_THE_CLAUSE + "&" + choice;
        Browser manager = browser("manager-1");
        assertThat(manager.open("/ke-hoach/danh-sach" + query).body()).contains(">" + rows + " nhiệm vụ.");
        assertThat(rows(sheet("/ke-hoach/danh-sach.xlsx" + query))).hasSize(rows);
        assertThat(json(query).path("rows")).hasSize(rows);
    }

    @Test
    void thePagesFileIsWhatThePageShows() {
        String page = browser("manager-1")
                .open("/ke-hoach/danh-sach" + OF_THE_CLAUSE + "&so=qua-han")
                .body();
        assertThat(page)
                .contains("href=\"/ke-hoach/danh-sach.xlsx?nam=2026&amp;muc=PL.II.4&amp;so=qua-han\">Tải Excel</a>");
    }

    @Test
    void whatElseStandsInAnAddressIsCarriedAlongAndDoesNoHarm() {
        assertThat(browser("manager-1")
                        .open("/ke-hoach/danh-sach?nam=2026&x=%7B%22%3E%3Cb%3E%7D%26so%3Dgiao&trang=1")
                        .body())
                .contains("danh-sach.xlsx?nam=2026&amp;x=%7B%22%3E%3Cb%3E%7D%26so%3Dgiao\">Tải Excel</a>")
                .doesNotContain("<b>}");
    }

    // ---- Excel

    @Test
    void datesMomentsAndNumbersAreNoTexts() throws IOException {
        XSSFSheet sheet = sheet("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE + "&don-vi=legal");
        Row row = rows(sheet).get(0);

        assertThat(cell(sheet, row, "STT").getNumericCellValue()).isEqualTo(1);
        assertThat(cell(sheet, row, "Ngày mở").getLocalDateTimeCellValue())
                .isEqualTo(LocalDate.of(2026, 11, 2).atStartOfDay());
        assertThat(format(sheet, row, "Ngày mở")).isEqualTo("dd/mm/yyyy");
        assertThat(cell(sheet, row, "Hạn").getLocalDateTimeCellValue())
                .isEqualTo(LocalDateTime.of(2026, 12, 24, 17, 0));
        assertThat(format(sheet, row, "Hạn")).isEqualTo("dd/mm/yyyy hh:mm");
        assertThat(cell(sheet, row, "Ngày gửi").getLocalDateTimeCellValue())
                .isEqualTo(LocalDateTime.of(2026, 12, 20, 10, 0));
        assertThat(cell(sheet, row, "Ngày hoàn thành").getLocalDateTimeCellValue())
                .isEqualTo(LocalDateTime.of(2026, 12, 21, 10, 30));
        assertThat(cell(sheet, row, "Tình trạng").getStringCellValue()).isEqualTo("Hoàn thành đúng hạn");
        assertThat(cell(sheet, row, "Báo cáo").getStringCellValue()).isEqualTo("Đã chấp nhận");
        assertThat(cell(sheet, row, "Mục").getStringCellValue()).isEqualTo("Mục II.4 Phụ lục");
    }

    @Test
    void theTablePrintsOnA4WithItsHeadOnEachPage() throws IOException {
        XSSFWorkbook workbook =
                workbook(browser("manager-1").download("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE + "&so=qua-han"));
        XSSFSheet sheet = workbook.getSheet("Danh sách");
        int head = head(sheet);

        assertThat(texts(sheet, 0, head))
                .containsExactly(
                        "Danh sách nhiệm vụ năm 2026",
                        "Bộ Khoa học và Công nghệ. Kế hoạch quản lý, kết nối và chia sẻ dữ liệu.",
                        "Số liệu đến 09:00 28/12/2026.",
                        "Tình trạng: Quá hạn chưa hoàn thành. Mục II.4 Phụ lục: Kiểm tra, đánh giá, duy trì và quản lý chất"
                                + " lượng dữ liệu",
                        "2 nhiệm vụ.");
        assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) (head + 1));
        assertThat(sheet.getRepeatingRows().getFirstRow()).isEqualTo(head);
        assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A6:M8");
        assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
        assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo((short) 9);
        assertThat(sheet.getFitToPage()).isTrue();
        assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
        assertThat(sheet.getPrintSetup().getFitHeight()).isZero();
        assertThat(sheet.getFooter().getRight()).contains("Trang &P/&N");
        assertThat(sheet.getFooter().getLeft())
                .contains("Bộ Khoa học và Công nghệ. Danh sách nhiệm vụ năm 2026. Số liệu đến 09:00 28/12/2026.");
        assertThat(cell(sheet, rows(sheet).get(0), "Nhiệm vụ").getCellStyle().getWrapText())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+84901234567",
                "-1",
                "@SUM(1)",
                "\t=HYPERLINK(\"http://x.example\")",
                "=cmd|' /C calc'!A0",
                "một\nhai",
                "_x0041_",
                "<b>&amp;</b>",
                "𝒟 dữ liệu"
            })
    void whatPeopleTypedStaysText(String typed) throws IOException {
        ledger.nameSubject(row("nasati").key(), typed);
        XSSFSheet sheet = sheet("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE + "&don-vi=nasati");
        Cell about = cell(sheet, rows(sheet).get(0), "Về");

        assertThat(about.getCellType()).isEqualTo(CellType.STRING);
        assertThat(about.getStringCellValue()).isEqualTo(typed);
        assertThat(about.getCellStyle().getQuotePrefixed()).isEqualTo(typed.matches("\\s*[=+\\-@][\\s\\S]*"));
    }

    @Test
    void whatXmlCannotHoldDoesNotBreakTheFile() throws IOException {
        ledger.nameSubject(row("nasati").key(), "a\u0001b\u000bc\ud800d\uffffe\r\nf");
        XSSFSheet sheet = sheet("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE + "&don-vi=nasati");

        assertThat(cell(sheet, rows(sheet).get(0), "Về").getStringCellValue()).matches("a b c.d.e\nf");
    }

    @Test
    void textThatIsTooLongForACellIsCut() {
        assertThat(Sheet.text("a".repeat(32_767))).hasSize(32_767).endsWith("a");
        assertThat(Sheet.text("a".repeat(32_768))).hasSize(32_767).endsWith("…");
    }

    @Test
    void theYearsFileHasTheFiguresTheClausesAndTheList() throws IOException {
        HttpResponse<byte[]> file = browser("manager-1").download("/ke-hoach/ke-hoach.xlsx?nam=2026");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"ke-hoach-2026.xlsx\"");
        assertThat(file.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type)
                .startsWith("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        XSSFWorkbook workbook = workbook(file);
        assertThat(IntStream.range(0, workbook.getNumberOfSheets()).mapToObj(workbook::getSheetName))
                .containsExactly("Kế hoạch", "Danh sách");
        XSSFSheet board = workbook.getSheet("Kế hoạch");

        assertThat(texts(board, 0, 3)).startsWith("Tình hình thực hiện Kế hoạch năm 2026");
        Map<String, Double> figures = new TreeMap<>();
        for (Cell name : board.getRow(3)) {
            figures.put(
                    name.getStringCellValue(),
                    board.getRow(4).getCell(name.getColumnIndex()).getNumericCellValue());
        }
        assertThat(figures)
                .containsEntry("Được giao", 4.0)
                .containsEntry("Quá hạn chưa hoàn thành", 2.0)
                .containsEntry("Hoàn thành đúng hạn", 1.0)
                .containsEntry("Tỷ lệ đúng hạn", 0.333);
        Row clause = rows(board).stream()
                .filter(row -> row.getCell(0).getStringCellValue().equals("Mục II.4 Phụ lục"))
                .findFirst()
                .orElseThrow();
        assertThat(cell(board, clause, "Quá hạn").getNumericCellValue()).isEqualTo(2);
        assertThat(cell(board, clause, "Đang mở").getNumericCellValue()).isEqualTo(2);
        assertThat(cell(board, clause, "Đã chấp nhận").getNumericCellValue()).isEqualTo(1);
        assertThat(cell(board, clause, "Hạn gần nhất").getLocalDateTimeCellValue())
                .isEqualTo(LocalDate.of(2026, 12, 24).atStartOfDay());
        assertThat(rows(board).stream()
                        .map(row -> row.getCell(0).getStringCellValue())
                        .distinct())
                .hasSize(39);
        assertThat(cell(board, rows(board).get(0), "Ghi chú").getStringCellValue())
                .startsWith("Mục đích chung, không giao việc");
        assertThat(rows(workbook.getSheet("Danh sách")).stream()
                        .filter(row -> row.getCell(1).getStringCellValue().equals("Mục II.4 Phụ lục")))
                .hasSize(4);
    }

    @Test
    void aYearWithoutAnythingIsAFileToo() throws IOException {
        XSSFSheet sheet = sheet("/ke-hoach/danh-sach.xlsx?nam=1999");
        assertThat(rows(sheet)).isEmpty();
        assertThat(texts(sheet, 0, 5)).contains("0 nhiệm vụ.");
        assertThat(browser("manager-1")
                        .download("/ke-hoach/ke-hoach.xlsx?nam=1999")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aYearThatHasNotBegunAndOneThatIsOverSaySo() throws IOException {
        String over = "Số tổng hợp và số quá hạn tính đến hết năm 2025; tình trạng từng nhiệm vụ là của hiện nay.";
        for (String file : List.of("/ke-hoach/danh-sach.xlsx", "/ke-hoach/ke-hoach.xlsx")) {
            for (int year : List.of(2025, 2027)) {
                XSSFWorkbook workbook = workbook(browser("manager-1").download(file + "?nam=" + year));
                for (int sheet = 0; sheet < workbook.getNumberOfSheets(); sheet++) {
                    assertThat(texts(workbook.getSheetAt(sheet), 2, year == 2025 ? 4 : 3))
                            .contains(year == 2025 ? over : "Năm 2027 chưa bắt đầu.")
                            .doesNotContain("0 nhiệm vụ.");
                }
            }
        }
        assertThat(json("?nam=2025").path("note").asText()).isEqualTo(over);
        assertThat(json("?nam=2025").path("figures").path("given").isInt()).isTrue();
        assertThat(json("?nam=2026").path("note").isNull()).isTrue();
        assertThat(json("?nam=2027").path("note").asText()).isEqualTo("Năm 2027 chưa bắt đầu.");
        assertThat(json("?nam=2027").path("figures").isNull()).isTrue();
    }

    // ---- JSON

    @Test
    void aProgramReadsIdsDaysAndMoments() throws IOException {
        JsonNode answer = json(OF_THE_CLAUSE + "&don-vi=legal");
        assertThat(answer.path("year").asInt()).isEqualTo(2026);
        assertThat(answer.path("until").asText()).isEqualTo("2026-12-28T09:00:00+07:00");
        JsonNode row = answer.path("rows").path(0);
        assertThat(row.path("id").asLong()).isEqualTo(row("legal").id());
        Map<String, String> texts = new TreeMap<>();
        row.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        texts.keySet().removeAll(Set.of("id", "name", "unitName"));
        assertThat(texts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("clause", "PL.II.4"),
                        Map.entry("citation", "Mục II.4 Phụ lục"),
                        Map.entry("part", "unit-report"),
                        Map.entry("unit", "legal"),
                        Map.entry("period", "2026"),
                        Map.entry("status", "DONE"),
                        Map.entry("state", "ACCEPTED"),
                        Map.entry("scheduledOn", "2026-11-02"),
                        Map.entry("openedAt", "2026-11-02T06:30:00+07:00"),
                        Map.entry("dueAt", "2026-12-24T17:00:00+07:00"),
                        Map.entry("lateFrom", "2026-12-25T00:00:00+07:00"),
                        Map.entry("provisional", "false"),
                        Map.entry("firstSentAt", "2026-12-20T10:00:00+07:00"),
                        Map.entry("doneAt", "2026-12-21T10:30:00+07:00")));
    }

    @Test
    void whatWasDoneBeforeItWasRecordedHasBothDaysInAllThree() throws IOException {
        ledger.finish(row("nasati"), Obligation.State.DONE, at("2026-11-20T00:00"), at("2026-12-20T09:00"), null, "{}");
        String query = OF_THE_CLAUSE + "&don-vi=nasati";

        assertThat(browser("manager-1").open("/ke-hoach/danh-sach" + query).body())
                .contains(
                        "<td data-name=\"Ngày hoàn thành\">20/11/2026<div class=\"dim\">ghi nhận 20/12/2026</div></td>");
        XSSFSheet sheet = sheet("/ke-hoach/danh-sach.xlsx" + query);
        Row row = rows(sheet).get(0);
        assertThat(cell(sheet, row, "Ngày hoàn thành").getLocalDateTimeCellValue())
                .isEqualTo(LocalDateTime.of(2026, 11, 20, 0, 0));
        assertThat(cell(sheet, row, "Ghi chú").getStringCellValue()).isEqualTo("Ghi nhận 20/12/2026");
        JsonNode told = json(query).path("rows").path(0);
        assertThat(told.path("doneAt").asText()).isEqualTo("2026-11-20T00:00:00+07:00");
        assertThat(told.path("recordedAt").asText()).isEqualTo("2026-12-20T09:00:00+07:00");

        assertThat(browser("manager-1")
                        .open("/ke-hoach/danh-sach" + OF_THE_CLAUSE + "&don-vi=legal")
                        .body())
                .contains("<td data-name=\"Ngày hoàn thành\">21/12/2026</td>")
                .doesNotContain("ghi nhận");
    }

    @Test
    void itsFiguresAreThoseOfWhatClauseAndUnitChoose() throws IOException {
        JsonNode all = json(OF_THE_CLAUSE + "&so=qua-han").path("figures");
        assertThat(all.path("given").asInt()).isEqualTo(4);
        assertThat(all.path("due").asInt()).isEqualTo(3);
        assertThat(all.path("inTime").asInt()).isEqualTo(1);
        assertThat(all.path("overdue").asInt()).isEqualTo(2);
        assertThat(all.path("running").asInt()).isEqualTo(1);
        assertThat(all.path("percentInTime").asDouble()).isEqualTo(33.3);

        JsonNode own = json(OF_THE_CLAUSE + "&don-vi=nasati").path("figures");
        assertThat(own.path("given").asInt()).isEqualTo(1);
        assertThat(own.path("percentInTime").asDouble()).isZero();
        assertThat(json("?nam=1999").path("figures").path("percentInTime").isNull())
                .isTrue();
    }

    @Test
    void aRowIsAsHighAsItsTextInProgramsTooThatDoNotMakeItSo() throws IOException {
        XSSFSheet board = workbook(browser("manager-1").download("/ke-hoach/ke-hoach.xlsx?nam=2026"))
                .getSheet("Kế hoạch");
        assertThat(rows(board))
                .filteredOn(row -> row.getCell(11).toString().length() > 120)
                .isNotEmpty()
                .allMatch(row -> row.getHeightInPoints() >= 40);
        assertThat(rows(board))
                .filteredOn(row -> row.getCell(1).toString().equals("Mục đích, yêu cầu"))
                .filteredOn(row -> row.getCell(11).toString().length() < 40)
                .allMatch(row -> row.getHeightInPoints() < 20);
    }

    // ---- many

    @Test
    void aLongListComesInPagesAndItsFileAtOnce() throws IOException {
        many(401 - 4);
        Browser manager = browser("manager-1");
        String list = "/ke-hoach/danh-sach" + OF_THE_CLAUSE;
        String first = manager.open(list).body();
        String last = manager.open(list + "&trang=3").body();

        assertThat(first).contains(">401 nhiệm vụ.", "Trang 1/3", "muc=PL.II.4&amp;trang=2\">Trang sau</a>");
        assertThat(first).doesNotContain("Trang trước");
        assertThat(lines(first)).isEqualTo(200);
        assertThat(lines(manager.open(list + "&trang=2").body())).isEqualTo(200);
        assertThat(last).contains("Trang 3/3", "muc=PL.II.4&amp;trang=2\">Trang trước</a>");
        assertThat(last).doesNotContain("Trang sau");
        assertThat(lines(last)).isEqualTo(1);
        for (String none : List.of("0", "4", "-1", "x", "99999999999", "1e1")) {
            assertThat(manager.open(list + "&trang=" + none).statusCode()).isEqualTo(404);
        }
        assertThat(rows(sheet("/ke-hoach/danh-sach.xlsx" + OF_THE_CLAUSE + "&trang=3")))
                .hasSize(401);
        assertThat(json(OF_THE_CLAUSE).path("rows")).hasSize(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ke-hoach?nam=2026",
                "/ke-hoach/danh-sach?nam=2026",
                "/ke-hoach/ke-hoach.xlsx?nam=2026",
                "/ke-hoach/danh-sach.xlsx?nam=2026",
                "/api/plan?nam=2026"
            })
    void whatTheDatabaseIsAskedDoesNotGrowWithTheRows(String path) {
        ended("plan-out-ended");
        try {
            browser("manager-1").open(path);
            int few = statementsFor(path).size();
            many(300);
            assertThat(statementsFor(path)).hasSizeLessThanOrEqualTo(few + 1);
            assertThat(few).isLessThanOrEqualTo(10);
        } finally {
            jdbc.sql("delete from dp_unit_name where unit_id = 'plan-out-ended'")
                    .update();
            jdbc.sql("delete from dp_unit where id = 'plan-out-ended'").update();
        }
    }

    /** Two of three rows belong to a unit that has ended. */
    private void many(int rows) {
        for (int i = 0; i < rows; i++) {
            open(
                    new ObligationKey(
                            "PL.II.4", "unit-report", "2026", i % 3 == 0 ? "legal" : "plan-out-ended", "db" + i),
                    "none-many-" + i,
                    OPENED,
                    DUE,
                    LATE_FROM);
        }
    }

    private void ended(String unit) {
        jdbc.sql(
                        "insert into dp_unit (id, head_title, mailbox, seal, sort_order, ended_on) values (:id, 'Vụ trưởng', '', false, 999, date '2026-06-01')")
                .param("id", unit)
                .update();
        jdbc.sql(
                        "insert into dp_unit_name (unit_id, valid_from, name, short_name) values (:id, date '2020-01-01', 'Đơn vị cũ', 'Đơn vị cũ')")
                .param("id", unit)
                .update();
    }

    private static long lines(String page) {
        return Pattern.compile("<td class=\"name\">").matcher(page).results().count();
    }

    /** Each statement as often as it was executed. */
    private List<String> statementsFor(String path) {
        jdbc.sql("set query_statistics false").update();
        jdbc.sql("set query_statistics true").update();
        assertThat(browser("manager-1").download(path).statusCode()).isEqualTo(200);
        List<String> statements = jdbc
                .sql("select sql_statement, execution_count from information_schema.query_statistics"
                        + " where sql_statement not like '%query_statistics%'")
                .query((row, n) -> Collections.nCopies(row.getInt(2), row.getString(1)))
                .list()
                .stream()
                .flatMap(List::stream)
                .filter(statement -> !statement.toLowerCase().startsWith("set "))
                .toList();
        jdbc.sql("set query_statistics false").update();
        return statements;
    }

    // ---- reading

    private JsonNode json(String query) throws IOException {
        return JSON.readTree(browser("manager-1")
                .download("/api/plan" + query, "Accept", "application/json")
                .body());
    }

    private XSSFSheet sheet(String path) throws IOException {
        return workbook(browser("manager-1").download(path)).getSheet("Danh sách");
    }

    private static XSSFWorkbook workbook(HttpResponse<byte[]> file) throws IOException {
        assertThat(file.statusCode()).isEqualTo(200);
        return new XSSFWorkbook(new ByteArrayInputStream(file.body()));
    }

    private static int head(XSSFSheet sheet) {
        return sheet.getRepeatingRows().getFirstRow();
    }

    private static List<Row> rows(XSSFSheet sheet) {
        int head = head(sheet);
        return StreamSupport.stream(sheet.spliterator(), false)
                .filter(row -> row.getRowNum() > head)
                .toList();
    }

    private static List<String> texts(XSSFSheet sheet, int from, int until) {
        return IntStream.range(from, until)
                .mapToObj(row -> sheet.getRow(row).getCell(0).getStringCellValue())
                .toList();
    }

    private static Cell cell(XSSFSheet sheet, Row row, String column) {
        return StreamSupport.stream(sheet.getRow(head(sheet)).spliterator(), false)
                .filter(name -> name.getStringCellValue().equals(column))
                .findFirst()
                .map(name -> row.getCell(name.getColumnIndex(), MissingCellPolicy.CREATE_NULL_AS_BLANK))
                .orElseThrow();
    }

    private static String format(XSSFSheet sheet, Row row, String column) {
        return cell(sheet, row, column).getCellStyle().getDataFormatString();
    }
}
