package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static vn.gov.most.dataplan.processes.IssuingStage.ANSWER;
import static vn.gov.most.dataplan.processes.IssuingStage.COMMENT;
import static vn.gov.most.dataplan.processes.IssuingStage.DRAFT;
import static vn.gov.most.dataplan.processes.IssuingStage.ISSUE;
import static vn.gov.most.dataplan.processes.IssuingStage.LEGAL;
import static vn.gov.most.dataplan.processes.IssuingStage.SIGN;
import static vn.gov.most.dataplan.processes.IssuingStage.SUBMIT;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.json.SpinJsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.5: the documents to amend and the plan for amending them, due in 2021 and opened by hand on 1/12/2026. */
class Ii5DocumentReviewTest extends PastYearStage implements CollectingContract {

    private static final String PLAN = "userTask_planAmendments";
    private static final String CARRY_OUT = "userTask_carryOut";
    private static final String KEY = "PL.II.5/2021";

    @Override
    String clause() {
        return "PL.II.5";
    }

    @Override
    String part() {
        return "result";
    }

    @Override
    String lastDay() {
        return "2021-12-31";
    }

    @Override
    public Dates dates() {
        return Dates.ofAPastYear("PL.II.5/2021", PLAN, part());
    }

    @Override
    public void begin() {
        player.when(CHECK);
    }

    @BeforeEach
    void openedInDecember() {
        installedAt("1/12/2026 08:00");
        startByHand(Map.of());
        player.when(CHECK).never();
    }

    @Test
    void theItCentersHeadSaysFirstHowItStands() {
        assertThat(openInstances(process())).containsExactly(KEY);
        assertThat(dueDates(STATE)).containsExactly("4/12/2026 17:00");
        assertThat(groupsOf(STATE)).containsExactly("it-center-head");
        assertThat(openUnitReports()).isEmpty();
        assertThat(due("result")).isEqualTo("31/12/2021 17:00");
    }

    @Test
    void theUsualWayEndsWithThePlanNumbered() {
        player.when(CARRY_OUT).never();

        player.playUntil("28/2/2027 23:59");

        assertThat(player.done().stream()
                        .filter(done -> !done.task().endsWith("Report"))
                        .filter(done -> !done.task().equals(COMMENT)))
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(STATE, "4/12/2026 17:00"),
                        tuple(PLAN, "11/1/2027 17:00"),
                        tuple(DRAFT, "18/1/2027 17:00"),
                        tuple(ANSWER, "28/1/2027 17:00"),
                        tuple(SUBMIT, "2/2/2027 17:00"),
                        // Between the submission and the signing lies Tết, from the 4th to the 10th of February.
                        tuple(SIGN, "12/2/2027 17:00"),
                        tuple(ISSUE, "15/2/2027 17:00"));
        assertThat(player.done(SUBMIT)).extracting(Done::by).containsExactly("it-center-head");
        assertThat(standing("result")).isEqualTo("DONE late");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void coordinatorsThatOwnNoDatabaseReportAsTheOwnersDoAndEachOnce() {
        withoutDatabases("legal", "ministry-office", () -> {
            player.when(PREPARE)
                    .of("legal")
                    .answer("documents", List.of(document("Thông tư của Vụ Pháp chế", "ministry")));

            player.playUntil("4/12/2026 15:00");
            assertThat(openUnitReports())
                    .containsExactlyInAnyOrder(
                            KEY + "/legal",
                            KEY + "/ministry-office",
                            KEY + "/it-center",
                            KEY + "/nasati",
                            KEY + "/planning-finance",
                            KEY + "/intellectual-property",
                            KEY + "/accreditation");
            assertThat(variable(KEY + "/legal", "databases")).hasToString("[]");

            player.when(PLAN).never();
            player.playUntil("26/12/2026 08:00");
            assertThat(variable(KEY, "documents").toString())
                    .contains("Thông tư của Vụ Pháp chế", "\"unit\":\"legal\"");
            assertThat(unitReport("ministry-office", KEY)).containsEntry("sent", true);
        });
        assertNoIncident();
    }

    @Test
    void whatACoordinatorWithoutADatabaseProposedIsOrderedOfIt() {
        withoutDatabases("legal", "ministry-office", () -> {
            player.when(PREPARE).answer("documents", List.of());
            player.when(PREPARE)
                    .of("legal")
                    .answer("documents", List.of(document("Thông tư của Vụ Pháp chế", "ministry")));
            player.when(PLAN).answer("documents", List.of(Map.of("conclusion", "accept", "orderedFor", "2027-06-30")));
            player.when(CARRY_OUT).never();

            player.playUntil("28/2/2027 23:59");
        });

        assertThat(openInstances("follow-up")).containsExactly("PL.II.5-amendment/2021/legal/1");
        assertThat(groupsOf(CARRY_OUT)).containsExactly("legal");
        assertNoIncident();
    }

