package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.processes.Player.Done;

/**
 * PL.III.2: unit reports before 25/12, the ministry's report by the year's last working day; the year 2026 unless a
 * test says another.
 */
class Iii2DataProtectionTest extends CollectingStage implements CollectingContract {

    @Override
    String clause() {
        return "PL.III.2";
    }

    @Override
    public Dates dates() {
        return new Dates(
                "PL.III.2/2026",
                true,
                new Asked("1/11/2026 23:59", "2/11/2026 06:30", "24/12/2026 17:00"),
                new Returned("2/12/2026 09:00", "24/12/2026 16:00", "28/12/2026 17:00"),
                new CutOff("24/12/2026 23:59", "25/12/2026 00:00", CONSOLIDATE, "29/12/2026 17:00", "28/12/2026 09:00"),
                new End("31/12/2026 23:59", "ministry-report", "DONE"));
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
    }

    @Test
    void theItCenterWritesItsGuidanceWithinFiveWorkingDays() {
        player.when(GUIDE).never();

        player.playUntil("2/11/2026 06:30");

        assertThat(dueDates(GUIDE)).containsExactly("9/11/2026 17:00");
    }

    @Test
    void theCardOfATaskSaysWhichDutyItIsFor() {
        player.when(PREPARE).never();
        player.when(GUIDE).never();

        player.playUntil("2/11/2026 06:30");

        for (Task task : engine.getTaskService().createTaskQuery().list()) {
            assertThat(engine.getTaskService().getVariablesLocal(task.getId()))
                    .as(task.getName())
                    .containsEntry("dutyName", "Bảo đảm an toàn, an ninh thông tin; bảo vệ, xác thực dữ liệu");
        }
    }

