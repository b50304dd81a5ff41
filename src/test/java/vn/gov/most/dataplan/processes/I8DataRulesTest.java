package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.I.8, and the event that opens it together with PL.I.9: a database goes live. */
class I8DataRulesTest extends IssuingStage {

    private static final String GOES_LIVE = "database-goes-live";
    private static final Map<String, Object> ST_TASKS =
            Map.of("database", "st-tasks", "plannedLiveAt", "2026-12-31T09:00+07:00");

    private static final String PLAN_RULES = "userTask_planRules";
    private static final String PUBLISH = "userTask_publishRules";

    @Override
    String clause() {
        return "PL.I.8";
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
    }

    @Test
    void aDatabaseThatGoesLiveOpensTheRulesOfUseAndTheTechnicalRules() {
        message(GOES_LIVE, ST_TASKS);

        assertThat(openInstances("i8-data-rules")).containsExactly("PL.I.8/st-tasks");
        assertThat(openInstances("i9-technical-rules")).containsExactly("PL.I.9/st-tasks");
        assertThat(variable("PL.I.8/st-tasks", "unit")).isEqualTo("nasati");
        assertThat(variable("PL.I.8/st-tasks", "databaseName")).isEqualTo("CSDL quốc gia về KH&CN: nhiệm vụ KH&CN");
        assertThat(due("rules")).isEqualTo("31/12/2026 17:00");
    }

    @Test
    void theHeadOfTheOwnerSignsAndTheRulesAreMadePublic() {
        message(GOES_LIVE, ST_TASKS);
        player.when("userTask_chooseIssuer").never();

        player.playUntil("30/12/2026 08:00");

        assertThat(player.done().stream()
                        .map(Done::task)
                        .filter(task -> !task.equals(COMMENT))
                        .toList())
                .containsExactly(PLAN_RULES, DRAFT, ANSWER, SUBMIT, SIGN, ISSUE, PUBLISH);
        assertThat(player.done(COMMENT)).extracting(Done::unit).containsExactly("it-center");
        assertThat(player.done(SIGN)).extracting(Done::by).containsExactly("nasati-head");
        assertThat(player.done(ISSUE)).extracting(Done::by).containsExactly("nasati-staff-2");
        assertThat(states("rules")).containsExactly("DONE");
        assertThat(late("rules")).isZero();
        assertThat(products()).singleElement().asString().contains("publicPlace", "documentNumber");
        assertNoIncident();
    }

    @Test
    void nothingIsMadePublicBeforeItIsSigned() {
        message(GOES_LIVE, with("database", "st-tasks"));
        player.when(PUBLISH).never();
        player.playUntil("31/12/2026 08:00");
        Task publish = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(PUBLISH)
                .singleResult();
        LocalDate signed =
                LocalDate.parse((String) engine.getTaskService().getVariable(publish.getId(), "documentDate"));

        player.as("nasati-staff-1", () -> {
            assertThatThrownBy(() -> publish(publish, signed.minusDays(1)))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("\"Ngày công khai\": ngày %s không được trước ngày %s ở mục \"Ngày ký\"."
                            .formatted(VietnameseDate.day(signed.minusDays(1)), VietnameseDate.day(signed)));
            publish(publish, signed);
        });
        assertThat(states("rules")).containsExactly("DONE");
    }

    private void publish(Task task, LocalDate day) {
        engine.getFormService()
                .submitTaskForm(task.getId(), Map.of("publicPlace", "Trang của Cục", "publicDate", day.toString()));
    }

