package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.RequestContextUtils;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.collecting.Checking;
import vn.gov.most.dataplan.collecting.Checking.Seen;
import vn.gov.most.dataplan.collecting.ReportPaths;
import vn.gov.most.dataplan.collecting.ReportTable;
import vn.gov.most.dataplan.collecting.ReportTable.Collected;
import vn.gov.most.dataplan.collecting.ReportTable.Figures;
import vn.gov.most.dataplan.collecting.ReportTable.Open;
import vn.gov.most.dataplan.collecting.ReportTable.Report;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.FilledForms;
import vn.gov.most.dataplan.form.FilledForms.Filled;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.Status;
import vn.gov.most.dataplan.plan.Period;

/**
 * Serves the pages about the units' reports of a period, only to their checkers. The package {@code collecting} handles
 * the decisions and redirects back to these pages.
 */
@RestController
class ReportPages {

    private final ReportTable table;
    private final Checking checking;
    private final CompletedSteps completed;
    private final FilledForms forms;
    private final Ledger ledger;
    private final IdentityService identity;
    private final PageTemplates templates;

    ReportPages(
            ReportTable table,
            Checking checking,
            CompletedSteps completed,
            FilledForms forms,
            Ledger ledger,
            @Lazy IdentityService identity,
            PageTemplates templates) {
        this.table = table;
        this.checking = checking;
        this.completed = completed;
        this.forms = forms;
        this.ledger = ledger;
        this.identity = identity;
        this.templates = templates;
    }

    /** A period in the list. */
    record PeriodLine(long id, String citation, String name, String period, String due, Figures figures) {}

