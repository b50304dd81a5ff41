package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.most.dataplan.models.Ministry.MODEL;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageFlow;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

/** Ids are stored permanently and contain type and meaning; names are shown to users, in Vietnamese. */
class ModelNamesTest {

    private static final int LONGEST_PROCESS = 60;
    private static final int LONGEST_TASK = 40;

    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The id prefixes that differ from the element's type. */
    private static final Map<String, String> PREFIX = Map.of(
            "sequenceFlow", "flow",
            "intermediateThrowEvent", "throwEvent",
            "intermediateCatchEvent", "catchEvent",
            "exclusiveGateway", "gateway",
            "parallelGateway", "gateway",
            "inclusiveGateway", "gateway",
            "eventBasedGateway", "gateway");

    /** User tasks that recur are called the same in every clause. */
    private static final Map<String, String> TASK_NAMES = Map.of(
            "userTask_prepareReport", "Lập báo cáo của đơn vị",
            "userTask_sendReport", "Phê duyệt, gửi báo cáo của đơn vị",
            "userTask_mendReport", "Chỉnh sửa báo cáo của đơn vị",
            "userTask_checkReport", "Kiểm tra báo cáo của đơn vị",
            "userTask_guideReports", "Hướng dẫn lập báo cáo",
            "userTask_consolidateReports", "Tổng hợp báo cáo của các đơn vị",
            "userTask_approveReport", "Phê duyệt Báo cáo của Bộ",
            "userTask_concludeReview", "Kết luận việc sửa đổi danh mục",
            "userTask_confirmUnchanged", "Ký văn bản xác nhận không sửa đổi");