    @Test
    void aSilentCoordinatorWithoutADatabaseHoldsNobodyUpAndIsNamed() {
        withoutDatabases("legal", "ministry-office", () -> {
            player.when(PREPARE).of("legal").never();

            player.playUntil("28/2/2027 23:59");
        });

        assertThat(missingAtSigning()).isEqualTo("[\"legal\"]");
        assertThat(standing("result")).isEqualTo("DONE late");
        assertNoIncident();
    }

    /** As the register has it in the meantime. */
    private void withoutDatabases(String one, String other, Runnable meantime) {
        String sql = "update dp_database set valid_until = %s where unit_id in (:one, :other)";
        jdbc.sql(sql.formatted("date '2026-06-01'"))
                .param("one", one)
                .param("other", other)
                .update();
        try {
            meantime.run();
        } finally {
            jdbc.sql(sql.formatted("null"))
                    .param("one", one)
                    .param("other", other)
                    .update();
        }
    }

    @Test
    void theReviewThePlanAndItsNumberAreKept() {
        nasatiProposesFourDocuments();
        player.when(PLAN)
                .answer("reviewSummary", "12 văn bản cấp bộ")
                .answer("planRequirements", "Ưu tiên thông tư")
                .answer("documents", conclusions());
        player.when(ISSUE).answer("documentNumber", "12/KH-BKHCN");

        player.playUntil("28/2/2027 23:59");

        assertThat(products())
                .singleElement()
                .asString()
                .contains("12 văn bản cấp bộ", "Ưu tiên thông tư", "12/KH-BKHCN", "documentDate")
                .contains("Thông tư về CSDL quốc gia về KH&CN", "Quy chế chia sẻ dữ liệu của tỉnh");
    }

    @Test
    void theDrafterReadsWhatThePlanHasToSay() {
        player.when(PLAN).answer("planRequirements", "Ưu tiên thông tư");
        player.when(DRAFT).never();

        player.playUntil("12/1/2027 08:00");

        Task draft = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(DRAFT)
                .singleResult();
        assertThat(engine.getTaskService().getVariable(draft.getId(), "draftBasis"))
                .isEqualTo("Ưu tiên thông tư");
    }

    @Test
    void theCoordinatorsOfTheClauseCommentSideBySide() {
        player.when(COMMENT).never();

        player.playUntil("19/1/2027 08:00");

        assertThat(groupsOf(COMMENT))
                .contains("legal", "ministry-office", "nasati")
                .doesNotContain("it-center");
        assertThat(dueDates(COMMENT)).hasSizeGreaterThan(2).containsOnly("25/1/2027 17:00");
    }

    @Test
    void silenceOfTheLegalDepartmentHoldsNobodyUpAndIsRecordedSo() {
        player.when(COMMENT).of("legal").never();
        player.when(COMMENT).of("ministry-office").answer("comment", "Đưa vào chương trình công tác.");
        player.when(ANSWER).never();

        player.playUntil("25/1/2027 23:59");
        assertThat(groupsOf(COMMENT)).containsExactly("legal");
        assertThat(dueDates(ANSWER)).isEmpty();

        player.playUntil("26/1/2027 00:30");
        assertThat(dueDates(COMMENT)).isEmpty();
        assertThat(dueDates(ANSWER)).containsExactly("29/1/2027 17:00");
        assertThat(comments())
                .contains(
                        "Vụ Pháp chế: Không có ý kiến trong thời hạn", "Văn phòng Bộ: Đưa vào chương trình công tác.");
        assertNoIncident();
    }

