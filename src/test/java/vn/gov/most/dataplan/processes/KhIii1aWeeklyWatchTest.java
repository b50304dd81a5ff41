package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.util.ReflectionTestUtils;
import vn.gov.most.dataplan.plan.Part;

/**
 * KH.III.1.a: on the first working day of a week at 08:00, everybody who follows up the plan, and each head, gets one
 * mail about the previous week. The batches are small, so most mails need several.
 */
class KhIii1aWeeklyWatchTest extends Stage {

    private static final String WATCH = "kh-iii1a-weekly-watch";
    private static final String WRITE = "serviceTask_writeDigests";

    /** Those who follow up the whole plan. */
    private static final String[] FOLLOWERS = {
        "deputy-minister-1",
        "deputy-minister-2",
        "it-center-deputy",
        "it-center-head",
        "manager-1",
        "manager-2",
        "minister"
    };

    @Override
    String clause() {
        return "KH.III.1.a";
    }

    /** The digest's figures are written by hand, so no letters are opened. */
    @Override
    boolean isPlayed(Part part) {
        return super.isPlayed(part) && part.opensAfterLate().isEmpty();
    }

    @Autowired
    @Qualifier("mailBatches")
    private Object batches;

    private Object mailsAJob;

    @AfterEach
    void asManyAsUsual() {
        ReflectionTestUtils.setField(batches, "mailsAJob", mailsAJob);
    }

    @BeforeEach
    void nobodyWorks() {
        mailsAJob = ReflectionTestUtils.getField(batches, "mailsAJob");
        ReflectionTestUtils.setField(batches, "mailsAJob", 2);
        peopleAreTold();
        for (String task : List.of("userTask_describeService", "userTask_triageDifficulty")) {
            player.when(task).never();
        }
    }

