package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.collecting.Checking.Result;
import vn.gov.most.dataplan.collecting.Checking.Seen;
import vn.gov.most.dataplan.collecting.ReportTable.Collected;
import vn.gov.most.dataplan.collecting.ReportTable.Figures;
import vn.gov.most.dataplan.collecting.ReportTable.Report;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailJournal.MailEntry;
import vn.gov.most.dataplan.organisation.Register;

/** Checking several reports of a period at once, for II.4 in December 2026. */
class CheckingTest extends CollectingStage {

    private static final String CHECKER = "it-center-staff-2";
    private static final String COLLEAGUE = "it-center-staff-3";
    private static final List<String> SENDERS = List.of("nasati", "legal", "ministry-office", "accreditation");

    @Autowired
    private MailJournal journal;

    @Override
    String clause() {
        return "PL.II.4";
    }

    @BeforeEach
    void fourHaveSent() {
        installedAt("1/10/2026 08:00");
        player.when(PREPARE).never();
        player.when(SEND).never();
        player.when(CHECK).never();
        SENDERS.forEach(unit -> {
            player.when(PREPARE).of(unit).at("1/12/2026 09:00");
            player.when(SEND).of(unit).at("2/12/2026 09:00");
        });
        player.when(PREPARE).of("it-center").by(CHECKER).at("3/12/2026 10:00");
        player.when(SEND).of("it-center").at("3/12/2026 10:30");
        player.when(PREPARE).of("planning-finance").at("30/12/2026 16:00");
        player.when(SEND).of("planning-finance").at("30/12/2026 17:30");
        player.playUntil("3/12/2026 09:00");
    }

