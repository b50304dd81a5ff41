package vn.gov.most.dataplan.collecting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.collecting.ReportTable.Collected;
import vn.gov.most.dataplan.collecting.ReportTable.Open;
import vn.gov.most.dataplan.collecting.ReportTable.Report;
import vn.gov.most.dataplan.collecting.ReportTable.Sent;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.form.DecisionForms;
import vn.gov.most.dataplan.form.DecisionForms.Decision;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.reminder.ReportUrging;
import vn.gov.most.dataplan.security.RestErrors;

/**
 * The actions of a checker on several reports of a period at once. Each report has its own transaction and its own
 * result. The engine completes each task as the current user and with the task's own form, as in Tasklist.
 */
@Component
public class Checking {

    private final ReportTable table;
    private final DecisionForms forms;
    private final ReportUrging urging;
    private final TaskService tasks;
    private final FormService submissions;
    private final IdentityService identity;
    private final TransactionTemplate separateTransaction;

    Checking(
            ReportTable table,
            DecisionForms forms,
            ReportUrging urging,
            TaskService tasks,
            FormService submissions,
            IdentityService identity,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.forms = forms;
        this.urging = urging;
        this.tasks = tasks;
        this.submissions = submissions;
        this.identity = identity;
        separateTransaction = new TransactionTemplate(transactions);
        separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * The result for one report.
     *
     * @param whose the unit's name
     * @param done whether the action was carried out
     * @param says what was done, or why not
     */
    public record Result(String whose, boolean done, String says) {}

    /**
     * A report as the user saw it; its form value is, for example, {@code 47-2}.
     *
     * @param sending the number of the last sending; 0 if there was none
     */
    public record Seen(long report, int sending) {

        private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,18})-([0-9]{1,9})");

        /** Spring calls it to convert a request parameter. */
        public static Seen valueOf(String written) {
            Matcher parts = WRITTEN.matcher(written);
            if (!parts.matches()) {
                throw new IllegalArgumentException("No report: " + written);
            }
            return new Seen(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
        }

        public static Seen of(Report report) {
            return new Seen(report.id(), report.sent().map(Sent::number).orElse(0));
        }

        @Override
        public String toString() {
            return report + "-" + sending;
        }
    }

    /** Empty if the report's form has more fields than accepting or returning it: then the checker opens the task. */
    public Optional<Decision> decision(Open toCheck) {
        return forms.of(toCheck.process(), toCheck.step());
    }

    public List<Result> accept(Collected period, Collection<Seen> chosen) {
        return each(period, chosen, (report, seen) -> {
            decide(period, report, seen, Decision::accepted);
            return "Đã chấp nhận báo cáo.";
        });
    }

    public List<Result> giveBack(Collected period, Seen report, String reason) {
        return each(period, List.of(report), (one, seen) -> {
            decide(period, one, seen, decision -> decision.returned(reason));
            return "Đã trả lại báo cáo.";
        });
    }

    public List<Result> urge(Collected period, Collection<Seen> chosen) {
        return each(period, chosen, (report, seen) -> {
            if (!report.isAwaited()) {
                throw new Refusal("Không nhắc: báo cáo đang ở tình trạng \"%s\".".formatted(report.standing()));
            }
            if (!urging.urge(report.row(), period.check().who())) {
                throw new Refusal("Hôm nay đã nhắc đơn vị này; mỗi ngày nhắc một lần.");
            }
            return "Đã nhắc bằng thư điện tử.";
        });
    }

    /** Refuses reports that are not in the period's table. */
    private List<Result> each(Collected period, Collection<Seen> chosen, BiFunction<Report, Seen, String> deed) {
        if (chosen.isEmpty()) {
            return List.of(new Result("", false, "Chưa chọn đơn vị nào trong bảng."));
        }
        List<Result> results = new ArrayList<>();
        List<Report> reports = table.reports(period);
        for (Seen seen : new LinkedHashSet<>(chosen)) {
            results.add(reports.stream()
                    .filter(report -> report.id() == seen.report())
                    .findFirst()
                    .map(report -> alone(report, one -> deed.apply(one, seen)))
                    .orElse(new Result("", false, "Kỳ này không có báo cáo đã chọn.")));
        }
        return results;
    }

    private Result alone(Report report, Function<Report, String> deed) {
        try {
            return new Result(report.unitName(), true, separateTransaction.execute(transaction -> deed.apply(report)));
        } catch (RuntimeException saidToThePerson) {
            return new Result(report.unitName(), false, RestErrors.words(saidToThePerson, "report " + report.id()));
        }
    }

    private void decide(Collected period, Report report, Seen seen, Function<Decision, Map<String, Object>> answers) {
        Open open = report.toCheck(period).orElseThrow(() -> new Refusal(whyNot(report)));
        Seen now = Seen.of(report);
        if (!now.equals(seen)) {
            throw new Refusal("Đơn vị vừa gửi lại báo cáo này (lần %d). Mở báo cáo, xem bản mới rồi quyết định."
                    .formatted(now.sending()));
        }
        Decision decision = decision(open)
                .orElseThrow(() ->
                        new Refusal("Biểu mẫu kiểm tra báo cáo này còn nội dung phải nhập. Mở công việc để kiểm tra."));
        Task task = tasks.createTaskQuery().taskId(open.task()).singleResult();
        if (task == null) {
            throw new Refusal("Báo cáo này vừa được xử lý. Tải lại trang để xem tình trạng mới.");
        }
        if (task.getAssignee() == null) {
            tasks.claim(open.task(), identity.getCurrentAuthentication().getUserId());
        }
        submissions.submitTaskForm(open.task(), answers.apply(decision));
    }

    private static String whyNot(Report report) {
        boolean isOnItsWay =
                report.row().isActive() && report.row().state() == Obligation.State.SENT && !report.paused();
        return isOnItsWay
                ? "Báo cáo vừa được gửi, chưa đến bước kiểm tra. Tải lại trang sau ít phút."
                : "Báo cáo đang ở tình trạng \"%s\" nên không kiểm tra được.".formatted(report.standing());
    }
}
