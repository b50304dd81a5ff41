package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.camunda.spin.plugin.variable.value.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.security.Authorizations;

/** Which values a form accepts and refuses, through every way of submitting it. */
@DemoServerTest
class SubmissionTest {

    private static final String SENTENCE = "Chưa gửi được biểu mẫu. ";
    private static final String X = "\"key\": \"x\", \"label\": \"Mục\"";
    private static final String OPTIONS =
            "\"values\": [{\"label\": \"Có\", \"value\": \"yes\"}, {\"label\": \"Không\", \"value\": \"no\"}]";

    /** The variables on the server before the form is opened. */
    private static final Map<String, Object> SERVER = Map.of(
            "limit",
            3,
            "units",
            SpinValues.jsonValue("[\"alpha\", {\"label\": \"Bê-ta\", \"value\": \"beta\"}]")
                    .create(),
            "shown",
            "như cũ",
            "rows",
            json("[{\"name\": \"A\", \"note\": \"\", \"id\": 7}, {\"name\": \"B\"}]"));

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private Clock clock;

    private FormProbe probe;

    @BeforeEach
    void probe() {
        probe = new FormProbe(engine, authorizations);
    }

    @AfterEach
    void clear() {
        probe.clear();
    }

    // ---- refused values

    static List<Arguments> wrongValues() {
        String required = "\"validate\": {\"required\": true}";
        List<Arguments> all = new ArrayList<>();
        for (Object blank : Arrays.asList(null, "", "   ", " \n", "\u200B", "\u00A0", "...")) {
            all.add(wrong("textarea", required, blank, "phải nhập nội dung này."));
        }
        all.add(wrong("textfield", required, null, "phải nhập nội dung này."));
        all.add(wrong("textfield", "", 5, "phải nhập bằng chữ."));
        all.add(wrong("textfield", "", true, "phải nhập bằng chữ."));
        all.add(wrong("textarea", "", json("[\"a\"]"), "phải nhập bằng chữ."));
        all.add(wrong("textarea", "", json("{\"a\": 1}"), "phải nhập bằng chữ."));
        all.add(wrong("textarea", "", Variables.byteArrayValue(new byte[] {1}), "phải nhập bằng chữ."));
        all.add(wrong(
                "textarea",
                "",
                Variables.fileValue("a.txt").file(new byte[] {1}).create(),
                "phải nhập bằng chữ."));
        all.add(wrong("textarea", "", Variables.serializedObjectValue("{}").create(), "phải nhập bằng chữ."));
        all.add(wrong("textfield", "", "a\nb", "không được xuống dòng."));
        all.add(wrong("textfield", "", "a\0b", "có ký tự không hợp lệ."));
        all.add(wrong("textfield", "", "a\ud83d", "có ký tự không hợp lệ."));
        all.add(wrong("textfield", "\"validate\": {\"minLength\": 3}", "ab", "phải có ít nhất 3 ký tự."));
        all.add(wrong("textfield", "\"validate\": {\"minLength\": 3}", "  a  ", "phải có ít nhất 3 ký tự."));
        all.add(wrong("textarea", "\"validate\": {\"maxLength\": 3}", "abcd", "không được dài quá 3 ký tự."));
        all.add(wrong("textarea", "\"validate\": {\"maxLength\": \"=1 + 2\"}", "abcd", "không được dài quá 3 ký tự."));
        all.add(wrong("textarea", "", "a".repeat(100_001), "không được dài quá 100.000 ký tự."));
        all.add(wrong(
                "textfield", "\"validate\": {\"pattern\": \"^[0-9]{4}$\"}", "26", "nội dung không đúng dạng yêu cầu."));
        all.add(wrong(
                "textfield",
                "\"validate\": {\"pattern\": \"^[0-9]{4}$\"}, \"properties\": {\"patternMessage\": \"Phải là một năm.\"}",
                "26",
                "phải là một năm."));
        all.add(wrong(
                "textfield",
                "\"validate\": {\"validationType\": \"email\"}",
                "a b@c",
                "địa chỉ thư điện tử không hợp lệ."));
        all.add(wrong(
                "textfield",
                "\"validate\": {\"validationType\": \"phone\"}",
                "0901234567",
                "số điện thoại không hợp lệ, ví dụ: +84901234567."));
        all.add(wrong("number", required, null, "phải nhập nội dung này."));
        for (Object noNumber : List.of("5", true, Double.NaN, BigInteger.TWO.pow(70))) {
            all.add(wrong("number", "", noNumber, "phải nhập số."));
        }
        all.add(wrong("number", "\"serializeToString\": true", "năm", "phải nhập số."));
        all.add(wrong("number", "\"serializeToString\": true, \"increment\": \"7\"", "1E999999999", "phải nhập số."));
        all.add(wrong("number", "\"decimalDigits\": 0", 1.5, "phải nhập số nguyên."));
        all.add(wrong("number", "\"decimalDigits\": 2", 1.234, "chỉ được tối đa 2 chữ số sau dấu phẩy."));
        all.add(wrong(
                "number", "\"increment\": \"0.5\"", 0.7, "giá trị không hợp lệ; giá trị gần nhất là 0,5 hoặc 1."));
        all.add(wrong("number", "\"validate\": {\"min\": 0}", -1, "không được nhỏ hơn 0."));
        all.add(wrong("number", "\"validate\": {\"max\": 1000.5}", 1001L, "không được lớn hơn 1.000,5."));
        all.add(wrong("checkbox", "", "yes", "phải là có hoặc không."));
        all.add(wrong("checkbox", required, false, "phải đánh dấu ô này."));
        for (String choice : List.of("radio", "select")) {
            all.add(wrong(choice, OPTIONS + ", " + required, null, "phải chọn."));
            all.add(wrong(choice, OPTIONS, "maybe", "phải chọn trong danh sách: Có; Không."));
            all.add(wrong(choice, OPTIONS, json("[\"yes\"]"), "phải chọn trong danh sách: Có; Không."));
            all.add(wrong(
                    choice,
                    "\"valuesExpression\": \"=for n in 1..2 return n * 10\"",
                    15,
                    "phải chọn trong danh sách: 10; 20."));
            all.add(wrong(choice, "\"valuesKey\": \"nowhere\"", "a", "phải chọn trong danh sách của biểu mẫu."));
        }
        for (String choice : List.of("checklist", "taglist")) {
            all.add(wrong(choice, OPTIONS + ", " + required, json("[]"), "phải chọn."));
            all.add(wrong(choice, OPTIONS, "yes", "phải chọn trong danh sách: Có; Không."));
            all.add(wrong(choice, OPTIONS, json("[\"yes\", \"maybe\"]"), "phải chọn trong danh sách: Có; Không."));
            all.add(wrong(
                    choice, OPTIONS, json("[\"yes\", \"no\", \"yes\"]"), "phải chọn trong danh sách: Có; Không."));
        }
        String date = "\"subtype\": \"date\"";
        all.add(wrong("datetime", date + ", " + required, "", "phải chọn."));
        for (Object noDay : List.of("2026-02-30", "24/12/2026", "mai", 20261224)) {
            all.add(wrong("datetime", date, noDay, "ngày không hợp lệ."));
        }
        all.add(wrong("datetime", "\"subtype\": \"time\"", "25:00", "giờ không hợp lệ."));
        all.add(wrong("datetime", "\"subtype\": \"datetime\"", "2026-12-24", "phải nhập cả ngày và giờ."));
        all.add(wrong("filepicker", "", json("[\"a\"]"), "không nhận nội dung ở mục này."));
        String hidden = "\"conditional\": {\"hide\": \"=true\"}";
        all.add(wrong("textfield", hidden, "a", "không nhập mục này trong trường hợp đã chọn."));
        all.add(wrong("textfield", "\"disabled\": true", "a", "không được sửa mục này."));
        all.add(wrong("textfield", "\"readonly\": true", "a", "không được sửa mục này."));
        all.add(wrong("textfield", "\"readonly\": \"=1 = 1\"", "a", "không được sửa mục này."));
        return all;
    }