    @Test
    void eachOfSeveralIsAcceptedOrSaysWhyNot() {
        Acting.as(engine, COLLEAGUE, () -> {
            engine.getTaskService().claim(task("legal"), COLLEAGUE);
            return null;
        });
        engine.getRuntimeService()
                .suspendProcessInstanceById(row("accreditation").row().processInstance());
        Collected before = period();
        engine.getRuntimeService()
                .deleteProcessInstance(row("ministry-office").row().processInstance(), "Nhầm đơn vị");

        Map<String, String> said = said(accept(
                CHECKER,
                Stream.concat(
                                table.reports(before).stream().map(Report::id),
                                Stream.of(
                                        period().row().id(),
                                        999_999_999L,
                                        row("nasati").id()))
                        .toList()));

        assertThat(said)
                .containsEntry("Cục Thông tin khoa học và công nghệ quốc gia", "Đã chấp nhận báo cáo.")
                .containsEntry("Vụ Pháp chế", "Công việc này đã có người xử lý: " + name(COLLEAGUE) + ".")
                .containsEntry(
                        "Văn phòng Công nhận Chất lượng",
                        "Báo cáo đang ở tình trạng \"Đang tạm dừng\" nên không kiểm tra được.")
                .containsEntry("Văn phòng Bộ", "Báo cáo đang ở tình trạng \"Đã hủy\" nên không kiểm tra được.")
                .containsEntry("Cục Sở hữu trí tuệ", "Báo cáo đang ở tình trạng \"Chưa gửi\" nên không kiểm tra được.")
                .containsEntry("", "Kỳ này không có báo cáo đã chọn.")
                .as("seven units, and what is not the period's")
                .hasSize(8);
        assertThat(states("unit-report")).filteredOn("ACCEPTED"::equals).hasSize(1);
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(task("legal"))
                        .singleResult()
                        .getAssignee())
                .isEqualTo(COLLEAGUE);
        assertThat(checkedBy("nasati")).containsExactly(CHECKER);
    }

    @Test
    void whoPreparedOrSentAReportDoesNotAcceptIt() {
        player.playUntil("3/12/2026 11:00");

        assertThat(accept(CHECKER, List.of(row("it-center").id())))
                .containsExactly(new Result(
                        "Trung tâm Công nghệ thông tin",
                        false,
                        "Tài khoản này đã tham gia bước trước của công việc nên không được xử lý bước này."));
        assertThat(row("it-center").open().orElseThrow().holder())
                .as("a refusal leaves no claim")
                .isEmpty();
    }

    @Test
    void ofTwoWhoAcceptTheSameAtOnceOneDoesEach() throws Exception {
        List<Long> all = SENDERS.stream().map(unit -> row(unit).id()).toList();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService two = Executors.newFixedThreadPool(2);
        List<Result> results = new ArrayList<>();
        try {
            List<Callable<List<Result>>> both = Stream.of(CHECKER, COLLEAGUE)
                    .map(person -> (Callable<List<Result>>) () -> {
                        together.await();
                        return accept(person, all);
                    })
                    .toList();
            for (Future<List<Result>> one : two.invokeAll(both)) {
                results.addAll(one.get());
            }
        } finally {
            two.shutdownNow();
        }

        assertThat(results)
                .hasSize(8)
                .filteredOn(Result::done)
                .extracting(Result::whose)
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(results)
                .filteredOn(result -> !result.done())
                .extracting(Result::says)
                .allMatch(says -> says.startsWith("Công việc này đã")
                        || says.startsWith("Báo cáo")
                        || says.startsWith("Nội dung đã được người khác thay đổi cùng lúc."));
        timeMachine.runDueJobs();
        assertThat(states("unit-report")).filteredOn("ACCEPTED"::equals).hasSize(4);
        SENDERS.forEach(unit -> assertThat(checkedBy(unit)).as(unit).hasSize(1));
        assertNoIncident();
    }

    @Test
    void aReturnNeedsAReasonWhichStandsInTheTable() {
        assertThat(giveBack("nasati", "  "))
                .containsExactly(new Result(
                        "Cục Thông tin khoa học và công nghệ quốc gia",
                        false,
                        "Chưa gửi được biểu mẫu. \"Lý do trả lại\": phải nhập nội dung này."));
        assertThat(row("nasati").open().orElseThrow().holder())
                .as("nothing half done: no claim either")
                .isEmpty();
        assertThat(giveBack("nasati", "Chưa nêu số bản ghi <b>.\nThiếu CSDL."))
                .extracting(Result::says)
                .containsExactly("Đã trả lại báo cáo.");
        timeMachine.runDueJobs();

        Report returned = row("nasati");
        assertThat(returned.standing()).isEqualTo("Đang chỉnh sửa");
        assertThat(returned.returned().orElseThrow().reason()).isEqualTo("Chưa nêu số bản ghi <b>.\nThiếu CSDL.");
        assertThat(returned.returned().orElseThrow().by()).isEqualTo(name(CHECKER));
        assertThat(returned.open().orElseThrow().name()).isEqualTo("Chỉnh sửa báo cáo của đơn vị");
        assertThat(giveBack("nasati", "Nữa"))
                .extracting(Result::says)
                .containsExactly("Báo cáo đang ở tình trạng \"Đang chỉnh sửa\" nên không kiểm tra được.");

        player.when(MEND).of("nasati").at("4/12/2026 09:00");
        player.when(SEND).of("nasati").time(2).at("4/12/2026 10:00");
        player.playUntil("4/12/2026 11:00");
        assertThat(row("nasati").sent().orElseThrow().number()).isEqualTo(2);
        assertThat(row("nasati").returned()).as("what to look for").isPresent();
        assertThat(accept(CHECKER, List.of(row("nasati").id())))
                .extracting(Result::done)
                .containsExactly(true);
        assertThat(row("nasati").returned()).isEmpty();
    }

    @Test
    void whatWasSentAgainSinceIsNotDecidedOnUnread() {
        Seen first = Seen.of(row("nasati"));
        assertThat(giveBack("nasati", "Chưa nêu số bản ghi."))
                .extracting(Result::done)
                .containsExactly(true);
        player.when(MEND).of("nasati").at("4/12/2026 09:00");
        player.when(SEND).of("nasati").time(2).at("4/12/2026 10:00");
        player.playUntil("4/12/2026 11:00");

        Result refused = new Result(
                "Cục Thông tin khoa học và công nghệ quốc gia",
                false,
                "Đơn vị vừa gửi lại báo cáo này (lần 2). Mở báo cáo, xem bản mới rồi quyết định.");
        assertThat(Acting.as(engine, COLLEAGUE, () -> checking.accept(period(), List.of(first))))
                .containsExactly(refused);
        assertThat(Acting.as(engine, COLLEAGUE, () -> checking.giveBack(period(), first, "Thiếu")))
                .containsExactly(refused);
        assertThat(stateOf("nasati", "2026")).isEqualTo("SENT");
    }

    @Test
    void whoHasChosenNothingIsToldSo() {
        assertThat(accept(CHECKER, List.of()))
                .containsExactly(new Result("", false, "Chưa chọn đơn vị nào trong bảng."));
        assertThat(urge(List.of())).containsExactly(new Result("", false, "Chưa chọn đơn vị nào trong bảng."));
    }

    @Test
    void aReportThatCameAfterTheSigningIsAcceptedToo() {
        player.when(APPROVE).at("30/12/2026 16:30");
        player.playUntil("30/12/2026 18:00");

        Report late = row("planning-finance");
        assertThat(late.sent().orElseThrow().addendum()).isTrue();
        assertThat(late.isLate()).isTrue();
        assertThat(accept(CHECKER, List.of(late.id()))).extracting(Result::done).containsExactly(true);
        assertThat(stateOf("planning-finance", "2026")).isEqualTo("ACCEPTED");
        assertThat(table.running(List.of("it-center")))
                .as("signed, while reports go on")
                .containsEntry(period(), new Figures(7, 1, 5, 0, 1));
    }

    @Test
    void whoeverHasAReportThatIsWaitedForIsUrgedOnceADay() {
        Acting.as(engine, "intellectual-property-staff-1", () -> {
            engine.getTaskService().claim(task("intellectual-property"), "intellectual-property-staff-1");
            return null;
        });
        List<Long> chosen = Stream.of("intellectual-property", "nasati", "planning-finance")
                .map(unit -> row(unit).id())
                .toList();

        Map<String, String> said = said(urge(chosen));
        assertThat(said)
                .containsEntry("Cục Sở hữu trí tuệ", "Đã nhắc bằng thư điện tử.")
                .containsEntry("Vụ Kế hoạch - Tài chính", "Đã nhắc bằng thư điện tử.")
                .containsEntry(
                        "Cục Thông tin khoa học và công nghệ quốc gia",
                        "Không nhắc: báo cáo đang ở tình trạng \"Đã gửi\".");
        assertThat(journal.about(row("intellectual-property").id()))
                .extracting(MailEntry::to)
                .containsExactlyInAnyOrder(Stream.of("staff-1", "head", "deputy")
                        .map(one -> name("intellectual-property-" + one))
                        .toArray(String[]::new));
        assertThat(journal.about(row("planning-finance").id()))
                .as("nobody has it: all of the unit")
                .hasSize(4)
                .extracting(MailEntry::subject)
                .containsOnly("[Kế hoạch NĐ 47] Nhắc gửi báo cáo: Mục II.4 Phụ lục, năm 2026, hạn 24/12/2026");
        assertThat(jdbc.sql("select plain_text from dp_mail where person = 'planning-finance-head'")
                        .query(String.class)
                        .single())
                .contains(
                        "Trung tâm Công nghệ thông tin đang chờ báo cáo dưới đây.\nĐề nghị Ông/Bà hoàn thành công việc trước"
                                + " 17 giờ 00 thứ Năm, ngày 24/12/2026.",
                        "1. Lập báo cáo của đơn vị");

        assertThat(said(urge(chosen)))
                .containsEntry("Cục Sở hữu trí tuệ", "Hôm nay đã nhắc đơn vị này; mỗi ngày nhắc một lần.");
        assertThat(journal.about(row("planning-finance").id())).hasSize(4);

        timeMachine.jumpTo(Player.at("26/12/2026 09:00"));
        assertThat(said(urge(chosen))).containsEntry("Cục Sở hữu trí tuệ", "Đã nhắc bằng thư điện tử.");
        assertThat(jdbc.sql("select plain_text from dp_mail where person = 'planning-finance-head'"
                                + " and mail_day = date '2026-12-26'")
                        .query(String.class)
                        .single())
                .contains("hoàn thành công việc trong thời gian sớm nhất.", "Tình trạng: Quá hạn");
    }

    @Test
    void aUnitWithNobodyIsUrgedAtItsMailbox() {
        String unit = "ministry-office";
        assertThat(giveBack(unit, "Thiếu")).extracting(Result::done).containsExactly(true);
        timeMachine.runDueJobs();
        List<String> people = engine.getIdentityService().createUserQuery().memberOfGroup(unit).list().stream()
                .map(user -> user.getId())
                .toList();
        people.forEach(person -> engine.getIdentityService().deleteMembership(person, unit));
        List<String> heads = engine.getIdentityService().createUserQuery().memberOfGroup(unit + "-head").list().stream()
                .map(user -> user.getId())
                .toList();
        heads.forEach(person -> engine.getIdentityService().deleteMembership(person, unit + "-head"));
        try {
            assertThat(urge(List.of(row(unit).id()))).extracting(Result::done).containsExactly(true);
            assertThat(journal.about(row(unit).id())).extracting(MailEntry::to).containsExactly("Văn phòng Bộ");
        } finally {
            people.forEach(person -> engine.getIdentityService().createMembership(person, unit));
            heads.forEach(person -> engine.getIdentityService().createMembership(person, unit + "-head"));
        }
    }

    @Test
    void whatWaitsForNobodyIsNotUrged() {
        engine.getRuntimeService()
                .suspendProcessInstanceById(row("planning-finance").row().processInstance());
        engine.getRuntimeService()
                .deleteProcessInstance(row("intellectual-property").row().processInstance(), "Nhầm đơn vị");

        assertThat(said(urge(Stream.of("planning-finance", "intellectual-property")
                        .map(unit -> row(unit).id())
                        .toList())))
                .containsEntry("Vụ Kế hoạch - Tài chính", "Không nhắc: báo cáo đang ở tình trạng \"Đang tạm dừng\".")
                .containsEntry("Cục Sở hữu trí tuệ", "Không nhắc: báo cáo đang ở tình trạng \"Đã hủy\".");
    }

    /** Whatever the plan collects, somebody checks it, and nobody else has its table. */
    @Test
    void eachPeriodIsItsCheckersAlone() {
        List<String> checkers = plan.parts()
                .filter(part -> part.collects().isPresent())
                .map(part -> {
                    String step = plan.part(part.clause(), part.collects().orElseThrow())
                            .flatMap(reports -> reports.step(CHECK))
                            .orElseThrow()
                            .who();
                    assertThat(table.isOpenTo(List.of(step))).as(part.clause()).isTrue();
                    return step;
                })
                .toList();

        assertThat(checkers).hasSize(15).containsOnly("it-center", "nasati", "planning-finance");
        assertThat(period().isCheckedBy(List.of("it-center"))).isTrue();
        assertThat(period().isCheckedBy(List.of("nasati", "it-center-head", "leadership", Register.MANAGERS)))
                .isFalse();
        assertThat(table.isOpenTo(List.of("legal", "legal-head", Register.MANAGERS, "leadership")))
                .isFalse();
        assertThat(table.running(List.of("legal"))).isEmpty();
        assertThat(table.period(row("legal").id())).as("a unit's own row").isEmpty();
        assertThat(table.period(999_999_999L)).isEmpty();
    }

    /** The engine's id of the current task. */
    private String task(String unit) {
        return row(unit).open().orElseThrow().task();
    }

    private Collected period() {
        return table.period(jdbc.sql("select id from dp_obligation where business_key = 'PL.II.4/2026'")
                        .query(Long.class)
                        .single())
                .orElseThrow();
    }

    private Report row(String unit) {
        return table.reports(period()).stream()
                .filter(report -> report.row().key().unit().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    /** As they are now. */
    private List<Seen> seen(List<Long> chosen) {
        List<Report> reports = table.reports(period());
        return chosen.stream()
                .map(id -> reports.stream()
                        .filter(report -> report.id() == id)
                        .findFirst()
                        .map(Seen::of)
                        .orElse(new Seen(id, 0)))
                .toList();
    }

    private List<Result> accept(String person, List<Long> chosen) {
        return Acting.as(engine, person, () -> checking.accept(period(), seen(chosen)));
    }

    private List<Result> giveBack(String unit, String reason) {
        return Acting.as(engine, CHECKER, () -> checking.giveBack(period(), Seen.of(row(unit)), reason));
    }

    private List<Result> urge(List<Long> chosen) {
        jdbc.sql(
                        "delete from dp_mail_about where mail_id in (select id from dp_mail where occasion not like '%urge/%')")
                .update();
        return Acting.as(engine, CHECKER, () -> checking.urge(period(), seen(chosen)));
    }

    private static Map<String, String> said(List<Result> results) {
        return results.stream().collect(Collectors.toMap(Result::whose, Result::says, (one, other) -> one));
    }

    private List<String> checkedBy(String unit) {
        return jdbc.sql(
                        """
                        select completed_by from dp_completed_step where process_instance = :instance and step = :step
                        """)
                .param("instance", row(unit).row().processInstance())
                .param("step", CHECK)
                .query(String.class)
                .list();
    }

    private String name(String person) {
        return jdbc.sql("select first_ || ' ' || last_ from act_id_user where id_ = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }
}
