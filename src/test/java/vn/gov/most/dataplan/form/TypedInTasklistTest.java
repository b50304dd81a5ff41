package vn.gov.most.dataplan.form;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/** Input in a form of Tasklist is stored as it was meant, or refused with a message at its field. */
class TypedInTasklistTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final FieldRules RULES = new FieldRules(
            new Feel(),
            Clock.fixed(FormJs.TODAY.atTime(10, 0).atZone(WorkingCalendar.ZONE).toInstant(), WorkingCalendar.ZONE),
            Calendars.ministry());

    private static FormJs formJs;

    @BeforeAll
    static void start() {
        formJs = FormJs.start();
    }

    @AfterAll
    static void close() {
        if (formJs != null) {
            formJs.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "15/11/2026, 2026-11-15",
        "5/1/2026, 2026-01-05",
        "05/01/2026, 2026-01-05",
        "2026-01-05, 2026-01-05",
        "29/2/2024, 2024-02-29",
        "'\u00a005/01/2026 ', 2026-01-05"
    })
    void aDayIsReadAsItIsMeant(String typed, String kept) {
        Page page = day(null);

        type(page, typed);

        assertThat(formJs.submit().path("day").asText()).isEqualTo(kept);
        assertThat(faults(page)).hasCount(0);
        assertThat(page.getByLabel("Ngày ký")).hasValue(kept.replaceFirst("(.*)-(.*)-(.*)", "$3/$2/$1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/02/2026",
                "29/2/2026",
                "12/25/2026",
                "15/11/20",
                "15/11",
                "15-11-2026",
                "2026-1-5",
                "20261115",
                "15/11/02026",
                "hôm qua",
                "0/1/2026",
                "1/1/0026"
            })
    void whatIsNoDayStaysAsItStandsAndIsRefusedUnderItsField(String typed) {
        Page page = day("2026-10-01");
        page.getByLabel("Ngày ký").fill("");

        type(page, typed);

        assertThat(faults(page))
                .hasText("Không đọc được ngày \"" + typed + "\". Nhập ngày/tháng/năm, ví dụ 15/11/2026.");
        assertThat(page.getByLabel("Ngày ký")).hasValue(typed);
        assertThat(formJs.submit().path("day").asText()).isEqualTo(typed);
    }

    @Test
    void aDayIsTakenOutAgain() {
        Page page = day("2026-10-01");

        page.getByLabel("Ngày ký").fill("");
        page.keyboard().press("Tab");

        assertThat(formJs.submit().path("day").isNull()).isTrue();
    }

    @Test
    void whatWasNoDayIsOneOnceItIsMended() {
        Page page = day(null);
        type(page, "31/02/2026");
        assertThat(faults(page)).hasCount(1);

        page.getByLabel("Ngày ký").fill("28/02/2026");

        assertThat(faults(page)).hasCount(0);
        assertThat(formJs.submit().path("day").asText()).isEqualTo("2026-02-28");
    }

    @Test
    void theCalendarIsVietnameseAndBeginsOnMonday() {
        Page page = day("2026-11-15");

        page.getByLabel("Ngày ký").click();

        Locator calendar = page.locator(".flatpickr-calendar.open");
        assertThat(calendar.locator(".flatpickr-weekday").first()).hasText("T2");
        assertThat(calendar.locator("select option").nth(10)).hasText("tháng 11");
        assertThat(calendar.locator(".flatpickr-day.selected")).hasText("15");
        calendar.locator(".flatpickr-day:not(.prevMonthDay)").getByText("20").click();
        assertThat(page.getByLabel("Ngày ký")).hasValue("20/11/2026");
        assertThat(page.locator(".flatpickr-calendar.open")).hasCount(0);
        assertThat(formJs.submit().path("day").asText()).isEqualTo("2026-11-20");
    }

    @Test
    void theCalendarIsReachedByKeys() {
        Page page = day("2026-11-15");

        page.getByLabel("Ngày ký").focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");

        assertThat(page.getByLabel("Ngày ký")).hasValue("16/11/2026");
        assertThat(page.getByLabel("Ngày ký")).isFocused();
    }

    @ParameterizedTest
    @CsvSource({
        "15/11/2026, 8:05, 2026-11-15T08:05+07:00,",
        "15/11/2026, 23:59, 2026-11-15T23:59+07:00,",
        "15/11/2026, '', 15/11/2026, Phải nhập cả ngày và giờ.",
        "'', 8:05, ' 8:05', Phải nhập cả ngày và giờ.",
        "15/11/2026, 24:00, 15/11/2026 24:00, 'Không đọc được giờ \"24:00\". Nhập giờ:phút, ví dụ 08:30.'",
        "15/11/2026, 8h30, 15/11/2026 8h30, 'Không đọc được giờ \"8h30\". Nhập giờ:phút, ví dụ 08:30.'",
        "31/6/2026, 8:05, 31/6/2026 8:05, 'Không đọc được ngày \"31/6/2026\". Nhập ngày/tháng/năm, ví dụ 15/11/2026.'"
    })
    void aMomentIsOneInVietnam(String day, String time, String kept, String fault) {
        Page page = formJs.opens(form(moment()), JSON.objectNode());

        page.getByLabel("Thời điểm nhận").pressSequentially(day);
        page.getByLabel("Giờ").click();
        page.getByLabel("Giờ").pressSequentially(time);
        page.keyboard().press("Tab");

        assertThat(formJs.submit().path("moment").asText()).isEqualTo(kept);
        if (fault == null) {
            assertThat(faults(page)).hasCount(0);
        } else {
            assertThat(faults(page)).hasText(fault);
        }
    }

    @Test
    void aMomentOfAnotherZoneIsShownAsItWasInVietnam() {
        Page page = formJs.opens(form(moment()), JSON.objectNode().put("moment", "2026-11-15T20:05:00Z"));

        assertThat(page.getByLabel("Thời điểm nhận")).hasValue("16/11/2026");
        assertThat(page.getByLabel("Giờ")).hasValue("03:05");
    }

    @Test
    void eachDayOfAListIsItsOwn() {
        ObjectNode list = list();
        list.putArray("components").add(date());
        ObjectNode data = JSON.objectNode();
        ArrayNode rows = data.putArray("rows");
        rows.addObject().put("day", "2026-01-05");
        rows.addObject();
        Page page = formJs.opens(form(list), data);

        page.getByLabel("Ngày ký").nth(1).fill("6/1/2026");
        page.keyboard().press("Tab");

        assertThat(formJs.submit().path("rows")).hasToString("[{\"day\":\"2026-01-05\"},{\"day\":\"2026-01-06\"}]");
    }

    /** The server's sentences and the browser's are the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "textfield | {\"required\": true} | | Phải nhập nội dung này.",
                "textarea | {\"required\": true} | | Phải nhập nội dung này.",
                "datetime | {\"required\": true} | | Phải chọn.",
                "radio | {\"required\": true} | | Phải chọn.",
                "select | {\"required\": true} | | Phải chọn.",
                "checkbox | {\"required\": true} | | Phải đánh dấu ô này.",
                "textfield | {\"minLength\": 3} | ab | Phải có ít nhất 3 ký tự.",
                "textarea | {\"maxLength\": 3} | abcd | Không được dài quá 3 ký tự.",
                "textfield | {\"pattern\": \"^[0-9]{4}$\"} | 26 | Phải là một năm gồm 4 chữ số.",
                "textfield | {\"validationType\": \"email\"} | a@ | Địa chỉ thư điện tử không hợp lệ.",
                "textfield | {\"validationType\": \"phone\"} | 12 | Số điện thoại không hợp lệ, ví dụ: +84901234567.",
                "number | {\"min\": 3} | 2 | Không được nhỏ hơn 3.",
                "number | {\"max\": 3} | 4 | Không được lớn hơn 3."
            })
    void aFaultIsSaidInVietnamese(String type, String rules, String value, String said) throws Exception {
        ObjectNode field = JSON.objectNode()
                .put("type", type)
                .put("id", "field")
                .put("key", "field")
                .put("label", "Nội dung")
                .put("subtype", "date");
        field.set("validate", MAPPER.readTree(rules));
        field.putObject("properties").put("patternMessage", "Phải là một năm gồm 4 chữ số.");
        ObjectNode data = JSON.objectNode();
        if (value != null) {
            data.put("field", value);
        }
        Page page = formJs.opens(form(field), data);

        formJs.submit();

        assertThat(faults(page)).hasText(said);
        JsonNode given = type.equals("number") ? MAPPER.readTree(value) : data.path("field");
        assertThat(RULES.faults(new Field(field), given, Feel.Place.top(data))).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource({
        "happened, 2026-11-30,",
        "happened, 2026-12-01, Ngày 01/12/2026 không được sau ngày 30/11/2026.",
        "happened, 2020-05-24, Ngày 24/05/2020 không được trước ngày 25/05/2020.",
        "past-duty, 2019-12-31, Ngày 31/12/2019 không được trước ngày 01/01/2020.",
        "expected, 2026-11-29, Ngày 29/11/2026 không được trước ngày 30/11/2026.",
        "ordered, 2026-11-30, Ngày 30/11/2026 không được trước ngày 01/12/2026.",
        "either, 3026-11-30, Ngày 30/11/3026 không được sau ngày 30/11/2031."
    })
    void aDayOutsideItsKindIsRefusedUnderItsField(String kind, String value, String said) {
        ObjectNode field = date();
        field.putObject("properties").put("kind", kind);
        ObjectNode data = JSON.objectNode().put("day", value);
        Page page = formJs.opens(form(field), data);

        formJs.submit();

        List<String> expected = said == null ? List.of() : List.of(said);
        assertThat(faults(page)).hasText(expected.toArray(String[]::new));
        assertThat(RULES.faults(new Field(field), data.path("day"), Feel.Place.top(data)))
                .isEqualTo(expected);
    }

    @Test
    void aDayBeforeTheOneThatItFollowsIsRefusedInItsRow() {
        ObjectNode from = date().put("id", "from").put("key", "from").put("dateLabel", "Từ ngày");
        ObjectNode to = date();
        to.putObject("properties").put("notBefore", "from");
        ObjectNode list = list();
        list.putArray("components").add(from).add(to);
        ObjectNode data = JSON.objectNode();
        ArrayNode rows = data.putArray("rows");
        rows.addObject().put("from", "2026-11-02").put("day", "2026-11-03");
        rows.addObject().put("from", "2026-11-04").put("day", "2026-11-03");
        Page page = formJs.opens(form(list), data);

        formJs.submit();

        String said = "Ngày 03/11/2026 không được trước ngày 04/11/2026 ở mục \"Từ ngày\".";
        assertThat(faults(page)).hasText(said);
        assertThat(RULES.orderFault(new Field(to), rows.at("/1/day"), List.of(new Field(from)), rows.get(1)))
                .contains(said);
    }

    @Test
    void whatAFormRefusesByAConditionIsSaidUnderItsField() throws Exception {
        ObjectNode data = (ObjectNode)
                MAPPER.readTree(
                        """
                {"documentTitle": "Quyết định", "draftContent": "Ban hành", "draftLocation": "https://most.gov.vn/1",
                 "submissionNote": "Trình", "legalOpinion": "Đúng", "comments": [], "dutyName": "Rà soát", "periodName": "2026",
                 "decidedRows": [{"unitName": "Vụ Pháp chế", "name": "Công bố", "decision": "Công bố", "kept": "keep",
                                  "ordered": true, "orderedFor": "2026-11-30"}],
                 "signDecision": "sign", "signedFor": "direct"}""");
        JsonNode form = MAPPER.readTree(
                Path.of("forms/issue-document/signDocument.form").toFile());
        Page page = formJs.opens(form, data);

        formJs.submit();
        assertThat(faults(page)).containsText("Chọn \"Trả lại\" để sửa thời hạn");

        page.getByLabel("Trả lại", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Lý do trả lại hoặc không phê duyệt").fill("Sửa thời hạn");
        page.keyboard().press("Tab");
        formJs.submit();
        assertThat(faults(page)).hasCount(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "\u200b", "–"})
    void aTextThatSaysNothingIsMissing(String text) {
        ObjectNode field = JSON.objectNode()
                .put("type", "textfield")
                .put("id", "field")
                .put("key", "field")
                .put("label", "Nội dung");
        field.putObject("validate").put("required", true);
        ObjectNode data = JSON.objectNode().put("field", text);
        Page page = formJs.opens(form(field), data);

        formJs.submit();

        assertThat(faults(page)).hasText("Phải nhập nội dung này.");
        assertThat(RULES.faults(new Field(field), data.path("field"), Feel.Place.top(data)))
                .containsExactly("Phải nhập nội dung này.");
    }

    @Test
    void afterAMistakeTheFormSaysInHowManyPlacesAndTheFirstIsInSight() {
        ObjectNode form = form(date());
        for (int number = 1; number <= 30; number++) {
            ((ArrayNode) form.path("components"))
                    .addObject()
                    .put("type", "textarea")
                    .put("id", "text" + number)
                    .put("key", "text" + number)
                    .put("label", "Đoạn " + number)
                    .putObject("validate")
                    .put("required", number > 20);
        }
        Page page =
                formJs.opens(form, JSON.objectNode().put("day", "31/02/2026").put("text25", "Có"));
        page.evaluate("() => window.scrollTo(0, 1e6)");

        formJs.submit();

        Locator line = page.locator(".data-plan-faults");
        assertThat(line).containsText("Còn 10 chỗ phải sửa.");
        assertThat(page.getByLabel("Ngày ký")).isFocused();
        assertThat(page.getByLabel("Ngày ký")).isInViewport();

        page.getByLabel("Ngày ký").fill("28/02/2026");
        assertThat(line).containsText("Còn 9 chỗ phải sửa.");
        line.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByLabel("Đoạn 21")).isFocused();
        assertThat(line).isInViewport();

        for (int number = 21; number <= 30; number++) {
            page.getByLabel("Đoạn " + number).fill("Có");
        }
        assertThat(line).hasCount(0);
    }

    /** Tasklist submits the form then too, to read its content. */
    @Test
    void whoSavesAFormForLaterIsNotLedToWhatIsMissing() {
        ObjectNode required = date();
        required.putObject("validate").put("required", true);
        Page page = formJs.opens(form(required), JSON.objectNode());
        page.evaluate(
                """
                () => {
                  const actions = document.createElement('div');
                  actions.className = 'form-actions';
                  actions.innerHTML = '<button class="btn btn-default">Lưu</button><button class="btn btn-primary">Hoàn thành</button>';
                  actions.addEventListener('click', () => form.submit());
                  document.body.append(actions);
                }""");

        page.getByText("Lưu").click();
        assertThat(faults(page)).hasText("Phải chọn.");
        assertThat(page.locator(".data-plan-faults")).hasCount(0);

        page.getByText("Hoàn thành").click();
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 1 chỗ phải sửa.");
        page.evaluate("() => document.querySelector('.form-actions').remove()");
    }

    @Test
    void theFaultsOfARowGoWithIt() {
        ObjectNode list = list();
        list.putArray("components").add(date());
        ObjectNode data = JSON.objectNode();
        ArrayNode rows = data.putArray("rows");
        rows.addObject().put("day", "31/02/2026");
        rows.addObject().put("day", "2026-01-05");
        rows.addObject().put("day", "32/02/2026");
        Page page = formJs.opens(form(list), data);
        formJs.submit();
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 2 chỗ phải sửa.");

        page.locator(".fjs-repeat-row-remove").first().click();

        assertThat(page.locator(".data-plan-faults")).containsText("Còn 1 chỗ phải sửa.");
        assertThat(faults(page)).containsText("32/02/2026");
        page.locator(".fjs-repeat-row-remove").last().click();
        assertThat(page.locator(".data-plan-faults")).hasCount(0);
        assertThat(page.getByLabel("Ngày ký")).hasValue("05/01/2026");
    }

    /**
     * Otherwise a user who returns something without a reason, and then decides not to return it, could not continue.
     */
    @Test
    void theFaultsOfWhatIsNotAskedAnyMoreAreGone() {
        ObjectNode decision = text("decision", "Ý kiến");
        ObjectNode reason = text("reason", "Lý do");
        reason.putObject("validate").put("required", true);
        reason.putObject("conditional").put("hide", "=decision != \"Trả lại\"");
        ObjectNode signer = text("signer", "Người ký");
        signer.putObject("validate").put("required", true);
        ObjectNode form = form(decision);
        ((ArrayNode) form.path("components")).add(reason).add(signer);
        Page page = formJs.opens(form, JSON.objectNode().put("decision", "Trả lại"));
        formJs.submit();
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 2 chỗ phải sửa.");

        page.getByLabel("Ý kiến").fill("Gửi");
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 1 chỗ phải sửa.");
        page.getByLabel("Người ký").fill("Thứ trưởng");

        assertThat(page.locator(".data-plan-faults")).hasCount(0);
        assertThat(((Number) page.evaluate(
                                "() => Object.values(form._getState().errors).flat(1/0).filter(Boolean).length"))
                        .intValue())
                .isZero();
    }

    @Test
    void whatTheProgramRefusedStandsUnderItsField() {
        ObjectNode text = JSON.objectNode()
                .put("type", "textfield")
                .put("id", "name")
                .put("key", "name")
                .put("label", "Tên");
        ObjectNode list = list();
        list.putArray("components").add(text.deepCopy().put("id", "rowName"));
        ObjectNode data = JSON.objectNode().put("name", "CSDL A");
        data.putArray("rows").add(data.deepCopy()).add(data.deepCopy());
        Page page = formJs.opens(form(text, list), data);
        formJs.submit();

        formJs.answersPost(
                "/engine/task/17/submit-form",
                """
                {"message": "Chưa gửi được biểu mẫu.", "places": [
                    {"at": ["name"], "says": "Tên này đã có."},
                    {"at": ["rows", 1, "name"], "says": "Dòng này đã có."},
                    {"at": ["rows", 7, "name"], "says": "Không có dòng này."}]}""");

        assertThat(faults(page)).hasText(new String[] {"Tên này đã có.", "Dòng này đã có."});
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 2 chỗ phải sửa.");
        assertThat(page.getByLabel("Tên").first()).isFocused();
        page.getByLabel("Tên").last().fill("CSDL C");
        assertThat(faults(page)).hasCount(0);
        assertThat(page.locator(".data-plan-faults")).hasCount(0);
    }

    @Test
    void eachRowOfAListIsAPlaceOfItsOwn() {
        ObjectNode list = list();
        ObjectNode required = date();
        required.putObject("validate").put("required", true);
        list.putArray("components").add(required);
        ObjectNode data = JSON.objectNode();
        data.putArray("rows").add(JSON.objectNode()).add(JSON.objectNode().put("day", "2026-01-05"));
        ((ArrayNode) data.path("rows")).add(JSON.objectNode());
        Page page = formJs.opens(form(list), data);

        formJs.submit();

        assertThat(page.locator(".data-plan-faults")).containsText("Còn 2 chỗ phải sửa.");
        page.getByLabel("Ngày ký").first().fill("6/1/2026");
        assertThat(page.locator(".data-plan-faults")).containsText("Còn 1 chỗ phải sửa.");
        page.getByLabel("Ngày ký").last().fill("6/1/2026");
        assertThat(page.locator(".data-plan-faults")).hasCount(0);
    }

    @Test
    void whatSomebodyTypedIsShownAsItWasTyped() throws Exception {
        String typed =
                "# **Sửa** [mục 2](javascript:alert(1)) <img src=x onerror=alert(1)> <b>ngay</b> ${1} {{dutyName}}";
        Page page = formJs.opens(
                MAPPER.readTree(
                        Path.of("forms/ii4-data-quality-unit/mendReport.form").toFile()),
                JSON.objectNode().put("mendReason", typed).put("dutyName", "Đánh giá"));

        Locator shown = page.locator(".fjs-form-field-html", new Page.LocatorOptions().setHasText("Lý do trả lại"));
        assertThat(shown).containsText(typed);
        assertThat(shown.locator("img, a, b, h1")).hasCount(0);
    }

    @Test
    void whatIsDecidedOfARowShowsItsDay() throws Exception {
        ObjectNode data = (ObjectNode)
                MAPPER.readTree(
                        """
                {"measures": [{"unitName": "Vụ Pháp chế", "database": "CSDL", "name": "Làm sạch", "proposedFor": "2027-03-31"}],
                 "unitReports": [], "orderedBefore": [], "periodName": "năm 2026"}""");
        Page page = formJs.opens(
                MAPPER.readTree(Path.of("forms/ii4-data-quality/consolidateReports.form")
                        .toFile()),
                data);

        page.getByLabel("Chấp nhận", new Page.GetByLabelOptions().setExact(true))
                .check();

        assertThat(page.getByLabel("Giao hoàn thành chậm nhất ngày")).isVisible();
    }

    @Test
    void whatTheProgramKnowsIsChosen() {
        ObjectNode field = JSON.objectNode()
                .put("type", "select")
                .put("id", "unit")
                .put("key", "unit")
                .put("label", "Đơn vị");
        field.putArray("values");
        field.putObject("properties").put("choices", "units");
        Page page = formJs.opens(form(field), JSON.objectNode());

        page.locator(".fjs-form-field-select .fjs-input-group").click();
        page.locator(".fjs-dropdownlist-item").getByText("Vụ Pháp chế").click();

        assertThat(formJs.submit().path("unit").asText()).isEqualTo("legal");
    }

    @Test
    void whatTheProgramKnowsIsOfferedWhereMoreMayBeTyped() {
        ObjectNode field = JSON.objectNode()
                .put("type", "textfield")
                .put("id", "database")
                .put("key", "database")
                .put("label", "CSDL, hệ thống thông tin");
        field.putObject("properties").put("suggestions", "databases");
        Page page = formJs.opens(form(field), JSON.objectNode());

        Locator input = page.getByLabel("CSDL, hệ thống thông tin");
        assertThat(page.locator("datalist[id='" + input.getAttribute("list") + "'] option"))
                .hasCount(2);
        input.fill("Hệ thống một cửa");

        page.keyboard().press("Tab");
        assertThat(formJs.submit().path("database").asText()).isEqualTo("Hệ thống một cửa");
    }

    @ParameterizedTest
    @CsvSource({
        "1200, 1200, 1.200",
        "1.200, 1200, 1.200",
        "'1 200', 1200, 1.200",
        "1.234.567, 1234567, 1.234.567",
        "0, 0, 0",
        "-5, -5, -5",
        "'12,5', 12.5, '12,5'"
    })
    void aNumberIsReadAsItIsMeant(String typed, String kept, String shown) {
        Page page = formJs.opens(form(amount(), text("then")), JSON.objectNode());
        page.getByLabel("Số tiền").pressSequentially(typed);
        page.getByLabel("then").focus();
        assertThat(page.getByLabel("Số tiền")).hasValue(shown);
        assertThat(formJs.submit().path("amount").decimalValue()).isEqualByComparingTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,200.5", "1e3", "1.20", "12a", "1200.7", "--1", "1,2,3", "999999999999999999999", "0,1234567"})
    void whatIsNoNumberStaysAsItStandsAndIsRefusedUnderItsField(String typed) {
        Page page = formJs.opens(form(amount(), text("then")), JSON.objectNode());
        page.getByLabel("Số tiền").pressSequentially(typed);
        page.getByLabel("then").focus();
        assertThat(page.getByLabel("Số tiền")).hasValue(typed);
        assertThat(faults(page)).hasText("Phải nhập số, ví dụ 1200 hoặc 1.200,5.");
    }

    private static ObjectNode amount() {
        return JSON.objectNode()
                .put("type", "number")
                .put("id", "amount")
                .put("key", "amount")
                .put("label", "Số tiền");
    }

    private static ObjectNode text(String key) {
        return JSON.objectNode()
                .put("type", "textfield")
                .put("id", key)
                .put("key", key)
                .put("label", key);
    }

    /** As a sum does that is reckoned while somebody types on. */
    @ParameterizedTest
    @ValueSource(strings = {"textfield", "textarea"})
    void noLetterIsLostWhereTheFormIsDrawnAnew(String type) {
        Page page = formJs.opens(form(text("text").put("type", type)), JSON.objectNode());
        Locator text = page.getByLabel("text");
        text.pressSequentially("Hợp ");
        page.evaluate(
                "() => { form._setState({data: {...form._getState().data}}); return new Promise(requestAnimationFrame); }");
        text.pressSequentially("đồng");
        page.keyboard().press("Tab");
        assertThat(text).hasValue("Hợp đồng");
        assertThat(formJs.submit().path("text").asText()).isEqualTo("Hợp đồng");
    }

    @Test
    void aTablesHeadsSayInVietnameseWhatAClickDoes() throws Exception {
        JsonNode table =
                MAPPER.readTree("{\"type\": \"table\", \"id\": \"t\", \"label\": \"Bảng\", \"dataSource\": \"=rows\","
                        + " \"columns\": [{\"label\": \"Đơn vị by Bộ\", \"key\": \"unit\"}]}");
        Page page = formJs.opens(form(table), MAPPER.readTree("{\"rows\": [{\"unit\": \"B\"}, {\"unit\": \"A\"}]}"));
        Locator head = page.locator("th");
        assertThat(head).hasAttribute("aria-label", "Xếp theo Đơn vị by Bộ");
        head.click();
        assertThat(head).hasAttribute("aria-label", "Bỏ xếp thứ tự");
    }

    @Test
    void whereALengthIsLimitedTheFormCounts() {
        ObjectNode field = JSON.objectNode()
                .put("type", "textarea")
                .put("id", "text")
                .put("key", "text")
                .put("label", "Lý do");
        field.putObject("validate").put("maxLength", 4000);
        Page page = formJs.opens(form(field, date()), JSON.objectNode());
        assertThat(page.locator(".data-plan-count")).hasCount(0);

        double below = page.getByLabel("Ngày ký").boundingBox().y;
        page.getByLabel("Lý do").fill("Chậm số liệu");
        assertThat(page.locator(".data-plan-count")).hasText("Đã nhập 12/4.000 ký tự");
        // Otherwise a click on something below would miss it
        assertThat(page.getByLabel("Ngày ký").boundingBox().y).isEqualTo(below);

        page.getByLabel("Ngày ký").focus();
        assertThat(page.locator(".data-plan-count")).hasCount(0);

        page.getByLabel("Lý do").fill("x".repeat(4001));
        page.getByLabel("Ngày ký").focus();
        assertThat(page.locator(".data-plan-count")).hasText("Đã nhập 4.001/4.000 ký tự");
        assertThat(faults(page)).hasText("Không được dài quá 4000 ký tự.");
    }

    /** Some rows, which only the program changes, were added, removed or moved since. */
    @Test
    void whatWasTypedBesideARowIsBesideItAgainWhereverItStandsNow() throws Exception {
        ObjectNode list = list().put("allowAddRemove", false);
        list.putArray("components")
                .add(text("name", "Tên").put("readonly", true))
                .add(text("note", "Ghi chú"));
        ObjectNode form = form(list, text("reason", "Lý do"));
        List<String> put = new ArrayList<>();
        Page page = formJs.opens(form(), JSON.objectNode());
        page.evaluate("() => (window.angular = {element: () => ({scope: () => ({params: {taskId: 'task-1'}})})})");
        page.route("**/api/drafts/task-1", route -> {
            if (route.request().method().equals("PUT")) {
                put.add(route.request().postData());
            }
            JsonNode saved = put.isEmpty()
                    ? JSON.nullNode()
                    : JSON.objectNode()
                            .put("version", "v")
                            .put("savedAt", "2026-11-30T02:05:00Z")
                            .set("content", read(put.get(put.size() - 1)).path("content"));
            JsonNode answer = route.request().method().equals("PUT")
                    ? saved
                    : JSON.objectNode().put("person", "an").set("draft", saved);
            route.fulfill(
                    new FulfillOptions().setContentType("application/json").setBody(answer.toString()));
        });
        try {
            formJs.opens(form, rows("một", "hai", "ba"));
            assertThat(page.locator(".data-plan-draft")).hasText("");
            page.getByLabel("Ghi chú").nth(1).fill("của hai");
            page.getByLabel("Ghi chú").nth(2).fill("của ba");
            page.getByLabel("Lý do").fill("Chậm");
            assertThat(page.locator(".data-plan-draft")).containsText("Đã lưu lúc 09:05");
            JsonNode content = read(put.get(put.size() - 1)).path("content");
            assertThat(content.path("reason").asText()).isEqualTo("Chậm");
            assertThat(content.toString()).doesNotContain("một").contains("của hai");

            formJs.opens(form, rows("ba", "bốn", "hai"));

            assertThat(page.getByLabel("Ghi chú").nth(0)).hasValue("của ba");
            assertThat(page.getByLabel("Ghi chú").nth(1)).hasValue("");
            assertThat(page.getByLabel("Ghi chú").nth(2)).hasValue("của hai");
            assertThat(page.getByLabel("Tên").nth(1)).hasValue("bốn");
            assertThat(page.getByLabel("Lý do")).hasValue("Chậm");
        } finally {
            page.unroute("**/api/drafts/task-1");
            page.evaluate("() => { delete window.angular; document.querySelector('.data-plan-draft').remove(); }");
        }
    }

    private static ObjectNode rows(String... names) {
        ObjectNode data = JSON.objectNode();
        ArrayNode rows = data.putArray("rows");
        for (String name : names) {
            rows.addObject().put("name", name);
        }
        return data;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode text(String key, String label) {
        return JSON.objectNode()
                .put("type", "textfield")
                .put("id", key)
                .put("key", key)
                .put("label", label);
    }

    private static ObjectNode list() {
        return JSON.objectNode()
                .put("type", "dynamiclist")
                .put("id", "list")
                .put("path", "rows")
                .put("isRepeating", true)
                .put("disableCollapse", true);
    }

    private static Page day(String value) {
        return formJs.opens(form(date()), MAPPER.valueToTree(value == null ? Map.of() : Map.of("day", value)));
    }

    private static void type(Page page, String text) {
        page.getByLabel("Ngày ký").pressSequentially(text);
        page.keyboard().press("Tab");
    }

    private static Locator faults(Page page) {
        return page.locator(".fjs-form-field-error");
    }

    private static ObjectNode date() {
        return JSON.objectNode()
                .put("type", "datetime")
                .put("id", "day")
                .put("key", "day")
                .put("subtype", "date")
                .put("dateLabel", "Ngày ký");
    }

    private static ObjectNode moment() {
        return JSON.objectNode()
                .put("type", "datetime")
                .put("id", "moment")
                .put("key", "moment")
                .put("subtype", "datetime")
                .put("dateLabel", "Thời điểm nhận")
                .put("timeLabel", "Giờ");
    }

    private static ObjectNode form(JsonNode... fields) {
        ObjectNode form = JSON.objectNode().put("type", "default").put("schemaVersion", 16);
        form.putArray("components").addAll(List.of(fields));
        return form;
    }
}
