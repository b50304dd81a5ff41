package vn.gov.most.dataplan.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.obligation.ObligationKey;

/** The list of completed steps, and who sees which of them. */
class DonePagesTest extends PagesOfAPeriod {

    private static final Instant NOON = Instant.parse("2026-12-14T05:00:00Z");
    private static final Pattern TASK = Pattern.compile("/viec-da-xu-ly/(done-\\w+)\"");

    @BeforeEach
    void aFewSteps() {
        clear();
        open(key("unit-report", "nasati"), "done-instance", OPENED, DUE, LATE_FROM);
        step("done-prepared", "done-instance", "nasati", "nasati-staff-1", 1, "{}", "{}");
        step("done-sent", "done-instance", "nasati-head", "nasati-head", 2, "{}", "{\"headDecision\": \"send\"}");
        step("done-checked", "done-instance", "it-center", "it-center-staff-1", 3, "{}", "{}");
        step(
                "done-numbered",
                "elsewhere",
                "nasati",
                "nasati-staff-2",
                4,
                "{\"documents\": [{\"documentNumber\": \"412/QĐ-BKHCN\"}]}",
                "{}");
    }

    private void step(String task, String instance, String group, String by, int hours, String shown, String entered) {
        step(task, instance, "s", group, by, name(by), NOON.plusSeconds(3600L * hours), shown, entered);
    }

    @ParameterizedTest
    @CsvSource({
        "nasati-staff-1, done-numbered done-prepared",
        "nasati-staff-2, done-numbered done-prepared",
        "nasati-head, done-numbered done-sent done-prepared",
        "it-center-staff-1, done-checked",
        "it-center-staff-2, done-checked",
        "legal-staff-1, ''",
        "manager-1, ''",
        "minister, ''",
        "admin, ''"
    })
    void eachSeesTheOwnAndTheUnitsTheLastFirst(String person, String tasks) {
        assertThat(tasks(person, "")).isEqualTo(tasks.isEmpty() ? List.of() : List.of(tasks.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "cua=cua-toi, done-prepared",
        "cua=cua-don-vi, done-numbered done-prepared",
        "muc=PL.II.4, done-prepared",
        "ky=2026, done-prepared",
        "don-vi=nasati, done-prepared",
        "tim=lap+II.4+chat+luong, done-prepared",
        "tim=cuc+thong+tin+nam+2026, done-prepared",
        "tim=khong-co, ''",
        "so-van-ban=412%2Fqd, done-numbered",
        "so-van-ban=413, ''",
        "so-van-ban=%22, ''"
    })
    void aStepIsFoundByWhatStandsInTheListAndByANumber(String asked, String tasks) {
        assertThat(tasks("nasati-staff-1", "?" + asked))
                .isEqualTo(tasks.isEmpty() ? List.of() : List.of(tasks.split(" ")));
    }

    @Test
    void aStepSaysWhatItWasOf() {
        assertThat(asked("nasati-staff-1", "?tim=lap+bao+cao").body())
                .contains(
                        "2 bước đã hoàn thành.",
                        "Lập &lt;báo cáo&gt;",
                        "13:00 14/12/2026",
                        "Mục II.4 Phụ lục",
                        "Báo cáo của đơn vị",
                        "Cục Thông tin khoa học và công nghệ quốc gia",
                        "năm 2026")
                .doesNotContain("Danh sách</a>");
    }

    @Test
    void whatNoUnitWasOpenedForIsOfTheUnitThatLeadsTheClause() {
        open(new ObligationKey("PL.IV.2", "inspection", "2026", "", ""), "elsewhere", OPENED, DUE, LATE_FROM);
        String page = asked("nasati-staff-2", "?don-vi=it-center&muc=PL.IV.2").body();
        assertThat(TASK.matcher(page).results().map(found -> found.group(1))).containsExactly("done-numbered");
        assertThat(page).contains("<td data-name=\"Đơn vị\">Trung tâm Công nghệ thông tin</td>");
    }

    @Test
    void aUnitThatHasEndedIsCalledByItsNameAndIsFound() {
        jdbc.sql("update dp_unit set ended_on = date '2020-01-01' where id = 'nasati'")
                .update();
        try {
            String page =
                    asked("nasati-staff-1", "?don-vi=nasati&tim=cuc+thong+tin").body();
            assertThat(TASK.matcher(page).results().map(found -> found.group(1)))
                    .containsExactly("done-prepared");
            assertThat(page)
                    .contains("<option value=\"nasati\" selected=\"selected\">Cục Thông tin")
                    .doesNotContain(">nasati<");
        } finally {
            jdbc.sql("update dp_unit set ended_on = null where id = 'nasati'").update();
        }
    }

    @Test
    void whatWasOpenedAgainBelongsToItsObligationStill() {
        jdbc.sql(
                        """
                        insert into dp_earlier_life (obligation_id, number, process_instance, opened_at, cancelled_at)
                        select id, 1, 'elsewhere', opened_at, opened_at from dp_obligation where business_key = 'pages/unit-report/nasati'
                        """)
                .update();
        assertThat(tasks("nasati-staff-1", "?muc=PL.II.4")).containsExactly("done-numbered", "done-prepared");
    }

    @Test
    void nobodyInheritsWhatARemovedAccountDid() {
        jdbc.sql("update dp_completed_step set account_removed = true, of_groups = ',it-center,'"
                        + " where task = 'done-prepared'")
                .update();
        assertThat(tasks("nasati-staff-1", "")).containsExactly("done-numbered");
        assertThat(tasks("it-center-staff-1", "?cua=cua-don-vi")).containsExactly("done-checked", "done-prepared");
    }

    @Test
    void fiftyAreOnAPage() {
        for (int i = 0; i < 51; i++) {
            step("done-more" + i, "elsewhere", "legal", "legal-staff-1", i, "{}", "{}");
        }
        assertThat(tasks("legal-staff-1", "")).hasSize(50).startsWith("done-more50");
        assertThat(asked("legal-staff-1", "?tim=lap").body())
                .contains("Trang 1/2", "/viec-da-xu-ly?tim=lap&amp;trang=2");
        assertThat(tasks("legal-staff-1", "?trang=2")).containsExactly("done-more0");
        assertThat(asked("legal-staff-1", "?trang=3").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?cua=khong-co", "?trang=0", "/done-checked", "/done-prepared", "/khong-co"})
    void whatIsNotThereAndWhatIsAnothersIsNotFound(String path) {
        assertThat(asked("legal-staff-1", path).statusCode()).isEqualTo(404);
    }

    private List<String> tasks(String person, String asked) {
        HttpResponse<String> page = asked(person, asked);
        assertThat(page.statusCode()).isEqualTo(200);
        return TASK.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }

    @Override
    protected HttpResponse<String> asked(String person, String path) {
        return super.asked(person, "/viec-da-xu-ly" + path);
    }
}
