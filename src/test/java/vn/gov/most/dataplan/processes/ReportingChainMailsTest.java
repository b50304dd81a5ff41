package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import vn.gov.most.dataplan.assignment.Giving;

/**
 * Every mail of the reporting chain of 2026 in a ministry with five units, received by a real SMTP server; and what
 * happens to mails while the server is down, refuses a recipient or does not know an address.
 */
class ReportingChainMailsTest extends MailStage {

    private static final String PREPARE = "userTask_prepareReport";
    private static final String SEND = "userTask_sendReport";
    private static final String MEND = "userTask_mendReport";
    private static final String CHECK = "userTask_checkReport";
    private static final String GUIDE = "userTask_guideReports";
    private static final String CONSOLIDATE = "userTask_consolidateReports";
    private static final String APPROVE = "userTask_approveReport";

    private static final String[] UNITS = {
        "legal-head", "legal-staff", "nasati-head", "nasati-staff-1", "nasati-staff-2"
    };

    @Autowired
    private ApplicationContext program;

    @Override
    String clause() {
        return "PL.II.4";
    }

    @Override
    @BeforeEach
    void nothingReceived() {
        super.nothingReceived();
        // What a week's digest says has a class of its own
        engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byProcessDefinitionKey("kh-iii1a-weekly-watch")
                .includeJobs(true)
                .suspend();
    }

    @Test
    void theFocalOfficerGetsTheMailsOfTheUnitsStaffAndNobodyTwice() {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).never();
        officer("nasati", "trước@most.example");
        officer("nasati", "dau-moi@nasati.example");
        officer("legal", "LEGAL-staff@most.example");

        player.playUntil("2/11/2026 06:35");
        assertThat(received())
                .contains(
                        "02/11 06:33 dau-moi@nasati.example, legal-head, legal-staff, nasati-head, nasati-staff-1, nasati-staff-2\n");

