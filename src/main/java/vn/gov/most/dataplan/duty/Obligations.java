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
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.Ordered;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.organisation.Register;
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

/** What is owed by an instance of the plan, from its opening to its product; for models. */
@Component
@ModelBean
public class Obligations {

    /** Of what an event concerns, where mails and refusals name it. */
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

    /** For models of before, which said it themselves: what they have opened is not opened again. */
    public void opened(DelegateExecution execution) {
        open(execution);
    }

    /**
     * Writes the row, and gives the instance its business key and what its forms show. The period is the variable
     * {@code period}; where a person left it empty, the one that may be opened today. What was cancelled is opened again
     * so; nothing happens where the instance has its row already.
     *
     * @throws Refusal where the software is not in use yet, the period is none of the clause's, is open already, is cancelled and a later one is open, or is
     *     opened by a person before its day or after the next one's
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
        // The row and the variable, which has no more than milliseconds, say the same
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
     * An administrator restarts an instance that was cancelled: its row goes on with this one, by the dates it had. The
     * engine gives the variables back later.
     *
     * @throws Refusal where the row does not stand still with that instance
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

    /** An administrator may start a unit's process by hand, and forget to say whose. */
    private static String toldUnit(DelegateExecution execution) {
        if (execution.getVariable(PlanContext.UNIT) instanceof String unit && !unit.isBlank()) {
            return unit;
        }
        throw new Refusal("\"Đơn vị\" (unit): còn thiếu; được phép: mã của một đơn vị đang hoạt động.");
    }

    /** What an event concerns in words, and its day where that tells it from another. */
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

    /** What an event says is of the year of that day, not of the one in which it is told; before it is opened. */
    public void inYearOf(DelegateExecution execution, String day) {
        execution.setVariable(
                PlanContext.PERIOD, Period.year(LocalDate.parse(day).getYear()).id());
    }

    /**
     * An event that units report on is a period of its own, until the day that its subject begins with; before it is opened.
     */
    public void asPeriod(DelegateExecution execution) {
        String subject = (String) execution.getVariable(PlanContext.SUBJECT);
        execution.setVariable(
                PlanContext.PERIOD, Period.parse(subject.replace('/', '-')).id());
        execution.setVariable(PlanContext.SUBJECT, "");
    }

    /**
     * Whoever has asked for it is answered, which decides in time or late; what is owed goes on until it is done. Of each
     * answer the content of the named variables is kept.
     */
    public void answered(DelegateExecution execution, String variables) {
        ledger.send(
                ledger.ofInstance(execution.getProcessInstanceId()),
                context.now(),
                PlanContext.currentUser(),
                false,
                Json.text(Json.content(execution, variables)));
    }

    /**
     * The product is there: what is owed is done, and the content of the named variables is kept as it was then, for the
     * clauses that go on from it.
     */
    public void done(DelegateExecution execution, String variables) {
        finish(execution, variables, Obligation.State.DONE, context.now());
    }

    /**
     * What was owed was done before it was opened here: the day that the evidence says decides in time or late.
     *
     * @param day as a form's date field has it
     * @throws Refusal where that day is still to come
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

    /** There is nothing to do here: what the named variables say of it is kept. */
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
     * Gives the instance what another clause's product of the same period says, by the names it was kept under; null where
     * there is none. Of a day named ...Date the moment ...At too. Before the instance is opened the period may be left
     * empty, as there.
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
                execution.setVariable(PlanContext.moment(name), PlanContext.startOf(LocalDate.parse(day)));
            }
        }
    }

    /**
     * Gives the instance what events of a part of its clause say that were opened within the days that its data cover, or
     * before and were not done when these began: a row each of the list, with the named variables as they were kept last or,
     * while nothing was, as they are; the day {@code statedOn}, the {@code state} in lower case, and whether it is
     * {@code late}.
     */
    public void recallEvents(DelegateExecution execution, @Names(PART) String part, String list, String variables) {
        Clause clause = context.clause(context.part(execution));
        Period period = context.period(execution);
        Coverage coverage = clause.coverage(period).orElseThrow();
        int year = period.lastDay().getYear();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Ordered event : ledger.events(
                clause.id(),
                part,
                PlanContext.startOf(coverage.firstDay(year)).toInstant(),
                PlanContext.startOf(coverage.lastDay(year).plusDays(1)).toInstant())) {
            rows.add(eventRow(event, List.of(variables.split(", *"))));
        }
        execution.setVariable(list, Json.value(rows));
    }

    private Map<String, Object> eventRow(Ordered event, List<String> variables) {
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
        // Of requests none is later than another
        if (period.kind() != Period.Kind.REQUEST && ledger.isLaterOpened(known.key())) {
            throw new Refusal("%s, %s đã hủy ngày %s và kỳ sau đã được mở; không mở lại."
                    .formatted(
                            clause.citation(),
                            period.vietnamese(),
                            VietnameseDate.day(known.cancelledAt().orElseThrow())));
        }
    }

    /** Of a unit there is one at a time, which lists all; one that came later has listed what this one did. */
    private void checkNoneCameAfter(Part part, Obligation known) {
        Instant afterNow = context.now().plusMillis(1);
        ledger.events(part.clause(), part.id(), known.openedAt(), afterNow).stream()
                .map(Ordered::obligation)
                .filter(other -> other.key().unit().equals(known.key().unit()))
                .findFirst()
                .ifPresent(other -> {
                    throw new Refusal("%s đã hủy, sau đó %s đã được mở cho đơn vị này; không khởi động lại."
                            .formatted(known.businessKey(), other.businessKey()));
                });
    }

    /** The software opens what it has missed while it was down; people open what is due now, and nothing else. */
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