    /** Names that differ in a clause, by process and task. */
    private static final Map<String, String> OWN_TASK_NAMES = Map.ofEntries(
            Map.entry("iii2-data-protection-unit userTask_prepareReport", "Lập báo cáo bảo vệ, xác thực dữ liệu"),
            Map.entry("ii3-national-portal-unit userTask_prepareReport", "Kê khai dữ liệu, nhu cầu khai thác"),
            Map.entry("ii3-national-portal userTask_draftLetter", "Soạn công văn đăng ký"),
            Map.entry("ii8-feedback userTask_takeInFeedback", "Ghi nhận ý kiến phản hồi"),
            Map.entry("ii8-open-data-feedback-unit userTask_prepareReport", "Xác định mức độ ưu tiên công bố"),
            Map.entry("ii8-open-data-feedback userTask_consolidateReports", "Tổng hợp ý kiến phản hồi"),
            Map.entry("ii8-open-data-feedback userTask_approveReport", "Phê duyệt tổng hợp ý kiến phản hồi"),
            Map.entry("iii1-infrastructure-works userTask_planWorks", "Lập kế hoạch xây dựng, duy trì hạ tầng"),
            Map.entry("iii1-infrastructure-works userTask_approvePlan", "Phê duyệt kế hoạch xây dựng, duy trì"),
            Map.entry(
                    "iii1-infrastructure-readiness-unit userTask_prepareReport",
                    "Lập báo cáo hệ thống, hạ tầng sẵn sàng"),
            Map.entry("i3-open-data-unit userTask_prepareReport", "Đề xuất nội dung sửa đổi danh mục"),
            Map.entry("i7-default-sharing-unit userTask_prepareReport", "Đề xuất nội dung sửa đổi danh mục"),
            Map.entry("kh-iii1b-shared-databases-unit userTask_prepareReport", "Đề xuất nội dung sửa đổi danh mục"),
            Map.entry("kh-iii3-budget-unit userTask_prepareReport", "Lập dự toán của đơn vị"),
            Map.entry("kh-iii3-budget userTask_rankFunding", "Xác định thứ tự ưu tiên kinh phí"),
            Map.entry("kh-iii3-budget userTask_approveFunding", "Phê duyệt phương án bố trí kinh phí"),
            Map.entry("kh-iii3-budget-notice userTask_receiveFunding", "Tiếp nhận thông báo kinh phí"),
            Map.entry("kh-iii4c-connection userTask_checkReadiness", "Rà soát điều kiện kết nối, chia sẻ"),
            Map.entry("kh-iii4c-connection userTask_confirmReadiness", "Xác nhận sẵn sàng kết nối"),
            Map.entry("kh-iii4c-connection userTask_connectSystems", "Thực hiện kết nối, chia sẻ dữ liệu"),
            Map.entry("kh-iii4b-legal-review userTask_reviewDocument", "Rà soát văn bản để đơn giản hóa thủ tục"),
            Map.entry("kh-iii4b-legal-review userTask_approveReview", "Phê duyệt kết quả rà soát"),
            Map.entry("kh-iii4b-legal-review userTask_adjustDocument", "Điều chỉnh văn bản của đơn vị"),
            Map.entry("kh-iii4b-legal-review userTask_proposeAdjustment", "Đề xuất điều chỉnh văn bản"),
            Map.entry("kh-iii4b-legal-review userTask_giveOpinion", "Cho ý kiến pháp lý"),
            Map.entry("kh-iii4b-legal-review userTask_receiveOpinion", "Tiếp nhận ý kiến pháp lý"),
            Map.entry("kh-iii2-national-database userTask_updateMilestone", "Cập nhật mốc thực hiện"),
            Map.entry("kh-iii2-national-database userTask_confirmMilestone", "Phối hợp xác nhận mốc thực hiện"),
            Map.entry("i6-inspection-plan userTask_planInspections", "Xác định nội dung kiểm tra, đánh giá"),
            Map.entry("iv1-training-unit userTask_prepareReport", "Cử người dự tập huấn"),
            Map.entry("iv1-training userTask_planTraining", "Lập kế hoạch tập huấn"),
            Map.entry("iv1-training userTask_holdTraining", "Tổ chức hội nghị tập huấn"),
            Map.entry("iv1-training userTask_reportTraining", "Lập báo cáo kết quả hội nghị tập huấn"),
            Map.entry("iv1-training userTask_approveReport", "Phê duyệt báo cáo kết quả tập huấn"),
            Map.entry("iv2-connection-inspection userTask_listInspections", "Lập danh sách kiểm tra"),
            Map.entry("iv2-connection-inspection userTask_inspectUnits", "Kiểm tra việc kết nối tại đơn vị"),
            Map.entry("iv2-connection-inspection userTask_answerFindings", "Xác nhận, giải trình kết quả kiểm tra"),
            Map.entry("iv2-connection-inspection userTask_reportInspections", "Lập báo cáo kiểm tra, đánh giá"),
            Map.entry("iv2-connection-inspection userTask_approveReport", "Phê duyệt báo cáo kiểm tra, đánh giá"),
            Map.entry("issue-document userTask_draftDocument", "Soạn dự thảo văn bản"),
            Map.entry("issue-document userTask_commentDraft", "Góp ý dự thảo"),
            Map.entry("issue-document userTask_answerComments", "Tổng hợp, tiếp thu, giải trình ý kiến"),
            Map.entry("issue-document userTask_checkLegality", "Kiểm tra pháp lý dự thảo"),
            Map.entry("issue-document userTask_submitDraft", "Lập tờ trình, trình dự thảo"),
            Map.entry("issue-document userTask_signDocument", "Ký ban hành văn bản"),
            Map.entry("issue-document userTask_fixDraft", "Chỉnh sửa dự thảo"),
            Map.entry("issue-document userTask_issueDocument", "Cấp số, phát hành văn bản"),
            Map.entry("i8-data-rules userTask_planRules", "Xác định nội dung quy chế"),
            Map.entry("i8-data-rules userTask_publishRules", "Công khai quy chế"),
            Map.entry("i9-technical-rules userTask_chooseIssuer", "Xác định cấp ban hành"),
            Map.entry("ii6-sharing-service userTask_describeService", "Mô tả dịch vụ chia sẻ dữ liệu"),
            Map.entry("ii6-sharing-service userTask_approveDescription", "Phê duyệt mô tả dịch vụ"),
            Map.entry("ii6-sharing-service userTask_publishService", "Công bố dịch vụ chia sẻ dữ liệu"),
            Map.entry("kh-iii1c-service-help userTask_confirmOutcome", "Xác nhận kết quả giải quyết"),
            Map.entry("kh-iii1c-service-help userTask_helpPublish", "Hỗ trợ đăng tải thông tin dịch vụ"),
            Map.entry("ii2-data-improvement userTask_commentPlan", "Góp ý kế hoạch hoàn thiện dữ liệu"),
            Map.entry("ii2-data-improvement userTask_answerRequester", "Trả lời cơ quan yêu cầu"),
            Map.entry("ii2-data-improvement userTask_planImprovement", "Xây dựng kế hoạch hoàn thiện dữ liệu"),
            Map.entry("ii2-data-improvement userTask_approvePlan", "Phê duyệt kế hoạch hoàn thiện dữ liệu"),
            Map.entry("ii2-data-improvement-report userTask_reportImplementation", "Lập báo cáo thực hiện kế hoạch"),
            Map.entry(
                    "ii2-data-improvement-report userTask_approveImplementation",
                    "Phê duyệt báo cáo thực hiện kế hoạch"),
            Map.entry("past-duty userTask_statePastDuty", "Xác định tình trạng nhiệm vụ đã qua hạn"),
            Map.entry("name-focal-officer userTask_nameOfficer", "Cử cán bộ đầu mối"),
            Map.entry("name-focal-officer userTask_signLetter", "Ký công văn cử đầu mối"),
            Map.entry("name-focal-officer userTask_recordOfficer", "Ghi nhận cán bộ đầu mối"),
            Map.entry("i5-data-strategy userTask_confirmStrategy", "Ghi nhận Chiến lược dữ liệu quốc gia"),
            Map.entry("i5-data-strategy userTask_outlineStrategy", "Xác định nội dung chiến lược dữ liệu"),
            Map.entry("i1-national-databases-unit userTask_prepareReport", "Đề xuất CSDL quốc gia"),
            Map.entry("i1-national-databases userTask_completeDossier", "Hoàn thiện hồ sơ đề xuất"),
            Map.entry("i1-national-databases userTask_approveDossier", "Phê duyệt hồ sơ đề xuất"),
            Map.entry("i1-national-databases userTask_sendDossier", "Gửi hồ sơ đến Bộ TT&TT"),
            Map.entry("ii1-data-survey userTask_prepareSurvey", "Lập báo cáo hiện trạng dữ liệu"),
            Map.entry("ii1-data-survey userTask_signSurvey", "Ký báo cáo hiện trạng dữ liệu"),
            Map.entry("ii1-data-survey userTask_receiveCopy", "Tiếp nhận bản sao báo cáo"),
            Map.entry("ii5-document-review-unit userTask_prepareReport", "Rà soát văn bản của đơn vị"),
            Map.entry("ii5-document-review userTask_planAmendments", "Lập kế hoạch chỉnh sửa văn bản"),
            Map.entry("i2-shared-databases-unit userTask_prepareReport", "Kê khai CSDL của đơn vị"),
            Map.entry("i2-shared-databases userTask_buildCatalogue", "Xây dựng danh mục CSDL dùng chung"),
            Map.entry("i4-open-data-plan-unit userTask_prepareReport", "Đề xuất bộ dữ liệu mở sẽ công bố"),
            Map.entry("i4-open-data-plan userTask_buildPlan", "Xây dựng kế hoạch cung cấp dữ liệu mở"),
            Map.entry("i9-technical-rules userTask_confirmNotCovered", "Xác nhận không thuộc phạm vi quy định"),
            Map.entry("iii1-infrastructure-readiness userTask_forwardReport", "Gửi báo cáo đến Bộ TT&TT"),
            Map.entry("kh-iii1a-difficulty userTask_triageDifficulty", "Phân loại khó khăn, vướng mắc"),
            Map.entry("kh-iii1a-difficulty userTask_solveDifficulty", "Giải quyết khó khăn, vướng mắc"),
            Map.entry("kh-iii1a-difficulty userTask_decideDifficulty", "Cho ý kiến chỉ đạo"),
            Map.entry("kh-iii1a-difficulty userTask_answerUnit", "Trả lời đơn vị"),
            Map.entry("kh-iii1a-difficulty userTask_confirmOutcome", "Xác nhận kết quả giải quyết"),
            Map.entry("kh-iii1a-urging-letter userTask_draftLetter", "Soạn công văn đôn đốc"),
            Map.entry("kh-iii1a-urging-letter userTask_signLetter", "Ký công văn đôn đốc"),
            Map.entry("kh-iii1a-urging-letter userTask_issueLetter", "Cấp số, phát hành công văn"),
            Map.entry("kh-iii1a-difficulties-summary userTask_summariseDifficulties", "Tổng hợp khó khăn, vướng mắc"),
            Map.entry(
                    "kh-iii1a-difficulties-summary userTask_considerDifficulties", "Cho ý kiến về khó khăn, vướng mắc"),
            Map.entry("kh-iii4dd-report-on-request-unit userTask_prepareReport", "Lập báo cáo theo yêu cầu"),
            Map.entry("kh-iii4dd-report-on-request userTask_consolidateReports", "Tổng hợp báo cáo theo yêu cầu"),
            Map.entry("kh-iii4dd-report-on-request userTask_forwardReport", "Gửi báo cáo theo yêu cầu"),
            Map.entry("follow-up userTask_carryOut", "Thực hiện: ${orderName}"),
            Map.entry("follow-up userTask_confirmResult", "Xác nhận kết quả: ${orderName}"));