        claim(PREPARE, "nasati-staff-1");
        player.playUntil("24/12/2026 08:00");
        assertThat(received()).contains("17/12 07:30 dau-moi@nasati.example, nasati-head\n");
    }

    @Test
    void whoIsGivenATaskIsToldSoWithTheInstructionAndNotThatItIsNew() throws Exception {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).never();
        player.when(GUIDE).never();
        player.playUntil("2/11/2026 06:31");
        gives("", "nasati-staff-1", "Chú ý số liệu quý III.");

        player.playUntil("2/11/2026 06:40");

        assertThat(received())
                .isEqualTo(
                        """
            02/11 06:31 nasati-staff-1
              Giao việc: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026
                Chú ý số liệu quý III.
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc
            02/11 06:33 it-center-head, it-center-staff
              Công việc mới: Hướng dẫn lập báo cáo, Mục II.4 Phụ lục, hạn 09/11/2026
                1. Hướng dẫn lập báo cáo
                Tình trạng: Sắp đến hạn, còn 5 ngày làm việc
            02/11 06:33 legal-head, legal-staff
              Công việc mới: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc
            02/11 06:33 nasati-head
              Công việc mới: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc
                Người xử lý: Trần Thị Mẫu""");
        MimeMessage given = Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> address(mail).startsWith("nasati-staff-1"))
                .findFirst()
                .orElseThrow();
        assertThat(((String) ((MimeMultipart) given.getContent()).getBodyPart(0).getContent()).replace("\r", ""))
                .contains("Ông/Bà %s giao Ông/Bà công việc sau.".formatted(nameOf("nasati-head")))
                .contains("Ý kiến chỉ đạo:\n  Chú ý số liệu quý III.\n");

        gives("nasati-staff-1", "nasati-staff-2", "");
        player.playUntil("2/11/2026 06:50");
        assertThat(received())
                .contains(
                        """
            02/11 06:40 nasati-staff-1
              Giao người khác: Lập báo cáo của đơn vị, Mục II.4 Phụ lục
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc
                Người xử lý: %s
            """
                                .formatted(nameOf("nasati-staff-2")))
                .endsWith(
                        """
            02/11 06:40 nasati-staff-2
              Giao việc: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc""");
        assertThat(jdbc.sql(
                                """
                                select count(*) from dp_mail m join dp_mail_about a on a.mail_id = m.id
                                    join dp_obligation o on o.id = a.obligation_id
                                where m.occasion like 'given%' and o.unit = 'nasati'
                                """)
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    private void gives(String holder, String to, String instruction) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(PREPARE)
                .taskCandidateGroup("nasati")
                .includeAssignedTasks()
                .singleResult();
        player.as("nasati-head", () -> Giving.give(program, task.getId(), holder, to, instruction));
    }

    private String nameOf(String person) {
        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        return user.getFirstName() + " " + user.getLastName();
    }

    @Test
    void everyMailOfNovemberAndDecember() {
        installedAt("1/11/2026 08:00");
        player.when(GUIDE).at("9/11/2026 10:00").by("it-center-staff");
        player.when(PREPARE).of("nasati").at("18/12/2026 10:00").by("nasati-staff-1");
        player.when(SEND)
                .of("nasati")
                .time(1)
                .at("18/12/2026 15:00")
                .answer("headDecision", "return")
                .answer("returnReason", "Thiếu số liệu quý III.");
        player.when(MEND).of("nasati").at("21/12/2026 09:00").by("nasati-staff-1");
        player.when(SEND).of("nasati").time(2).at("22/12/2026 09:00");
        player.when(CHECK).of("nasati").at("24/12/2026 09:00").by("it-center-staff");
        player.when(PREPARE).of("legal").at("28/12/2026 09:00");
        player.when(SEND).of("legal").at("29/12/2026 10:00");
        player.when(CHECK).of("legal").at("31/12/2026 10:00").by("it-center-staff");
        player.when(CONSOLIDATE).at("28/12/2026 15:00").by("it-center-staff");
        player.when(APPROVE).at("30/12/2026 15:00");

        player.playUntil("4/12/2026 09:00");
        claim(PREPARE, "nasati-staff-1");
        player.playUntil("31/12/2026 23:59");

        assertThat(received())
                .isEqualTo(
                        """
            02/11 06:33 it-center-head, it-center-staff
              Công việc mới: Hướng dẫn lập báo cáo, Mục II.4 Phụ lục, hạn 09/11/2026
                1. Hướng dẫn lập báo cáo
                Tình trạng: Sắp đến hạn, còn 5 ngày làm việc
            02/11 06:33 legal-head, legal-staff, nasati-head, nasati-staff-1, nasati-staff-2
              Công việc mới: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 37 ngày làm việc
            06/11 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 06/11/2026: 1 sắp đến hạn
                1. Hướng dẫn lập báo cáo
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            09/11 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 09/11/2026: 1 sắp đến hạn
                1. Hướng dẫn lập báo cáo
                Tình trạng: Sắp đến hạn, hạn là hôm nay
            03/12 07:30 legal-head, legal-staff, nasati-head, nasati-staff-1, nasati-staff-2
              Nhắc việc ngày 03/12/2026: 1 trong hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Trong hạn, còn 15 ngày làm việc
            17/12 07:30 legal-head, legal-staff, nasati-staff-1
              Nhắc việc ngày 17/12/2026: 1 sắp đến hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 5 ngày làm việc
            17/12 07:30 nasati-head
              Nhắc việc ngày 17/12/2026: 1 sắp đến hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 5 ngày làm việc
                Người xử lý: Trần Thị Mẫu
            18/12 10:03 nasati-head
              Công việc mới: Phê duyệt, gửi báo cáo…, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Phê duyệt, gửi báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 4 ngày làm việc
            18/12 15:03 nasati-head, nasati-staff-1, nasati-staff-2
              Trả lại: Báo cáo của đơn vị, Mục II.4 Phụ lục, năm 2026
                1. Chỉnh sửa báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 4 ngày làm việc
                Trả lại: Báo cáo của đơn vị
                Người trả lại: Trần Văn Mẫu
                Thiếu số liệu quý III.
            21/12 09:03 nasati-head
              Công việc mới: Phê duyệt, gửi báo cáo…, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Phê duyệt, gửi báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 3 ngày làm việc
            22/12 09:03 it-center-head, it-center-staff
              Công việc mới: Kiểm tra báo cáo của…, Mục II.4 Phụ lục, hạn 25/12/2026
                1. Kiểm tra báo cáo của đơn vị
                Đơn vị: Cục Thông tin khoa học và công nghệ quốc gia
                Tình trạng: Sắp đến hạn, còn 3 ngày làm việc
            23/12 07:30 legal-head, legal-staff
              Nhắc việc ngày 23/12/2026: 1 sắp đến hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            24/12 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 24/12/2026: 1 sắp đến hạn
                1. Kiểm tra báo cáo của đơn vị
                Đơn vị: Cục Thông tin khoa học và công nghệ quốc gia
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            24/12 07:30 legal-head, legal-staff
              Nhắc việc ngày 24/12/2026: 1 sắp đến hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Sắp đến hạn, hạn là hôm nay
            24/12 09:00 nasati-head, nasati-staff-1
              Đã chấp nhận: Báo cáo của đơn vị, Mục II.4 Phụ lục, năm 2026
                Đơn vị: Cục Thông tin khoa học và công nghệ quốc gia
                Người chấp nhận: Nguyễn Thị Mẫu
            25/12 00:03 it-center-head, it-center-staff
              Công việc mới: Tổng hợp báo cáo của…, Mục II.4 Phụ lục, hạn 28/12/2026
                1. Tổng hợp báo cáo của các đơn vị
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            25/12 07:30 legal-head, legal-staff
              Nhắc việc ngày 25/12/2026: 1 quá hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Quá hạn 1 ngày làm việc
            28/12 07:30 legal-head, legal-staff
              Nhắc việc ngày 28/12/2026: 1 quá hạn
                1. Lập báo cáo của đơn vị
                Tình trạng: Quá hạn 2 ngày làm việc
            28/12 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 28/12/2026: 1 sắp đến hạn
                1. Tổng hợp báo cáo của các đơn vị
                Tình trạng: Sắp đến hạn, hạn là hôm nay
            28/12 09:03 legal-head
              Công việc mới: Phê duyệt, gửi báo cáo…, Mục II.4 Phụ lục, hạn 24/12/2026
                1. Phê duyệt, gửi báo cáo của đơn vị
                Tình trạng: Quá hạn 2 ngày làm việc
            28/12 15:03 minister
              Công việc mới: Phê duyệt Báo cáo của…, Mục II.4 Phụ lục, hạn 30/12/2026
                1. Phê duyệt Báo cáo của Bộ
                Tình trạng: Sắp đến hạn, còn 2 ngày làm việc
            29/12 07:30 legal-head
              Nhắc việc ngày 29/12/2026: 1 quá hạn
                1. Phê duyệt, gửi báo cáo của đơn vị
                Tình trạng: Quá hạn 3 ngày làm việc
            29/12 07:30 minister
              Nhắc việc ngày 29/12/2026: 1 sắp đến hạn
                1. Phê duyệt Báo cáo của Bộ
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            29/12 10:03 it-center-head, it-center-staff
              Công việc mới: Kiểm tra báo cáo của…, Mục II.4 Phụ lục, hạn 30/12/2026
                1. Kiểm tra báo cáo của đơn vị
                Đơn vị: Vụ Pháp chế
                Tình trạng: Sắp đến hạn, còn 1 ngày làm việc
            30/12 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 30/12/2026: 1 sắp đến hạn
                1. Kiểm tra báo cáo của đơn vị
                Đơn vị: Vụ Pháp chế
                Tình trạng: Sắp đến hạn, hạn là hôm nay
            30/12 07:30 minister
              Nhắc việc ngày 30/12/2026: 1 sắp đến hạn
                1. Phê duyệt Báo cáo của Bộ
                Tình trạng: Sắp đến hạn, hạn là hôm nay
            30/12 15:00 it-center-staff
              Đã phê duyệt: Báo cáo của Bộ, Mục II.4 Phụ lục, năm 2026
                Người phê duyệt: Tô Văn Mẫu
            31/12 07:30 it-center-head, it-center-staff
              Nhắc việc ngày 31/12/2026: 1 quá hạn
                1. Kiểm tra báo cáo của đơn vị
                Đơn vị: Vụ Pháp chế
                Tình trạng: Quá hạn 1 ngày làm việc
            31/12 10:00 legal-head, legal-staff
              Đã chấp nhận: Báo cáo của đơn vị, Mục II.4 Phụ lục, năm 2026
                Đơn vị: Vụ Pháp chế
                Người chấp nhận: Nguyễn Thị Mẫu""");
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();

        assertThat(toldOf("PL.II.4/2026/nasati"))
                .containsExactly(
                        "02/11 nasati-head, nasati-staff-1, nasati-staff-2",
                        "03/12 nasati-head, nasati-staff-1, nasati-staff-2",
                        "17/12 nasati-head, nasati-staff-1",
                        "18/12 nasati-head",
                        "18/12 nasati-head, nasati-staff-1, nasati-staff-2",
                        "21/12 nasati-head",
                        "22/12 it-center-head, it-center-staff",
                        "24/12 it-center-head, it-center-staff",
                        "24/12 nasati-head, nasati-staff-1");
        assertThat(toldOf("PL.II.4/2026"))
                .containsSubsequence("28/12 minister", "30/12 minister", "30/12 it-center-staff")
                .noneMatch(told -> told.contains("nasati"));
    }

    /** The recipients of the mails about an obligation, one line per occasion. */
    private List<String> toldOf(String businessKey) {
        return jdbc
                .sql(
                        """
                        select m.occasion, m.mail_day, m.person from dp_mail_about a
                            join dp_mail m on m.id = a.mail_id join dp_obligation o on o.id = a.obligation_id
                        where o.business_key = :key order by m.written_at, m.person
                        """)
                .param("key", businessKey)
                .query((row, n) -> Map.entry(
                        row.getString("occasion") + row.getDate("mail_day"),
                        Map.entry(
                                row.getObject("mail_day", LocalDate.class).format(DateTimeFormatter.ofPattern("dd/MM")),
                                row.getString("person"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                .values()
                .stream()
                .map(told -> told.get(0).getKey() + " "
                        + told.stream().map(Map.Entry::getValue).collect(Collectors.joining(", ")))
                .toList();
    }

    @Test
    void whoeverGetsTheIdOfARemovedAccountIsNotToldWhatBecameOfItsWork() {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).of("nasati").at("3/11/2026 10:00").by("nasati-staff-1");
        player.when(SEND).of("nasati").at("3/11/2026 15:00").by("nasati-head");
        player.when(CHECK).of("nasati").at("5/11/2026 09:00").by("it-center-staff");
        player.playUntil("4/11/2026 09:00");
        anotherGetsTheIdOf("nasati-staff-1");
        nothingReceived();

        player.playUntil("5/11/2026 09:10");

        assertThat(received()).contains("05/11 09:00 nasati-head\n").doesNotContain("nasati-staff-1");
    }

    private void anotherGetsTheIdOf(String person) {
        IdentityService identity = engine.getIdentityService();
        User gone = identity.createUserQuery().userId(person).singleResult();
        identity.deleteUser(person);
        User another = identity.newUser(person);
        another.setFirstName(gone.getFirstName());
        another.setLastName(gone.getLastName());
        another.setEmail(gone.getEmail());
        another.setPassword("Mat-khau-1-manh");
        identity.saveUser(another);
        identity.createMembership(person, "nasati");
    }

    @Test
    void afterTheSigningNobodyIsRemindedOfAnUnsentReportAndInTheNewYearOfNothing() {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).of("legal").never();
        player.when(CHECK).never();
        player.when(APPROVE).at("30/12/2026 15:00");
        player.playUntil("30/12/2026 15:00");
        assertThat(received()).contains("30/12 07:30 legal-head, legal-staff");
        nothingReceived();

        player.playUntil("8/1/2027 23:59");

        assertThat(received())
                .isEqualTo(
                        """
                        31/12 07:30 it-center-head, it-center-staff
                          Nhắc việc ngày 31/12/2026: 1 quá hạn
                            1. Kiểm tra báo cáo của đơn vị
                            Đơn vị: Cục Thông tin khoa học và công nghệ quốc gia
                            Tình trạng: Quá hạn 2 ngày làm việc""");
    }

    @Test
    void whatWasPastWhenItWasOpenedRemindsNobody() {
        installedAt("5/1/2027 08:00");
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("ii4-data-quality")
                .latestVersion()
                .singleResult()
                .getId();
        engine.getFormService().submitStartForm(definition, Map.of("period", "2026"));
        player.when(GUIDE).never();
        player.when(CONSOLIDATE).never();
        player.when(PREPARE).never();

        player.playUntil("15/1/2027 23:59");

        assertThat(engine.getTaskService().createTaskQuery().count()).isPositive();
        assertThat(received()).isEmpty();
    }

    @Test
    void whileTheServerIsDownNothingIsLost() {
        beforeTheFirstReminder();
        SERVER.stop();
        player.playUntil("4/12/2026 07:29");
        assertThat(sent()).isZero();
        startServer();

        player.playUntil("5/12/2026 07:29");

        assertThat(recipients()).containsExactly(UNITS);
        assertThat(sent()).isEqualTo(UNITS.length);
        assertThat(engine.getRuntimeService().createIncidentQuery().count()).isZero();
    }

    @Test
    void aMailThatTheServerNeverTakesIsAnIncidentThatNamesPersonAndReasonAndTheOthersLeave() {
        beforeTheFirstReminder();
        REFUSED.add("legal-staff@most.example");

        player.playUntil("6/12/2026 07:30");
        assertThat(recipients()).containsExactly("legal-head", "nasati-head", "nasati-staff-1", "nasati-staff-2");
        player.playUntil("7/12/2026 07:29");

        assertThat(incidents())
                .singleElement()
                .asString()
                .startsWith("Chưa gửi được thư cho Phạm Thị Mẫu: máy chủ thư");
    }

    @Test
    void whoHasNoAddressIsAnIncidentAtOnceAndTheMailboxOfTheUnitGetsTheMail() {
        beforeTheFirstReminder();
        address("nasati-staff-2", "");
        try {
            player.playUntil("3/12/2026 07:30");
        } finally {
            address("nasati-staff-2", "nasati-staff-2@most.example");
        }

        assertThat(recipients())
                .containsExactly("legal-head", "legal-staff", "nasati", "nasati-head", "nasati-staff-1");
        assertThat(incidents())
                .containsExactly("Chưa gửi được thư cho Trần Lê Mẫu: chưa có địa chỉ thư điện tử hợp lệ.");
    }

    private void address(String person, String address) {
        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        user.setEmail(address);
        engine.getIdentityService().saveUser(user);
    }

    @Test
    void aMorningThatWasMissedLosesNoReminder() {
        beforeTheFirstReminder();
        player.downUntil("8/12/2026 10:00");

        player.playUntil("8/12/2026 10:00");

        assertThat(recipients()).containsExactly(UNITS);
    }

    @Test
    void aMailOpensItsTaskByALink() throws MessagingException, IOException {
        beforeTheFirstReminder();
        player.playUntil("3/12/2026 07:30");
        String task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey("PL.II.4/2026/legal")
                .singleResult()
                .getId();

        MimeMultipart parts =
                (MimeMultipart) SERVER.getReceivedMessagesForDomain("legal-head@most.example")[0].getContent();

        String link = "http://127.0.0.1:8080/task/" + task;
        assertThat((String) parts.getBodyPart(0).getContent()).contains("\n" + link + "\r\n");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("href=\"" + link + "\"");
    }

    /** Moves to the time before the first reminder of the units' reports. */
    private void beforeTheFirstReminder() {
        installedAt("1/11/2026 08:00");
        player.when(PREPARE).never();
        player.playUntil("2/12/2026 23:59");
        nothingReceived();
    }

    private List<String> incidents() {
        return engine.getRuntimeService().createIncidentQuery().list().stream()
                .map(Incident::getIncidentMessage)
                .toList();
    }

    private long sent() {
        return jdbc.sql("select count(*) from dp_mail where sent_at is not null")
                .query(Long.class)
                .single();
    }

    private static List<String> recipients() {
        return Stream.of(SERVER.getReceivedMessages())
                .map(mail -> address(mail).replace("@most.example", ""))
                .sorted()
                .toList();
    }

    private void claim(String task, String user) {
        Task claimed = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(task)
                .taskCandidateGroup("nasati")
                .singleResult();
        player.as(user, () -> engine.getTaskService().claim(claimed.getId(), user));
    }

    /** One line for each group of equal mails: time, recipients; subject; and the tasks, each with its state. */
    private static String received() {
        Map<String, List<String>> recipients = new TreeMap<>();
        Stream.of(SERVER.getReceivedMessages()).forEach(mail -> recipients
                .computeIfAbsent(content(mail), any -> new ArrayList<>())
                .add(address(mail).replace("@most.example", "")));
        return recipients.entrySet().stream()
                .map(mail -> mail.getKey()
                        .replaceFirst("\\d{4}-(\\d\\d)-(\\d\\d)T(\\d\\d:\\d\\d)", "$2/$1 $3")
                        .replaceFirst(
                                "\n", " " + mail.getValue().stream().sorted().collect(Collectors.joining(", ")) + "\n"))
                .collect(Collectors.joining("\n"));
    }

    private static String content(MimeMessage mail) {
        try {
            String text =
                    (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
            String tasks = Arrays.stream(text.split("\r?\n"))
                    .filter(
                            line -> line.matches(
                                    "\\d+\\. .*|(Đơn vị|Tình trạng|Người (xử lý|trả lại|chấp nhận|phê duyệt)|Trả lại): .*|  .*"))
                    .map(line -> line.replaceFirst("^ *", "    "))
                    .collect(Collectors.joining("\n"));
            return mail.getSentDate()
                            .toInstant()
                            .atZone(vn.gov.most.dataplan.calendar.WorkingCalendar.ZONE)
                            .toLocalDateTime()
                            .withSecond(0)
                            .withNano(0)
                    + "\n  " + mail.getSubject().replace("[Kế hoạch NĐ 47] ", "") + "\n" + tasks;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
