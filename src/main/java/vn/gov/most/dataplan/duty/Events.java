package vn.gov.most.dataplan.duty;

import static vn.gov.most.dataplan.plan.Names.What.CARRIED;
import static vn.gov.most.dataplan.plan.Names.What.CLAUSE;
import static vn.gov.most.dataplan.plan.Names.What.PART;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.DayOrder;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.organisation.DatabaseEntry;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.CarriedDay;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Checks the variables of an event before anything is opened, for models; a form and a message carry the same
 * variables. It comes before {@code obligations.opened}, which refuses duplicates.
 */
@Component
@ModelBean
public class Events {

    private static final String DATABASE = "database";

    /** The longest text of the engine's variables. A form checks this itself, a message does not. */
    private static final int LONGEST_TEXT = 4000;

    /** The longest subject of a row. */
    private static final int LONGEST_SUBJECT = 128;

    /** The names of the variables in error messages. A time is ISO 8601 with its zone, a day yyyy-MM-dd. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry(PlanContext.UNIT, "Đơn vị"),
            Map.entry(DATABASE, "CSDL"),
            Map.entry("service", "Dịch vụ chia sẻ dữ liệu"),
            Map.entry("matter", "Nội dung việc"),
            Map.entry("expectedResult", "Kết quả phải đạt"),
            Map.entry("partner", "Bên kết nối"),
            Map.entry("plannedDate", "Ngày dự kiến"),
            Map.entry("requester", "Cơ quan yêu cầu"),
            Map.entry("plannedLiveAt", "Thời điểm dự kiến đưa CSDL vào khai thác"),
            Map.entry("readyAt", "Thời điểm dịch vụ sẵn sàng"),
            Map.entry("issuedAt", "Thời điểm ban hành"),
            Map.entry("requestedAt", "Thời điểm yêu cầu"),
            Map.entry("changedAt", "Thời điểm thay đổi"),
            Map.entry("receivedAt", "Thời điểm nhận ý kiến"),
            Map.entry("sender", "Tổ chức, cá nhân gửi ý kiến"),
            Map.entry("feedbackContent", "Nội dung ý kiến"),
            Map.entry("concerns", "Mục của Kế hoạch"),
            Map.entry("taskName", "Công việc gặp khó khăn"),
            Map.entry("difficulty", "Khó khăn, vướng mắc"),
            Map.entry("helpContent", "Nội dung cần hỗ trợ"),
            Map.entry("requestSubject", "Nội dung yêu cầu"),
            Map.entry("dueDate", "Hạn hoàn thành"),
            Map.entry("reason", "Lý do"));

    /** True while {@link #open} starts an instance, whose variables are already checked. */
    private final ThreadLocal<Boolean> opening = ThreadLocal.withInitial(() -> false);

    private final PlanContext context;
    private final Plan plan;
    private final Register register;
    private final Ledger ledger;
    private final WorkingCalendar calendar;
    private final RuntimeService runtimeService;

    Events(
            PlanContext context,
            Plan plan,
            Register register,
            Ledger ledger,
            WorkingCalendar calendar,
            RuntimeService runtimeService) {
        this.context = context;
        this.plan = plan;
        this.register = register;
        this.ledger = ledger;
        this.calendar = calendar;
        this.runtimeService = runtimeService;
    }

    /**
     * Checks that the instance was started with valid values for exactly the named variables. A time becomes a date
     * variable, and its day becomes a text variable ...On for a form's date field. The plan's part limits the days
     * and their order. A database may be given by id or name, and determines the unit; a person who starts by hand
     * starts for their own unit. If the part is owed by each database owner, a unit without a database is refused.
     *
     * @param carried names, comma-separated; empty if the event names only the unit
     * @param distinguishing the variables that distinguish the events of a unit; empty if a unit has only one
     * @throws Refusal in Vietnamese, with what is wrong and what is allowed
     */
    public void check(DelegateExecution execution, @Names(CARRIED) String carried, String distinguishing) {
        if (opening.get()) {
            return;
        }
        carried(execution, carried);
        execution.setVariable(
                PlanContext.SUBJECT,
                known(context.part(execution), unitOf(execution), subject(execution, names(distinguishing))));
    }