    /** A unit's model is tested in the class of its clause, the software's own in the rooms that own them. */
    @Test
    void everyProcessHasATestClassOfItsName() {
        Path tests = Path.of("src/test/java/vn/gov/most/dataplan/processes");
        assertThat(Ministry.shipped().models())
                .filteredOn(model -> !model.name().endsWith("-unit"))
                .filteredOn(model -> !model.file().startsWith("processes/operations/"))
                .hasSizeGreaterThan(25)
                .allSatisfy(model -> assertThat(tests.resolve(Pattern.compile("(?:^|-)(\\w)")
                                .matcher(model.name())
                                .replaceAll(first -> first.group(1).toUpperCase(Locale.ROOT))
                                .concat("Test.java")))
                        .exists());
    }

    @Test
    void everyElementSaysWhatItIsAndMeans() {
        assertThat(faults(Ministry.shipped())).isEmpty();
        assertThat(faults(Ministry.sample())).isEmpty();
    }

    @Test
    void everyListedTaskIsInAModel() {
        assertThat(Ministry.shipped().models().stream().flatMap(model -> model.userTasks().stream()))
                .extracting(UserTask::getId)
                .containsAll(TASK_NAMES.keySet());
        assertThat(Ministry.shipped().models().stream()
                        .flatMap(model -> model.userTasks().stream().map(task -> model.name() + " " + task.getId())))
                .containsAll(OWN_TASK_NAMES.keySet());
    }

