package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;
import static vn.gov.most.dataplan.models.Ministry.PLAN;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.agreement.Agreement;
import vn.gov.most.dataplan.engine.UsedModel;
import vn.gov.most.dataplan.obligation.ObligationKey;

/** If plan, register and models disagree, the program names the place, the value and what is allowed. */
class AgreementTest {

    private static final String OPEN_DATA = "processes/i3-open-data.bpmn";
    private static final String QUALITY = "processes/ii4-data-quality.bpmn";
    private static final String QUALITY_UNIT = "processes/ii4-data-quality-unit.bpmn";
    private static final String ISSUE = "processes/called/issue-document.bpmn";

    private static final String PROCESS_ALLOWED = "được phép: id của một quy trình trong processes/ (tên tệp .bpmn).";
    private static final String UNIT_ALLOWED = "được phép: id của một đơn vị trong danh bạ đơn vị.";
    private static final String GROUP_ALLOWED = "được phép: id của một đơn vị trong danh bạ đơn vị, thêm -head nếu là"
            + " thủ trưởng, hoặc id của một tổ chức có thành viên.";

    private final Ministry sample = Ministry.sample();
    private final Ministry shipped = Ministry.shipped();

    @Test
    void whatIsShippedAgrees() {
        assertThat(shipped.disagreements()).isEmpty();
        assertThat(sample.disagreements()).isEmpty();
    }

    // ---- names in the plan

