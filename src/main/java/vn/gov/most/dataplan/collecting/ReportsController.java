package vn.gov.most.dataplan.collecting;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.RequestContextUtils;
import vn.gov.most.dataplan.collecting.Checking.Result;
import vn.gov.most.dataplan.collecting.Checking.Seen;
import vn.gov.most.dataplan.collecting.ReportTable.Collected;

/** Takes a checker's decisions from the page of a period. Each redirects to a page that shows the results. */
@RestController
class ReportsController {

    private static final String PERIOD = ReportPaths.ALL + "/{period:[0-9]{1,18}}";

    private final ReportTable table;
    private final Checking checking;
    private final IdentityService identity;
    private final TaskService tasks;

    ReportsController(ReportTable table, Checking checking, IdentityService identity, TaskService tasks) {
        this.table = table;
        this.checking = checking;
        this.identity = identity;
        this.tasks = tasks;
    }

    /** Whether the current user checks any reports. */
    @GetMapping("/api/report-checker")
    boolean checksReports() {
        return table.isOpenTo(groups());
    }

    /** @param at null where no reports are collected, or another than the person checks them */
    record Page(String at) {}

    /** Where the reports stand that a task of their period is about. */
    @GetMapping("/api/report-checker/task/{id:[A-Za-z0-9-]{1,64}}")
    Page ofTask(@PathVariable String id) {
        Task task = Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Page(Optional.ofNullable(task.getProcessInstanceId())
                .flatMap(table::carriedOutBy)
                .filter(period -> period.isCheckedBy(groups()))
                .map(period -> ReportPaths.ofPeriod(period.row().id()))
                .orElse(null));
    }

    @PostMapping(PERIOD + "/chap-nhan")
    ResponseEntity<Void> accept(
            @PathVariable long period,
            @RequestParam(name = ReportPaths.REPORT, defaultValue = "") List<Seen> chosen,
            HttpServletRequest request,
            HttpServletResponse response) {
        return back(ReportPaths.ofPeriod(period), checking.accept(theirs(period), chosen), "", request, response);
    }

    @PostMapping(PERIOD + "/nhac")
    ResponseEntity<Void> urge(
            @PathVariable long period,
            @RequestParam(name = ReportPaths.REPORT, defaultValue = "") List<Seen> chosen,
            HttpServletRequest request,
            HttpServletResponse response) {
        return back(ReportPaths.ofPeriod(period), checking.urge(theirs(period), chosen), "", request, response);
    }

    @PostMapping(PERIOD + "/{report:[0-9]{1,18}}/tra-lai")
    ResponseEntity<Void> giveBack(
            @PathVariable long period,
            @PathVariable long report,
            @RequestParam(name = ReportPaths.SENDING, defaultValue = "0") int sending,
            @RequestParam(name = "ly-do", defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response) {
        List<Result> results = checking.giveBack(theirs(period), new Seen(report, sending), reason);
        boolean isDone = results.stream().allMatch(Result::done);
        return back(
                isDone ? ReportPaths.ofPeriod(period) : ReportPaths.of(period, report),
                results,
                isDone ? "" : reason,
                request,
                response);
    }

    private Collected theirs(long period) {
        Collected found = table.period(period).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!found.isCheckedBy(groups())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return found;
    }

    private List<String> groups() {
        return identity.getCurrentAuthentication().getGroupIds();
    }

    /** Redirects with flash attributes: the page shows the results once, and reloading it repeats nothing. */
    private static ResponseEntity<Void> back(
            String path, List<Result> results, String typed, HttpServletRequest request, HttpServletResponse response) {
        FlashMap once = RequestContextUtils.getOutputFlashMap(request);
        once.put(ReportPaths.RESULTS, results);
        once.put(ReportPaths.TYPED, typed);
        String location = request.getContextPath() + path;
        RequestContextUtils.saveOutputFlashMap(location, request, response);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(location))
                .build();
    }
}
