package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.IV.2: the yearly inspection of how units connect and share data, reported before 15/12; the year 2026 unless a
 * test says another.
 */
class Iv2ConnectionInspectionTest extends Stage {

    private static final String LIST = "userTask_listInspections";
    private static final String INSPECT = "userTask_inspectUnits";
    private static final String ANSWER = "userTask_answerFindings";
    private static final String REPORT = "userTask_reportInspections";
    private static final String APPROVE = "userTask_approveReport";
    private static final String CARRY_OUT = "userTask_carryOut";

    @Override
    String clause() {
        return "PL.IV.2";
    }

    @BeforeEach
    void inAugust() {
        installedAt("3/8/2026 08:00");
    }

    @Test
    void theListIsAskedForOnTheFirstWorkingDayOfSeptember() {
        player.when(LIST).never();

        player.playUntil("2/9/2026 23:59");
        assertThat(openInstances(process())).isEmpty();

        player.playUntil("3/9/2026 06:30");
        assertThat(openInstances(process())).containsExactly("PL.IV.2/2026");
        assertThat(dueDates(LIST)).containsExactly("24/9/2026 17:00");
        assertNoIncident();
    }

    @Test
    void theListAndTheReportShowHowTheUnitsKeptTheirDates() {
        owed("nasati", "2026-04-01T00:00+07:00", "2026-03-31T10:00+07:00");
        owed("nasati", "2026-06-01T00:00+07:00", "2026-06-01T00:00+07:00");
        owed("nasati", "2026-07-01T00:00+07:00", null);
        owed("nasati", "2026-10-03T00:00+07:00", null);
        owed("legal", "2025-12-25T00:00+07:00", null);
        // It has stated a difficulty, and others have not answered
        owed("KH.III.1.a", "difficulty", "legal", "2026-05-01T00:00+07:00", null);
        player.when(REPORT).never();

        player.playUntil("3/9/2026 06:30");
        assertThat(variable("PL.IV.2/2026", "keptDates"))
                .hasToString(
                        "[{\"unitName\":\"Cục Thông tin khoa học và công nghệ quốc gia\",\"owed\":3,\"inTime\":1,\"late\":1,\"overdue\":1}]");

        player.playUntil("10/12/2026 06:30");
        assertThat(variable("PL.IV.2/2026", "keptDates").toString()).contains("\"owed\":4", "\"overdue\":2");
    }

    private void owed(String unit, String lateFrom, String sentAt) {
        owed("PL.X", "report", unit, lateFrom, sentAt);
    }