    @Test
    void aProcessThatThePlanNamesIsDeployed() {
        assertThat(sample.with(PLAN, "two-report", "two-other").disagreements())
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.2\", phần \"unit-report\", trường \"process\": không có quy"
                                + " trình \"two-other\"; " + PROCESS_ALLOWED);
        assertThat(shipped.with(PLAN, "process: past-duty", "process: past").disagreements())
                .contains("Tệp \"plan.yml\", quy trình \"past\", trường \"process\": không có quy trình \"past\"; "
                        + PROCESS_ALLOWED);
    }

    @Test
    void everyUserTaskIsAStepAndBack() {
        assertThat(sample.with(PLAN, "task: userTask_sendReport", "task: userTask_send")
                        .disagreements())
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.2\", phần \"unit-report\", bước \"userTask_send\": quy trình"
                                + " \"two-report\" không có công việc này; được phép: userTask_prepareReport,"
                                + " userTask_sendReport, hoặc trường onlyInOlderVersions là true nếu chỉ các phiên bản cũ"
                                + " có công việc này.",
                        "Tệp \"" + MODEL + "\", phần tử \"userTask_sendReport\": plan.yml không có bước này ở mục"
                                + " \"PL.2\", phần \"unit-report\"; được phép: userTask_prepareReport, userTask_send.");
    }

    @Test
    void everyUserTaskOfASharedProcessIsAStepAndBack() {
        assertThat(shipped.with(PLAN, "task: userTask_signDocument", "task: userTask_sign")
                        .disagreements())
                .hasSize(2)
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("Tệp \"plan.yml\", quy trình \"issue-document\", bước \"userTask_sign\": quy trình"
                                + " \"issue-document\" không có công việc này; được phép: "))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("Tệp \"" + ISSUE + "\", phần tử \"userTask_signDocument\": plan.yml không có bước"
                                + " này ở quy trình \"issue-document\"; được phép: "));
    }

    @Test
    void aStepThatOnlyOlderVersionsHaveIsMarkedSoAndNoOtherIs() {
        String send = "          - task: userTask_sendReport\n";
        String more = "          - task: userTask_older\n            who: head\n            due: as unit-report\n";
        String mark = "            onlyInOlderVersions: true\n";

        assertThat(sample.with(PLAN, send, more + send).disagreements()).hasSize(1);
        assertThat(sample.with(PLAN, send, more + mark + send).disagreements()).isEmpty();
        assertThat(sample.with(PLAN, send, send + mark).disagreements())
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.2\", phần \"unit-report\", bước \"userTask_sendReport\", trường"
                                + " \"onlyInOlderVersions\": quy trình \"two-report\" hiện nay có công việc này; được phép: bỏ"
                                + " trường này.");
    }

    @Test
    void everyMomentThatAnEventCarriesHasItsKindInThePlan() {
        String carries = "carries:\n          - name: readyAt\n            kind: happened\n";
        String place = "Tệp \"plan.yml\", mục \"PL.II.6\", phần \"publication\", ";
        String missing = place + "trường \"carries\": không có \"readyAt\", mà quy trình \"ii6-sharing-service\" nhận;"
                + " được phép: name: readyAt và kind là một trong: happened, past-duty, expected, ordered, either.";

        assertThat(shipped.with(PLAN, "        " + carries, "").disagreements()).containsExactly(missing);
        assertThat(shipped.with(PLAN, carries, carries.replace("readyAt", "plannedReadyAt"))
                        .disagreements())
                .containsExactly(
                        missing,
                        place + "thời điểm \"plannedReadyAt\": quy trình của phần này không nhận; được phép: readyAt.");
    }

    @Test
    void aMomentThatADateLeansOnIsTold() {
        assertThat(shipped.with(PLAN, "1 working day after readyAt", "1 working day after redyAt")
                        .disagreements())
                .singleElement()
                .asString()
                .startsWith(
                        "Tệp \"plan.yml\", mục \"PL.II.6\", phần \"publication\", trường \"due\": không có thời điểm"
                                + " \"redyAt\"; được phép: ")
                .contains(" dueAt, ", ", readyAt, ")
                .doesNotContain("timeAt");
        assertThat(sample.with(PLAN, "mending after returnedAt", "mending after returndAt")
                        .disagreements())
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("Tệp \"plan.yml\", mục \"PL.2\", phần \"unit-report\", bước \"userTask_")
                        .contains("\", trường \"due\": không có thời điểm \"returndAt\"; được phép: "));
    }

    // ---- what models name

    @Test
    void aCalledProcessIsThere() {
        assertThat(shipped.with(OPEN_DATA, "calledElement=\"issue-document\"", "calledElement=\"issue\"")
                        .disagreements())
                .containsExactly("Tệp \"" + OPEN_DATA + "\", phần tử \"callActivity_issueDecision\": gọi quy trình"
                        + " \"issue\", quy trình này không có; " + PROCESS_ALLOWED);
        assertThat(shipped.with(OPEN_DATA, "calledElement=\"issue-document\"", "calledElement=\"${asked}\"")
                        .disagreements())
                .isEmpty();
    }

    @Test
    void aMessageThatIsSentHasSomebodyWhoTakesIt() {
        String flow = "<bpmn:messageFlow id=\"messageFlow_reportSent\" sourceRef=\"throwEvent_reportSent\""
                + " targetRef=\"participant_ministryReport\" />";
        Ministry untaken = shipped.with(QUALITY_UNIT, flow, "");

        assertThat(untaken.disagreements())
                .singleElement()
                .asString()
                .startsWith("Tệp \"" + QUALITY_UNIT + "\", phần tử \"throwEvent_reportSent\": không ai nhận thông điệp"
                        + " \"unit-report-sent\"; được phép: thông điệp mà một quy trình nhận (")
                .endsWith(", unit-report-closed), hoặc vẽ luồng thông điệp đến bên nhận.");
        assertThat(untaken.with(QUALITY_UNIT, "name=\"unit-report-sent\"", "name=\"software-started\"")
                        .disagreements())
                .as("another model takes it")
                .isEmpty();
    }

    @Test
    void aMessageThatOpensAPartIsNamedThere() {
        String place = "Tệp \"plan.yml\", mục \"PL.II.8\", phần \"feedback\", trường \"message\": ";
        assertThat(shipped.with(PLAN, "message: open-data-feedback", "message: feedback")
                        .disagreements())
                .containsExactly(place + "đang là feedback; được phép: open-data-feedback.");
        assertThat(shipped.with(PLAN, "        message: open-data-feedback\n", "")
                        .disagreements())
                .containsExactly(place + "đang là trống; được phép: open-data-feedback.");
        assertThat(shipped.with(
                                PLAN,
                                "process: i9-technical-rules\n",
                                "process: i9-technical-rules\n        message: a\n")
                        .disagreements())
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.I.9\", phần \"technical-rules\", trường \"message\": đang là"
                                + " a; được phép: bỏ trống, quy trình không bắt đầu bằng thông điệp.");
    }

    @Test
    void aMessageIsDefinedInItsModel() {
        assertThat(shipped.with(QUALITY_UNIT, "messageRef=\"message_reportClosed\"", "messageRef=\"message_closed\"")
                        .disagreements())
                .containsExactly(
                        "Tệp \"" + QUALITY_UNIT + "\", phần tử \"startEvent_reportClosed\": không có thông điệp"
                                + " \"message_closed\"; được phép: id của một thông điệp (message) khai báo trong sơ đồ.");
    }

    @Test
    void aGroupIsOneOfTheRegister() {
        assertThat(sample.with(MODEL, "candidateGroups=\"${unit}\"", "candidateGroups=\"legal, mars\"")
                        .disagreements())
                .containsExactly(
                        "Tệp \"" + MODEL + "\", phần tử \"userTask_prepareReport\": nhóm \"mars\" không có trong"
                                + " danh bạ đơn vị; " + GROUP_ALLOWED);
        assertThat(sample.with(MODEL, "candidateGroups=\"${unit}\"", "candidateGroups=\"legal-head,leadership\"")
                        .disagreements())
                .isEmpty();
        assertThat(sample.with(MODEL, "candidateGroups=\"${unit}\"", "candidateGroups=\"mic\"")
                        .disagreements())
                .as("a body outside the ministry has no people here")
                .hasSize(1);
    }

    @Test
    void aGroupThatIsHandedToABeanIsOneOfTheRegister() {
        String watch = "processes/kh-iii1a-weekly-watch.bpmn";
        assertThat(shipped.with(watch, "'leadership'", "'leaders'").disagreements())
                .containsExactly("Tệp \"" + watch + "\", phần tử \"serviceTask_writeDigests\", weeklyWatch.write: nhóm"
                        + " \"leaders\" không có trong danh bạ đơn vị; " + GROUP_ALLOWED);
        assertThat(shipped.with(watch, "'difficulty'", "'difficulties'").disagreements())
                .as("and a part is one of its clause")
                .hasSize(1);
    }

    @Test
    void aGroupThatIsHandedToACalledProcessIsOneOfTheRegister() {
        assertThat(shipped.with(OPEN_DATA, "${'leadership'}", "${'leaders'}").disagreements())
                .containsExactly(
                        "Tệp \"" + OPEN_DATA + "\", phần tử \"callActivity_issueDecision\": nhóm \"leaders\" không"
                                + " có trong danh bạ đơn vị; " + GROUP_ALLOWED);
        assertThat(shipped.with(OPEN_DATA, "${'legal'}", "${''}").disagreements())
                .as("nobody at all")
                .isEmpty();
    }

    // ---- what expressions name

    @Test
    void aClauseAndItsPartThatAnExpressionNamesAreInThePlan() {
        assertThat(expressions("obligations.recall(execution, 'PL.9', 'report', 'size')"))
                .containsExactly(
                        "obligations.recall: plan.yml không có mục \"PL.9\"; được phép: id của một mục trong plan.yml.");
        assertThat(expressions("obligations.recall(execution, 'PL.2', 'report', 'size')"))
                .containsExactly("obligations.recall: mục \"PL.2\" trong plan.yml không có phần \"report\"; được phép:"
                        + " unit-report, ministry-report.");
        assertThat(expressions("events.open(execution, 'PL.2', 'report', 'size')"))
                .containsExactly(
                        "events.open: mục \"PL.2\" trong plan.yml không có phần \"report\"; được phép: unit-report,"
                                + " ministry-report.");
        assertThat(expressions("collectReports.show('PL.2', 'report', period)")).hasSize(1);
        assertThat(expressions("obligations.recall(execution, 'PL.2', 'unit-report', 'size')"))
                .isEmpty();
        assertThat(expressions("obligations.recall(execution, clause, 'report', 'size')"))
                .as("of a clause that a variable tells")
                .isEmpty();
    }

    @Test
    void aPartThatAnExpressionNamesIsOneOfTheProcesssOwnClause() {
        String wrong =
                ": mục \"PL.2\" trong plan.yml không có phần \"report\"; được phép: unit-report, ministry-report.";

        assertThat(expressions("followUps.order(execution, 'report', 'rows')"))
                .containsExactly("followUps.order" + wrong);
        assertThat(expressions("followUps.order(execution, 'report', 'rows', 'day')"))
                .containsExactly("followUps.order" + wrong);
        assertThat(expressions("followUps.show(execution, 'report')")).containsExactly("followUps.show" + wrong);
        assertThat(expressions("collectReports.open(execution, 'report', 'rows')"))
                .containsExactly("collectReports.open" + wrong);
        assertThat(expressions("followUps.show(execution, 'ministry-report')")).isEmpty();
    }

    @Test
    void ofAProcessThatManyShareAPartIsOneOfAny() {
        assertThat(shipped.with(ISSUE, "draftComments.ask(execution)", "followUps.show(execution, 'unit-report')")
                        .disagreements())
                .isEmpty();
        assertThat(shipped.with(ISSUE, "draftComments.ask(execution)", "followUps.show(execution, 'reports')")
                        .disagreements())
                .singleElement()
                .asString()
                .contains("followUps.show: plan.yml không có phần \"reports\"; được phép: ", "unit-report");
    }

    @Test
    void allClausesAndPartsOfAListAreInThePlan() {
        assertThat(expressions(
                        "movedDates.move(execution, 'PL.2 unit-report, PL.9 report, PL.2 report', 'dueAt', 'why')"))
                .containsExactly(
                        "movedDates.move: plan.yml không có mục \"PL.9\"; được phép: id của một mục trong plan.yml.",
                        "movedDates.move: mục \"PL.2\" trong plan.yml không có phần \"report\"; được phép: unit-report,"
                                + " ministry-report.");
        assertThat(expressions("movedDates.moveEvent(execution, 'PL.2', unit, database, 'dueAt', reason)"))
                .containsExactly(
                        "movedDates.moveEvent: \"PL.2\" không hợp lệ; được phép: id của mục và của phần, cách nhau"
                                + " một dấu cách.");
    }

    @Test
    void aStepThatAnExpressionNamesIsOneOfItsProcess() {
        assertThat(expressions("deadlines.lateFrom(execution, 'userTask_send')"))
                .containsExactly("deadlines.lateFrom: plan.yml không có bước \"userTask_send\" ở mục \"PL.2\", phần"
                        + " \"unit-report\"; được phép: userTask_prepareReport, userTask_sendReport.");
        assertThat(expressions("deadlines.lateFrom(execution, 'userTask_sendReport')"))
                .isEmpty();
    }

    @Test
    void aUnitThatAnExpressionNamesIsInTheRegister() {
        assertThat(expressions("followUps.order(execution, 'unit-report', 'mars', 'Việc', day)"))
                .containsExactly("followUps.order: đơn vị \"mars\" không có trong danh bạ đơn vị; " + UNIT_ALLOWED);
        assertThat(expressions("followUps.order(execution, 'unit-report', 'nasati', 'Việc', day)"))
                .isEmpty();
    }

    @Test
    void whatAnExpressionCallsIsThere() {
        assertThat(expressions("nobody.has('deadlines.it()')"))
                .singleElement()
                .asString()
                .startsWith("không có thành phần \"nobody\"; được phép: collectReports, deadlines, ");
        assertThat(expressions("deadlines.none()"))
                .containsExactly(
                        "thành phần \"deadlines\" không có chức năng \"none\" nhận 0 giá trị; được phép: cutOff,"
                                + " dueAt, inWords, isPast, isWorkingDay, lateFrom.");
        assertThat(expressions("deadlines.dueAt()"))
                .singleElement()
                .asString()
                .startsWith("thành phần \"deadlines\" không có chức năng \"dueAt\" nhận 0 giá trị; ");
        assertThat(expressions("a == 'x.y(' ? deadlines.isPast(execution) : execution.getVariable('z')"))
                .isEmpty();
    }

    /** A bean, but its class is not public: the engine could not call it. */
    @Test
    void whatTheEngineCannotCallCountsAsMissing() {
        Agreement agreement = sample.with(MODEL, "obligations.opened(execution)", "hidden.answer()")
                .agreement(List.of());

        assertThat(new Agreement(
                                agreement.plan(),
                                agreement.models(),
                                agreement.forms(),
                                Map.of(
                                        "hidden",
                                        Hidden.class,
                                        "deadlines",
                                        agreement.beans().get("deadlines")),
                                agreement.register(),
                                agreement.followUpUnit(),
                                agreement.carriedOut())
                        .faults())
                .containsExactly(
                        "Tệp \"" + MODEL + "\", phần tử \"two-report\": thành phần \"hidden\" không có chức năng"
                                + " \"answer\" nhận 0 giá trị; được phép: không có.");
    }

    static class Hidden {
        public String answer() {
            return "";
        }
    }

    /** The faults of the sample model with this call; all of them concern the calling element. */
    private List<String> expressions(String call) {
        String place = "Tệp \"" + MODEL + "\", phần tử \"two-report\"";
        return sample.with(MODEL, "obligations.opened(execution)", call).disagreements().stream()
                .map(fault -> {
                    assertThat(fault).startsWith(place);
                    return fault.substring(place.length() + 2);
                })
                .toList();
    }

    // ---- stored, open and configured

    @Test
    void aTaskOfAnOlderVersionWithInstancesIsAStep() {
        UsedModel older = stored(1, false, true, "userTask_sendReport", "userTask_older");

        assertThat(sample.agreement(List.of(older)).faults())
                .containsExactly(
                        "Quy trình \"two-report\", phiên bản 1, phần tử \"userTask_older\": plan.yml không có bước"
                                + " này ở mục \"PL.2\", phần \"unit-report\"; được phép: userTask_prepareReport,"
                                + " userTask_sendReport; bước chỉ còn ở phiên bản cũ giữ lại trong plan.yml, thêm"
                                + " onlyInOlderVersions: true.");

        String send = "          - task: userTask_sendReport\n";
        assertThat(sample.with(
                                PLAN,
                                send,
                                "          - task: userTask_older\n            who: head\n            due: as unit-report\n"
                                        + "            onlyInOlderVersions: true\n" + send)
                        .agreement(List.of(older))
                        .faults())
                .isEmpty();
    }

    @Test
    void anOlderVersionWithInstancesIsHeldToAllOfIt() {
        UsedModel older = stored(
                3, false, true, "obligations.opened(execution)", "obligations.recall(execution, 'PL.9', 'x', 'y')");

        assertThat(sample.agreement(List.of(older)).faults())
                .containsExactly(
                        "Quy trình \"two-report\", phiên bản 3, phần tử \"two-report\", obligations.recall: plan.yml"
                                + " không có mục \"PL.9\"; được phép: id của một mục trong plan.yml.");
    }

    @Test
    void whatIsStoredAloneIsThereToo() {
        UsedModel latest = stored(1, true, false, "", "");

        assertThat(sample.without(MODEL).agreement(List.of(latest)).faults()).isEmpty();
    }

    /** Nothing opens it, and nobody can remove it. */
    @Test
    void aRetiredModelMayNameWhatIsNoMoreButCallsWhatIsThere() {
        UsedModel retired = new UsedModel(
                "processes/nine.bpmn",
                "nine",
                1,
                true,
                false,
                text().replace("obligations.opened(execution)", "obligations.recall(execution, 'PL.9', 'x', 'y')")
                        .replace("candidateGroups=\"${unit}\"", "candidateGroups=\"mars\""));

        assertThat(sample.agreement(List.of(retired)).faults()).isEmpty();
        assertThat(sample.agreement(
                                List.of(new UsedModel("processes/nine.bpmn", "nine", 1, false, true, retired.text())))
                        .faults())
                .as("while it has instances")
                .hasSize(2);
        assertThat(sample.agreement(List.of(new UsedModel(
                                "processes/nine.bpmn",
                                "nine",
                                1,
                                true,
                                false,
                                retired.text().replace("obligations.recall", "obligations.none"))))
                        .faults())
                .hasSize(1);
    }

    /** Another ministry's plan may lack a clause whose models are shipped. */
    @Test
    void aShippedModelThatThePlanDoesNotNameMayNameWhatIsNotThereEither() {
        String plan = shipped.files().get(PLAN);
        int begins = plan.indexOf("  - id: KH.III.1.a\n");
        String clause = plan.substring(begins, plan.indexOf("\n  - id: ", begins) + 1);
        Ministry without = shipped.with(PLAN, clause, "");
        String watch = "processes/kh-iii1a-weekly-watch.bpmn";

        assertThat(without.disagreements()).isEmpty();
        assertThat(without.with(watch, "weeklyWatch.write(", "weeklyWatch.none(")
                        .disagreements())
                .singleElement()
                .asString()
                .startsWith("Tệp \"%s\", phần tử \"serviceTask_writeDigests\"".formatted(watch));
    }

    private UsedModel stored(int version, boolean isLatest, boolean hasInstances, String old, String replacement) {
        return new UsedModel(MODEL, "two-report", version, isLatest, hasInstances, text().replace(old, replacement));
    }

    private String text() {
        return sample.files().get(MODEL);
    }

    @Test
    void whatIsCarriedOutStaysInThePlan() {
        assertThat(with("it-center", key("PL.2", "unit-report"), key("PL.2", "works"), key("PL.9", "unit-report")))
                .containsExactly(
                        "Tệp \"plan.yml\": không có phần \"works\" của mục \"PL.2\", mà quy trình của phần này đang thực"
                                + " hiện; được phép: bỏ một phần khi không còn quy trình nào của phần đó đang thực hiện.",
                        "Tệp \"plan.yml\": không có phần \"unit-report\" của mục \"PL.9\", mà quy trình của phần này đang"
                                + " thực hiện; được phép: bỏ một phần khi không còn quy trình nào của phần đó đang thực"
                                + " hiện.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rivers | không có danh sách \"rivers\"; được phép: databases, units, clauses, periods, accounts, addresses, products, body.",
                "body rivers | \"body rivers\" không hợp lệ; được phép: body và id của một tổ chức trong danh bạ đơn vị.",
                "body | \"body\" không hợp lệ; được phép: body và id của một tổ chức trong danh bạ đơn vị.",
                "products | \"products\" không hợp lệ; được phép: products, id của một mục, id của một phần của mục ấy và tên"
                        + " một nội dung.",
                "products PL.9 none service | \"products PL.9 none service\" không hợp lệ; được phép: products, id của một"
                        + " mục, id của một phần của mục ấy và tên một nội dung."
            })
    void theListsThatFormsOfferAreThere(String list, String fault) {
        String form = "forms/two-report/periodOpened.form";

        assertThat(sample.with(
                                form,
                                "\"validate\"",
                                "\"properties\": {\"suggestions\": \"" + list + "\"}, \"validate\"")
                        .disagreements())
                .containsExactly("Tệp \"" + form + "\", trường \"field_period\", \"suggestions\": " + fault);
    }

    @Test
    void theUnitThatFollowsUpIsInTheRegister() {
        assertThat(with("leadership"))
                .containsExactly(
                        "Cài đặt \"dataplan.follow-up-unit\": đơn vị \"leadership\" không có trong danh bạ đơn vị; "
                                + UNIT_ALLOWED);
    }

    private List<String> with(String followUpUnit, ObligationKey... carriedOut) {
        Agreement agreement = sample.agreement(List.of());
        return new Agreement(
                        agreement.plan(),
                        agreement.models(),
                        agreement.forms(),
                        agreement.beans(),
                        agreement.register(),
                        followUpUnit,
                        List.of(carriedOut))
                .faults();
    }

    private static ObligationKey key(String clause, String part) {
        return new ObligationKey(clause, part, "", "", "");
    }

    @Test
    void whatIsNoXmlIsNamed() {
        assertThat(sample.with(MODEL, "</bpmn:definitions>", "").disagreements())
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith("Tệp \"" + MODEL + "\": không hợp lệ (")
                        .endsWith("); được phép: sơ đồ BPMN 2.0."));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(shipped.with(QUALITY, "candidateGroups=\"leadership\"", "candidateGroups=\"leaders\"")
                        .with(QUALITY, "'PL.I.6'", "'PL.I.66'")
                        .with(OPEN_DATA, "calledElement=\"issue-document\"", "calledElement=\"issue\"")
                        .with(PLAN, "process: i7-default-sharing\n", "process: i7-sharing\n")
                        .disagreements())
                .hasSize(4);
    }
}
