package vn.gov.most.dataplan.duty;

import static vn.gov.most.dataplan.plan.Names.What.CLAUSE;
import static vn.gov.most.dataplan.plan.Names.What.PART;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.NamedObligation;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.CarriedDay;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Coverage;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Opening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.PeriodRule;
import vn.gov.most.dataplan.plan.Schedule;

/** Opens and completes the obligation of a process instance; for models. */
@Component
@ModelBean
public class Obligations {

    /** The length limit for an event's subject in mails and refusals. */
    private static final int LONGEST_NAME = 200;

    private final PlanContext context;
    private final Schedule schedule;
    private final Register register;
    private final Ledger ledger;
    private final RuntimeService runtimeService;

    Obligations(
            PlanContext context, Schedule schedule, Register register, Ledger ledger, RuntimeService runtimeService) {
        this.context = context;
        this.schedule = schedule;
        this.register = register;
        this.ledger = ledger;
        this.runtimeService = runtimeService;
    }

    /** For older models, which opened the obligation themselves; does nothing if it is open already. */
    public void opened(DelegateExecution execution) {
        open(execution);
    }

    /**
     * Writes the row, and sets the instance's business key and the variables of its forms. The period is the variable
     * {@code period}; if a person left it empty, the one that may be opened today. A cancelled row is opened again.
     * Does nothing if the instance has its row already.
     *
     * @throws Refusal if the software is not in service; if the period does not belong to the clause, is open
     *     already, or is cancelled with a later one open; or if a person opens it before its day or after the next
     *     one's day
     */
    void open(DelegateExecution execution) {
        if (ledger.findByInstance(execution.getProcessInstanceId()).isPresent()) {
            return;
        }
        if (register.inUseSince().isEmpty()) {
            throw new Refusal("Hệ thống chưa được đưa vào sử dụng, nên chưa mở được nhiệm vụ nào."
                    + " Quản trị viên đưa vào sử dụng tại trang /khoi-dau.");
        }
        Part part = context.part(execution);
        Clause clause = context.clause(part);
        boolean isEvent = part.period() == PeriodRule.EVENT;
        boolean isOrdered = isEvent && execution.hasVariable(PlanContext.PERIOD);
        Period period = isOrdered
                ? context.period(execution)
                : isEvent ? schedule.periodOf(part, context.today()) : askedPeriod(execution, part);
        Optional<Opening> opening = schedule.opening(part, period.firstDay());
        if (part.period().isPeriodic() && opening.isEmpty()) {
            throw new Refusal(
                    "%s không có %s: Kế hoạch không đặt kỳ này.".formatted(clause.citation(), period.vietnamese()));
        }
        String unit = part.each() == PartOwner.CLAUSE ? "" : toldUnit(execution);
        String subject = isEvent ? Objects.toString(execution.getVariable(PlanContext.SUBJECT), "") : "";
        ObligationKey key =
                new ObligationKey(clause.id(), part.id(), isEvent && !isOrdered ? "" : period.id(), unit, subject);
        String about = isEvent ? about(execution, part, subject) : "";
        String called = about.isEmpty() ? subject : about;
        ledger.find(key).ifPresent(known -> checkOpensAgain(clause, period, known, called));
        if (part.each() == PartOwner.CLAUSE && PlanContext.currentUser() != null) {
            opening.ifPresent(asked -> checkIsCurrent(clause, asked));
        }
        // Milliseconds, so that the row equals the variable, which has no finer precision
        Instant now = context.now().truncatedTo(ChronoUnit.MILLIS);
        execution.setVariable("openedAt", Date.from(now));
        String businessKey = context.businessKey(key);
        Map<String, Instant> moments =
                part.due().map(due -> PlanContext.moments(due, execution)).orElse(Map.of());
        try {
            ledger.open(
                    key,
                    businessKey,
                    execution.getProcessInstanceId(),
                    opening.map(Opening::scheduledOn),
                    now,
                    schedule.deadline(part, period, moments));
        } catch (DuplicateKeyException openedMeanwhile) {
            throw alreadyOpen(clause, period, called);
        }
        if (!about.isEmpty()) {
            ledger.nameSubject(key, about);
        }
        execution.setProcessBusinessKey(businessKey);
        execution.setVariable(PlanContext.PERIOD, period.id());
        execution.setVariable("periodName", period.vietnamese());
        execution.setVariable("dutyName", clause.name());
        clause.coverage(period).ifPresent(coverage -> execution.setVariable("coverage", inWords(coverage, period)));
        if (!unit.isEmpty()) {
            register.unit(unit, context.today()).ifPresent(named -> execution.setVariable("unitName", named.name()));
        }
    }