    @Test
    void aFileIsNamedAsItsProcess() {
        assertThat(faults(
                        Ministry.sample().copied(MODEL, "processes/other.bpmn").without(MODEL)))
                .containsExactly("processes/other.bpmn: two-report: is not named as its file");
        assertThat(faults(Ministry.sample()
                        .with(MODEL, "two-report\"", "Two_report\"")
                        .copied(MODEL, "processes/Two_report.bpmn")
                        .without(MODEL)))
                .contains("processes/Two_report.bpmn: Two_report: is not kebab-case");
        assertThat(broken("<bpmndi:BPMNDiagram", "<bpmn:process id=\"second\" /><bpmndi:BPMNDiagram"))
                .contains(MODEL + ": second: is a second process");
        assertThat(broken("isExecutable=\"true\"", "isExecutable=\"false\""))
                .containsExactly(MODEL + ": two-report: cannot be executed");
    }

    @Test
    void anIdSaysTypeAndMeaning() {
        assertThat(broken("gateway_reportSent", "Gateway_0k3x9ab"))
                .containsExactly(MODEL + ": Gateway_0k3x9ab: should be gateway_ and a meaning in letters");
        assertThat(broken("userTask_sendReport", "task_sendReport"))
                .contains(MODEL + ": task_sendReport: should be userTask_ and a meaning in letters");
        assertThat(broken("flow_prepared\"", "flow_1\""))
                .contains(MODEL + ": flow_1: should be flow_ and a meaning in letters");
        assertThat(broken("lane_head", "lane2"))
                .containsExactly(MODEL + ": lane2: should be lane_ and a meaning in letters");
        assertThat(broken("bpmn:lane id=\"lane_head\"", "bpmn:lane")).contains(MODEL + ": a lane: has no id");
    }