    private void owed(String clause, String part, String unit, String lateFrom, String sentAt) {
        OffsetDateTime late = OffsetDateTime.parse(lateFrom);
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                            state, opened_at, due_at, late_from, first_sent_at, provisional)
                        values (:clause, :part, :period, :unit, '', 'none', 'none', 'OPEN', :late, :due, :late, :sent, false)
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("period", lateFrom)
                .param("unit", unit)
                .param("due", late.minusHours(7))
                .param("late", late)
                .param("sent", sentAt == null ? null : OffsetDateTime.parse(sentAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @Test
    void theListBeginsWithTheYearsPlanOfInspections() {
        planOfInspectionsIsIssued("2026");
        player.when(LIST).never();

        player.playUntil("3/9/2026 06:30");

        assertThat(variable("PL.IV.2/2026", "documentNumber")).isEqualTo("12/QĐ-BCĐ");
        assertThat(variable("PL.IV.2/2026", "planRequirements")).isEqualTo("Kiểm tra tại chỗ.");
        assertThat(variable("PL.IV.2/2026", "inspections").toString())
                .contains("Cục Sở hữu trí tuệ", "Kết nối qua LGSP", "2026-10-05", "Cục Thông tin KH&CN quốc gia");
        assertNoIncident();
    }

    @Test
    void whereThereIsNoPlanOfTheYearTheListBeginsEmpty() {
        planOfInspectionsIsIssued("2025");
        player.when(LIST).answer("inspections", List.of(Map.of("object", "Vụ Pháp chế")));
        player.when(INSPECT).never();

        player.playUntil("3/9/2026 06:30");
        assertThat(variable("PL.IV.2/2026", "documentNumber")).isNull();
        assertThat(variable("PL.IV.2/2026", "planRequirements")).isNull();
        assertThat(variable("PL.IV.2/2026", "inspections")).isNull();

        player.playUntil("30/9/2026 23:59");
        assertThat(variable("PL.IV.2/2026", "inspections").toString()).contains("Vụ Pháp chế");
        assertThat(dueDates(INSPECT)).containsExactly("20/11/2026 17:00");
        assertNoIncident();
    }

    @Test
    void theUsualWayEndsWithTheReportApprovedBefore15December() {
        planOfInspectionsIsIssued("2026");
        inspected("intellectual-property", "nasati");

        player.playUntil("14/12/2026 23:59");

        assertThat(player.done())
                .extracting(Done::task, Done::due)
                .containsExactly(
                        tuple(LIST, "24/9/2026 17:00"),
                        tuple(INSPECT, "20/11/2026 17:00"),
                        tuple(ANSWER, "30/11/2026 17:00"),
                        tuple(ANSWER, "30/11/2026 17:00"),
                        tuple(REPORT, "7/12/2026 17:00"),
                        tuple(APPROVE, "14/12/2026 17:00"));
        assertThat(states("inspection")).containsExactly("DONE");
        assertThat(late("inspection")).isZero();
        assertThat(openInstances(process())).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatWasFoundAtEachUnitIsInTheReportThatIsKept() {
        planOfInspectionsIsIssued("2026");
        player.when(INSPECT)
                .answer(
                        "inspections",
                        List.of(
                                Map.of(
                                        "inspectedOn", "2026-10-06",
                                        "findings", "Kết nối còn gián đoạn.",
                                        "grade", "partlyMet",
                                        "recommendations", "Bổ sung đường truyền.",
                                        "mendBy", "2027-02-26",
                                        "unit", "intellectual-property",
                                        "name", "Khắc phục gián đoạn"),
                                Map.of("outcome", "notInspected", "notInspectedReason", "Đơn vị đang sáp nhập.")));

        player.playUntil("14/12/2026 23:59");

        assertThat(products())
                .singleElement()
                .asString()
                .contains(
                        "Cục Sở hữu trí tuệ",
                        "2026-10-06",
                        "Kết nối còn gián đoạn.",
                        "partlyMet",
                        "Bổ sung đường truyền.",
                        "2027-02-26",
                        "intellectual-property",
                        "Khắc phục gián đoạn",
                        "Đơn vị đang sáp nhập.",
                        "selectionReason",
                        "inspectionTeam",
                        "followUpResult",
                        "inspectionResult",
                        "inspectionProposals");
        assertNoIncident();
    }

    @Test
    void whatAUnitHasToMendIsOrderedOnceTheReportIsApprovedAndShownInTheNextYear() {
        planOfInspectionsIsIssued("2026");
        player.when(INSPECT)
                .answer(
                        "inspections",
                        List.of(
                                Map.of(
                                        "mendBy", "2027-03-31",
                                        "unit", "intellectual-property",
                                        "name", "Bổ sung đường truyền"),
                                Map.of()));

        player.playUntil("14/12/2026 14:59");
        assertThat(openInstances("follow-up")).isEmpty();

        player.playUntil("14/12/2026 15:00");
        assertThat(states("inspection")).containsExactly("DONE");
        assertThat(openInstances("follow-up")).containsExactly("PL.IV.2-mending/2026/intellectual-property/1");
        assertThat(dueDates(CARRY_OUT)).containsExactly("31/3/2027 17:00");
        assertThat(variable("PL.IV.2-mending/2026/intellectual-property/1", "orderedBy"))
                .isEqualTo("báo cáo kiểm tra, đánh giá đã được Lãnh đạo Bộ phê duyệt");

        player.when(LIST).never();
        player.playUntil("30/9/2027 08:00");
        assertThat(variable("PL.IV.2/2027", "orderedBefore"))
                .hasToString(
                        """
                        [{"unitName":"Cục Sở hữu trí tuệ","name":"Bổ sung đường truyền",\
                        "due":"31/03/2027","state":"Hoàn thành đúng hạn","evidence":"Nội dung: Tài liệu minh chứng"}]""");
        assertNoIncident();
    }

    @Test
    void theUnitThatHasToMendIsOneOfTheRegister() {
        player.when(INSPECT).never();

        player.playUntil("30/9/2026 23:59");

        assertThat(variable("PL.IV.2/2026", "unitChoices").toString())
                .contains("{\"label\":\"Trung tâm Công nghệ thông tin\",\"value\":\"it-center\"}");
        assertNoIncident();
    }

    @Test
    void theItCenterChoosesFromThePlanAndAdds() {
        planOfInspectionsIsIssued("2026");
        player.when(LIST)
                .answer(
                        "inspections",
                        List.of(
                                Map.of("object", "Cục Thông tin KH&CN quốc gia"),
                                Map.of("object", "Viện Ứng dụng công nghệ"),
                                Map.of("object", "Vụ Công nghệ cao")));
        player.when(INSPECT).never();

        player.playUntil("30/9/2026 23:59");

        assertThat(variable("PL.IV.2/2026", "inspections").toString())
                .contains("Cục Thông tin KH&CN quốc gia", "Viện Ứng dụng công nghệ", "Vụ Công nghệ cao")
                .doesNotContain("Cục Sở hữu trí tuệ");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsMendedWhereItWasWritten() {
        planOfInspectionsIsIssued("2026");
        Map<String, Object> order =
                Map.of("mendBy", "2027-03-31", "unit", "intellectual-property", "name", "Bổ sung đường truyền");
        player.when(INSPECT).answer("inspections", List.of(order, Map.of()));
        player.when(APPROVE)
                .time(1)
                .at("2/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Cục Sở hữu trí tuệ xong trong quý I.");
        player.when(REPORT)
                .time(2)
                .answer("inspections", List.of(Map.of("mendBy", "2027-01-29", "findings", "Mất kết nối."), Map.of()));

        player.playUntil("14/12/2026 23:59");

        assertThat(dueDates(CARRY_OUT)).containsExactly("29/1/2027 17:00");
        assertThat(products()).singleElement().asString().contains("Mất kết nối.", "2027-01-29");
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsReportedAgainAndNotInspectedAgain() {
        player.when(INSPECT).at("16/11/2026 09:00");
        player.when(REPORT).time(1).at("1/12/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("2/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ hạn khắc phục.");
        player.when(APPROVE)
                .time(2)
                .at("11/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung kiến nghị.");

        player.playUntil("2/12/2026 10:00");
        assertThat(variable("PL.IV.2/2026", "mendReason")).isEqualTo("Nêu rõ hạn khắc phục.");

        player.playUntil("14/12/2026 23:59");
        assertThat(player.done(INSPECT)).hasSize(1);
        assertThat(player.done(REPORT))
                .extracting(Done::due)
                .containsExactly("7/12/2026 17:00", "4/12/2026 17:00", "14/12/2026 17:00");
        assertThat(player.done(APPROVE)).hasSize(3).extracting(Done::due).containsOnly("14/12/2026 17:00");
        assertThat(states("inspection")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void aReportAfter14DecemberIsDoneLate() {
        player.when(APPROVE).at("15/12/2026 09:00");

        player.playUntil("15/12/2026 09:00");

        assertThat(states("inspection")).containsExactly("DONE");
        assertThat(late("inspection")).isOne();
        assertNoIncident();
    }

    /**
     * The inspections of these units, in this order; the planned days are those of the plan of inspections, or the
     * usual ones.
     */
    private void inspected(String... units) {
        player.when(LIST)
                .answer(
                        "inspections",
                        Stream.of(units)
                                .map(unit -> Map.of("object", "CSDL của " + unit, "inspectedUnit", unit))
                                .toList());
    }

    @Test
    void whatUnitsAnswerStandsInTheReportAndInWhatIsKept() {
        inspected("intellectual-property", "nasati");
        player.when(ANSWER)
                .of("nasati")
                .answer(
                        "inspections",
                        List.of(Map.of("unitAnswer", "explain", "unitExplanation", "Đã kết nối từ ngày 15/11.")));

        player.playUntil("30/11/2026 16:00");

        assertThat(player.done(ANSWER))
                .extracting(Done::unit, Done::by)
                .containsExactlyInAnyOrder(
                        tuple("intellectual-property", "intellectual-property-head"), tuple("nasati", "nasati-head"));
        assertThat(answers())
                .containsExactly("intellectual-property confirm null", "nasati explain Đã kết nối từ ngày 15/11.");
        assertThat(dueDates(REPORT)).containsExactly("7/12/2026 17:00");

        player.playUntil("14/12/2026 23:59");
        assertThat(products()).singleElement().asString().contains("explain", "Đã kết nối từ ngày 15/11.", "confirm");
        assertNoIncident();
    }

    @Test
    void aSilentUnitIsRecordedSoAndHoldsNobodyUp() {
        inspected("intellectual-property", "nasati");
        player.when(ANSWER).of("nasati").never();
        player.when(REPORT).never();

        player.playUntil("30/11/2026 23:59");
        assertThat(dueDates(REPORT)).isEmpty();
        assertThat(groupsOf(ANSWER)).containsExactly("nasati-head");

        player.playUntil("1/12/2026 00:00");
        assertThat(dueDates(ANSWER)).isEmpty();
        assertThat(dueDates(REPORT)).containsExactly("7/12/2026 17:00");
        assertThat(answers()).containsExactly("intellectual-property confirm null", "nasati silent null");
        assertNoIncident();
    }

    @Test
    void aUnitThatIsInspectedTwiceHasOneTaskAndAnswersToEach() {
        inspected("nasati", "legal", "nasati");
        player.when(ANSWER)
                .of("nasati")
                .answer(
                        "inspections",
                        List.of(
                                Map.of("unitAnswer", "explain", "unitExplanation", "Lần một."),
                                Map.of("unitAnswer", "explain", "unitExplanation", "Lần hai.")));
        player.when(REPORT).never();

        player.playUntil("30/11/2026 23:59");

        assertThat(player.done(ANSWER)).extracting(Done::unit).containsExactlyInAnyOrder("nasati", "legal");
        assertThat(answers())
                .containsExactly("nasati explain Lần một.", "legal confirm null", "nasati explain Lần hai.");
        assertNoIncident();
    }

    @Test
    void aUnitReadsWhatWasFoundAtItselfAlone() {
        inspected("nasati", "legal");
        player.when(ANSWER).never();

        player.playUntil("20/11/2026 16:00");

        for (Task task : engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(ANSWER)
                .list()) {
            assertThat(Json.rows(engine.getTaskService().getVariable(task.getId(), "inspections")))
                    .extracting(row -> row.get("inspectedUnit"))
                    .containsExactly(engine.getTaskService().getVariable(task.getId(), "unit"));
        }
        assertThat(groupsOf(ANSWER)).hasSize(2);
    }

    @Test
    void sixUnitsAnswerInTheSameHour() {
        String[] units = {
            "nasati", "legal", "planning-finance", "ministry-office", "intellectual-property", "accreditation"
        };
        inspected(units);
        player.when(REPORT).never();

        player.playUntil("30/11/2026 23:59");

        assertThat(player.done(ANSWER)).extracting(Done::unit).containsExactlyInAnyOrder(units);
        assertThat(answers()).hasSize(6).allMatch(answer -> answer.endsWith(" confirm null"));
        assertNoIncident();
    }

    @Test
    void whereNothingWasInspectedNobodyIsAsked() {
        inspected("intellectual-property", "nasati");
        Map<String, Object> not = Map.of("outcome", "notInspected", "notInspectedReason", "Đơn vị đang sáp nhập.");
        player.when(INSPECT).answer("inspections", List.of(not, not));
        player.when(REPORT).never();

        player.playUntil("20/11/2026 16:00");

        assertThat(dueDates(ANSWER)).isEmpty();
        assertThat(dueDates(REPORT)).containsExactly("7/12/2026 17:00");
        assertThat(answers()).containsExactly("intellectual-property null null", "nasati null null");
        assertNoIncident();
    }

    @Test
    void aUnitWithoutAHeadIsToldThroughItsMailboxAndIsSilent() {
        peopleAreTold();
        inspected("nasati");
        player.when(REPORT).never();
        player.when(ANSWER).never();
        List<String> heads = List.of("nasati-head", "nasati-deputy");
        heads.forEach(head -> engine.getIdentityService().deleteMembership(head, "nasati-head"));
        try {
            player.playUntil("1/12/2026 08:00");
        } finally {
            heads.forEach(head -> engine.getIdentityService().createMembership(head, "nasati-head"));
        }

        assertThat(told()).containsExactly("nasati");
        assertThat(answers()).containsExactly("nasati silent null");
        assertNoIncident();
    }

    @Test
    void eachUnitIsToldTheDayOfItsInspectionOnceTheListIsThere() {
        peopleAreTold();
        officer("legal", "dau-moi@legal.example");
        player.when(LIST)
                .at("10/9/2026 09:00")
                .answer(
                        "inspections",
                        List.of(
                                Map.of(
                                        "object", "CSDL văn bản",
                                        "criteria", "Nhật ký kết nối",
                                        "inspectedUnit", "legal",
                                        "plannedFrom", "2026-10-05",
                                        "plannedTo", "2026-10-06"),
                                Map.of("object", "Thư viện số", "inspectedUnit", "intellectual-property")));
        player.when(INSPECT).never();

        player.playUntil("10/9/2026 08:59");
        assertThat(told()).isEmpty();
        player.playUntil("10/9/2026 09:00");

        assertThat(told())
                .containsExactly(
                        "focal-officer/legal",
                        "intellectual-property-deputy",
                        "intellectual-property-head",
                        "legal-deputy",
                        "legal-head");
        assertThat(jdbc.sql("select plain_text from dp_mail where person = 'legal-head' and occasion like 'notice/%'")
                        .query(String.class)
                        .single())
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Phạm Văn Mẫu Một,

                        Lịch kiểm tra việc kết nối, chia sẻ dữ liệu
                        Theo dõi, đôn đốc, kiểm tra việc kết nối, chia sẻ dữ liệu, Mục IV.2 Phụ lục, năm 2026

                        Đề nghị đơn vị chuẩn bị nội dung và bố trí người làm việc. Sau khi kiểm tra, thủ trưởng đơn vị xác nhận hoặc giải trình kết quả trong hệ thống trước khi báo cáo được lập.

                        Đơn vị, CSDL được kiểm tra: CSDL văn bản
                        Tiêu chí, nội dung kiểm tra: Nhật ký kết nối
                        Từ ngày: 05/10/2026
                        Đến ngày: 06/10/2026

                        Mở hệ thống:
                        http://127.0.0.1:8080/

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(openInstances("tell-notice")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatWasAnsweredBeforeTheInspectionWasDoneAgainIsNoAnswerToIt() {
        inspected("nasati");
        player.when(INSPECT).time(1).at("2/11/2026 09:00");
        player.when(REPORT).never();
        player.playUntil("9/11/2026 16:00");
        assertThat(answers()).containsExactly("nasati confirm null");
        ProcessInstance first = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("PL.IV.2/2026")
                .singleResult();
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(first.getId(), "Mở nhầm", true, true, true, false));
        assertThat(jdbc.sql("select count(*) from dp_step").query(Integer.class).single())
                .isZero();
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(first.getProcessDefinitionId())
                .startBeforeActivity(INSPECT)
                .processInstanceIds(first.getId())
                .execute());
        player.when(ANSWER).never();

        player.playUntil("1/12/2026 08:00");

        assertThat(answers()).containsExactly("nasati silent null");
        assertNoIncident();
    }

    @Test
    void aListThatIsCancelledWhileUnitsAnswerBeginsAnewByHand() {
        inspected("nasati", "legal");
        player.when(INSPECT).time(1).at("2/11/2026 09:00");
        player.when(ANSWER).never();
        player.playUntil("3/11/2026 09:00");
        assertThat(groupsOf(ANSWER)).containsExactlyInAnyOrder("nasati-head", "legal-head");
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processInstanceBusinessKey("PL.IV.2/2026")
                                .singleResult()
                                .getId(),
                        "Mở nhầm",
                        true,
                        true,
                        true,
                        false));
        assertThat(dueDates(ANSWER)).isEmpty();
        assertThat(jdbc.sql("select count(*) from dp_step").query(Integer.class).single())
                .isZero();

        startByHand(Map.of("period", "2026"));

        assertThat(dueDates(LIST)).hasSize(1);
        assertThat(variable("PL.IV.2/2026", "inspections")).isNull();
        assertNoIncident();
    }

    /** Unit, answer and explanation of each row. */
    private List<String> answers() {
        return Json.rows(variable("PL.IV.2/2026", "inspections")).stream()
                .map(row -> "%s %s %s"
                        .formatted(row.get("inspectedUnit"), row.get("unitAnswer"), row.get("unitExplanation")))
                .toList();
    }

    /** The recipients of mails about something that is not a task. */
    private List<String> told() {
        return jdbc.sql("select person from dp_mail where occasion like 'notice/%' order by person")
                .query(String.class)
                .list();
    }

    /** Stores the product of I.6, the issued plan of inspections. */
    private void planOfInspectionsIsIssued(String period) {
        jdbc.sql(
                        """
                        insert into dp_sending (obligation_id, number, sent_at, addendum, content)
                        select id, 1, opened_at, false, :content from dp_obligation
                        where clause = 'PL.I.6' and part = 'inspection-plan' and period = :period
                        """)
                .param("period", period)
                .param(
                        "content",
                        """
                        {"inspections": [
                            {"object": "Cục Sở hữu trí tuệ", "criteria": "Kết nối qua LGSP",
                                "plannedFrom": "2026-10-05", "plannedTo": "2026-10-09"},
                            {"object": "Cục Thông tin KH&CN quốc gia", "criteria": "Dịch vụ chia sẻ",
                                "plannedFrom": "2026-10-12", "plannedTo": "2026-10-16"}],
                         "planRequirements": "Kiểm tra tại chỗ.", "documentNumber": "12/QĐ-BCĐ"}
                        """)
                .update();
    }
}
