package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes are listed in words: with the form's labels, and days and numbers formatted as in its fields. */
class ChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM =
            """
            {"components": [
              {"type": "text", "text": "### Lập báo cáo"},
              {"type": "textarea", "key": "difficulties", "label": "Khó khăn"},
              {"type": "number", "key": "count", "label": "Số bản ghi"},
              {"type": "datetime", "subtype": "date", "key": "day", "dateLabel": "Ngày"},
              {"type": "checkbox", "key": "agreed", "label": "Đã thống nhất"},
              {"type": "group", "components": [
                {"type": "radio", "key": "state", "label": "Mức", "values": [
                  {"label": "Đáp ứng", "value": "full"}, {"label": "Chưa đáp ứng", "value": "none"}]}]},
              {"type": "checklist", "key": "kinds", "label": "Loại", "values": [
                {"label": "Một", "value": "1"}, {"label": "Hai", "value": "2"}]},
              {"type": "expression", "key": "sum", "expression": "=1"},
              {"type": "dynamiclist", "path": "measures", "label": "Biện pháp", "components": [
                {"type": "textfield", "key": "name", "label": "Tên biện pháp"},
                {"type": "datetime", "subtype": "date", "key": "due", "dateLabel": "Hạn"}]}]}""";

    @Test
    void aFieldIsToldWithWhatStoodThereAndWhatStandsThereNow() {
        assertThat(
                        changes(
                                """
                        {"difficulties": "", "count": 1234.5, "day": "2026-12-01", "agreed": false, "state": "none",
                         "kinds": ["1"], "sum": 1, "unknown": "x"}""",
                                """
                        {"difficulties": "Thiếu người", "count": 12345.25, "day": "2026-12-24", "agreed": true,
                         "state": "full", "kinds": ["1", "2"], "sum": 2, "unknown": "y"}"""))
                .containsExactly(
                        "Khó khăn: (để trống) → Thiếu người",
                        "Số bản ghi: 1.234,5 → 12.345,25",
                        "Ngày: 01/12/2026 → 24/12/2026",
                        "Đã thống nhất: Không → Có",
                        "Mức: Chưa đáp ứng → Đáp ứng",
                        "Loại: Một → Một, Hai");
    }

    @Test
    void whatABrowserMakesOfTheSameIsNoChange() {
        assertThat(changes(
                        "{\"difficulties\": null, \"count\": 12, \"kinds\": []}",
                        "{\"difficulties\": \"\", \"count\": 12.0, \"kinds\": null}"))
                .isEmpty();
    }

    @Test
    void whatTheStateBeforeDidNotShowIsNotTold() {
        assertThat(changes("{}", "{\"difficulties\": \"Thiếu người\"}")).isEmpty();
    }

    @Test
    void ofALongTextTheSentencesThatWentAndCameAreTold() {
        String same =
                "Đơn vị đã rà soát toàn bộ dữ liệu của năm, đối chiếu với hồ sơ gốc và với báo cáo của quý trước. ";
        assertThat(changes(
                        "{\"difficulties\": \"%sCòn 3 mục chưa xong. Thiếu người.\"}".formatted(same),
                        "{\"difficulties\": \"%sThiếu người. Đã xong 3 mục.\\nĐã báo cáo.\"}".formatted(same)))
                .containsExactly("Khó khăn: bỏ [Còn 3 mục chưa xong.], thêm [Đã xong 3 mục., Đã báo cáo.]");
    }

    @Test
    void aSentenceThatStandsThereTwiceAndThenOnceHasGoneOnce() {
        String twice =
                "Cần bổ sung biên chế cho bộ phận quản lý dữ liệu của đơn vị trong năm tới, theo kế hoạch chung.";
        assertThat(changes(
                        "{\"difficulties\": \"%s %s\"}".formatted(twice, twice),
                        "{\"difficulties\": \"%s\"}".formatted(twice)))
                .containsExactly("Khó khăn: bỏ [%s], thêm []".formatted(twice));
    }

    @Test
    void rowsThatCameWentAndChangedAreToldByWhatTheyAreCalled() {
        assertThat(
                        changes(
                                """
                        {"measures": [{"name": "A", "due": "2026-12-01"}, {"name": "B", "due": "2026-12-02"},
                          {"name": "C", "due": "2026-12-03"}]}""",
                                """
                        {"measures": [{"name": "C", "due": "2026-12-03"}, {"name": "A", "due": "2027-01-15"},
                          {"name": "D", "due": "2026-12-04"}]}"""))
                .containsExactly(
                        "A - Hạn: 01/12/2026 → 15/01/2027",
                        "D - Biện pháp: thêm Tên biện pháp: D; Hạn: 04/12/2026",
                        "B - Biện pháp: bỏ Tên biện pháp: B; Hạn: 02/12/2026");
    }

    @Test
    void ofTwoRowsThatAreTheSameOneMayGo() {
        assertThat(changes(
                        "{\"measures\": [{\"name\": \"A\"}, {\"name\": \"A\"}]}",
                        "{\"measures\": [{\"name\": \"A\"}]}"))
                .containsExactly("A - Biện pháp: bỏ Tên biện pháp: A");
    }

    @Test
    void aHundredRowsThatMovedAreNoChange() {
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int row = 0; row < 100; row++) {
            one.append(row == 0 ? "" : ",").append("{\"name\": \"Dòng %d\"}".formatted(row));
            other.append(row == 0 ? "" : ",").append("{\"name\": \"Dòng %d\"}".formatted(99 - row));
        }
        assertThat(changes("{\"measures\": [%s]}".formatted(one), "{\"measures\": [%s]}".formatted(other)))
                .isEmpty();
    }

    private static List<String> changes(String before, String now) {
        try {
            Changes changes = new Changes(JSON.readTree(before), JSON.readTree(now));
            changes.in(JSON.readTree(FORM));
            // A field that is in two forms is listed once
            changes.in(JSON.readTree(FORM));
            return changes.found().stream().map(ChangesTest::inWords).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String inWords(Changes.Change change) {
        String what = (change.row() == null ? "" : change.row() + " - ") + change.label() + ": ";
        if (change.before() != null && change.after() != null) {
            return what + change.before() + " → " + change.after();
        } else if (change.before() != null) {
            return what + "bỏ " + change.before();
        }
        return what
                + (change.after() != null
                        ? "thêm " + change.after()
                        : "bỏ %s, thêm %s".formatted(change.removed(), change.added()));
    }
}
