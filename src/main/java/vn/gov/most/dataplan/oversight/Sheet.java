package vn.gov.most.dataplan.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * A table on an Excel sheet, with lines above it. It is written from top to bottom, and only a few rows are in memory.
 */
final class Sheet {

    /** Excel's limit for a cell. */
    private static final int LONGEST = 32_767;

    /** Characters that XML does not allow: control characters, lone surrogates and noncharacters. */
    private static final Pattern NO_TEXT =
            Pattern.compile("[\\p{Cc}&&[^\\t\\n]]|[\\x{D800}-\\x{DFFF}]|[\\x{FFFE}\\x{FFFF}]");

    /** Text that Excel would read as an escaped character. */
    private static final Pattern CODE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    /** Text that Excel would turn into a formula when somebody edits the cell. */
    private static final Pattern FORMULA = Pattern.compile("^[\\s]*[=+\\-@]");

    private static final short TITLE_HEIGHT = 14;

    private enum Style {
        TITLE,
        HEAD,
        TEXT,
        LATE_TEXT,
        LITERAL,
        NUMBER,
        LATE_NUMBER,
        DAY,
        MOMENT,
        PERCENT
    }

    /** For ten-point Arial, in points. */
    private static final float LINE_HEIGHT = 13.5f;

    /** Excel's own limit for a row is 409 points. */
    private static final int MOST_LINES = 30;

    /** A column with its width in characters. */
    private record Column(String name, int width) {}

    private final SXSSFSheet sheet;
    private final Map<Style, CellStyle> styles = new EnumMap<>(Style.class);
    private final List<Column> columns;
    private int next;
    private int head = -1;

    /** @param columns the name, a space and the width in characters of each column, separated by "; " */
    Sheet(SXSSFWorkbook workbook, String name, String columns) {
        sheet = workbook.createSheet(name);
        this.columns = Stream.of(columns.split("; ")).map(Sheet::column).toList();
        for (int i = 0; i < this.columns.size(); i++) {
            sheet.setColumnWidth(i, this.columns.get(i).width() * 256);
        }
        for (Style style : Style.values()) {
            styles.put(style, style(workbook, style));
        }
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
    }

    private static Column column(String words) {
        int end = words.lastIndexOf(' ');
        return new Column(words.substring(0, end), Integer.parseInt(words.substring(end + 1)));
    }

