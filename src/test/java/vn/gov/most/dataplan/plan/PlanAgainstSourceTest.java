package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plan file has the wording of the source. The source is a table flattened to lines, so the annex is compared with
 * rows written out by hand, and these are compared with the source.
 */
class PlanAgainstSourceTest {

    private static final Map<String, String> NAMES = Map.of(
            "it-center", "Trung tâm CNTT",
            "nasati", "Cục Thông tin KH&CN quốc gia",
            "legal", "Vụ Pháp chế",
            "ministry-office", "Văn phòng Bộ",
            "database-owners", "Các đơn vị chủ quản CSDL của Bộ",
            "all-units", "Các đơn vị trực thuộc Bộ");

    private static final Plan PLAN = Shipped.plan();
    private static final String SOURCE =
            oneLine(Shipped.resource("/plan-source.txt").orElseThrow().replaceAll("NĐ-\\s+CP", "NĐ-CP"));

    /** A row of the annex, written out by hand. */
    record Row(String id, String text, String lead, String coordinators, String deadline, String product) {

        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            return new Row("PL." + cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
        }
    }

    static Stream<Row> rows() {
        return Shipped.resource("/plan-annex.txt").orElseThrow().lines().map(Row::of);
    }

    @Test
    void theClausesAreTheSourcesThirtyNineInItsOrder() {
        assertThat(PLAN.clauses())
                .extracting(Clause::id)
                .containsExactly(
                        "KH.I.1",
                        "KH.I.2",
                        "KH.I.3",
                        "KH.II.1",
                        "KH.II.2",
                        "KH.II.3",
                        "KH.II.4",
                        "KH.III.1.a",
                        "KH.III.1.b",
                        "KH.III.1.c",
                        "KH.III.1.d",
                        "KH.III.2",
                        "KH.III.3",
                        "KH.III.4.a",
                        "KH.III.4.b",
                        "KH.III.4.c",
                        "KH.III.4.d",
                        "KH.III.4.đ",
                        "PL.I.1",
                        "PL.I.2",
                        "PL.I.3",
                        "PL.I.4",
                        "PL.I.5",
                        "PL.I.6",
                        "PL.I.7",
                        "PL.I.8",
                        "PL.I.9",
                        "PL.II.1",
                        "PL.II.2",
                        "PL.II.3",
                        "PL.II.4",
                        "PL.II.5",
                        "PL.II.6",
                        "PL.II.7",
                        "PL.II.8",
                        "PL.III.1",
                        "PL.III.2",
                        "PL.IV.1",
                        "PL.IV.2")
                .hasSize(39);
    }

    @Test
    void theBodyIsTheSourcesWordForWordAndNothingOfItIsLeftOut() {
        String rest = SOURCE.substring(SOURCE.indexOf("I. MỤC ĐÍCH, YÊU CẦU"), SOURCE.indexOf("PHỤ LỤC CÁC NHIỆM VỤ"));
        for (Clause clause : PLAN.clauses()) {
            if (clause.id().startsWith("KH.")) {
                String label = clause.id().substring(clause.id().lastIndexOf('.') + 1);
                String begin = label + (label.matches("\\d") ? ". " : ") ");
                assertThat(rest).as(clause.id()).contains(begin + clause.text());
                int at = rest.indexOf(begin + clause.text());
                rest = rest.substring(0, at)
                        + rest.substring(at + begin.length() + clause.text().length());
            }
        }
        // The end mark "./." lies half in the last clause.
        assertThat(oneLine(rest))
                .isEqualTo("I. MỤC ĐÍCH, YÊU CẦU II. NỘI DUNG KẾ HOẠCH"
                        + " Các nhiệm vụ cụ thể tại Phụ lục ban hành kèm theo Kế hoạch thực hiện Nghị định số"
                        + " 47/2020/NĐ-CP ngày 09/4/2020 của Chính phủ về quản lý, kết nối và chia sẻ dữ liệu số của cơ"
                        + " quan nhà nước (Kế hoạch). III. TỔ CHỨC THỰC HIỆN 1. Trung tâm Công nghệ thông tin (CNTT):"
                        + " 4. Các đơn vị trực thuộc Bộ: /.");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAnnexHasEachRowsTextDeadlineAndProduct(Row row) {
        Clause clause = PLAN.clause(row.id()).orElseThrow();

        assertThat(tuple(clause.text(), clause.deadline(), clause.product()))
                .isEqualTo(tuple(row.text(), row.deadline(), row.product()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theAnnexHasEachRowsLeadAndCoordinators(Row row) {
        Clause clause = PLAN.clause(row.id()).orElseThrow();

        assertThat(NAMES.get(clause.lead())).isEqualTo(row.lead());
        assertThat(clause.coordinators().stream().map(NAMES::get).collect(Collectors.joining("; ")))
                .isEqualTo(row.coordinators()
                        .replace("Trung tâm CNTT, Văn phòng Bộ", "Trung tâm CNTT; Văn phòng Bộ")
                        .replace("Trực thuộc", "trực thuộc"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowsWrittenOutByHandAreTheSources(Row row) {
        if (row.id().equals("PL.III.1")) {
            // A page ends within this row: its cells come in two pieces each.
            assertThat(SOURCE)
                    .contains("1 Xây dựng và duy trì hạ tầng kết nối, chia sẻ dữ liệu phục vụ kết nối, chia sẻ"
                            + " Trung tâm CNTT Các đơn vị chủ quản CSDL Hằng năm"
                            + " Báo cáo về việc hệ thống thông tin và hạ tầng kết nối 7"
                            + " dữ liệu nội bộ Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, các tỉnh, thành phố"
                            + " trực thuộc trung ương. của Bộ mạng sẵn sàng để cung cấp dữ liệu, khai thác dữ liệu gửi"
                            + " Trung tâm CNTT tổng hợp. Thời gian báo cáo theo yêu cầu Bộ TT&TT.");
            assertThat(row.text())
                    .isEqualTo("Xây dựng và duy trì hạ tầng kết nối, chia sẻ dữ liệu phục vụ kết nối, chia sẻ dữ liệu"
                            + " nội bộ Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ, các tỉnh, thành phố trực thuộc"
                            + " trung ương.");
            assertThat(row.product())
                    .isEqualTo(
                            "Báo cáo về việc hệ thống thông tin và hạ tầng kết nối mạng sẵn sàng để cung cấp dữ liệu,"
                                    + " khai thác dữ liệu gửi Trung tâm CNTT tổng hợp. Thời gian báo cáo theo yêu cầu Bộ"
                                    + " TT&TT.");
            return;
        }
        String number = row.id().substring(row.id().lastIndexOf('.') + 1);
        assertThat(SOURCE)
                .contains(oneLine(String.join(
                        " ", number, row.text(), row.lead(), row.coordinators(), row.deadline(), row.product())));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
