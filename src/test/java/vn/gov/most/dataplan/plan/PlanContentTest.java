package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The content of our own plan file beyond the source's words. */
class PlanContentTest {

    private static final Plan PLAN = Shipped.plan();

    @Test
    void everyRowOfTheAnnexIsCarriedOut() {
        assertThat(PLAN.parts().filter(part -> part.clause().startsWith("PL.")))
                .isNotEmpty()
                .noneMatch(Part::isPlanned);
    }

    @Test
    void eachClauseHasAProcessOrTheReasonWhyNone() {
        assertThat(PLAN.clauses())
                .filteredOn(clause -> clause.noProcess().isPresent())
                .extracting(Clause::id)
                .containsExactly(
                        "KH.I.1",
                        "KH.I.2",
                        "KH.I.3",
                        "KH.II.1",
                        "KH.II.2",
                        "KH.II.3",
                        "KH.II.4",
                        "KH.III.1.d",
                        "KH.III.4.a",
                        "KH.III.4.d");
    }

    @Test
    void peopleReadWhereAClauseStands() {
        assertThat(clause("PL.II.4").citation()).isEqualTo("Mục II.4 Phụ lục");
        assertThat(clause("KH.III.4.đ").citation()).isEqualTo("Mục III.4.đ Kế hoạch");
    }

    @Test
    void theSourcesDecisionHasBlanksAndNothingIsInvented() {
        assertThat(PLAN.number()).isEmpty();
        assertThat(PLAN.issuedOn()).isEmpty();
        assertThat(PLAN.signer()).isEmpty();
    }

    @Test
    void dataQualityIsReportedByEachOwnerAndThenByTheMinistry() {
        assertThat(clause("PL.II.4").parts())
                .extracting(Part::id)
                .containsExactly("unit-report", "ministry-report", "maintenance");

        Part unit = part("PL.II.4", "unit-report");
        assertThat(unit.name()).isEqualTo("Báo cáo của đơn vị: chất lượng dữ liệu");
        assertThat(unit.process()).contains("ii4-data-quality-unit");
        assertThat(unit.each()).isEqualTo(PartOwner.DATABASE_OWNER);
        assertThat(unit.due().orElseThrow()).hasToString("before 25/12");
        assertThat(unit.steps())
                .extracting(step -> step.task() + " " + step.who() + " " + step.due())
                .containsExactly(
                        "userTask_prepareReport unit as unit-report",
                        "userTask_sendReport head 2 working days after returnedAt | as unit-report",
                        "userTask_mendReport unit 2 working days after returnedAt | as unit-report",
                        "userTask_checkReport it-center 3 working days after sentAt");

        Part ministry = part("PL.II.4", "ministry-report");
        assertThat(ministry.process()).contains("ii4-data-quality");
        assertThat(ministry.each()).isEqualTo(PartOwner.CLAUSE);
        assertThat(ministry.collects()).contains("unit-report");
        assertThat(clause("PL.II.4").closingPart()).contains(ministry);
        assertThat(ministry.due().orElseThrow()).hasToString("before 31/12");
        assertThat(ministry.reminders()).containsExactly(15, 5, 1, 0);
        assertThat(ministry.steps())
                .extracting(step -> step.task() + " " + step.who() + " " + step.due())
                .containsExactly(
                        "userTask_guideReports it-center 5 working days after openedAt",
                        "userTask_consolidateReports it-center 2 working days after returnedAt"
                                + " | 2 working days before ministry-report",
                        "userTask_approveReport leadership as ministry-report");
    }

    @Test
    void aPartIsFoundByItsProcess() {
        assertThat(PLAN.partOfProcess("ii4-data-quality")).contains(part("PL.II.4", "ministry-report"));
        assertThat(PLAN.partOfProcess("planned")).isEmpty();
    }

    @Test
    void whatTheMinistryHasSetIsMarked() {
        assertThat(clause("PL.II.4").isOurs("opens")).isTrue();
        assertThat(clause("PL.II.4").isOurs("unit-report.due")).isFalse();
        assertThat(clause("PL.II.4").isOurs("unit-report.steps")).isTrue();
        assertThat(clause("PL.II.5").isOurs("unit-report.due")).isTrue();
        assertThat(clause("PL.II.5").isOurs("result.due")).isFalse();
        assertThat(clause("PL.I.3").isOurs("window")).isFalse();
    }

    @Test
    void theMinistrysStrategyWasDoneBeforeTheSoftware() {
        FirstState first = clause("PL.I.5").firstState().orElseThrow();

        assertThat(first.doneOn()).isEqualTo("2025-10-12");
        assertThat(first.evidence()).contains("Quyết định số 3152/QĐ-BKHCN ngày 12/10/2025");
    }