    @Test
    void onMondayMorningEachIsToldOnceOfTheWeekBefore() {
        installedAt("2/3/2026 08:00");
        player.playUntil("3/3/2026 09:00");
        service("tra-cuu", "2026-03-03T08:00+07:00");
        difficulty("legal");

        player.playUntil("9/3/2026 07:59");
        assertThat(told()).isEmpty();
        player.playUntil("9/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(with("nasati-deputy", "nasati-head"));
        assertThat(jdbc.sql("select distinct subject from dp_mail where occasion = 'weekly-watch'")
                        .query(String.class)
                        .list())
                .containsExactly("[Kế hoạch NĐ 47] Bản tin theo dõi tuần từ 02/03 đến 06/03/2026");
        assertThat(mailTo("minister"))
                .startsWith(
                        """
                        Kính gửi Lãnh đạo Bộ,

                        Kính báo cáo Lãnh đạo Bộ tình hình thực hiện Kế hoạch tuần từ 02/03 đến 06/03/2026 của các đơn vị:

                        Được giao: 2
                        Đến hạn trong tuần: 1
                        Hoàn thành đúng hạn: 0
                        Hoàn thành quá hạn: 0
                        Quá hạn chưa hoàn thành: 1
                        Trong hạn: 1
                        Tỷ lệ đúng hạn: 0%

                        Theo đơn vị

                        - Trung tâm Công nghệ thông tin: được giao 1, đến hạn 0, hoàn thành đúng hạn 0, hoàn thành quá hạn 0, quá hạn chưa hoàn thành 0, tỷ lệ đúng hạn -
                        - Cục Thông tin khoa học và công nghệ quốc gia: được giao 1, đến hạn 1, hoàn thành đúng hạn 0, hoàn thành quá hạn 0, quá hạn chưa hoàn thành 1, tỷ lệ đúng hạn 0%

                        Trở thành quá hạn trong tuần: 1

                        1. Thiết lập, công bố hình thức chia sẻ, khả năng kết nối CSDL
                        Đơn vị: Cục Thông tin khoa học và công nghệ quốc gia
                        Nhiệm vụ: Mục II.6 Phụ lục, CSDL quốc gia về KH&CN: nhiệm vụ KH&CN, tra-cuu, ngày 03/03/2026
                        Hạn: 04/03/2026
                        Tình trạng: Quá hạn từ 05/03/2026

                        Đến hạn trong 10 ngày làm việc tới: 1

                        1. Báo cáo, giải quyết khó khăn, vướng mắc
                        Đơn vị: Trung tâm Công nghệ thông tin
                        Nhiệm vụ: Mục III.1.a Kế hoạch, Mục II.4 Phụ lục, Lập báo cáo của đơn vị
                        Hạn: 12/03/2026
                        Tình trạng: Còn 3 ngày làm việc

                        Khó khăn, vướng mắc chưa kết thúc: 1

                        1. Mục II.4 Phụ lục, Lập báo cáo của đơn vị
                        Đơn vị: Vụ Pháp chế
                        Hạn: 12/03/2026
                        Tình trạng: Nêu ngày 03/03/2026, đã 4 ngày làm việc

                        Mở hệ thống:
                        """);
        assertThat(mailTo("manager-1")).startsWith("Kính gửi Ông/Bà Lương Văn Mẫu Một,\n\nTình hình thực hiện");
        assertThat(mailTo("it-center-head"))
                .as("of all, and of the own unit in it")
                .contains("của các đơn vị:", "- Trung tâm Công nghệ thông tin: được giao 1");
        assertThat(mailTo("nasati-deputy"))
                .contains(
                        "của Cục Thông tin khoa học và công nghệ quốc gia:", "Được giao: 1\n", "1. Thiết lập, công bố")
                .contains("Khó khăn, vướng mắc chưa kết thúc: 0")
                .doesNotContain("Theo đơn vị", "Đơn vị:", "Trung tâm Công nghệ thông tin:");
        assertThat(states("watch")).as("the watch is nobody's obligation").isEmpty();

        player.playUntil("15/3/2026 23:59");
        assertThat(told()).as("the week's other days").hasSize(9);
        player.playUntil("16/3/2026 08:00");
        assertThat(told()).hasSize(18);
        assertThat(mailTo("minister"))
                .as("what was late before is late, and did not come to be so in the week")
                .contains("Quá hạn chưa hoàn thành: 2\n", "Trở thành quá hạn trong tuần: 1\n")
                .contains("Tình trạng: Quá hạn từ 13/03/2026")
                .doesNotContain("Tình trạng: Quá hạn từ 05/03/2026");
        assertNoIncident();
    }

    /** The tenth working day after Monday 9/3 is 23/3. */
    @Test
    void whatFallsDueWithinTenWorkingDaysIsListedAndNothingElse() {
        installedAt("2/3/2026 08:00");
        owed("nasati", "da-qua", "2026-03-02T09:00:00+07:00", "2026-03-06T17:00:00+07:00", null);
        owed("nasati", "hom-nay", "2026-03-02T09:00:00+07:00", "2026-03-09T17:00:00+07:00", null);
        owed("nasati", "ngay-cuoi", "2026-03-02T09:00:00+07:00", "2026-03-23T17:00:00+07:00", null);
        owed("nasati", "hom-sau", "2026-03-02T09:00:00+07:00", "2026-03-24T17:00:00+07:00", null);
        owed(
                "nasati",
                "da-xong",
                "2026-03-02T09:00:00+07:00",
                "2026-03-10T17:00:00+07:00",
                "2026-03-06T09:00:00+07:00");
        owed("nasati", "da-gui", "2026-03-02T09:00:00+07:00", "2026-03-10T17:00:00+07:00", null);
        jdbc.sql("update dp_obligation set first_sent_at = :at where subject = 'da-gui'")
                .param("at", OffsetDateTime.parse("2026-03-06T09:00:00+07:00"))
                .update();
        player.playUntil("9/3/2026 07:40");
        owed("legal", "moi-mo", "2026-03-09T07:30:00+07:00", "2026-03-24T17:00:00+07:00", null);
        owed("planning-finance", "moi-mo", "2026-03-09T07:30:00+07:00", "2026-03-20T17:00:00+07:00", null);

        player.playUntil("9/3/2026 08:00");

        assertThat(told())
                .as("nobody whose work is neither of the week nor due soon")
                .containsExactlyInAnyOrder(
                        with("nasati-deputy", "nasati-head", "planning-finance-deputy", "planning-finance-head"));
        assertThat(mailTo("nasati-head"))
                .contains("Được giao: 6\n", "Hoàn thành đúng hạn: 2\n", "Trong hạn: 3\n")
                .contains("Đến hạn trong 10 ngày làm việc tới: 2\n")
                .contains("Tình trạng: Hạn là hôm nay", "Tình trạng: Còn 10 ngày làm việc")
                .doesNotContain("Còn 11 ngày", "Còn 1 ngày");
    }

    private void owed(String unit, String subject, String openedAt, String dueAt, String doneAt) {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                            state, opened_at, due_at, late_from, first_sent_at, done_at, provisional)
                        values ('PL.II.6', 'publication', '', :unit, :subject, 'none', 'none',
                            case when :done is null then 'OPEN' else 'DONE' end, :opened, :due, :due, :done, :done, false)
                        """)
                .param("unit", unit)
                .param("subject", subject)
                .param("opened", OffsetDateTime.parse(openedAt))
                .param("due", OffsetDateTime.parse(dueAt))
                .param("done", doneAt == null ? null : OffsetDateTime.parse(doneAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    @Test
    void whoOwesNothingAndWhoFollowsNothingUpGetsNoMailAndALeaderLearnsThatThereIsNothing() {
        installedAt("2/3/2026 08:00");

        player.playUntil("9/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        assertThat(mailTo("minister"))
                .contains(
                        "Được giao: 0\n",
                        "Tỷ lệ đúng hạn: Chưa có\n",
                        "Không có nhiệm vụ nào đến hạn đến hết ngày 23/03/2026.")
                .doesNotContain("Theo đơn vị");
    }

    @Test
    void aUnitIsToldOfTheDifficultiesThatItStatedWhereItOwesSomething() {
        installedAt("2/3/2026 08:00");
        service("tra-cuu", "2026-03-02T08:00+07:00");
        difficulty("nasati");
        difficulty("legal");

        player.playUntil("9/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(with("nasati-deputy", "nasati-head"));
        assertThat(mailTo("nasati-head"))
                .contains("Khó khăn, vướng mắc chưa kết thúc: 1\n")
                .doesNotContain("Vụ Pháp chế");
        assertThat(mailTo("minister")).contains("Khó khăn, vướng mắc chưa kết thúc: 2\n");
    }

    @Test
    void whoComesToOweSomethingAfterItIsToldByTheNextOne() {
        installedAt("2/3/2026 08:00");
        player.playUntil("9/3/2026 08:30");
        service("tra-cuu", "2026-03-09T08:00+07:00");

        player.playUntil("13/3/2026 23:59");
        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        player.playUntil("16/3/2026 08:00");

        assertThat(told()).hasSize(16).contains("nasati-head");
    }

    @Test
    void whoHeadsTwoUnitsGetsOneMailOfBoth() {
        installedAt("2/3/2026 08:00");
        engine.getIdentityService().createMembership("nasati-head", "planning-finance-head");
        try {
            service("tra-cuu", "2026-03-02T08:00+07:00");
            message(
                    "service-ready",
                    Map.of("database", "planning-budget", "service", "tra-cuu", "readyAt", "2026-03-02T08:00+07:00"));

            player.playUntil("9/3/2026 08:00");

            assertThat(told())
                    .containsExactlyInAnyOrder(
                            with("nasati-deputy", "nasati-head", "planning-finance-deputy", "planning-finance-head"));
            assertThat(mailTo("nasati-head"))
                    .contains(
                            "Được giao: 2\n",
                            "- Cục Thông tin khoa học và công nghệ quốc gia: được giao 1",
                            "- Vụ Kế hoạch - Tài chính: được giao 1");
            assertThat(mailTo("planning-finance-head"))
                    .contains("Được giao: 1\n")
                    .doesNotContain("Cục Thông tin");
        } finally {
            engine.getIdentityService().deleteMembership("nasati-head", "planning-finance-head");
        }
    }

    /** PL.I.1 is led by one unit, PL.II.4 by many. */
    @Test
    void whatTheMinistryOwesCountsForTheUnitThatLeadsElseForTheOneThatFollowsUp() {
        installedAt("2/3/2026 08:00");
        owedByTheMinistry("PL.I.1", "dossier");
        owedByTheMinistry("PL.II.4", "ministry-report");

        player.playUntil("9/3/2026 08:00");

        assertThat(mailTo("minister"))
                .contains(
                        "- Trung tâm Công nghệ thông tin: được giao 1, đến hạn 1, hoàn thành đúng hạn 0, hoàn thành quá hạn 1,",
                        "- Cục Thông tin khoa học và công nghệ quốc gia: được giao 1, đến hạn 1, hoàn thành đúng hạn 0, hoàn thành quá hạn 1,")
                .contains("Tình trạng: Quá hạn từ 05/03/2026, hoàn thành ngày 06/03/2026");
    }

    private void owedByTheMinistry(String clause, String part) {
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance,
                            business_key, state, opened_at, due_at, late_from, done_at, provisional)
                        values (:clause, :part, '2026', '', 'x', 'none', 'none', 'DONE', :opened, :due, :late, :done, false)
                        """)
                .param("clause", clause)
                .param("part", part)
                .param("opened", OffsetDateTime.parse("2026-03-02T09:00:00+07:00"))
                .param("due", OffsetDateTime.parse("2026-03-04T17:00:00+07:00"))
                .param("late", OffsetDateTime.parse("2026-03-05T00:00:00+07:00"))
                .param("done", OffsetDateTime.parse("2026-03-06T09:00:00+07:00"))
                .update();
    }

    /** Monday 27/4/2026 is a day off. */
    @Test
    void aHolidayOnMondayMovesItToTuesday() {
        installedAt("20/4/2026 08:00");

        player.playUntil("27/4/2026 23:59");
        assertThat(told()).isEmpty();
        player.playUntil("28/4/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        assertThat(mailTo("minister")).contains("tuần từ 20/04 đến 24/04/2026");
        player.playUntil("3/5/2026 23:59");
        assertThat(told()).hasSize(7);
    }

    /** Nobody works from 16/2 to 20/2/2026. That week and the one before are in the digest after it. */
    @Test
    void afterTetTheWeekBeforeItIsToldWithIt() {
        installedAt("2/2/2026 08:00");
        player.playUntil("9/2/2026 09:00");
        assertThat(told()).hasSize(7);
        player.playUntil("11/2/2026 09:00");
        service("truoc-tet", "2026-02-11T08:00+07:00");
        player.playUntil("18/2/2026 09:00");
        service("trong-tet", "2026-02-18T08:00+07:00");

        player.playUntil("22/2/2026 23:59");
        assertThat(told()).hasSize(7);
        player.playUntil("23/2/2026 08:00");

        assertThat(told()).hasSize(16);
        assertThat(mailTo("minister"))
                .contains("tuần từ 09/02 đến 13/02/2026", "Được giao: 2\n")
                .contains("Trở thành quá hạn trong tuần: 1", "Đến hạn trong 10 ngày làm việc tới: 1");
    }

    @Test
    void afterADowntimeOverMondayItIsToldOnce() {
        installedAt("2/3/2026 08:00");
        player.playUntil("7/3/2026 12:00");
        player.downUntil("10/3/2026 10:00");

        started();

        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        assertThat(mailTo("minister")).contains("tuần từ 02/03 đến 06/03/2026");
        player.playUntil("15/3/2026 23:59");
        assertThat(told()).hasSize(7);
    }

    @Test
    void afterADowntimeOfTwoWeeksTheLastOneIsTold() {
        installedAt("2/3/2026 08:00");
        player.playUntil("7/3/2026 12:00");
        player.downUntil("19/3/2026 10:00");

        started();

        assertThat(told()).hasSize(7);
        assertThat(mailTo("minister")).contains("tuần từ 09/03 đến 13/03/2026");
    }

    @Test
    void ofAWeekBeforeTheProgramWasThereNobodyIsTold() {
        installedAt("4/3/2026 08:30");

        player.playUntil("8/3/2026 23:59");
        assertThat(told()).isEmpty();
        player.playUntil("9/3/2026 08:00");

        assertThat(told()).hasSize(7);
    }

    @Test
    void aSecondRunInTheSameWeekWritesNothing() {
        installedAt("2/3/2026 08:00");
        player.playUntil("9/3/2026 08:00");
        List<String> before = mails();

        player.playUntil("11/3/2026 10:00");
        player.as("admin", () -> engine.getRuntimeService().startProcessInstanceByKey(WATCH));
        timeMachine.runDueJobs();
        engine.getRuntimeService()
                .createProcessInstanceByKey(WATCH)
                .setVariable("week", "2026-03-09")
                .startBeforeActivity(WRITE)
                .execute();
        timeMachine.runDueJobs();

        assertThat(mails()).isEqualTo(before);
        assertThat(openInstances(WATCH)).isEmpty();
        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(WATCH)
                        .startableInTasklist()
                        .count())
                .isZero();
        assertNoIncident();
    }

    @Test
    void whatWasCancelledBeforeAnybodyWasWrittenToIsToldTheNextDay() {
        installedAt("2/3/2026 08:00");
        player.playUntil("8/3/2026 12:00");
        writing(false);
        player.playUntil("9/3/2026 09:00");
        ProcessInstance open = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(WATCH)
                .singleResult();
        engine.getRuntimeService().deleteProcessInstance(open.getId(), "Nhầm");
        writing(true);

        player.playUntil("10/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        assertNoIncident();
    }

    /** A digest that is delayed into the next week still covers its own week, and both are sent once. */
    @Test
    void whatIsWrittenLaterIsOfItsOwnWeek() {
        installedAt("2/3/2026 08:00");
        player.playUntil("8/3/2026 12:00");
        writing(false);
        player.playUntil("16/3/2026 09:00");
        assertThat(told()).isEmpty();

        writing(true);
        timeMachine.runDueJobs();

        assertThat(jdbc.sql("select mail_day, subject, count(*) from dp_mail where occasion = 'weekly-watch'"
                                + " group by mail_day, subject order by mail_day")
                        .query((row, n) -> "%s %d: %s"
                                .formatted(
                                        row.getObject(1, LocalDate.class),
                                        row.getInt(3),
                                        row.getString(2).replaceFirst(".*tuần ", "")))
                        .list())
                .containsExactly("2026-03-09 7: từ 02/03 đến 06/03/2026", "2026-03-16 7: từ 09/03 đến 13/03/2026");
        assertNoIncident();
    }

    @Test
    void whatIsPausedIsShownAsPaused() {
        installedAt("2/3/2026 08:00");
        service("tra-cuu", "2026-03-02T08:00+07:00");
        engine.getRuntimeService()
                .suspendProcessInstanceById(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("ii6-sharing-service")
                        .singleResult()
                        .getId());

        player.playUntil("9/3/2026 08:00");

        assertThat(mailTo("minister"))
                .contains("Quá hạn chưa hoàn thành: 0\n", "Đang tạm dừng: 1\n", "Quá hạn từ 04/03/2026, đang tạm dừng");
    }

    @Test
    void whatWasCancelledIsNotOwed() {
        installedAt("2/3/2026 08:00");
        service("tra-cuu", "2026-03-02T08:00+07:00");
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey("ii6-sharing-service")
                                .singleResult()
                                .getId(),
                        "Mở nhầm");

        player.playUntil("9/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(FOLLOWERS);
        assertThat(mailTo("minister")).contains("Được giao: 0\n");
    }

    @Test
    void aRowThatCannotBeReckonedIsAnIncidentThatNamesItAndStopsNobodysMail() {
        installedAt("2/3/2026 08:00");
        service("tra-cuu", "2026-03-02T08:00+07:00");
        service("thong-ke", "2026-03-02T08:00+07:00");
        service("xa", "2026-03-02T08:00+07:00");
        jdbc.sql("update dp_obligation set clause = 'PL.IX.9' where business_key like '%/thong-ke/%'")
                .update();
        jdbc.sql("update dp_obligation set due_at = :far, late_from = :far where business_key like '%/xa/%'")
                .param("far", OffsetDateTime.parse("3026-12-24T17:00:00+07:00"))
                .update();

        player.playUntil("9/3/2026 08:00");

        assertThat(told()).containsExactlyInAnyOrder(with("nasati-deputy", "nasati-head"));
        assertThat(mailTo("minister"))
                .contains("Được giao: 2\n", "Trong hạn: 1\n", "1 việc không tính được và không có trong số liệu")
                .contains("Đến hạn trong 10 ngày làm việc tới: 0");
        assertThat(mailTo("nasati-head")).doesNotContain("không tính được");
        assertThat(notCounted())
                .containsExactly(
                        "Không tính được PL.II.6/thong-ke/2026-03-02 vào bản tin theo dõi tuần: plan.yml không có"
                                + " phần \"publication\" của mục PL.IX.9. Những việc khác vẫn được tính.");

        jdbc.sql("update dp_obligation set clause = 'PL.II.6' where business_key like '%/thong-ke/%'")
                .update();
        player.playUntil("16/3/2026 08:00");
        assertThat(notCounted()).isEmpty();
    }

    private void service(String service, String readyAt) {
        message("service-ready", Map.of("database", "st-tasks", "service", service, "readyAt", readyAt));
    }

    private void difficulty(String unit) {
        message(
                "difficulty-stated",
                Map.of(
                        "unit", unit,
                        "concerns", "Mục II.4 Phụ lục",
                        "taskName", "Lập báo cáo của đơn vị",
                        "difficulty", "Chưa kết nối được"));
    }

    private void writing(boolean goesOn) {
        JobDefinition job = engine.getManagementService()
                .createJobDefinitionQuery()
                .processDefinitionKey(WATCH)
                .activityIdIn(WRITE)
                .singleResult();
        var update = engine.getManagementService()
                .updateJobDefinitionSuspensionState()
                .byJobDefinitionId(job.getId())
                .includeJobs(true);
        if (goesOn) {
            update.activate();
        } else {
            update.suspend();
        }
    }

    private List<String> told() {
        return jdbc.sql("select person from dp_mail where occasion = 'weekly-watch' order by id")
                .query(String.class)
                .list();
    }

    private List<String> mails() {
        return jdbc.sql("select person || ' ' || message_id from dp_mail order by id")
                .query(String.class)
                .list();
    }

    private String mailTo(String person) {
        return jdbc.sql(
                        "select plain_text from dp_mail where occasion = 'weekly-watch' and person = :person order by id desc")
                .param("person", person)
                .query(String.class)
                .list()
                .get(0);
    }

    private List<String> notCounted() {
        return engine.getRuntimeService().createIncidentQuery().incidentType("rowNotCounted").list().stream()
                .map(Incident::getIncidentMessage)
                .toList();
    }

    private static String[] with(String... heads) {
        TreeSet<String> people = new TreeSet<>(List.of(FOLLOWERS));
        people.addAll(List.of(heads));
        return people.toArray(String[]::new);
    }
}