    @Test
    void anIdIsUniqueInItsFile() {
        assertThatThrownBy(() -> broken("id=\"lane_head\"", "id=\"lane_unit\""))
                .hasMessageStartingWith(MODEL + ": is no BPMN: ")
                .hasMessageContaining("lane_unit");
    }

    @Test
    void whatPeopleReadHasAName() {
        assertThat(broken("name=\"Thủ trưởng đơn vị\"", "")).containsExactly(MODEL + ": lane_head: has no name");
        assertThat(broken("name=\"Gửi báo cáo?\"", "")).containsExactly(MODEL + ": gateway_reportSent: has no name");
        assertThat(broken("name=\"Đã mở kỳ báo cáo\"", ""))
                .containsExactly(MODEL + ": startEvent_periodOpened: has no name");
        assertThat(broken("name=\"Gửi\"", "")).containsExactly(MODEL + ": flow_sent: has no name");
    }

    @Test
    void aNameIsVietnameseAsTheSourceSpellsIt() {
        assertThat(broken("Đã mở kỳ báo cáo", "Period opened"))
                .containsExactly(MODEL + ": startEvent_periodOpened: \"Period opened\" has no diacritics");
        assertThat(broken("Đã mở kỳ báo cáo", "Đã khoá sổ"))
                .containsExactly(MODEL + ": startEvent_periodOpened: \"Đã khoá sổ\" is spelt otherwise: \"khoá\"");
        assertThat(broken("Đã mở kỳ báo cáo", "Đã Mở kỳ của Lãnh đạo Bộ"))
                .containsExactly(MODEL + ": startEvent_periodOpened: \"Đã Mở kỳ của Lãnh đạo Bộ\" has a capital inside:"
                        + " \"Mở\"");
        assertThat(broken("Đã mở kỳ báo cáo", "đã mở workflow."))
                .containsExactly(
                        MODEL + ": startEvent_periodOpened: \"đã mở workflow.\" is not Vietnamese: \"workflow\"",
                        MODEL + ": startEvent_periodOpened: \"đã mở workflow.\" does not begin with a capital",
                        MODEL + ": startEvent_periodOpened: \"đã mở workflow.\" ends in a full stop or a space");
        assertThat(broken("Đã mở kỳ báo cáo", "Đa\u0303 mở kỳ"))
                .containsExactly(MODEL + ": startEvent_periodOpened: \"Đa\u0303 mở kỳ\" is not NFC");
    }

    @Test
    void aNameFitsWhereItStands() {
        String name = "Phê duyệt, gửi báo cáo của đơn vị và của Bộ";
        assertThat(broken("Phê duyệt, gửi báo cáo của đơn vị", name))
                .contains(MODEL + ": userTask_sendReport: \"" + name + "\" is longer than 40 characters");
        assertThat(broken("name=\"Báo cáo của đơn vị\" isExec", "name=\"Báo cáo " + "dài ".repeat(13) + "x\" isExec"))
                .containsExactly(
                        MODEL + ": two-report: \"Báo cáo " + "dài ".repeat(13) + "x\" is longer than 60 characters");
    }

    @Test
    void aChoiceIsAQuestion() {
        assertThat(broken("Gửi báo cáo?", "Gửi báo cáo"))
                .containsExactly(MODEL + ": gateway_reportSent: \"Gửi báo cáo\" is no question");
    }

    @Test
    void aTaskIsCalledAsEverywhere() {
        assertThat(broken("Lập báo cáo của đơn vị", "Viết báo cáo của đơn vị"))
                .containsExactly(MODEL + ": userTask_prepareReport: should be called \"Lập báo cáo của đơn vị\"");
        assertThat(broken("userTask_prepareReport", "userTask_writeReport"))
                .containsExactly(MODEL + ": userTask_writeReport: is not in the list of task names");
        assertThat(faults(Ministry.shipped()
                        .with(
                                "processes/iii2-data-protection-unit.bpmn",
                                "Lập báo cáo bảo vệ, xác thực dữ liệu",
                                "Lập báo cáo của đơn vị")))
                .containsExactly("processes/iii2-data-protection-unit.bpmn: userTask_prepareReport: should be called"
                        + " \"Lập báo cáo bảo vệ, xác thực dữ liệu\"");
    }