    @Test
    void whatAUnitWithoutASealSignsTheMinistrysOfficeIssues() {
        message(GOES_LIVE, with("database", "legal-documents"));
        player.when("userTask_chooseIssuer").never();

        player.playUntil("30/12/2026 08:00");

        assertThat(player.done(SIGN)).extracting(Done::by).containsExactly("legal-head");
        assertThat(player.done(ISSUE)).singleElement().satisfies(done -> assertThat(done.by())
                .startsWith("ministry-office-"));
        assertThat(states("rules")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theDatabaseMayBeNamedAsTheRegisterNamesIt() {
        message(GOES_LIVE, with("database", "csdl sáng chế toàn văn"));

        assertThat(openInstances("i8-data-rules")).containsExactly("PL.I.8/patent-full-texts");
    }

    @Test
    void whatAMessageCarriesIsCheckedAndNothingIsStarted() {
        refused(
                with("database", "no-such"),
                "\"CSDL\" (database): \"no-such\" không có trong danh bạ đơn vị; được phép: ");
        refused(
                with("plannedLiveAt", "2026-12-31T09:00"),
                "\"Thời điểm dự kiến đưa CSDL vào khai thác\" (plannedLiveAt): \"2026-12-31T09:00\" không phải là thời điểm có múi giờ;");
        refused(with("unit", "legal"), "\"Đơn vị\" (unit): \"legal\" không phải là đơn vị chủ quản ");
        refused(with("colour", "red"), "Không nhận nội dung: colour. Được phép: database, plannedLiveAt, unit.");
        refused(
                Map.of("database", "st-tasks"),
                "\"Thời điểm dự kiến đưa CSDL vào khai thác\" (plannedLiveAt): còn thiếu;");
    }

    @Test
    void theSameDatabaseGoesLiveOnce() {
        message(GOES_LIVE, ST_TASKS);

        assertThatThrownBy(() -> message(GOES_LIVE, ST_TASKS))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "Mục I.8 Phụ lục đã được mở cho CSDL quốc gia về KH&CN: nhiệm vụ KH&CN; mỗi việc chỉ mở một lần.");
        assertThat(openInstances("i9-technical-rules")).containsExactly("PL.I.9/st-tasks");
    }

    /** The technical rules that came with it stay as they are. */
    @Test
    void whatWasCancelledIsOpenedByTellingTheEventAgain() {
        message(GOES_LIVE, ST_TASKS);
        cancel("PL.I.8/st-tasks", false);

        message(GOES_LIVE, ST_TASKS);

        assertThat(openInstances("i8-data-rules")).containsExactly("PL.I.8/st-tasks");
        assertThat(openInstances("i9-technical-rules")).containsExactly("PL.I.9/st-tasks");
        cancel("PL.I.8/st-tasks", false);
        cancel("PL.I.9/st-tasks", false);
        assertThat(openInstances("i9-technical-rules")).isEmpty();

        message(GOES_LIVE, ST_TASKS);

        assertThat(openInstances("i8-data-rules")).containsExactly("PL.I.8/st-tasks");
        assertThat(openInstances("i9-technical-rules")).containsExactly("PL.I.9/st-tasks");
        assertThat(jdbc.sql("select count(*) from dp_earlier_life")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        player.playUntil("30/12/2026 08:00");
        assertThat(states("rules")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void theDocumentIsCancelledWithWhatItIsFor() {
        message(GOES_LIVE, ST_TASKS);
        player.when("userTask_chooseIssuer").never();
        player.when(DRAFT).never();
        player.playUntil("30/11/2026 08:00");
        assertThat(openInstances("issue-document")).hasSize(1);

        assertThatThrownBy(() -> cancel("PL.I.8/st-tasks", true))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "PL.I.8/st-tasks đang chờ quy trình con; hủy cả quy trình con (không đặt skipSubprocesses).");
        assertThat(openInstances("issue-document")).hasSize(1);
        assertThat(openInstances("i8-data-rules")).hasSize(1);

        cancel("PL.I.8/st-tasks", false);

        assertThat(openInstances("issue-document")).isEmpty();
        assertThat(openInstances("i8-data-rules")).isEmpty();
        assertThat(jdbc.sql("select count(*) from dp_step s join dp_obligation o on o.id = s.obligation_id"
                                + " where o.clause = 'PL.I.8'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void cancel(String businessKey, boolean skipSubprocesses) {
        String instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .rootProcessInstances()
                .singleResult()
                .getId();
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(instance, "Mở nhầm", false, true, false, skipSubprocesses));
    }

    @Test
    void aHeadStartsForTheOwnUnitAlone() {
        player.as("nasati-head", () -> startByHand(new HashMap<>(ST_TASKS)));
        assertThat(openInstances("i8-data-rules")).containsExactly("PL.I.8/st-tasks");

        player.as("legal-head", () -> assertThatThrownBy(() -> startByHand(with("database", "st-researchers")))
                .hasMessageContaining("phải chọn trong danh sách"));
        player.as("nasati-staff-1", () -> assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .startableInTasklist()
                        .list())
                .extracting(ProcessDefinition::getKey)
                .containsExactlyInAnyOrderElementsOf(plan.parts()
                        .filter(Part::startedByStaff)
                        .flatMap(part -> part.process().stream())
                        .toList())
                .contains("ii8-feedback"));
        player.as("nasati-head", () -> assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .startablePermissionCheck()
                        .list())
                .as("what another process or an order opens nobody starts")
                .extracting(ProcessDefinition::getKey)
                .contains("i8-data-rules")
                .doesNotContain("i9-technical-rules", "ii2-data-improvement-report"));
    }

    private void refused(Map<String, Object> variables, String message) {
        assertThatThrownBy(() -> message(GOES_LIVE, variables))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(message);
        assertThat(openInstances("i8-data-rules")).isEmpty();
        assertThat(openInstances("i9-technical-rules")).isEmpty();
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> variables = new HashMap<>(ST_TASKS);
        variables.put(name, value);
        return variables;
    }
}
