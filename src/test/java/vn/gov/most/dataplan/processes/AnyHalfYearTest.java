package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.most.dataplan.processes.CollectingStage.APPROVE;
import static vn.gov.most.dataplan.processes.CollectingStage.CHECK;
import static vn.gov.most.dataplan.processes.CollectingStage.CONSOLIDATE;
import static vn.gov.most.dataplan.processes.CollectingStage.MEND;
import static vn.gov.most.dataplan.processes.CollectingStage.PREPARE;
import static vn.gov.most.dataplan.processes.CollectingStage.SEND;
import static vn.gov.most.dataplan.processes.IssuingStage.ANSWER;
import static vn.gov.most.dataplan.processes.IssuingStage.COMMENT;
import static vn.gov.most.dataplan.processes.IssuingStage.FIX;
import static vn.gov.most.dataplan.processes.IssuingStage.ISSUE;
import static vn.gov.most.dataplan.processes.IssuingStage.SIGN;
import static vn.gov.most.dataplan.processes.IssuingStage.SUBMIT;

import java.security.SecureRandom;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.plan.Part;

/**
 * Plays random half-years of the public's feedback (PL.II.8) and of the catalogue that it goes into (PL.I.3). Nothing
 * is lost and nothing appears twice; orders match what was signed, with the right unit and date. Six half-years in
 * every run, 60 with the system property that the Maven profile {@code durability} sets; {@code dataplan.half-year}
 * repeats one by its printed seed. The next half-year is played the usual way, to show what happens to the unfinished
 * work.
 */
class AnyHalfYearTest extends Stage {

    private static final String TAKE_IN = "userTask_takeInFeedback";
    private static final String CONCLUDE = "userTask_concludeReview";
    private static final String UNCHANGED = "userTask_confirmUnchanged";

    private static final List<String> OF_THE_MINISTRY =
            List.of(CONSOLIDATE, APPROVE, CONCLUDE, UNCHANGED, ANSWER, SUBMIT, FIX, SIGN, ISSUE);
    private static final List<String> OF_A_UNIT = List.of(TAKE_IN, PREPARE, SEND, CHECK, MEND);

    /** Those that do as they like; the others work the usual way. */
    private static final List<String> UNITS = List.of("it-center", "legal", "nasati");

    private static final LocalDate BEGIN = LocalDate.of(2026, 9, 1);

    /** From now on all is done the next day, so that the half-year comes to its end. */
    private static final LocalDate CALM = LocalDate.of(2027, 3, 1);

    /** When the owners' reports of the next review of the catalogue are open. */
    private static final LocalDate END = LocalDate.of(2027, 5, 5);

    private static final Set<LocalDate> OPENED = Set.of(
            LocalDate.of(2026, 10, 1), LocalDate.of(2026, 11, 2), LocalDate.of(2027, 4, 1), LocalDate.of(2027, 5, 4));

    private static final DateTimeFormatter MORNING = DateTimeFormatter.ofPattern("d/M/yyyy 10:00");

    /** The feedback of a day. */
    private record Feedback(LocalDate day, String unit, String sender) {}

    /** A unit's report is ended by mistake, and opened again so many days later, or never. */
    private record Mistake(LocalDate day, String report, int days) {}

    private final List<String> story = new ArrayList<>();
    private final Map<String, Double> pace = new HashMap<>();
    private final Map<LocalDate, List<ProcessInstance>> openedAgain = new HashMap<>();
    private Map<String, String> keys = Map.of();
    private Random random;
    private int number;

    @Override
    String clause() {
        return "PL.II.8";
    }

    @Override
    boolean isPlayed(Part part) {
        return part.clause().equals("PL.II.8") || part.clause().equals("PL.I.3");
    }

