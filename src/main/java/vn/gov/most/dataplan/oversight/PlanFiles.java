package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.oversight.Board.ClauseRows;
import vn.gov.most.dataplan.oversight.Board.PeriodRow;
import vn.gov.most.dataplan.oversight.Choosing.Chosen;
import vn.gov.most.dataplan.oversight.Choosing.ChosenYear;
import vn.gov.most.dataplan.oversight.Sheet.Late;

/** Serves the plan's tables as Excel files with the rows of the page that has the same parameters. */
@RestController
class PlanFiles {

    private static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String OF_THE_BOARD = "Mục 18; Nhiệm vụ 42; Kỳ 25; Tình trạng 16; Đang mở 10; Đã gửi 10; "
            + "Đã chấp nhận 11; Quá hạn 10; Hoàn thành 11; Hạn gần nhất 12; Sản phẩm 28; Ghi chú 40";

    private static final String OF_THE_LIST = "STT 6; Mục 18; Nhiệm vụ 40; Về 26; Đơn vị 32; Kỳ 25; Tình trạng 15; "
            + "Báo cáo 14; Ngày mở 11; Hạn 17; Ghi chú 13; Ngày gửi 17; Ngày hoàn thành 17";

    /** The number of rows of a sheet in memory; earlier rows are in a temporary file. */
    private static final int IN_MEMORY = 100;

    private final Choosing choosing;
    private final String ministry;
    private final String plan;

    PlanFiles(
            Choosing choosing,
            @Value("${dataplan.page.ministry}") String ministry,
            @Value("${dataplan.page.title}") String plan) {
        this.choosing = choosing;
        this.ministry = ministry;
        this.plan = plan;
    }

    /** The table of the year, and on a second sheet the list for the same parameters. */
    @GetMapping("/ke-hoach/ke-hoach.xlsx")
    void plan(@RequestParam Map<String, String> asked, HttpServletResponse response) throws IOException {
        ChosenYear chosen = choosing.year(asked);
        Chosen counted = choosing.of(asked);
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(IN_MEMORY)) {
            board(new Sheet(workbook, "Kế hoạch", OF_THE_BOARD), chosen);
            list(new Sheet(workbook, "Danh sách", OF_THE_LIST), counted);
            send(workbook, "ke-hoach-" + chosen.year(), response);
        }
    }

    @GetMapping("/ke-hoach/danh-sach.xlsx")
    void list(@RequestParam Map<String, String> asked, HttpServletResponse response) throws IOException {
        Chosen chosen = choosing.of(asked);
        try (SXSSFWorkbook workbook = new SXSSFWorkbook(IN_MEMORY)) {
            list(new Sheet(workbook, "Danh sách", OF_THE_LIST), chosen);
            send(workbook, "danh-sach-" + chosen.year(), response);
        }
    }

    private void board(Sheet sheet, ChosenYear chosen) {
        Board board = chosen.board();
        String title = chosen.title();
        top(sheet, title, chosen.view());
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        board.numbers().forEach((figure, count) -> {
            names.add(figure.vietnamese());
            values.add(count);
        });
        board.figures().percentInTime().ifPresent(percent -> {
            names.add("Tỷ lệ đúng hạn");
            values.add(percent.movePointLeft(2).doubleValue());
        });
        boolean hasBegun = chosen.view().hasBegun();
        if (hasBegun) {
            sheet.numbers(names, values, 3);
        }
        sheet.head();
        for (ClauseRows clause : hasBegun ? board.clauses() : List.<ClauseRows>of()) {
            String citation = clause.clause().citation();
            String name = clause.clause().name();
            if (clause.periods().isEmpty()) {
                sheet.row(citation, name, "", "", "", "", "", "", "", "", "", clause.note());
            }
            for (PeriodRow row : clause.periods()) {
                sheet.row(
                        citation,
                        name,
                        row.period(),
                        row.standing().words(),
                        row.open(),
                        row.sent(),
                        row.accepted(),
                        row.overdue() > 0 ? new Late(row.overdue()) : row.overdue(),
                        row.done(),
                        row.next().map(PlanFiles::day).orElse(null),
                        row.product(),
                        "");
            }
        }
        sheet.end(foot(title, board.until()));
    }

    private void list(Sheet sheet, Chosen chosen) {
        List<Owed> rows = chosen.view().rows(chosen.ids());
        String title = "Danh sách nhiệm vụ năm " + chosen.year();
        top(sheet, title, chosen.view());
        if (!chosen.words().isEmpty()) {
            sheet.line(chosen.words());
        }
        if (chosen.view().hasBegun()) {
            sheet.line(rows.size() + " nhiệm vụ.");
        }
        sheet.head();
        int number = 0;
        for (Owed owed : rows) {
            String status = owed.status().vietnamese();
            sheet.row(
                    ++number,
                    owed.clause().citation(),
                    owed.part().name(),
                    owed.tracked().about(),
                    owed.unitName(),
                    owed.periodName(),
                    owed.status() == Status.OVERDUE ? new Late(status) : status,
                    owed.isReport() ? owed.row().state().vietnamese() : "",
                    day(owed.row().openedAt()),
                    value(owed.row().dueAt()),
                    note(owed),
                    value(owed.row().firstSentAt()),
                    value(owed.doneAt()));
        }
        sheet.end(foot(title, chosen.view().span().until()));
    }

    private static String note(Owed owed) {
        return Stream.of(owed.row().provisional() ? "hạn tạm tính" : "", owed.recorded())
                .filter(note -> !note.isEmpty())
                .reduce((one, other) -> one + "; " + other)
                .map(note -> note.substring(0, 1).toUpperCase(Locale.ROOT) + note.substring(1))
                .orElse("");
    }

    private void top(Sheet sheet, String title, Year.View view) {
        sheet.title(title);
        sheet.line(ministry + ". " + plan + ".");
        if (view.hasBegun()) {
            sheet.line("Số liệu đến " + VietnameseDate.shortMoment(view.span().until()) + ".");
        }
        if (!view.note().isEmpty()) {
            sheet.line(view.note());
        }
    }

    private String foot(String title, Instant until) {
        return ministry + ". " + title + ". Số liệu đến " + VietnameseDate.shortMoment(until) + ".";
    }

    private static Object value(Optional<Instant> moment) {
        return moment.orElse(null);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingCalendar.ZONE);
    }

    private static void send(SXSSFWorkbook workbook, String name, HttpServletResponse response) throws IOException {
        response.setContentType(EXCEL);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name + ".xlsx").build().toString());
        workbook.write(response.getOutputStream());
    }
}