    /**
     * Called when an administrator restarts a cancelled instance: the row continues with the new instance and its
     * previous dates. The engine restores the variables later.
     *
     * @throws Refusal if the row no longer belongs to the cancelled instance
     */
    void openAgain(DelegateExecution execution, String ended) {
        Obligation known = ledger.findByInstance(ended)
                .orElseThrow(() -> new Refusal(
                        "%s đã được mở lại bằng quy trình khác; chỉ khởi động lại được quy trình bị hủy sau cùng."
                                .formatted(execution.getProcessBusinessKey())));
        Part part = context.part(known.key());
        Period period = known.key().period().isEmpty()
                ? schedule.periodOf(part, LocalDate.ofInstant(known.openedAt(), WorkingCalendar.ZONE))
                : Period.parse(known.key().period());
        checkOpensAgain(context.clause(part), period, known, known.key().subject());
        part.opensAfterLate().ifPresent(rule -> checkNoneCameAfter(part, known));
        ledger.open(
                known.key(),
                known.businessKey(),
                execution.getProcessInstanceId(),
                known.scheduledOn(),
                context.now(),
                known.dueAt().map(due -> new Deadline(due, known.lateFrom().orElseThrow(), known.provisional())));
    }

    /** An administrator may start a unit's process by hand and forget the unit. */
    private static String toldUnit(DelegateExecution execution) {
        if (execution.getVariable(PlanContext.UNIT) instanceof String unit && !unit.isBlank()) {
            return unit;
        }
        throw new Refusal("\"Đơn vị\" (unit): còn thiếu; được phép: mã của một đơn vị đang hoạt động.");
    }

    /** The event's subject in words, with its day if that distinguishes it. */
    private static String about(DelegateExecution execution, Part part, String subject) {
        Stream<String> named = Stream.of(
                        "databaseName", "service", "sender", "concerns", "taskName", "requestSubject", "matter")
                .map(execution::getVariable)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .map(TypedText::line);
        Stream<String> days = part.carries().stream()
                .map(day -> execution.getVariable(day.isMoment() ? day.name().replaceFirst("At$", "On") : day.name()))
                .filter(day -> day != null && subject.contains(day.toString()))
                .map(day -> "ngày " + VietnameseDate.day(LocalDate.parse(day.toString())));
        String about = Stream.concat(named, days).collect(Collectors.joining(", "));
        return TypedText.begin(about, LONGEST_NAME);
    }

    /** Sets the period to the year of that day instead of the current year; call it before opening. */
    public void inYearOf(DelegateExecution execution, String day) {
        execution.setVariable(
                PlanContext.PERIOD, Period.year(LocalDate.parse(day).getYear()).id());
    }

    /**
     * Makes an event that units report on a period of its own, which ends on the day at the beginning of its subject;
     * call it before opening.
     */
    public void asPeriod(DelegateExecution execution) {
        String subject = (String) execution.getVariable(PlanContext.SUBJECT);
        execution.setVariable(
                PlanContext.PERIOD, Period.parse(subject.replace('/', '-')).id());
        execution.setVariable(PlanContext.SUBJECT, "");
    }

    /**
     * Records that the request was answered, which decides whether it is in time; the obligation stays open until it
     * is done. The named variables are stored with each answer.
     */
    public void answered(DelegateExecution execution, String variables) {
        ledger.send(
                ledger.ofInstance(execution.getProcessInstanceId()),
                context.now(),
                PlanContext.currentUser(),
                false,
                Json.text(Json.content(execution, variables)));
    }