    @Test
    void whenAllSendInTimeTheMinistryReportIsSignedOnTheLastWorkingDay() {
        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(PREPARE)).extracting(Done::due).containsOnly("24/12/2026 17:00");
        assertThat(player.done(SEND)).extracting(Done::due).containsOnly("24/12/2026 17:00");
        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("29/12/2026 17:00");
        assertThat(player.done(CONSOLIDATE)).extracting(Done::due).containsExactly("29/12/2026 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("31/12/2026 17:00");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertThat(late("unit-report")).isZero();
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).isEmpty();
        assertNoIncident();
    }

    /** The decision covers no rows, so everything sent before the signature counts. */
    @Test
    void whatIsSentBeforeTheSigningIsInWhatIsSigned() {
        player.when(CONSOLIDATE).at("28/12/2026 09:00");
        player.when(SEND).of("nasati").at("29/12/2026 09:00");
        player.when(APPROVE).at("30/12/2026 09:00");
        player.when(SEND).of("legal").at("31/12/2026 09:00");

        player.playUntil("31/12/2026 23:59");

        assertThat(addenda()).containsExactly("legal");
        assertThat(jdbc.sql("select o.unit from dp_sending s join dp_obligation o on o.id = s.obligation_id"
                                + " where o.part = 'unit-report' and s.gathered = false")
                        .query(String.class)
                        .list())
                .containsExactly("legal");
        assertNoIncident();
    }

    @Test
    void aUnitWithoutDatabasesIsToldOfTheOpeningAndGetsWhatIsSigned() {
        peopleAreTold();
        officer("personnel", "dau-moi@personnel.example");
        player.when(CONSOLIDATE)
                .answer("assessment", "Các hệ thống đạt cấp độ 3.\nNhật ký đầy đủ.")
                .answer("ministryProposals", "Mã hóa bản sao lưu.");

        player.playUntil("1/11/2026 23:59");
        assertThat(notices()).isEmpty();
        player.playUntil("2/11/2026 06:30");
        assertThat(notices())
                .containsExactly(
                        "focal-officer/personnel: Đã mở kỳ báo cáo bảo vệ dữ liệu",
                        "personnel-deputy: Đã mở kỳ báo cáo bảo vệ dữ liệu",
                        "personnel-head: Đã mở kỳ báo cáo bảo vệ dữ liệu");
        assertThat(openUnitReports()).doesNotContain("PL.III.2/2026/personnel");

        jdbc.sql("delete from dp_mail").update();
        player.playUntil("31/12/2026 14:59");
        assertThat(notices()).isEmpty();
        player.playUntil("31/12/2026 23:59");
        assertThat(notices())
                .containsExactly(
                        "focal-officer/personnel: Đã phê duyệt báo cáo bảo vệ dữ liệu",
                        "personnel-deputy: Đã phê duyệt báo cáo bảo vệ dữ liệu",
                        "personnel-head: Đã phê duyệt báo cáo bảo vệ dữ liệu");
        assertThat(jdbc.sql(
                                "select plain_text from dp_mail where person = 'personnel-head' and occasion like 'notice/%'")
                        .query(String.class)
                        .single())
                .contains(
                        """
                        Đánh giá chung: Các hệ thống đạt cấp độ 3.
                        Nhật ký đầy đủ.
                        Đề xuất biện pháp: Mã hóa bản sao lưu.
                        """)
                .doesNotContain("Khó khăn, vướng mắc:");
        assertThat(openInstances("tell-notice")).isEmpty();
        assertNoIncident();
    }

    @Test
    void whatIsReturnedIsNotSentToAnybody() {
        peopleAreTold();
        player.when(APPROVE).time(1).answer("approvalDecision", "return").answer("returnReason", "Thiếu đánh giá.");
        player.when(CONSOLIDATE).time(2).never();

        player.playUntil("31/12/2026 23:59");

        assertThat(notices()).hasSize(2).allMatch(notice -> notice.endsWith("Đã mở kỳ báo cáo bảo vệ dữ liệu"));
        assertNoIncident();
    }

    @Test
    void aUnitThatCannotBeToldKeepsNoOtherFromItAndHoldsNobodyUp() {
        peopleAreTold();
        player.when(GUIDE).never();
        jdbc.sql("update dp_database set valid_until = date '2026-06-01' where unit_id = 'legal'")
                .update();
        User head = engine.getIdentityService()
                .createUserQuery()
                .userId("legal-head")
                .singleResult();
        String name = head.getFirstName();
        head.setFirstName("Phạm".repeat(60));
        engine.getIdentityService().saveUser(head);
        try {
            player.playUntil("2/11/2026 06:30");
        } finally {
            jdbc.sql("update dp_database set valid_until = null where unit_id = 'legal'")
                    .update();
            head = engine.getIdentityService()
                    .createUserQuery()
                    .userId("legal-head")
                    .singleResult();
            head.setFirstName(name);
            engine.getIdentityService().saveUser(head);
        }

        assertThat(notices())
                .extracting(notice -> notice.split(":")[0])
                .containsExactly("personnel-deputy", "personnel-head");
        assertThat(openUnitReports()).contains("PL.III.2/2026/nasati");
        assertThat(openInstances("tell-notice")).containsExactly("PL.III.2/2026/notice/legal");
    }

    /** The mails about something that is not a task. */
    private List<String> notices() {
        return jdbc
                .sql("select person || ': ' || plain_text from dp_mail where occasion like 'notice/%' order by person")
                .query(String.class)
                .list()
                .stream()
                .map(mail -> mail.replaceFirst("(?s): Kính gửi [^\n]*\n\n([^\n]*)\n.*", ": $1"))
                .toList();
    }

    @Test
    void guidanceReachesTheUnitsThatAreAtWorkOnIt() {
        player.when(GUIDE).at("9/11/2026 09:00").answer("guidance", "Nêu rõ cấp độ an toàn.");

        player.playUntil("9/11/2026 09:00");

        assertThat(variable("PL.III.2/2026/nasati", "guidance")).isEqualTo("Nêu rõ cấp độ an toàn.");
    }

    @Test
    void whatAUnitHasSentIsInTheReportDatabaseByDatabase() {
        player.when(PREPARE).at("1/12/2026 09:00");
        player.when(PREPARE)
                .of("nasati")
                .at("1/12/2026 09:00")
                .answer("difficulties", "Thiếu cán bộ an toàn thông tin.");
        player.when(SEND).at("3/12/2026 09:00");
        player.when(CONSOLIDATE).never();

        player.playUntil("3/12/2026 09:00");

        assertThat(dueDates(CONSOLIDATE)).containsExactly("29/12/2026 17:00");
        assertThat(unitReport("nasati"))
                .containsEntry("state", "Đã gửi")
                .containsEntry("timeliness", "Trong hạn")
                .containsEntry("difficulties", "Thiếu cán bộ an toàn thông tin.");
        assertThat(unitReport("nasati").get("databases"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .hasSize(3)
                .allSatisfy(database -> assertThat(database)
                        .containsEntry("securityLevel", "1")
                        .containsKeys(
                                "name",
                                "systems",
                                "storageSafety",
                                "transmissionSafety",
                                "protection",
                                "authentication",
                                "incidents",
                                "proposals"));
    }

    @Test
    void aReportThatComesBetweenConsolidationAndSigningIsListedForTheLeadership() {
        player.when(SEND).of("nasati").at("30/12/2026 09:00");

        player.playUntil("30/12/2026 12:00");

        assertThat(unitReport("nasati")).containsEntry("note", "Gửi sau khi tổng hợp");
    }

    @Test
    void aUnitThatNeverSendsHoldsNobodyUpAndIsClosedWhenTheNextPeriodOpens() {
        player.when(PREPARE).of("nasati").time(1).never();

        player.playUntil("31/12/2026 23:59");
        assertThat(player.done(APPROVE)).extracting(Done::at).containsExactly("31/12/2026 15:00");
        assertThat(missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertThat(openUnitReports()).containsExactly("PL.III.2/2026/nasati");

        player.when(GUIDE).never();
        player.when(PREPARE).never();
        player.playUntil("1/11/2027 06:30");
        assertThat(stateOf("nasati", "2026")).isEqualTo("NOT_SENT");
        assertThat(openUnitReports())
                .allMatch(key -> key.startsWith("PL.III.2/2027/"))
                .contains("PL.III.2/2027/nasati");
        assertNoIncident();
    }

    @Test
    void aReportAfterTheSigningIsKeptAsAnAddendum() {
        player.when(SEND).of("nasati").at("5/1/2027 09:00");

        player.playUntil("31/1/2027 12:00");

        assertThat(missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertThat(addenda()).containsExactly("nasati");
        assertThat(player.done(CHECK))
                .filteredOn(done -> done.unit().equals("nasati"))
                .extracting(Done::due)
                .containsExactly("8/1/2027 17:00");
        assertThat(stateOf("nasati", "2026")).isEqualTo("ACCEPTED");
        assertNoIncident();
    }

    @Test
    void whatTheItCenterReturnsOn24DecemberIsMendedBy28AndStaysInTime() {
        player.when(PREPARE).of("nasati").at("22/12/2026 09:00");
        player.when(SEND).of("nasati").time(1).at("23/12/2026 09:00");
        player.when(CHECK)
                .of("nasati")
                .time(1)
                .at("24/12/2026 09:00")
                .answer("checkDecision", "return")
                .answer("returnReason", "Thiếu sự cố trong kỳ.");

        player.playUntil("24/12/2026 10:00");
        assertThat(stateOf("nasati", "2026")).isEqualTo("MENDING");

        player.playUntil("31/12/2026 23:59");
        assertThat(player.done(MEND)).extracting(Done::due).containsExactly("28/12/2026 17:00");
        assertThat(player.done(SEND))
                .filteredOn(done -> done.unit().equals("nasati"))
                .extracting(Done::due)
                .containsExactly("24/12/2026 17:00", "28/12/2026 17:00");
        assertThat(player.done(CHECK))
                .filteredOn(done -> done.unit().equals("nasati"))
                .extracting(Done::due)
                .containsExactly("28/12/2026 17:00", "31/12/2026 17:00");
        assertThat(stateOf("nasati", "2026")).isEqualTo("ACCEPTED");
        assertThat(late("unit-report")).isZero();
        assertThat(sendings("nasati")).isEqualTo(2);
        assertNoIncident();
    }

    @Test
    void whatTheLeadershipReturnsIsConsolidatedAgainWithinTwoWorkingDaysButNotBeyondTheMinistrysDate() {
        player.when(PREPARE).at("1/12/2026 09:00");
        player.when(SEND).at("2/12/2026 09:00");
        player.when(CONSOLIDATE).time(1).at("7/12/2026 09:00");
        player.when(APPROVE)
                .time(1)
                .at("8/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Bổ sung đề xuất.");
        player.when(APPROVE)
                .time(2)
                .at("30/12/2026 09:00")
                .answer("approvalDecision", "return")
                .answer("returnReason", "Nêu rõ sự cố.");

        player.playUntil("31/12/2026 23:59");

        assertThat(player.done(CONSOLIDATE))
                .extracting(Done::due)
                .containsExactly("29/12/2026 17:00", "10/12/2026 17:00", "31/12/2026 17:00");
        assertThat(player.done(APPROVE))
                .extracting(Done::due)
                .containsOnly("31/12/2026 17:00")
                .hasSize(3);
        assertThat(states("ministry-report")).containsExactly("DONE");
        assertNoIncident();
    }

    @Test
    void in2028WhoseLastDayIsASundayTheMinistryReportIsDueOnFriday() {
        installedAt("1/10/2028 08:00");

        player.playUntil("31/12/2028 23:59");

        assertThat(player.done(PREPARE)).extracting(Done::due).containsOnly("22/12/2028 17:00");
        assertThat(player.done(CHECK)).extracting(Done::due).containsOnly("27/12/2028 17:00");
        assertThat(player.done(CONSOLIDATE)).extracting(Done::due).containsExactly("27/12/2028 17:00");
        assertThat(player.done(APPROVE)).extracting(Done::due).containsExactly("29/12/2028 17:00");
        assertThat(missingAtSigning()).isEqualTo("[]");
        assertNoIncident();
    }

    @Test
    void aPeriodThatIsOpenCannotBeOpenedAgain() {
        player.when(PREPARE).never();
        player.playUntil("2/11/2026 06:30");
        assertThat(openReports()).containsExactly("PL.III.2/2026");

        assertThatThrownBy(() -> startByHand(Map.of("period", "2026")))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục III.2 Phụ lục, năm 2026 đã được mở; mỗi kỳ chỉ mở một lần.");
        assertThat(openReports()).containsExactly("PL.III.2/2026");
    }
}