    @Test
    void theGroundOfOpenDataEndedBeforeTheRest() {
        LegalGround openData = clause("PL.I.3").ground();

        assertThat(openData.statesOn(LocalDate.of(2025, 8, 18))).containsExactly("Căn cứ này còn hiệu lực.");
        assertThat(openData.statesOn(LocalDate.of(2025, 8, 19)))
                .containsExactly("Căn cứ này hết hiệu lực từ ngày 19/8/2025 theo"
                        + " Điều 40 Nghị định số 194/2025/NĐ-CP; được thay thế bằng Nghị định số 194/2025/NĐ-CP.");
        assertThat(clause("PL.II.4").ground().statesOn(LocalDate.of(2025, 10, 21)))
                .containsExactly("Căn cứ này còn hiệu lực.");
        assertThat(clause("PL.II.3").ground().statesOn(LocalDate.of(2026, 11, 2)))
                .containsExactly(
                        "Căn cứ tại khoản 3 và khoản 4 Điều 13 hết hiệu lực từ ngày 22/10/2025 theo Điều 23 Nghị định số"
                                + " 278/2025/NĐ-CP; được thay thế bằng Nghị định số 278/2025/NĐ-CP (theo thông tin đã"
                                + " công bố, chưa đối chiếu với văn bản gốc).",
                        "Căn cứ tại khoản 2 Điều 21 hết hiệu lực từ ngày 19/8/2025 theo Điều 40 Nghị định số 194/2025/NĐ-CP; được"
                                + " thay thế bằng Nghị định số 194/2025/NĐ-CP.");
    }

    @Test
    void aClauseWithoutArticlesSaysSo() {
        assertThat(clause("PL.II.2").ground().text()).isEqualTo("Nghị định số 47/2020/NĐ-CP, không nêu điều cụ thể");
        assertThat(clause("PL.II.2").ground().statesOn(LocalDate.of(2026, 1, 1)))
                .isEmpty();
        assertThat(clause("PL.I.6").ground().text()).isEqualTo("điểm b khoản 5 Điều 16 Nghị định số 47/2020/NĐ-CP");
    }

    @Test
    void peopleAreToldHowTheGroundStandsAndWhatIsTheMinistrysOwn() {
        Clause quality = clause("PL.II.4");
        String own =
                "Do Bộ đặt, Kế hoạch không nêu: giai đoạn thực hiện, ngày mở kỳ, thời gian lấy số liệu, hạn xử lý của"
                        + " từng bước, ngày nhắc việc.";

        assertThat(quality.remarks(
                        quality.part("unit-report").orElseThrow(), Period.year(2025), LocalDate.of(2025, 10, 21)))
                .containsExactly("Căn cứ này còn hiệu lực.", own);
        assertThat(quality.remarks(
                        quality.part("ministry-report").orElseThrow(), Period.year(2026), LocalDate.of(2026, 11, 2)))
                .containsExactly(
                        "Căn cứ này hết hiệu lực từ ngày 22/10/2025 theo Điều 23 Nghị định số"
                                + " 278/2025/NĐ-CP; được thay thế bằng Nghị định số 278/2025/NĐ-CP (theo thông tin đã"
                                + " công bố, chưa đối chiếu với văn bản gốc).",
                        own,
                        "Kỳ này ngoài giai đoạn 2021-2025: Bộ quyết định tiếp tục thực hiện sau giai đoạn 2021-2025; Kế"
                                + " hoạch không nêu nội dung này.");
    }

    @Test
    void whatIsOfOnePartAloneIsTheMinistrysOwnThere() {
        Clause review = clause("PL.II.5");

        assertThat(review.remarks(
                        review.part("unit-report").orElseThrow(), Period.year(2021), LocalDate.of(2021, 1, 4)))
                .contains("Do Bộ đặt, Kế hoạch không nêu: hạn hoàn thành, hạn xử lý của từng bước, ngày nhắc việc.");
        assertThat(review.remarks(review.part("result").orElseThrow(), Period.year(2021), LocalDate.of(2021, 1, 4)))
                .contains("Do Bộ đặt, Kế hoạch không nêu: hạn xử lý của từng bước, ngày nhắc việc.");
    }

    @Test
    void noClauseStandsInTheCode() throws IOException {
        List<String> ids = PLAN.clauses().stream().map(Clause::id).toList();
        List<String> found;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            found = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> codeOf(file).flatMap(code -> ids.stream()
                            .filter(id -> code.matches("(?s).*" + id.replace(".", "\\.") + "(?![.\\p{L}\\d]).*"))
                            .map(id -> file.getFileName() + ": " + id)))
                    .toList();
        }

        assertThat(found).isEmpty();
    }

    /** Comments may name the clause of a rule. */
    private static Stream<String> codeOf(Path file) {
        try {
            return Stream.of(Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", ""));
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }

    private static Clause clause(String id) {
        return PLAN.clause(id).orElseThrow();
    }

    private static Part part(String clause, String part) {
        return PLAN.part(clause, part).orElseThrow();
    }
}