    /** Records the product: the obligation is done, and the named variables are stored for later clauses. */
    public void done(DelegateExecution execution, String variables) {
        finish(execution, variables, Obligation.State.DONE, context.now());
    }

    /**
     * Records work that was done before it was opened here: the day of the evidence decides whether it was in time.
     *
     * @param day as from a form's date field
     * @throws Refusal if this day is in the future
     */
    public void doneOn(DelegateExecution execution, String day, String variables) {
        LocalDate doneOn = LocalDate.parse(day);
        if (doneOn.isAfter(context.today())) {
            throw new Refusal("\"Ngày hoàn thành\": %s chưa đến; phải là ngày đã qua hoặc hôm nay."
                    .formatted(VietnameseDate.day(doneOn)));
        }
        finish(
                execution,
                variables,
                Obligation.State.DONE,
                PlanContext.startOf(doneOn).toInstant());
    }

    /** Records that there is nothing to do, with the named variables. */
    public void notApplicable(DelegateExecution execution, String variables) {
        finish(execution, variables, Obligation.State.NOT_APPLICABLE, context.now());
    }

    private void finish(DelegateExecution execution, String variables, Obligation.State state, Instant doneThen) {
        ledger.finish(
                ledger.ofInstance(execution.getProcessInstanceId()),
                state,
                doneThen,
                context.now(),
                PlanContext.currentUser(),
                Json.text(Json.content(execution, variables)));
    }

    /**
     * Sets variables from another clause's product of the same period, by their stored names; null if there is none.
     * For a day ...Date also the time ...At. Before the opening, the period may be empty, as there.
     */
    public void recall(
            DelegateExecution execution, @Names(CLAUSE) String clause, @Names(PART) String part, String variables) {
        Map<String, Object> product = ledger.lastSending(
                        clause,
                        part,
                        askedPeriod(execution, context.part(execution)).id())
                .map(Sending::content)
                .map(Json::map)
                .orElse(Map.of());
        for (String name : variables.split(", *")) {
            Object value = product.get(name);
            execution.setVariable(name, value instanceof Collection ? Json.value(value) : value);
            if (name.endsWith("Date") && value instanceof String day) {
                execution.setVariable(CarriedDay.momentOf(name), PlanContext.startOf(LocalDate.parse(day)));
            }
        }
    }

    /**
     * Sets a list of the events of a part of the clause that were opened within the days its data cover, or that were
     * open when these began. Each row has the named variables, as last stored or else as they are now, the day {@code
     * statedOn}, the {@code state} in lower case, and whether it is {@code late}.
     */
    public void recallEvents(DelegateExecution execution, @Names(PART) String part, String list, String variables) {
        Clause clause = context.clause(context.part(execution));
        Period period = context.period(execution);
        Coverage coverage = clause.coverage(period).orElseThrow();
        int year = period.lastDay().getYear();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (NamedObligation event : ledger.events(
                clause.id(),
                part,
                PlanContext.startOf(coverage.firstDay(year)).toInstant(),
                PlanContext.startOf(coverage.lastDay(year).plusDays(1)).toInstant())) {
            rows.add(eventRow(event, List.of(variables.split(", *"))));
        }
        execution.setVariable(list, Json.value(rows));
    }

    private Map<String, Object> eventRow(NamedObligation event, List<String> variables) {
        Obligation obligation = event.obligation();
        Map<String, Object> said = event.result()
                .map(Json::map)
                .orElseGet(() -> runtimeService.getVariables(obligation.processInstance(), variables));
        Map<String, Object> row = new LinkedHashMap<>();
        variables.forEach(name -> row.put(name, said.get(name)));
        row.put(
                "statedOn",
                LocalDate.ofInstant(obligation.openedAt(), WorkingCalendar.ZONE).toString());
        row.put("state", obligation.state().name().toLowerCase(Locale.ROOT));
        row.put("late", obligation.isLate(context.now()));
        return row;
    }