    /**
     * Like the other check, for events whose distinguishing values do not fit into a key. The subject is the values
     * of {@code distinguishing}, with a time as its day, followed by a digest of these and of the values of {@code
     * digested}. In the digest, times count to the minute, and blanks and case are ignored.
     */
    public void check(
            DelegateExecution execution, @Names(CARRIED) String carried, String distinguishing, String digested) {
        if (opening.get()) {
            return;
        }
        carried(execution, carried);
        List<String> readable = names(distinguishing);
        String digest = digest(Stream.concat(readable.stream(), names(digested).stream())
                .map(name -> exactly(execution, name))
                .toList());
        String subject = readable(execution, readable);
        int room = LONGEST_SUBJECT - digest.length() - 1;
        execution.setVariable(
                PlanContext.SUBJECT,
                known(context.part(execution), unitOf(execution), TypedText.begin(subject, room) + "/" + digest));
    }

    private static String unitOf(DelegateExecution execution) {
        return Objects.toString(execution.getVariable(PlanContext.UNIT), "");
    }

    private void carried(DelegateExecution execution, String carried) {
        // The engine restores the variables of a restarted instance later, so there is nothing to check
        if (((ExecutionEntity) execution).getRestartedProcessInstanceId() != null) {
            throw new Refusal(
                    "\"skipCustomListeners\": còn thiếu; được phép: true, vì sự kiện không được nêu lại khi khởi"
                            + " động lại. Cách khác: nêu lại sự kiện đó.");
        }
        List<String> names = names(carried);
        Set<String> unknown = new TreeSet<>(execution.getVariableNames());
        unknown.removeAll(names);
        unknown.remove(PlanContext.UNIT);
        if (!unknown.isEmpty()) {
            List<String> allowed = new ArrayList<>(names);
            allowed.add(PlanContext.UNIT);
            throw new Refusal("Không nhận nội dung: %s. Được phép: %s."
                    .formatted(String.join(", ", unknown), String.join(", ", allowed)));
        }
        if (names.contains(DATABASE)) {
            database(execution);
        }
        if (context.part(execution).each() != PartOwner.CLAUSE) {
            unit(execution);
        }
        Map<String, LocalDate> days = days(execution, names);
        names.stream()
                .filter(name -> !name.equals(DATABASE) && !days.containsKey(name))
                .forEach(name -> execution.setVariable(name, given(execution, name)));
    }

    /** The days of the event, each checked for its range and order. */
    private Map<String, LocalDate> days(DelegateExecution execution, List<String> names) {
        List<CarriedDay> carried = context.part(execution).carries().stream()
                .filter(day -> names.contains(day.name()))
                .toList();
        Map<String, LocalDate> days = new HashMap<>();
        carried.forEach(day -> days.put(day.name(), day.isMoment() ? moment(execution, day) : day(execution, day)));
        carried.forEach(day -> day.notBefore()
                .filter(days::containsKey)
                .flatMap(first -> DayOrder.fault(days.get(day.name()), days.get(first), called(first)))
                .ifPresent(fault -> {
                    throw refusal(day.name(), fault);
                }));
        return days;
    }

    /** The existing spelling of the subject: the same subject of the same unit in another case is the same event. */
    private String known(Part part, String unit, String subject) {
        return ledger.subjects(part.clause(), part.id(), unit).stream()
                .filter(known -> TypedText.isSame(known, subject))
                .findFirst()
                .orElse(subject);
    }

    private static String subject(DelegateExecution execution, List<String> distinguishing) {
        String subject = readable(execution, distinguishing);
        if (subject.length() > LONGEST_SUBJECT) {
            throw new Refusal("%s: dài %d ký tự; được phép: tối đa %d ký tự."
                    .formatted(
                            distinguishing.stream().map(Events::called).collect(Collectors.joining(", ")),
                            subject.length(),
                            LONGEST_SUBJECT));
        }
        return subject;
    }

    private static String readable(DelegateExecution execution, List<String> names) {
        return names.stream().map(name -> distinguishing(execution, name)).collect(Collectors.joining("/"));
    }