    private static CellStyle style(SXSSFWorkbook workbook, Style of) {
        CellStyle style = workbook.createCellStyle();
        Font font = workbook.createFont();
        font.setFontName("Arial");
        font.setFontHeightInPoints(of == Style.TITLE ? TITLE_HEIGHT : 10);
        font.setBold(List.of(Style.TITLE, Style.HEAD, Style.LATE_TEXT, Style.LATE_NUMBER)
                .contains(of));
        if (of == Style.LATE_TEXT || of == Style.LATE_NUMBER) {
            font.setColor(IndexedColors.DARK_RED.getIndex());
        }
        style.setFont(font);
        if (of == Style.TITLE) {
            return style;
        }
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setWrapText(true);
        style.setBorderTop(BorderStyle.HAIR);
        style.setBorderBottom(BorderStyle.HAIR);
        style.setBorderLeft(BorderStyle.HAIR);
        style.setBorderRight(BorderStyle.HAIR);
        if (of == Style.HEAD) {
            style.setVerticalAlignment(VerticalAlignment.CENTER);
            style.setFillForegroundColor(IndexedColors.PALE_BLUE.getIndex());
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        style.setQuotePrefixed(of == Style.LITERAL);
        style.setDataFormat(workbook.createDataFormat()
                .getFormat(
                        switch (of) {
                            case NUMBER, LATE_NUMBER -> "#,##0";
                            case DAY -> "dd/mm/yyyy";
                            case MOMENT -> "dd/mm/yyyy hh:mm";
                            case PERCENT -> "0.0%";
                            default -> "General";
                        }));
        return style;
    }

    void title(String text) {
        Cell cell = sheet.createRow(next++).createCell(0);
        cell.setCellStyle(styles.get(Style.TITLE));
        cell.setCellValue(text(text));
    }

    /** A line above the table. */
    void line(String text) {
        sheet.createRow(next++).createCell(0).setCellValue(text(text));
    }

    /** A small table of labelled numbers above the main table. */
    void numbers(List<String> names, List<Object> values, int from) {
        Row above = sheet.createRow(next++);
        Row below = sheet.createRow(next++);
        for (int i = 0; i < names.size(); i++) {
            put(above, from + i, names.get(i), Style.HEAD);
            put(below, from + i, values.get(i), null);
        }
        next++;
    }

    /** The header row. It stays visible while scrolling and is repeated on each printed page. */
    void head() {
        head = next++;
        Row row = sheet.createRow(head);
        for (int i = 0; i < columns.size(); i++) {
            put(row, i, columns.get(i).name(), Style.HEAD);
        }
        sheet.createFreezePane(0, next);
        sheet.setRepeatingRows(new CellRangeAddress(head, head, -1, -1));
    }

    /** A value that is marked as late. */
    record Late(Object value) {}

    /** @param values texts, numbers, days ({@code LocalDate}) and times ({@code Instant}); null for an empty cell */
    void row(Object... values) {
        Row row = sheet.createRow(next++);
        for (int i = 0; i < values.length; i++) {
            put(row, i, values[i], null);
        }
    }

    private void put(Row row, int column, Object value, Style as) {
        Cell cell = row.createCell(column);
        boolean isLate = value instanceof Late;
        Object shown = value instanceof Late late ? late.value() : value;
        Style style;
        if (shown instanceof Double share) {
            cell.setCellValue(share);
            style = Style.PERCENT;
        } else if (shown instanceof Number number) {
            cell.setCellValue(number.doubleValue());
            style = isLate ? Style.LATE_NUMBER : Style.NUMBER;
        } else if (shown instanceof LocalDate day) {
            cell.setCellValue(day);
            style = Style.DAY;
        } else if (shown instanceof Instant moment) {
            cell.setCellValue(LocalDateTime.ofInstant(moment, WorkingCalendar.ZONE));
            style = Style.MOMENT;
        } else {
            String text = shown == null ? "" : text((String) shown);
            if (!text.isEmpty()) {
                cell.setCellValue(text);
                makeRoom(row, lines(text, columns.get(column).width()));
            }
            style = FORMULA.matcher(text).find() ? Style.LITERAL : isLate ? Style.LATE_TEXT : Style.TEXT;
        }
        cell.setCellStyle(styles.get(as == null ? style : as));
    }

    /** Sets the row height, because not every spreadsheet program adjusts it by itself. */
    private static void makeRoom(Row row, int lines) {
        float height = Math.min(lines, MOST_LINES) * LINE_HEIGHT;
        if (lines > 1 && height > row.getHeightInPoints()) {
            row.setHeightInPoints(height);
        }
    }

    /** The number of lines that the text needs when it is wrapped at words. */
    private static int lines(String text, int width) {
        int lines = 0;
        for (String paragraph : text.split("\n", -1)) {
            int left = 0;
            for (String word : paragraph.split(" ")) {
                if (word.length() > left) {
                    lines += Math.max(1, (word.length() + width - 1) / width);
                    left = width;
                }
                left -= word.length() + 1;
            }
        }
        return lines;
    }

    /** @param foot the footer of each printed page, beside the page number */
    void end(String foot) {
        sheet.setAutoFilter(new CellRangeAddress(head, Math.max(head, next - 1), 0, columns.size() - 1));
        sheet.getFooter().setLeft("&8" + footer(foot));
        sheet.getFooter().setRight("&8Trang &P/&N");
    }

    /** In a footer, "&" begins a command; if the text is too long, Excel repairs the file. */
    private static String footer(String text) {
        String words = text.length() > 200 ? text.substring(0, 199) + "…" : text;
        return (words.matches("\\d.*") ? " " : "") + words.replace("&", "&&");
    }

    static String text(String typed) {
        String text = CODE.matcher(NO_TEXT.matcher(typed.replace("\r\n", "\n")).replaceAll(" "))
                .replaceAll("_x005F_");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