    private Period askedPeriod(DelegateExecution execution, Part part) {
        String asked = Objects.toString(execution.getVariable(PlanContext.PERIOD), "");
        Period today = schedule.current(part, context.today())
                .map(Opening::period)
                .orElseGet(() -> schedule.periodOf(part, context.today()));
        if (asked.isBlank()) {
            return today;
        }
        try {
            Period period = Period.parse(asked.strip());
            if (part.period().isPeriodic() ? period.kind() == today.kind() : period.equals(today)) {
                return period;
            }
        } catch (IllegalArgumentException notAPeriod) {
            throw new Refusal("\"Kỳ\": " + notAPeriod.getMessage());
        }
        throw new Refusal(
                "\"Kỳ\": %s không phải là kỳ của nhiệm vụ này; ví dụ %s.".formatted(asked.strip(), today.id()));
    }

    private void checkOpensAgain(Clause clause, Period period, Obligation known, String about) {
        if (known.cancelledAt().isEmpty()) {
            throw known.doneAt().isPresent()
                    ? alreadyDone(clause, period, known, about)
                    : alreadyOpen(clause, period, about);
        }
        // Requests have no order
        if (period.kind() != Period.Kind.REQUEST && ledger.isLaterOpened(known.key())) {
            throw new Refusal("%s, %s đã hủy ngày %s và kỳ sau đã được mở; không mở lại."
                    .formatted(
                            clause.citation(),
                            period.vietnamese(),
                            VietnameseDate.day(known.cancelledAt().orElseThrow())));
        }
    }

    /** A unit has one at a time, which lists everything; a later one has listed what this one did. */
    private void checkNoneCameAfter(Part part, Obligation known) {
        Instant afterNow = context.now().plusMillis(1);
        ledger.events(part.clause(), part.id(), known.openedAt(), afterNow).stream()
                .map(NamedObligation::obligation)
                .filter(other -> other.key().unit().equals(known.key().unit()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refusal("%s đã hủy, sau đó %s đã được mở cho đơn vị này; không khởi động lại."
                            .formatted(known.businessKey(), other.businessKey()));
                });
    }

    /** The software may open missed periods after a downtime; people may open only the current one. */
    private void checkIsCurrent(Clause clause, Opening asked) {
        Optional<Opening> current = schedule.current(asked.part(), context.today());
        if (current.filter(asked::equals).isEmpty()) {
            throw new Refusal("%s, %s: %s. Kỳ được phép mở: %s."
                    .formatted(
                            clause.citation(),
                            asked.period().vietnamese(),
                            asked.isDueOn(context.today())
                                    ? "kỳ sau đã đến ngày mở"
                                    : "chưa đến ngày mở (%s)".formatted(VietnameseDate.day(asked.scheduledOn())),
                            current.map(opening -> opening.period().vietnamese())
                                    .orElse("hiện không có")));
        }
    }

    private static Refusal alreadyDone(Clause clause, Period period, Obligation done, String about) {
        String day = VietnameseDate.day(done.firstSentAt().or(done::doneAt).orElseThrow());
        return new Refusal(
                about.isEmpty()
                        ? "%s, %s đã hoàn thành ngày %s; không mở lại."
                                .formatted(clause.citation(), period.vietnamese(), day)
                        : "%s: việc này của %s đã hoàn thành ngày %s; mỗi việc chỉ mở một lần. Lần khác thì ghi căn cứ, lý do của lần đó."
                                .formatted(clause.citation(), about, day));
    }

    private static Refusal alreadyOpen(Clause clause, Period period, String about) {
        return new Refusal(
                about.isEmpty()
                        ? "%s, %s đã được mở; mỗi kỳ chỉ mở một lần.".formatted(clause.citation(), period.vietnamese())
                        : "%s đã được mở cho %s; mỗi việc chỉ mở một lần.".formatted(clause.citation(), about));
    }

    private static String inWords(Coverage coverage, Period period) {
        int year = period.lastDay().getYear();
        return "từ ngày %s đến ngày %s"
                .formatted(VietnameseDate.day(coverage.firstDay(year)), VietnameseDate.day(coverage.lastDay(year)));
    }
}