    /** Four bytes are enough to distinguish what one sender reports about a unit in a minute. */
    private static String digest(List<String> values) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256")
                    .digest(Json.text(values).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String exactly(DelegateExecution execution, String name) {
        return execution.getVariable(name) instanceof Date date
                ? date.toInstant().truncatedTo(ChronoUnit.MINUTES).toString()
                : given(execution, name).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    /**
     * Opens another part for the same unit and subject, unless it is open or done already: the event may have been
     * cancelled and reported again.
     *
     * @param carried the variables to pass, names comma-separated; for a day ...Date also the time ...At
     */
    public void open(
            DelegateExecution execution, @Names(CLAUSE) String clause, @Names(PART) String part, String carried) {
        Part opened = plan.part(clause, part).orElseThrow();
        String unit = (String) execution.getVariable(PlanContext.UNIT);
        // An old instance may have another spelling than the ledger's converted rows
        String subject = known(opened, unit, TypedText.line((String) execution.getVariable(PlanContext.SUBJECT)));
        if (isThere(clause, part, unit, subject)) {
            return;
        }
        VariableMap variables =
                Variables.createVariables().putValue(PlanContext.UNIT, unit).putValue(PlanContext.SUBJECT, subject);
        for (String name : names(carried)) {
            variables.putValue(name, execution.getVariable(name));
            if (name.endsWith("Date")) {
                variables.putValue(CarriedDay.momentOf(name), PlanContext.startOf(LocalDate.parse((String)
                        execution.getVariable(name))));
            }
        }
        opening.set(true);
        try {
            runtimeService.startProcessInstanceByKey(opened.process().orElseThrow(), variables);
        } finally {
            opening.remove();
        }
    }

    /**
     * Starts another part with its own event, as a person or a message would; that part's model checks it. Not if
     * this event is open or done already.
     *
     * @param carried the variables to pass
     * @param distinguishing those that identify the event, as in the other model's check
     */
    public void open(
            DelegateExecution execution,
            @Names(CLAUSE) String clause,
            @Names(PART) String part,
            String carried,
            String distinguishing) {
        Part opened = plan.part(clause, part).orElseThrow();
        String unit = (String) execution.getVariable(PlanContext.UNIT);
        if (isThere(clause, part, unit, known(opened, unit, subject(execution, names(distinguishing))))) {
            return;
        }
        VariableMap variables = Variables.createVariables().putValue(PlanContext.UNIT, unit);
        names(carried).forEach(name -> variables.putValue(name, execution.getVariable(name)));
        runtimeService.startProcessInstanceByKey(opened.process().orElseThrow(), variables);
    }

    private boolean isThere(String clause, String part, String unit, String subject) {
        return ledger.find(new ObligationKey(clause, part, "", unit, subject))
                .filter(known -> known.cancelledAt().isEmpty())
                .isPresent();
    }

    private void database(DelegateExecution execution) {
        String given = given(execution, DATABASE);
        List<DatabaseEntry> all = register.ownersOn(context.today()).stream()
                .flatMap(owner -> register.databasesOf(owner.unit().id(), context.today()).stream())
                .toList();
        DatabaseEntry found = all.stream()
                .filter(database -> TypedText.isSame(database.id(), given) || TypedText.isSame(database.name(), given))
                .findFirst()
                .orElseThrow(() -> refusal(
                        DATABASE,
                        "\"%s\" không có trong danh bạ đơn vị".formatted(given),
                        all.stream().map(DatabaseEntry::name).collect(Collectors.joining("; "))));
        Object unit = execution.getVariable(PlanContext.UNIT);
        if (unit != null && !unit.equals(found.owner())) {
            throw refusal(
                    PlanContext.UNIT,
                    "\"%s\" không phải là đơn vị chủ quản %s".formatted(unit, found.name()),
                    found.owner());
        }
        execution.setVariable(PlanContext.UNIT, found.owner());
        execution.setVariable(DATABASE, found.id());
        execution.setVariable("databaseName", found.name());
    }

    private void unit(DelegateExecution execution) {
        Part part = context.part(execution);
        List<String> own = register.unitsOn(context.today()).stream()
                .map(unit -> unit.id())
                .filter(unit -> groups().contains(ManualStarters.groupOf(part, unit)))
                .toList();
        Object given = execution.getVariable(PlanContext.UNIT);
        boolean isGiven = given != null && !given.toString().isBlank();
        String told = !isGiven && own.size() == 1 ? own.get(0) : given(execution, PlanContext.UNIT);
        String unit = register.unitsOn(context.today()).stream()
                .map(Unit::id)
                .filter(id -> TypedText.isSame(id, told))
                .findFirst()
                .orElseThrow(() -> refusal(
                        PlanContext.UNIT,
                        "\"%s\" không có trong danh bạ đơn vị".formatted(told),
                        "mã của một đơn vị đang hoạt động"));
        if (!own.isEmpty()
                && !own.contains(unit)
                && !ManualStarters.startForAll(groups(), context.clause(part), part)) {
            throw refusal(
                    PlanContext.UNIT,
                    part.startedByStaff()
                            ? "chỉ cán bộ của chính đơn vị mở được việc này"
                            : "chỉ thủ trưởng của chính đơn vị mở được việc này",
                    String.join(", ", own));
        }
        if (part.each() == PartOwner.DATABASE_OWNER) {
            checkIsOwner(unit);
        }
        execution.setVariable(PlanContext.UNIT, unit);
    }

    private void checkIsOwner(String unit) {
        List<String> owners = register.ownersOn(context.today()).stream()
                .map(owner -> owner.unit().id())
                .toList();
        if (!owners.contains(unit)) {
            throw refusal(
                    PlanContext.UNIT,
                    "\"%s\" không phải là đơn vị chủ quản CSDL".formatted(unit),
                    String.join(", ", owners));
        }
    }

    private static List<String> groups() {
        Authentication person = Context.getCommandContext().getAuthentication();
        return person == null || person.getGroupIds() == null ? List.of() : person.getGroupIds();
    }

    private LocalDate moment(DelegateExecution execution, CarriedDay carried) {
        String name = carried.name();
        ZonedDateTime moment;
        if (execution.getVariable(name) instanceof Date date) {
            moment = date.toInstant().atZone(WorkingCalendar.ZONE);
        } else {
            String given = given(execution, name);
            try {
                moment = OffsetDateTime.parse(given).atZoneSameInstant(WorkingCalendar.ZONE);
            } catch (DateTimeException notOne) {
                throw refusal(
                        name,
                        "\"%s\" không phải là thời điểm có múi giờ".formatted(given),
                        "ngày giờ kèm múi giờ, ví dụ 2026-11-23T10:00+07:00");
            }
        }
        // Checked before it becomes a date variable, whose range of years is limited
        carried.kind().fault(moment.toInstant(), context.now(), calendar).ifPresent(fault -> {
            throw refusal(name, fault);
        });
        LocalDate day = moment.toLocalDate();
        execution.setVariable(name, Date.from(moment.toInstant()));
        execution.setVariable(name.replaceFirst("At$", "On"), day.toString());
        return day;
    }

    private LocalDate day(DelegateExecution execution, CarriedDay carried) {
        String name = carried.name();
        String given = given(execution, name);
        LocalDate day;
        try {
            day = LocalDate.parse(given);
        } catch (DateTimeException notOne) {
            throw refusal(name, "\"%s\" không phải là ngày".formatted(given), "năm-tháng-ngày, ví dụ 2026-11-23");
        }
        carried.kind().fault(day, context.today(), calendar).ifPresent(fault -> {
            throw refusal(name, fault);
        });
        execution.setVariable(CarriedDay.momentOf(name), PlanContext.startOf(day));
        return day;
    }

    private static String given(DelegateExecution execution, String name) {
        Object value = execution.getVariable(name);
        String text = value == null ? "" : TypedText.lines(value.toString());
        if (!TypedText.saysSomething(text)) {
            throw refusal(name, "còn thiếu", "phải có nội dung");
        }
        if (text.length() > LONGEST_TEXT) {
            throw refusal(name, "dài %d ký tự".formatted(text.length()), "tối đa %d ký tự".formatted(LONGEST_TEXT));
        }
        return text;
    }

    /** The day of a time; a form that starts another part has it as text. */
    private static String distinguishing(DelegateExecution execution, String name) {
        Object value = execution.getVariable(name);
        if (value instanceof Date date) {
            return LocalDate.ofInstant(date.toInstant(), WorkingCalendar.ZONE).toString();
        }
        String text = TypedText.line(given(execution, name));
        return name.endsWith("At") && !text.isEmpty()
                ? LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), WorkingCalendar.ZONE)
                        .toString()
                : text;
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Refusal refusal(String name, String wrong, String allowed) {
        return new Refusal("%s: %s; được phép: %s.".formatted(called(name), wrong, allowed));
    }

    /** @param fault a whole sentence that says what is allowed */
    private static Refusal refusal(String name, String fault) {
        return new Refusal(
                "%s: %s".formatted(called(name), fault.substring(0, 1).toLowerCase() + fault.substring(1)));
    }

    private static String called(String name) {
        return "\"%s\" (%s)".formatted(LABELS.getOrDefault(name, name), name);
    }
}