    @Test
    void aMessageHasAnEnglishNameThatIsForEver() {
        assertThat(broken(
                        "<bpmn:collaboration id",
                        "<bpmn:message id=\"message_sent\" name=\"Report sent\" /><bpmn:collaboration id"))
                .containsExactly(MODEL + ": message_sent: \"Report sent\" is not kebab-case");
    }

    private static List<String> broken(String old, String replacement) {
        return faults(Ministry.sample().with(MODEL, old, replacement));
    }

    private static List<String> faults(Ministry ministry) {
        List<String> faults = new ArrayList<>();
        for (Model model : ministry.models()) {
            processFaults(model, faults);
            for (BaseElement element : model.all(BaseElement.class)) {
                idFault(element).ifPresent(fault -> faults.add(model.file() + ": " + fault));
                nameFaults(model, element).forEach(fault -> faults.add(model.file() + ": " + fault));
            }
        }
        return faults;
    }

    private static void processFaults(Model model, List<String> faults) {
        model.all(Process.class).stream()
                .skip(1)
                .forEach(second -> faults.add("%s: %s: is a second process".formatted(model.file(), second.getId())));
        String id = model.process().getId();
        if (!id.equals(model.name())) {
            faults.add("%s: %s: is not named as its file".formatted(model.file(), id));
        }
        if (!KEBAB.matcher(id).matches()) {
            faults.add("%s: %s: is not kebab-case".formatted(model.file(), id));
        }
        if (!model.process().isExecutable()) {
            faults.add("%s: %s: cannot be executed".formatted(model.file(), id));
        }
    }

    private static Optional<String> idFault(BaseElement element) {
        String id = element.getId();
        if (element instanceof Process) {
            return Optional.empty();
        }
        if (id == null) {
            return isShown(element) ? Optional.of("a " + Model.type(element) + ": has no id") : Optional.empty();
        }
        String prefix = PREFIX.getOrDefault(Model.type(element), Model.type(element));
        return id.matches(prefix + "_[a-z][a-zA-Z]*")
                ? Optional.empty()
                : Optional.of("%s: should be %s_ and a meaning in letters".formatted(id, prefix));
    }

    private static boolean isShown(BaseElement element) {
        return element instanceof FlowElement
                || element instanceof Lane
                || element instanceof Participant
                || element instanceof MessageFlow;
    }

    private static List<String> nameFaults(Model model, BaseElement element) {
        List<String> faults = new ArrayList<>();
        String id = element.getId();
        String name = Optional.ofNullable(element.getAttributeValue("name")).orElse("");
        if (element instanceof Message) {
            if (!KEBAB.matcher(name).matches()) {
                faults.add("%s: \"%s\" is not kebab-case".formatted(id, name));
            }
            return faults;
        }
        if (name.isEmpty()) {
            return mustHaveName(model, element) ? List.of(id + ": has no name") : List.of();
        }
        Vietnamese.nameFaults(name).forEach(fault -> faults.add("%s: \"%s\" %s".formatted(id, name, fault)));
        int longest = element instanceof Activity ? LONGEST_TASK : LONGEST_PROCESS;
        if (name.length() > longest) {
            faults.add("%s: \"%s\" is longer than %d characters".formatted(id, name, longest));
        }
        if (model.choices().contains(element) && !name.endsWith("?")) {
            faults.add("%s: \"%s\" is no question".formatted(id, name));
        }
        if (element instanceof UserTask) {
            String listed = OWN_TASK_NAMES.getOrDefault(model.name() + " " + id, TASK_NAMES.get(id));
            if (listed == null) {
                faults.add(id + ": is not in the list of task names");
            } else if (!listed.equals(name)) {
                faults.add("%s: should be called \"%s\"".formatted(id, listed));
            }
        }
        return faults;
    }

    private static boolean mustHaveName(Model model, BaseElement element) {
        Set<FlowNode> choices = new HashSet<>(model.choices());
        return element instanceof Process
                || element instanceof Participant
                || element instanceof Lane
                || element instanceof Event
                || element instanceof Activity
                || element instanceof Gateway && choices.contains(element)
                || element instanceof SequenceFlow flow && choices.contains(flow.getSource());
    }
}