    @Test
    void thePlanIsIssuedWithoutTheCommentOfTheLegalDepartmentToo() {
        player.when(COMMENT).of("legal").never();

        player.playUntil("28/2/2027 23:59");

        assertThat(player.done(COMMENT)).extracting(Done::unit).isNotEmpty().doesNotContain("legal");
        assertThat(player.done(LEGAL)).isEmpty();
        assertThat(player.done(ISSUE)).extracting(Done::due).containsExactly("16/2/2027 17:00");
        assertThat(standing("result")).isEqualTo("DONE late");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipRejectsIsPlannedAgainWithItsReasonsAndOrdersNothing() {
        nasatiProposesFourDocuments();
        player.when(PLAN).answer("documents", conclusions());
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Nêu rõ thứ tự ưu tiên.");
        player.when(PLAN).time(2).never();

        player.playUntil("13/2/2027 08:00");

        assertThat(dueDates(PLAN)).containsExactly("16/2/2027 17:00");
        assertThat(variable(KEY, "mendReason")).isEqualTo("Nêu rõ thứ tự ưu tiên.");
        assertThat(variable(KEY, "documents").toString()).contains("\"orderedFor\":\"2027-06-30\"");
        assertThat(states("result")).containsExactly("OPEN");
        assertThat(states("amendment")).isEmpty();
        assertThat(products()).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsPlannedAgainIsCommentedAgainAndIssued() {
        player.when(PREPARE).answer("documents", List.of());
        player.when(SIGN).time(1).answer("signDecision", "reject").answer("returnReason", "Nêu rõ thứ tự ưu tiên.");

        player.playUntil("13/2/2027 08:00");
        player.when(SIGN);
        player.playUntil("31/3/2027 23:59");

        assertThat(player.done(PLAN)).extracting(Done::due).containsExactly("11/1/2027 17:00", "16/2/2027 17:00");
        assertThat(player.done(COMMENT).stream().filter(done -> done.unit().equals("legal")))
                .extracting(Done::due)
                .containsExactly("25/1/2027 17:00", "2/3/2027 17:00");
        assertThat(player.done(ISSUE)).extracting(Done::due).containsExactly("16/3/2027 17:00");
        assertThat(states("result")).containsExactly("DONE");
        assertThat(products()).hasSize(1);
        assertNoIncident();
    }

    @Test
    void eachDocumentOfTheMinistryIsOrderedToBeAmendedAndTheOthersAreRecommended() {
        nasatiProposesFourDocuments();
        player.when(PLAN).answer("documents", conclusions());
        player.when(ISSUE).answer("documentNumber", "12/KH-BKHCN");
        player.when(CARRY_OUT).never();

        player.playUntil("28/2/2027 23:59");

        assertThat(openInstances("follow-up")).containsExactly("PL.II.5-amendment/2021/nasati/1");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(CARRY_OUT)
                .singleResult();
        assertThat(task.getName()).isEqualTo("Thực hiện: Thông tư về CSDL quốc gia về KH&CN");
        assertThat(engine.getTaskService().getVariable(task.getId(), "orderedBy"))
                .isEqualTo("12/KH-BKHCN");
        assertThat(dueDates(CARRY_OUT)).containsExactly("30/6/2027 17:00");
        assertNoIncident();
    }

    @Test
    void aPlanWithoutDocumentsOrdersNothing() {
        player.when(PREPARE).answer("documents", List.of());

        player.playUntil("28/2/2027 23:59");

        assertThat(standing("result")).isEqualTo("DONE late");
        assertThat(states("amendment")).isEmpty();
        assertNoIncident();
    }

    @Test
    void onlyADocumentOfTheMinistryIsGivenADate() {
        player.when(PREPARE)
                .of("nasati")
                .answer("documents", List.of(document("Quy chế chia sẻ dữ liệu của tỉnh", "local")));

        player.playUntil("26/12/2026 08:00");

        assertThat(variable(KEY, "documents").toString())
                .contains("Quy chế chia sẻ dữ liệu của tỉnh", "\"unit\":\"nasati\"")
                .doesNotContain("orderedFor");
    }

    @Test
    void whatWasDoneBeforeIsRecordedWithItsEvidence() {
        player.when(STATE)
                .answer("pastState", "done")
                .answer("doneOn", "2021-11-30")
                .answer("evidence", "Kế hoạch số 45/KH-BKHCN");

        player.playUntil("7/12/2026 08:00");

        assertThat(openInstances(process())).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertThat(standing("result")).isEqualTo("DONE");
        assertThat(products()).singleElement().asString().contains("45/KH-BKHCN", "2021-11-30");
        assertThatThrownBy(() -> startByHand(Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.5 Phụ lục, năm 2021 đã hoàn thành ngày 30/11/2021; không mở lại.");
    }

    private void nasatiProposesFourDocuments() {
        player.when(PREPARE).answer("documents", List.of());
        player.when(PREPARE)
                .of("nasati")
                .answer(
                        "documents",
                        List.of(
                                document("Thông tư về CSDL quốc gia về KH&CN", "ministry"),
                                document("Quyết định về chế độ báo cáo", "ministry"),
                                document("Quy chế phối hợp của ngành", "sector"),
                                document("Quy chế chia sẻ dữ liệu của tỉnh", "local")));
    }

    /** For the four documents: the second is refused, the last two are recommended. */
    private static List<Map<String, Object>> conclusions() {
        return List.of(
                Map.of("conclusion", "accept", "orderedFor", "2027-06-30"),
                Map.of("conclusion", "refuse"),
                Map.of("conclusion", "accept"),
                Map.of("conclusion", "accept"));
    }

    /** The comments with their authors, as the drafting unit sees them. */
    private List<String> comments() {
        Task answer = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(ANSWER)
                .singleResult();
        return ((SpinJsonNode) engine.getTaskService().getVariable(answer.getId(), "comments"))
                .elements().stream()
                        .map(row -> row.prop("unitName").stringValue() + ": "
                                + row.prop("comment").stringValue())
                        .toList();
    }

    private static Map<String, Object> document(String name, String level) {
        return Map.of("name", name, "level", level, "proposal", "amend", "mismatch", "Chưa quy định chia sẻ mặc định.");
    }
}