    private static Arguments wrong(String type, String schema, Object value, String fault) {
        return Arguments.of(field(type, schema), value, fault);
    }

    @ParameterizedTest(name = "{0} <- {1}: {2}")
    @MethodSource("wrongValues")
    void whatTheFieldDoesNotTakeIsRefusedByEveryWay(String field, Object value, String fault) {
        probe.deploy(field);
        String message = SENTENCE + "\"Mục\": " + fault;
        Map<String, Object> given = Collections.singletonMap("x", value);
        assertEveryWayOfATask(given, message);
        assertEveryWayOfAStart(given, message);
    }

    @Test
    void aFieldThatMustBeFilledInMustBeThere() {
        probe.deploy(field("textfield", "\"validate\": {\"required\": true}"));
        assertEveryWayOfATask(Map.of(), SENTENCE + "\"Mục\": phải nhập nội dung này.");
        assertEveryWayOfATask(null, SENTENCE + "\"Mục\": phải nhập nội dung này.");
        assertEveryWayOfAStart(Map.of(), SENTENCE + "\"Mục\": phải nhập nội dung này.");
    }

    @Test
    void whatIsInNoFieldIsRefused() {
        probe.deploy(field("textfield", "") + ", {\"type\": \"text\", \"text\": \"{{shown}}\"}");
        for (String name : List.of("shown", "limit", "sentBy", "other")) {
            assertEveryWayOfATask(Map.of(name, "a"), SENTENCE + "Biểu mẫu không có mục \"" + name + "\".");
        }
        assertEveryWayOfAStart(Map.of("unit", "a"), SENTENCE + "Biểu mẫu không có mục \"unit\".");
    }