    @GetMapping(ReportPaths.ALL)
    ResponseEntity<String> periods(HttpServletRequest request) {
        List<String> groups = identity.getCurrentAuthentication().getGroupIds();
        if (!table.isOpenTo(groups)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Báo cáo của các đơn vị");
        values.put(
                "periods",
                table.running(groups).entrySet().stream()
                        .map(one -> new PeriodLine(
                                one.getKey().row().id(),
                                one.getKey().clause().citation(),
                                one.getKey().clause().name(),
                                period(one.getKey()),
                                Owed.day(one.getKey().row().dueAt()),
                                one.getValue()))
                        .toList());
        return templates.page("reports", values, request);
    }

    /** The filter of the list of reports. */
    enum Shown {
        UNSENT("chua-gui", "Chưa gửi", report -> isAt(report, Obligation.State.OPEN)),
        SENT("da-gui", "Đã gửi", report -> isAt(report, Obligation.State.SENT)),
        MENDING("dang-chinh-sua", "Đang chỉnh sửa", report -> isAt(report, Obligation.State.MENDING)),
        ACCEPTED("da-chap-nhan", "Đã chấp nhận", report -> report.row().state() == Obligation.State.ACCEPTED),
        LATE("qua-han", "Quá hạn", Report::isLate);

        private final String word;
        private final String vietnamese;
        private final Predicate<Report> takes;

        Shown(String word, String vietnamese, Predicate<Report> takes) {
            this.word = word;
            this.vietnamese = vietnamese;
            this.takes = takes;
        }

        private static boolean isAt(Report report, Obligation.State state) {
            return report.row().isActive() && report.row().state() == state;
        }

        static Optional<Shown> of(String asked) {
            return asked.isEmpty()
                    ? Optional.empty()
                    : Optional.of(List.of(values()).stream()
                            .filter(one -> one.word.equals(asked))
                            .findFirst()
                            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        }
    }

    /** A figure at the top, with the parameter value of its list. */
    record Number(String word, String name, long count) {}

    /**
     * A row of the table, as record components, because the template reads each value a hundred times. Missing values
     * are null.
     *
     * @param seen the form value of the report, {@code sending} the number in it
     * @param kind the CSS class of the state, {@code late} that of the timeliness
     * @param at the path of the report's page, if something was sent
     * @param toCheck whether it can be accepted here; {@code inTask} is the path of its task if that asks for more
     * @param chosen whether its box is ticked when the page opens
     */
    record Line(
            long id,
            String seen,
            int sending,
            String unit,
            String at,
            String standing,
            String kind,
            String timeliness,
            String late,
            String due,
            Sent sent,
            Returned returned,
            Place place,
            boolean toCheck,
            String inTask,
            boolean awaited,
            boolean canBeChosen,
            boolean chosen) {}

    /** @param note null if it was sent once and before the signature */
    record Sent(String at, String by, String note) {}

    /** @param facts when and by whom */
    record Returned(String reason, String facts) {}

    /** @param holder in words, also if the task is unclaimed */
    record Place(String step, String holder) {}

    /** @param chosen which boxes are ticked: those of reports to check, or of reports that are awaited */
    @GetMapping(ReportPaths.ALL + "/{period:[0-9]{1,18}}")
    ResponseEntity<String> period(
            @PathVariable("period") long id,
            @RequestParam(name = "so", defaultValue = "") String shown,
            @RequestParam(name = "chon", defaultValue = "") String chosen,
            HttpServletRequest request) {
        Collected period = theirs(id);
        Optional<Shown> asked = Shown.of(shown);
        List<Report> reports = table.reports(period);
        Map<String, Object> values = values(period, request);
        values.put("title", "Báo cáo của các đơn vị: " + period.clause().name() + ", " + period(period));
        values.put("shown", shown);
        values.put("all", reports.size());
        values.put(
                "numbers",
                List.of(Shown.values()).stream()
                        .map(one -> new Number(
                                one.word,
                                one.vietnamese,
                                reports.stream().filter(one.takes).count()))
                        .toList());
        List<Line> lines = reports.stream()
                .filter(report -> asked.map(one -> one.takes.test(report)).orElse(true))
                .map(report -> line(period, report, chosen, request))
                .toList();
        values.put("rows", lines.stream().map(PageTemplates::properties).toList());
        values.put("toCheck", lines.stream().filter(Line::toCheck).count());
        values.put("awaited", lines.stream().filter(Line::awaited).count());
        return templates.pageWithScript("report-table", values, request);
    }

    private Line line(Collected period, Report report, String chosen, HttpServletRequest request) {
        Optional<Open> open = report.toCheck(period);
        boolean isDecision = open.flatMap(checking::decision).isPresent();
        String timeliness = timeliness(report);
        Seen seen = Seen.of(report);
        return new Line(
                report.id(),
                seen.toString(),
                seen.sending(),
                report.unitName(),
                report.sent().isPresent()
                        ? request.getContextPath() + ReportPaths.of(period.row().id(), report.id())
                        : null,
                report.standing(),
                kind(report),
                timeliness,
                timeliness.equals(Status.OVERDUE.vietnamese()) ? "late" : null,
                report.row().dueAt().map(VietnameseDate::day).orElse("")
                        + (report.row().provisional() ? " (tạm tính)" : ""),
                report.sent()
                        .map(sent -> new Sent(VietnameseDate.shortMoment(sent.at()), sent.by(), note(sent)))
                        .orElse(null),
                report.returned()
                        .map(back ->
                                new Returned(back.reason(), VietnameseDate.shortMoment(back.at()) + ", " + back.by()))
                        .orElse(null),
                report.open()
                        .map(task -> new Place(
                                task.name(), task.holder().isEmpty() ? "chưa có người nhận" : task.holderName()))
                        .orElse(null),
                isDecision,
                open.filter(task -> !isDecision)
                        .map(task -> request.getContextPath() + "/task/" + task.task())
                        .orElse(null),
                report.isAwaited(),
                isDecision || report.isAwaited(),
                chosen.equals("da-gui") && isDecision || chosen.equals("chua-gui") && report.isAwaited());
    }

    private static String kind(Report report) {
        if (!report.row().isActive()) {
            return report.row().state() == Obligation.State.ACCEPTED ? "state done" : "state";
        }
        return switch (report.row().state()) {
            case SENT -> "state due-soon";
            case OPEN, MENDING -> report.isLate() ? "state overdue" : "state";
            default -> "state";
        };
    }

    private static String timeliness(Report report) {
        boolean isOwed = report.row().waivedAt().isEmpty()
                && report.row().cancelledAt().isEmpty()
                && report.row().lateFrom().isPresent();
        return isOwed ? (report.isLate() ? Status.OVERDUE : Status.IN_TIME).vietnamese() : "";
    }

    private static String note(ReportTable.Sent sent) {
        List<String> notes = new ArrayList<>();
        if (sent.number() > 1) {
            notes.add("lần " + sent.number());
        }
        if (sent.addendum()) {
            notes.add("bản bổ sung");
        }
        return notes.isEmpty() ? null : String.join(", ", notes);
    }

    /** A single report as the unit's head sent it last, with the possible decisions. */
    @GetMapping(ReportPaths.ALL + "/{period:[0-9]{1,18}}/{report:[0-9]{1,18}}")
    ResponseEntity<String> report(
            @PathVariable("period") long id, @PathVariable long report, HttpServletRequest request) {
        Collected period = theirs(id);
        Report found = table.reports(period).stream()
                .filter(one -> one.id() == report)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Optional<Filled> sent = sent(period, found);
        Map<String, Object> values = values(period, request);
        values.put("title", period.reports().kind() + ": " + found.unitName());
        values.put("row", PageTemplates.properties(line(period, found, "", request)));
        values.put("schema", sent.map(form -> form.schema().toString()).orElse(""));
        values.put("data", sent.map(form -> form.data().toString()).orElse(""));
        return templates.pageWithScript("report", values, request);
    }

    /** The last sent form, also if its instance was cancelled since. */
    private Optional<Filled> sent(Collected period, Report report) {
        List<String> instances = new ArrayList<>(ledger.instances(report.row()));
        Collections.reverse(instances);
        return instances.stream()
                .flatMap(instance -> completed.last(instance, period.sendingSteps()).stream())
                .findFirst()
                .flatMap(forms::of);
    }

    private Collected theirs(long id) {
        Collected found = table.period(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!found.isCheckedBy(identity.getCurrentAuthentication().getGroupIds())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return found;
    }

    private static String period(Collected period) {
        return Period.parse(period.row().key().period()).vietnamese();
    }

    /** Includes the results of the decision that redirected here. */
    private Map<String, Object> values(Collected period, HttpServletRequest request) {
        Map<String, ?> once = Optional.<Map<String, ?>>ofNullable(RequestContextUtils.getInputFlashMap(request))
                .orElse(Map.of());
        Map<String, Object> values = new HashMap<>();
        values.put("person", identity.getCurrentAuthentication().getUserId());
        values.put("id", period.row().id());
        values.put("clause", period.clause());
        values.put("period", period(period));
        values.put("reports", period.reports());
        values.put("stale", request.getParameter("stale") != null);
        values.put("results", once.containsKey(ReportPaths.RESULTS) ? once.get(ReportPaths.RESULTS) : List.of());
        values.put("typed", once.containsKey(ReportPaths.TYPED) ? once.get(ReportPaths.TYPED) : "");
        return values;
    }
}