    static LongStream seeds() {
        Long one = Long.getLong("dataplan.half-year");
        int halfYears = Boolean.getBoolean("dataplan.twenty-kills") ? 60 : 6;
        return one != null ? LongStream.of(one) : new SecureRandom().longs(halfYears, 0, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostNothingStandsTwiceAndWhatIsSignedIsOrdered(long seed) {
        random = new Random(seed);
        try {
            play();
            new HalfYearChecker(engine, jdbc, schedule.calendar()).check();
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError("-Ddataplan.half-year=%d:%n%s".formatted(seed, String.join("\n", story)), fault);
        }
    }

    private void play() {
        installedAt(BEGIN.format(DateTimeFormatter.ofPattern("d/M/yyyy 08:00")));
        OF_THE_MINISTRY.forEach(task -> player.when(task).never());
        for (String unit : UNITS) {
            OF_A_UNIT.forEach(task -> player.when(task).of(unit).never());
            for (String clause : List.of("PL.II.8", "PL.I.3")) {
                pace.put(clause + "/2026-H2/" + unit, any(List.of(0.0, 0.1, 0.3, 0.6)));
            }
            if (chance(0.3)) {
                player.when(COMMENT).of(unit).never();
            } else if (chance(0.5)) {
                player.when(COMMENT).of(unit).answer("comment", "Chưa công bố được.");
            }
        }
        List<Feedback> feedback = feedback();
        List<Mistake> mistakes = mistakes();
        engine.getManagementService().suspendJobDefinitionById(everyMorning(), true);
        boolean isBusy = true;
        for (LocalDate day = BEGIN; !day.isAfter(END); day = day.plusDays(1)) {
            LocalDate today = day;
            List<Feedback> told =
                    feedback.stream().filter(one -> one.day().equals(today)).toList();
            List<Mistake> ended =
                    mistakes.stream().filter(one -> one.day().equals(today)).toList();
            List<ProcessInstance> again = openedAgain.getOrDefault(day, List.of());
            if (OPENED.contains(day)) {
                player.playUntil(MORNING.format(day).replace("10:00", "06:30"));
                started();
            }
            boolean isMonday = day.getDayOfWeek() == DayOfWeek.MONDAY;
            if (isBusy || isMonday || day.equals(END) || !told.isEmpty() || !ended.isEmpty() || !again.isEmpty()) {
                player.playUntil(MORNING.format(day));
                told.forEach(this::tell);
                ended.forEach(this::end);
                again.forEach(this::openAgain);
                timeMachine.runDueJobs();
                List<Task> tasks = tasks();
                tasks.stream().filter(this::isItsDay).forEach(this::complete);
                isBusy = tasks.stream().anyMatch(task -> chance(task) > 0);
            }
        }
        timeMachine.runDueJobs();
    }

    /**
     * The job that looks for periods to open: there is one on four mornings of 250, on which the program starts
     * instead.
     */
    private String everyMorning() {
        return engine.getManagementService()
                .createJobDefinitionQuery()
                .processDefinitionKey("open-due-periods")
                .jobType("timer-start-event")
                .singleResult()
                .getId();
    }

    @AfterEach
    void periodsOpenAgain() {
        engine.getManagementService().activateJobDefinitionById(everyMorning(), true);
    }

    private List<Feedback> feedback() {
        List<Feedback> all = new ArrayList<>();
        IntStream.range(0, random.nextInt(7)).forEach(n -> {
            boolean again = !all.isEmpty() && chance(0.3);
            // Before the reports are opened, while they are, while they are put together, and after
            LocalDate day = BEGIN.plusDays(any(List.of(0, 0, 30, 61)) + random.nextInt(30));
            all.add(
                    again
                            ? all.get(all.size() - 1)
                            : new Feedback(day, any(UNITS), any(List.of("Hội Tin học", "Nguyễn Văn An"))));
        });
        return all;
    }

    private List<Mistake> mistakes() {
        List<Mistake> all = new ArrayList<>();
        for (String unit : UNITS) {
            if (chance(0.25)) {
                all.add(mistake(LocalDate.of(2026, 10, 1), "PL.II.8/2026-H2/" + unit));
            }
            if (chance(0.25)) {
                all.add(mistake(LocalDate.of(2026, 11, 2), "PL.I.3/2026-H2/" + unit));
            }
        }
        return all;
    }

    private Mistake mistake(LocalDate opened, String report) {
        return new Mistake(opened.plusDays(random.nextInt(30)), report, chance(0.7) ? 1 + random.nextInt(20) : 0);
    }

    private void tell(Feedback feedback) {
        Map<String, Object> told = new HashMap<>(Map.of(
                "unit",
                feedback.unit(),
                "receivedAt",
                feedback.day().minusDays(1 + random.nextInt(4)) + "T10:00+07:00",
                "sender",
                feedback.sender(),
                "feedbackContent",
                "Ý kiến số " + ++number + "."));
        note("told " + told);
        if (chance(0.5)) {
            message("open-data-feedback", told);
        } else {
            player.as(feedback.unit() + "-head", () -> startByHand("ii8-feedback", told));
        }
    }

    private void end(Mistake mistake) {
        ProcessInstance report = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(mistake.report())
                .singleResult();
        if (report == null) {
            return;
        }
        note("ended " + mistake.report());
        player.as("admin", () -> engine.getRuntimeService().deleteProcessInstance(report.getId(), "Nhầm"));
        if (mistake.days() > 0) {
            openedAgain
                    .computeIfAbsent(mistake.day().plusDays(mistake.days()), day -> new ArrayList<>())
                    .add(report);
        }
    }

    private void openAgain(ProcessInstance report) {
        note("opened again " + report.getBusinessKey());
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(report.getProcessDefinitionId())
                .startBeforeActivity(PREPARE)
                .processInstanceIds(report.getId())
                .execute());
    }

    private List<Task> tasks() {
        keys = engine.getRuntimeService().createProcessInstanceQuery().list().stream()
                .collect(Collectors.toMap(ProcessInstance::getId, one -> String.valueOf(one.getBusinessKey())));
        return engine.getTaskService().createTaskQuery().active().list().stream()
                .filter(task -> OF_THE_MINISTRY.contains(task.getTaskDefinitionKey())
                        || OF_A_UNIT.contains(task.getTaskDefinitionKey()) && UNITS.contains(unit(task)))
                .sorted(Comparator.comparing(this::businessKey).thenComparing(Task::getTaskDefinitionKey))
                .toList();
    }

    private boolean isItsDay(Task task) {
        return chance(chance(task));
    }

    /**
     * Signing is quick, and issuing and approving are slow, so that the ordered day often has passed before the order.
     */
    private double chance(Task task) {
        return switch (task.getTaskDefinitionKey()) {
            case PREPARE, SEND, MEND -> pace.getOrDefault(businessKey(task), 1.0);
            case SUBMIT, SIGN -> isCalm() ? 1 : 0.7;
            default -> isCalm() ? 1 : 0.3;
        };
    }

    private void complete(Task task) {
        String user = user(task);
        player.as(user, () -> engine.getTaskService().claim(task.getId(), user));
        if (task.getTaskDefinitionKey().equals(CONCLUDE)) {
            refusedToday(task, user);
        }
        if (List.of(SUBMIT, SIGN).contains(task.getTaskDefinitionKey()) && isAnyDayPassed(task)) {
            assertRefused(
                    task,
                    user,
                    Map.of("submitDecision", "submit", "signDecision", "sign"),
                    "chọn \"Trả lại\" để sửa thời hạn");
        }
        Map<String, Object> answers = answers(task);
        note("%s %s by %s %s".formatted(businessKey(task), task.getTaskDefinitionKey(), user, answers));
        submit(task, user, answers);
    }

    private void submit(Task task, String user, Map<String, Object> answers) {
        Map<String, Object> filledIn = player.filledIn(task, answers);
        player.as(user, () -> engine.getFormService().submitTaskForm(task.getId(), filledIn));
    }

    private void assertRefused(Task task, String user, Map<String, Object> answers, String because) {
        note("refused %s %s".formatted(task.getTaskDefinitionKey(), answers));
        assertThatThrownBy(() -> submit(task, user, answers))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(because);
    }

    /** Sometimes a dataset is ordered for a day that leaves no time. */
    private void refusedToday(Task task, String user) {
        List<Map<String, Object>> rows = rows(task, "datasets");
        if (!rows.isEmpty() && !"remove".equals(rows.get(0).get("change")) && chance(0.4)) {
            Map<String, Object> first =
                    Map.of("conclusion", "accept", "orderedFor", firstDay().minusDays(1 + random.nextInt(3)) + "");
            List<Map<String, Object>> all = new ArrayList<>(each(rows, row -> Map.of("conclusion", "refuse")));
            all.set(0, first);
            assertRefused(task, user, Map.of("amendment", "amend", "datasets", all), "không được trước ngày");
        }
    }

    private String user(Task task) {
        return switch (task.getTaskDefinitionKey()) {
            case TAKE_IN, PREPARE, MEND -> unit(task) + "-staff-1";
            case SEND -> unit(task) + "-head";
            case CHECK -> "it-center-staff-3";
            case APPROVE, SIGN -> any(List.of("minister", "deputy-minister-1", "deputy-minister-2"));
            case UNCHANGED, SUBMIT -> "it-center-head";
            case ISSUE -> "ministry-office-staff-1";
            default -> "it-center-staff-2";
        };
    }

    private Map<String, Object> answers(Task task) {
        return switch (task.getTaskDefinitionKey()) {
            case TAKE_IN ->
                Map.of(
                        "name", "Dữ liệu " + ++number,
                        "inCatalogue", any(List.of("yes", "no")),
                        "proposedAnswer", any(List.of("accept", "explain")));
            case PREPARE -> prepared(task);
            case MEND -> Map.of(list(task), each(rows(task, list(task)), row -> Map.of()));
            case SEND -> decided("headDecision", "send");
            case CHECK -> decided("checkDecision", "accept");
            case CONSOLIDATE -> Map.of("feedback", each(rows(task, "feedback"), row -> answered()));
            case APPROVE -> decided("approvalDecision", "approve");
            case CONCLUDE -> concluded(task);
            case UNCHANGED -> decided("confirmDecision", "confirm");
            case ANSWER, FIX -> Map.of("decidedRows", each(rows(task, "decidedRows"), this::keptOrDropped));
            case SUBMIT -> isAnyDayPassed(task) ? returned("submitDecision") : decided("submitDecision", "submit");
            case SIGN -> isAnyDayPassed(task) ? returned("signDecision") : signed();
            default -> Map.of();
        };
    }

    private Map<String, Object> prepared(Task task) {
        List<Map<String, Object>> rows = new ArrayList<>(each(rows(task, list(task)), row -> Map.of()));
        if (list(task).equals("datasets")) {
            IntStream.range(0, random.nextInt(4))
                    .forEach(n -> rows.add(Map.of(
                            "name", "Dữ liệu " + ++number, "change", any(List.of("add", "add", "amend", "remove")))));
        }
        return Map.of(list(task), rows);
    }

    private Map<String, Object> answered() {
        Map<String, Object> answered = new HashMap<>();
        answered.put("answer", any(List.of("accept", "accept", "explain")));
        // Without a day nothing is ordered
        answered.put("orderedFor", chance(0.7) ? anyDay() : null);
        return answered;
    }

    private Map<String, Object> concluded(Task task) {
        List<Map<String, Object>> rows = each(
                rows(task, "datasets"),
                row -> Map.of("conclusion", any(List.of("accept", "accept", "refuse")), "orderedFor", anyDay()));
        boolean taken = rows.stream().anyMatch(row -> row.get("conclusion").equals("accept"));
        return Map.of("datasets", rows, "amendment", taken || chance(0.5) ? "amend" : "keep");
    }

    private Map<String, Object> keptOrDropped(Map<String, Object> row) {
        if (chance(0.25)) {
            return Map.of("kept", "drop", "dropReason", "Tiếp thu ý kiến");
        }
        return chance(0.5) && !isPassed(row) ? Map.of("kept", "keep") : Map.of("kept", "keep", "orderedFor", anyDay());
    }

    private Map<String, Object> signed() {
        if (!isCalm() && chance(0.1)) {
            return Map.of("signDecision", "reject", "returnReason", "Chưa phù hợp.");
        }
        Map<String, Object> signed = new HashMap<>(decided("signDecision", "sign"));
        signed.put("signedFor", any(List.of("direct", "KT", "TM", "TL", "TUQ")));
        return signed;
    }

    private Map<String, Object> decided(String decision, String yes) {
        return !isCalm() && chance(0.2) ? returned(decision) : Map.of(decision, yes);
    }

    private static Map<String, Object> returned(String decision) {
        return Map.of(decision, "return", "returnReason", "Sửa lại.");
    }

    private boolean isAnyDayPassed(Task task) {
        return rows(task, "decidedRows").stream()
                .anyMatch(row ->
                        row.get("kept").equals("keep") && Boolean.TRUE.equals(row.get("ordered")) && isPassed(row));
    }

    private boolean isPassed(Map<String, Object> row) {
        Object day = row.get("orderedFor");
        return day != null && LocalDate.parse(day.toString()).isBefore(firstDay());
    }

    /** The first day for which something can be ordered now. */
    private LocalDate firstDay() {
        return schedule.calendar().plusWorkingDays(today(), 1);
    }

    /** Often one that comes before the order does. */
    private String anyDay() {
        return firstDay().plusDays(random.nextInt(chance(0.5) ? 5 : 90)).toString();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
    }

    private boolean isCalm() {
        return !today().isBefore(CALM);
    }

    private String list(Task task) {
        return businessKey(task).startsWith("PL.I.3") ? "datasets" : "feedback";
    }

    private List<Map<String, Object>> rows(Task task, String list) {
        Object rows = engine.getTaskService().getVariable(task.getId(), list);
        return rows == null ? List.of() : HalfYearChecker.rows(rows.toString());
    }

    private static List<Map<String, Object>> each(
            List<Map<String, Object>> rows, UnaryOperator<Map<String, Object>> answer) {
        return rows.stream().map(answer).toList();
    }

    private String unit(Task task) {
        List<String> key = List.of(businessKey(task).split("/"));
        return UNITS.stream().filter(key::contains).findFirst().orElse("");
    }

    private String businessKey(Task task) {
        return keys.get(task.getProcessInstanceId());
    }

    private void note(String what) {
        story.add(Player.local(clock.instant()) + " " + what);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