    @Test
    void withoutAFormNothingIsTaken() {
        probe.deploy("");
        assertEveryWayOfATask(Map.of("x", "a"), "Công việc này không có biểu mẫu nên không nhận nội dung kèm theo.");
        assertEveryWayOfAStart(Map.of("x", "a"), "Quy trình này không có biểu mẫu nên không nhận nội dung kèm theo.");
        Task task = probe.task(Map.of());
        probe.does(FormProbe.PERSON, () -> engine.getTaskService().complete(task.getId()));
        assertThat(probe.isOpen(task)).isFalse();
    }

    @Test
    void allFaultsAreToldAtOnceAndTheManyAreCounted() {
        probe.deploy(field("number", "") + ", {\"type\": \"textarea\", \"key\": \"y\", \"label\": \"Lý do\","
                + " \"validate\": {\"required\": true}}");
        assertEveryWayOfATask(
                Map.of("x", "a", "z", 1),
                SENTENCE + "\"Mục\": phải nhập số. \"Lý do\": phải nhập nội dung này. Biểu mẫu không có mục \"z\".");

        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 10; i < 35; i++) {
            many.put("extra" + i, i);
        }
        many.put("y", "a");
        Task task = probe.task(Map.of());
        assertThatThrownBy(() -> submit(task, many))
                .hasMessageEndingWith("\"extra29\". Còn 5 nội dung khác chưa đúng.");
    }

    @Test
    void aValueThatIsNotInTheServersListIsRefused() {
        for (String source : List.of("\"valuesKey\": \"units\"", "\"valuesExpression\": \"=units\"")) {
            probe.deploy(field("select", source));
            assertEveryWayOfATask(Map.of("x", "gamma"), SENTENCE + "\"Mục\": phải chọn trong danh sách: alpha; Bê-ta.");
            assertTaken(Map.of("x", "beta"), Map.of("x", "beta"));
            assertTaken(Map.of("x", "alpha"), Map.of("x", "alpha"));
        }
    }

    @Test
    void aDayThatHasPassedIsRefusedWhereTheFormSaysSo() {
        probe.deploy(field("datetime", "\"subtype\": \"date\", \"disallowPassedDates\": true"));
        LocalDate today = LocalDate.now(clock);
        assertEveryWayOfATask(
                Map.of("x", today.minusDays(1).toString()),
                SENTENCE + "\"Mục\": không được trước ngày " + today.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"))
                        + ".");
        assertTaken(Map.of("x", today.toString()), Map.of("x", today.toString()));
    }

    @Test
    void aDayIsHeldToWhatItSays() {
        LocalDate today = LocalDate.now(clock);
        probe.deploy(field("datetime", "\"subtype\": \"date\", \"properties\": {\"kind\": \"happened\"}"));
        assertEveryWayOfATask(
                Map.of("x", "2062-11-15"),
                SENTENCE + "\"Mục\": ngày 15/11/2062 không được sau ngày %s.".formatted(VietnameseDate.day(today)));
        assertTaken(Map.of("x", today.toString()), Map.of("x", today.toString()));

        probe.deploy(field("datetime", "\"subtype\": \"datetime\", \"properties\": {\"kind\": \"happened\"}"));
        assertEveryWayOfATask(
                Map.of("x", "1970-01-01T08:00"),
                SENTENCE + "\"Mục\": ngày 01/01/1970 không được trước ngày 25/05/2020.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"happened", "past-duty", "expected", "ordered", "either"})
    void aYearOrADayMistypedIsOfNoKind(String kind) {
        String properties = ", \"properties\": {\"kind\": \"" + kind + "\"}";
        for (String mistyped : List.of("0026-11-15", "1970-01-01", "3026-11-15", "9999-12-31", "+99999-12-31")) {
            LocalDate day = LocalDate.parse(mistyped);
            String wrong = "\"Mục\": ngày " + VietnameseDate.day(day) + " không được ";
            probe.deploy(field("datetime", "\"subtype\": \"date\"" + properties));
            assertEveryWay(mistyped, wrong);
            probe.deploy(field(
                    "datetime", "\"subtype\": \"datetime\", \"timeSerializingFormat\": \"utc_offset\"" + properties));
            assertEveryWay(mistyped + "T10:00+07:00", wrong);
        }
        probe.deploy(field("datetime", "\"subtype\": \"date\"" + properties));
        for (String noDay : List.of("31/02/2026", "2026-02-31", "26-11-15", "2026-13-01")) {
            assertEveryWay(noDay, "\"Mục\": ngày không hợp lệ.");
        }
        probe.deploy(
                field("datetime", "\"subtype\": \"datetime\", \"timeSerializingFormat\": \"utc_offset\"" + properties));
        for (String noMoment : List.of("31/02/2026 10:00", "2026-02-31T10:00+07:00", "+999999999-12-31T23:59-18:00")) {
            assertEveryWay(noMoment, "\"Mục\": phải nhập cả ngày và giờ.");
        }
    }

    private void assertEveryWay(String given, String wrong) {
        Task task = probe.task(SERVER);
        ways(task).values().forEach(way -> assertRefusal(() -> way.with(Map.of("x", given)), wrong));
        starts().values().forEach(way -> assertRefusal(() -> way.with(Map.of("x", given)), wrong));
    }

    private void assertRefusal(Runnable action, String wrong) {
        assertThatThrownBy(() -> probe.does(FormProbe.PERSON, action))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(wrong);
    }

    @Test
    void aDayIsNotBeforeTheOneThatItFollows() {
        String from = "{\"type\": \"datetime\", \"key\": \"from\", \"dateLabel\": \"Từ ngày\", \"subtype\": \"date\"}";
        String to = "{\"type\": \"datetime\", \"key\": \"to\", \"dateLabel\": \"Đến ngày\", \"subtype\": \"date\","
                + " \"properties\": {\"notBefore\": \"from\"}}";
        String wrong = "\"Đến ngày\": ngày 04/03/2026 không được trước ngày 05/03/2026 ở mục \"Từ ngày\".";
        probe.deploy(to + ", " + from);
        Map<String, Object> right = Map.of("from", "2026-03-05", "to", "2026-03-05");
        assertTaken(right, right);
        assertTaken(Map.of("to", "2026-03-04"), Map.of("to", "2026-03-04"));
        assertEveryWayOfATask(Map.of("from", "2026-03-05", "to", "2026-03-04"), SENTENCE + wrong);
        assertEveryWayOfAStart(Map.of("from", "2026-03-05", "to", "2026-03-04"), SENTENCE + wrong);
        assertEveryWayOfATask(Map.of("from", "mai", "to", "2026-03-04"), SENTENCE + "\"Từ ngày\": ngày không hợp lệ.");

        probe.deploy("{\"type\": \"dynamiclist\", \"path\": \"rows\", \"label\": \"Đợt\", \"isRepeating\": true,"
                + " \"allowAddRemove\": true, \"components\": [" + from + ", " + to + "]}");
        assertRows(
                "[{\"from\": \"2026-03-01\", \"to\": \"2026-03-02\"}, {\"from\": \"2026-03-05\", \"to\": \"2026-03-04\"}]",
                "\"Đợt\", dòng 2, " + wrong);
    }

    // ---- lists and groups

    private static final String ROWS = "{\"type\": \"dynamiclist\", \"path\": \"rows\", \"label\": \"CSDL\","
            + " \"isRepeating\": true, \"allowAddRemove\": %s, \"components\": ["
            + "{\"type\": \"textfield\", \"key\": \"name\", \"label\": \"Tên\", \"readonly\": true},"
            + "{\"type\": \"radio\", \"key\": \"state\", \"label\": \"Tình trạng\", " + OPTIONS + "},"
            + "{\"type\": \"textarea\", \"key\": \"note\", \"label\": \"Ghi rõ\", \"validate\": {\"required\": true},"
            + " \"conditional\": {\"hide\": \"=this.state != \\\"no\\\"\"}}]}";

    @Test
    void everyRowOfAListIsHeldToItsFields() {
        probe.deploy(ROWS.formatted("false"));
        assertRows("\"hai dòng\"", "\"CSDL\": phải là danh sách các dòng.");
        assertRows("[1, 2]", "\"CSDL\": phải là danh sách các dòng.");
        assertRows("{\"0\": {}, \"1\": {}}", "\"CSDL\": phải là danh sách các dòng.");
        assertRows("[{}]", "\"CSDL\": không được thêm hoặc bớt dòng; phải có đủ 2 dòng.");
        assertRows("[{}, {}, {}]", "\"CSDL\": không được thêm hoặc bớt dòng; phải có đủ 2 dòng.");
        assertRows("[{}, {\"name\": \"C\"}]", "\"CSDL\", dòng 2, \"Tên\": không được sửa mục này.");
        assertRows(
                "[{}, {\"state\": \"x\"}]", "\"CSDL\", dòng 2, \"Tình trạng\": phải chọn trong danh sách: Có; Không.");
        assertRows("[{\"state\": \"no\"}, {}]", "\"CSDL\", dòng 1, \"Ghi rõ\": phải nhập nội dung này.");
        assertRows(
                "[{}, {\"note\": \"a\"}]",
                "\"CSDL\", dòng 2, \"Ghi rõ\": không nhập mục này trong trường hợp đã chọn.");
        assertRows("[{\"id\": 8}, {}]", "\"CSDL\", dòng 1: biểu mẫu không có mục \"id\".");
        assertEveryWayOfATask(Map.of(), SENTENCE + "\"CSDL\": không được thêm hoặc bớt dòng; phải có đủ 2 dòng.");
    }

    private void assertRows(String rows, String fault) {
        assertEveryWayOfATask(Map.of("rows", json(rows)), SENTENCE + fault);
    }

    @Test
    void aListKeepsWhatItsFormShowsOrLacks() {
        probe.deploy(ROWS.formatted("false"));
        assertTaken(
                Map.of("rows", json("[{\"state\": \"no\", \"note\": \"x\"}, {\"name\": \"B\", \"state\": \"yes\"}]")),
                Map.of(
                        "rows",
                        "[{\"name\":\"A\",\"state\":\"no\",\"note\":\"x\",\"id\":7},{\"name\":\"B\",\"state\":\"yes\"}]"));
    }

    @Test
    void aListThatMayGrowTakesOtherRows() {
        probe.deploy(ROWS.formatted("true"));
        assertTaken(
                Map.of("rows", json("[{\"state\": \"yes\"}, {}, {\"state\": \"no\", \"note\": \"x\"}]")),
                Map.of(
                        "rows",
                        "[{\"name\":\"A\",\"state\":\"yes\"},{\"name\":\"B\"},{\"name\":null,\"state\":\"no\",\"note\":\"x\"}]"));
        assertTaken(Map.of(), Map.of("rows", "[]"));
    }

    @Test
    void aGroupWithAPathIsAnObjectAndOneWithoutIsNone() {
        probe.deploy("{\"type\": \"group\", \"components\": [" + field("number", "") + "]},"
                + "{\"type\": \"group\", \"path\": \"inner\", \"label\": \"Nhóm\", \"components\": ["
                + field("number", "\"validate\": {\"required\": true}") + "]}");
        assertEveryWayOfATask(Map.of("inner", 5), SENTENCE + "\"Nhóm\": nội dung không hợp lệ.");
        assertEveryWayOfATask(
                Map.of("x", "a", "inner", json("{\"x\": null, \"y\": 1}")),
                SENTENCE + "\"Mục\": phải nhập số. \"Mục\": phải nhập nội dung này. Biểu mẫu không có mục \"y\".");
        assertTaken(Map.of("x", 1, "inner", json("{\"x\": 2}")), Map.of("x", 1, "inner", "{\"x\":2}"));
    }

    @Test
    void whatAHiddenGroupHoldsIsHidden() {
        probe.deploy("{\"type\": \"group\", \"conditional\": {\"hide\": \"=limit = 3\"}, \"components\": ["
                + field("number", "\"validate\": {\"required\": true}") + "]}");
        assertEveryWayOfATask(Map.of("x", 1), SENTENCE + "\"Mục\": không nhập mục này trong trường hợp đã chọn.");
        assertTaken(Map.of(), Map.of());
    }

    // ---- accepted values

    static List<Arguments> rightValues() {
        String date = "\"subtype\": \"date\"";
        String long5000 = "a".repeat(5000);
        return List.of(
                right("textfield", "\"validate\": {\"maxLength\": 5}", "Đúng ", "Đúng"),
                right("textarea", "", "dòng 1\ndòng 2 \ud83d\ude00", "dòng 1\ndòng 2 \ud83d\ude00"),
                right(
                        "textfield",
                        "",
                        Normalizer.normalize("Đủ\u00A0hai  chữ\u200B", Normalizer.Form.NFD),
                        "Đủ hai chữ"),
                right("textarea", "", " Một\r\n\r\nhai\u00A0ba ", "Một\n\nhai ba"),
                right("textarea", "\"validate\": {\"maxLength\": 8000}", long5000, long5000),
                right("textfield", "\"validate\": {\"minLength\": 3}", "", ""),
                right("textfield", "", Variables.stringValue("a", true), "a"),
                right("textfield", "\"readonly\": true", "", null),
                right("textfield", "\"readonly\": true, \"defaultValue\": \"mặc định\"", "mặc định", "mặc định"),
                right("textfield", "\"conditional\": {\"hide\": \"=true\"}", "", null),
                right("number", "", null, null),
                right("number", "\"decimalDigits\": 1, \"increment\": \"0.5\"", 1.5, 1.5),
                right("number", "\"validate\": {\"min\": 1, \"max\": 3}", Variables.longValue(3L), 3),
                right("number", "\"serializeToString\": true, \"decimalDigits\": 1", "1.5", "1.5"),
                right("checkbox", "", false, false),
                right("checkbox", "\"validate\": {\"required\": true}", true, true),
                right("radio", OPTIONS, "yes", "yes"),
                right("radio", OPTIONS, null, null),
                right("select", "\"valuesExpression\": \"=for n in 1..2 return n * 10\"", 20, 20),
                right("checklist", OPTIONS, json("[\"no\"]"), "[\"no\"]"),
                right("taglist", OPTIONS, json("[]"), "[]"),
                right("datetime", date, "2026-12-24", "2026-12-24"),
                right(
                        "datetime",
                        "\"subtype\": \"time\", \"timeSerializingFormat\": \"no_timezone\"",
                        "08:30",
                        "08:30"),
                right(
                        "datetime",
                        "\"subtype\": \"datetime\", \"timeSerializingFormat\": \"utc_offset\"",
                        "2026-12-24T08:30+07:00",
                        "2026-12-24T08:30+07:00"));
    }

    private static Arguments right(String type, String schema, Object value, Object stored) {
        return Arguments.of(field(type, schema), value, stored);
    }

    @ParameterizedTest(name = "{0} <- {1}")
    @MethodSource("rightValues")
    void whatTheFieldTakesIsStored(String field, Object value, Object stored) {
        probe.deploy(field);
        assertTaken(Collections.singletonMap("x", value), Collections.singletonMap("x", stored));
    }

    @Test
    void whatTheFormComputesIsComputedHere() {
        String sum = "{\"type\": \"expression\", \"key\": \"sum\", \"label\": \"Tổng\", \"computeOn\": \"change\","
                + " \"expression\": \"=x + limit\"}, {\"type\": \"expression\", \"key\": \"double\","
                + " \"computeOn\": \"change\", \"expression\": \"=sum * 2\"}";
        probe.deploy(
                field("number", "") + "," + sum + ", {\"type\": \"textfield\", \"key\": \"why\", \"label\": \"Lý do\","
                        + " \"validate\": {\"required\": true}, \"conditional\": {\"hide\": \"=double < 100\"}}");
        assertTaken(Map.of("x", 4, "sum", 999), Map.of("x", 4, "sum", 7, "double", 14));
        assertEveryWayOfATask(Map.of("x", 400), SENTENCE + "\"Lý do\": phải nhập nội dung này.");
    }

    @Test
    void whatIsShownAloneMayComeBackAsItWas() {
        probe.deploy("{\"type\": \"textfield\", \"key\": \"shown\", \"label\": \"Cho xem\", \"readonly\": true}");
        assertTaken(Map.of("shown", "như cũ"), Map.of("shown", "như cũ"));
        assertTaken(Map.of(), Map.of("shown", "như cũ"));
        assertEveryWayOfATask(Map.of("shown", "khác"), SENTENCE + "\"Cho xem\": không được sửa mục này.");
    }

    @Test
    void theEngineItselfAndTheCodeThatAModelCallsAreNotAsked() {
        probe.deploy(field("textfield", "\"validate\": {\"required\": true}"));
        Task task = probe.task(Map.of());
        engine.getTaskService().complete(task.getId(), Map.of("anything", 1));
        assertThat(probe.variables(task)).containsEntry("anything", 1);
    }

    @Test
    void ofATaskOfOthersOneLearnsNothingButThatOneHasNoRight() {
        probe.deploy(field("textfield", "\"validate\": {\"required\": true}"));
        Task task = probe.task(Map.of());
        ways(task).forEach((way, submit) -> assertThatThrownBy(
                        () -> probe.does(FormProbe.STRANGER, () -> submit.with(Map.of())))
                .as(way)
                .isInstanceOf(AuthorizationException.class));
        starts().forEach((way, start) -> assertThatThrownBy(
                        () -> probe.does(FormProbe.STRANGER, () -> start.with(Map.of())))
                .as(way)
                .isInstanceOf(AuthorizationException.class));
    }

    @Test
    void nobodyFinishesATaskOrEntersAProcessByAnotherWay() {
        probe.deploy(field("textfield", ""));
        Task task = probe.task(Map.of());
        assertRefused(
                () -> engine.getTaskService().handleBpmnError(task.getId(), "error", "", Map.of("x", "a")),
                "Chỉ hoàn thành được công việc bằng biểu mẫu của công việc.");
        assertRefused(
                () -> engine.getTaskService().handleEscalation(task.getId(), "escalation"),
                "Chỉ hoàn thành được công việc bằng biểu mẫu của công việc.");
        long before = probe.instances();
        assertRefused(
                () -> engine.getRuntimeService()
                        .createProcessInstanceByKey(FormProbe.PROCESS)
                        .startBeforeActivity("userTask_next")
                        .execute(),
                "Chỉ bắt đầu được quy trình từ đầu, bằng biểu mẫu của quy trình.");
        assertThat(probe.isOpen(task)).isTrue();
        assertThat(probe.instances()).isEqualTo(before);
    }

    @Test
    void aTaskIsHeldToTheFormItWasDeployedWith() {
        probe.deploy(field("textfield", ""));
        Task old = probe.task(Map.of());
        probe.deploy(field("number", ""));
        submit(old, Map.of("x", "chữ"));
        Task young = probe.task(Map.of());
        assertThatThrownBy(() -> submit(young, Map.of("x", "chữ"))).hasMessageContaining("phải nhập số");
        assertThat(probe.variables(old)).containsEntry("x", "chữ");
    }

    // ---- the ways

    private interface Way {
        void with(Map<String, Object> values);
    }

    private Map<String, Way> ways(Task task) {
        Map<String, Way> ways = new LinkedHashMap<>();
        String id = task.getId();
        ways.put("submit", values -> engine.getFormService().submitTaskForm(id, values));
        ways.put("submit, with variables in return", values -> engine.getFormService()
                .submitTaskFormWithVariablesInReturn(id, values, false));
        ways.put("complete", values -> engine.getTaskService().complete(id, values));
        ways.put("complete, with variables in return", values -> engine.getTaskService()
                .completeWithVariablesInReturn(id, values, false));
        ways.put("resolve", values -> engine.getTaskService().resolveTask(id, values));
        return ways;
    }

    private Map<String, Way> starts() {
        Map<String, Way> ways = new LinkedHashMap<>();
        String definition = probe.definition();
        ways.put("start form", values -> engine.getFormService().submitStartForm(definition, values));
        ways.put("start", values -> engine.getRuntimeService().startProcessInstanceByKey(FormProbe.PROCESS, values));
        ways.put("start by id", values -> engine.getRuntimeService().startProcessInstanceById(definition, values));
        return ways;
    }

    private void assertEveryWayOfATask(Map<String, Object> given, String message) {
        Task task = probe.task(SERVER);
        Map<String, Object> before = probe.variables(task);
        ways(task).forEach((way, submit) -> {
            assertRefused(() -> submit.with(given), message);
            assertThat(probe.isOpen(task)).as(way).isTrue();
            assertThat(probe.variables(task)).as(way).hasToString(before.toString());
        });
    }

    private void assertEveryWayOfAStart(Map<String, Object> given, String message) {
        long before = probe.instances();
        starts().forEach((way, start) -> {
            assertRefused(() -> start.with(given), message);
            assertThat(probe.instances()).as(way).isEqualTo(before);
        });
    }

    private void assertRefused(Runnable action, String message) {
        assertThatThrownBy(() -> probe.does(FormProbe.PERSON, action))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    private void assertTaken(Map<String, Object> given, Map<String, Object> stored) {
        for (String way : List.of("submit", "complete")) {
            Task task = probe.task(SERVER);
            assertThatCode(() -> probe.does(
                            FormProbe.PERSON, () -> ways(task).get(way).with(given)))
                    .as(way)
                    .doesNotThrowAnyException();
            assertThat(probe.isOpen(task)).as(way).isFalse();
            Map<String, Object> variables = probe.variables(task);
            Map<String, Object> asText = new HashMap<>();
            stored.keySet().forEach(name -> asText.put(name, String.valueOf(variables.get(name))));
            Map<String, Object> expected = new HashMap<>();
            stored.forEach((name, value) -> expected.put(name, String.valueOf(value)));
            assertThat(asText).as(way).isEqualTo(expected);
        }
    }

    private void submit(Task task, Map<String, Object> values) {
        probe.does(FormProbe.PERSON, () -> engine.getFormService().submitTaskForm(task.getId(), values));
    }

    private static String field(String type, String schema) {
        return "{\"type\": \"" + type + "\", " + X + (schema.isEmpty() ? "" : ", " + schema) + "}";
    }

    private static JsonValue json(String text) {
        return SpinValues.jsonValue(text).create();
    }
}
