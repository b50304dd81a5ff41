package vn.gov.most.dataplan.mail;

import static java.util.Comparator.comparing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.IEngineConfiguration;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresource.ITemplateResource;
import org.thymeleaf.templateresource.StringTemplateResource;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.mail.MailLine.Moved;
import vn.gov.most.dataplan.mail.MailLine.Returned;
import vn.gov.most.dataplan.mail.MailLine.Status;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** Fills the templates {@code mail/*.html} and {@code mail/*.txt}, which a ministry edits. */
public final class MailTemplates implements MinistryFileCheck {

    private static final int LONGEST_SUBJECT = 89;
    private static final Pattern SPACE_AT_END = Pattern.compile("(?<![ \\t])[ \\t]++(?=\\R)");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\R{3,}");

    private final TemplateEngine engine = new TemplateEngine();
    private final MailSettings settings;

    public MailTemplates(MinistryFiles files, MailSettings settings) {
        this.settings = settings;
        engine.setTemplateResolver(new Files(files));
    }

    /** Fills every template with an example, so that a fault stops the start and not the first mail. */
    @Override
    public void check() {
        Faults faults = new Faults();
        for (Recipient.Kind kind : Recipient.Kind.values()) {
            Recipient somebody = new Recipient("example", kind, "Nguyễn Văn Mẫu", "");
            faults.check(() -> reminder(somebody, LocalDate.EPOCH, examples()));
            faults.check(() -> news(somebody, examples()));
            faults.check(() ->
                    given(somebody, "Nguyễn Văn Mẫu", "Nội dung.", examples().get(0)));
            faults.check(() -> givenToAnother(
                    somebody, "Nguyễn Văn Mẫu", "Nội dung.", examples().get(0)));
            examples().forEach(line -> faults.check(() -> urging(somebody, "Đơn vị", line)));
        }
        faults.tell();
    }

    /** The daily reminder of overdue work and work due soon, with at least one line. */
    public Letter reminder(Recipient to, LocalDate day, List<MailLine> lines) {
        return letter("reminder", reminderSubject(day, lines), to, day, lines);
    }

    /** New tasks, returned tasks and tasks with another due day, with at least one line. */
    public Letter news(Recipient to, List<MailLine> lines) {
        return letter("news", newsSubject(lines), to, null, lines);
    }

    /** A unit is waiting for the result of the task; {@code waiting} is that unit's name. */
    public Letter urging(Recipient to, String waiting, MailLine line) {
        String subject = subject("Nhắc gửi báo cáo: ", line.clause() + tail(line.period()), due(line));
        return letter("report-urging", subject, to, null, List.of(line), Map.of("waiting", MailText.oneLine(waiting)));
    }

    /**
     * A task was assigned to the recipient.
     *
     * @param by a name
     * @param instruction may have several lines; empty if there is none
     */
    public Letter given(Recipient to, String by, String instruction, MailLine line) {
        String subject = subject("Giao việc: ", line.task(), tail(line.clause()) + due(line));
        Map<String, Object> values = values(subject, to);
        values.put("tasks", List.of(task(line)));
        values.put("by", MailText.oneLine(by));
        values.put(
                "instruction",
                instruction
                        .lines()
                        .map(MailText::oneLine)
                        .filter(said -> !said.isEmpty())
                        .toList());
        return letter("given", subject, values);
    }

    /**
     * The recipient's task was assigned to another person.
     *
     * @param draft what happened to the recipient's draft; empty if there was none
     */
    public Letter givenToAnother(Recipient to, String by, String draft, MailLine line) {
        String subject = subject("Giao người khác: ", line.task(), tail(line.clause()));
        Map<String, Object> values = values(subject, to);
        values.put("tasks", List.of(task(line)));
        values.put("by", MailText.oneLine(by));
        values.put("draft", orNull(draft));
        return letter("given-to-another", subject, values);
    }

    /**
     * Any other mail, from the templates {@code mail/TEMPLATE.html} and {@code mail/TEMPLATE.txt}.
     *
     * @param kind the first part of the subject, as "Đã ban hành: "
     * @param object the second part, cut if it is too long
     * @param model the variables of the templates; all texts, also those in lists and maps, are made safe for a line,
     *     and an empty one becomes null
     */
    public Letter letter(String template, Recipient to, String kind, String object, Map<String, Object> model) {
        String subject = subject(kind, object, "");
        Map<String, Object> values = values(subject, to);
        model.forEach((name, value) -> values.put(name, fit(value)));
        values.put("link", settings.linkBase() + "/");
        return letter(template, subject, values);
    }

    private Letter letter(String template, String subject, Recipient to, LocalDate day, List<MailLine> lines) {
        return letter(template, subject, to, day, lines, Map.of());
    }

    private Letter letter(
            String template,
            String subject,
            Recipient to,
            LocalDate day,
            List<MailLine> lines,
            Map<String, Object> beside) {
        Map<String, Object> values = values(subject, to);
        values.putAll(beside);
        values.put("day", day == null ? null : VietnameseDate.withWeekday(day));
        values.put(
                "tasks",
                lines.stream()
                        .sorted(comparing(MailLine::status))
                        .map(this::task)
                        .toList());
        values.put("total", lines.size());
        values.put("overdue", count(lines, Status.OVERDUE));
        values.put("pastDue", count(lines, Status.PAST_DUE));
        values.put("dueSoon", count(lines, Status.DUE_SOON));
        values.put("returned", returned(lines));
        values.put("moved", moved(lines));
        values.put("fresh", lines.size() - returned(lines) - moved(lines));
        values.put("onlyDue", onlyDue(lines));
        return letter(template, subject, values);
    }

    private static Map<String, Object> values(String subject, Recipient to) {
        Map<String, Object> values = new HashMap<>();
        values.put("subject", subject);
        values.put("name", to.name());
        values.put("kind", to.kind().name().toLowerCase(Locale.ROOT));
        return values;
    }

    private Letter letter(String template, String subject, Map<String, Object> values) {
        Faults faults = new Faults();
        Optional<String> html = faults.read(() -> fill(template + ".html", values));
        Optional<String> text = faults.read(() -> fill(template + ".txt", values));
        faults.tell();
        return new Letter(subject, html.orElseThrow(), text(text.orElseThrow()));
    }

    private Map<String, Object> task(MailLine line) {
        Map<String, Object> task = new HashMap<>();
        task.put("name", MailText.oneLine(line.task()));
        task.put("clause", orNull(line.clause()));
        task.put("duty", orNull(line.duty()));
        task.put("unit", orNull(line.unit()));
        task.put("period", orNull(line.period()));
        task.put("handler", orNull(line.handler()));
        task.put("due", line.dueAt().map(VietnameseDate::moment).orElse(null));
        task.put("provisional", line.provisional());
        task.put("status", line.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        task.put("state", state(line));
        task.put(
                "returned",
                line.returned().map(Returned::what).map(MailText::oneLine).orElse(null));
        task.put(
                "returnedBy",
                line.returned().map(Returned::by).map(MailTemplates::orNull).orElse(null));
        task.put(
                "reasons",
                line.returned()
                        .map(Returned::reasons)
                        .map(reasons -> reasons.strip()
                                .lines()
                                .map(MailText::oneLine)
                                .filter(reason -> !reason.isEmpty())
                                .toList())
                        .orElse(List.of()));
        task.put(
                "dueBefore",
                line.moved().map(Moved::from).map(VietnameseDate::moment).orElse(null));
        task.put(
                "movedBecause",
                line.moved().map(Moved::because).map(MailText::oneLine).orElse(null));
        task.put(
                "link",
                settings.linkBase() + "/task/" + UriUtils.encodePathSegment(line.taskId(), StandardCharsets.UTF_8));
        return task;
    }

    private static Object fit(Object value) {
        if (value instanceof String words) {
            return orNull(words);
        } else if (value instanceof List<?> all) {
            return all.stream().map(MailTemplates::fit).toList();
        } else if (value instanceof Map<?, ?> named) {
            Map<Object, Object> values = new HashMap<>();
            named.forEach((name, one) -> values.put(name, fit(one)));
            return values;
        }
        return value;
    }

    /** Templates test for null; an empty text would count as present. */
    private static String orNull(String words) {
        String line = MailText.oneLine(words);
        return line.isEmpty() ? null : line;
    }

    private static String state(MailLine line) {
        int days = line.workingDays();
        String passed = days > 0 ? " %d ngày làm việc".formatted(days) : "";
        String left = days > 0 ? ", còn %d ngày làm việc".formatted(days) : ", hạn là hôm nay";
        return switch (line.status()) {
            case OVERDUE -> "Quá hạn" + passed;
            case PAST_DUE -> "Đã qua hạn xử lý" + passed;
            case DUE_SOON -> "Sắp đến hạn" + left;
            case IN_TIME -> "Trong hạn" + (line.dueAt().isPresent() ? left : "");
        };
    }

    /** The due time for the closing sentence, if there is only one task and it is not past due; otherwise null. */
    private static String onlyDue(List<MailLine> lines) {
        return lines.size() == 1 && lines.get(0).status().compareTo(Status.DUE_SOON) >= 0
                ? lines.get(0).dueAt().map(VietnameseDate::moment).orElse(null)
                : null;
    }

    private String reminderSubject(LocalDate day, List<MailLine> lines) {
        String kind = "Nhắc việc ngày " + VietnameseDate.day(day) + ": ";
        StringJoiner counts = new StringJoiner(", ");
        count(counts, count(lines, Status.OVERDUE), "quá hạn");
        count(counts, count(lines, Status.PAST_DUE), "đã qua hạn xử lý");
        count(counts, count(lines, Status.DUE_SOON), "sắp đến hạn");
        count(counts, count(lines, Status.IN_TIME), "trong hạn");
        String told = subject(kind + counts);
        return told.endsWith(counts.toString()) ? told : subject(kind + lines.size() + " công việc");
    }

    private String newsSubject(List<MailLine> lines) {
        int returned = returned(lines);
        int moved = moved(lines);
        int fresh = lines.size() - returned - moved;
        if (moved == lines.size()) {
            return moved == 1 ? movedTask(lines.get(0)) : subject("Dời hạn: " + moved + " công việc");
        }
        if (moved > 0) {
            StringJoiner counts = new StringJoiner(", ");
            count(counts, fresh, "công việc mới");
            count(counts, returned, "trả lại");
            count(counts, moved, "dời hạn");
            return subject("Công việc: " + counts);
        }
        if (returned == 0) {
            return fresh == 1 ? newTask(lines.get(0)) : newTasks(lines);
        }
        if (fresh == 0) {
            return returned == 1 ? returnedTask(lines.get(0)) : subject("Trả lại: " + returned + " công việc");
        }
        return subject("Công việc mới và trả lại: %d công việc mới, %d trả lại".formatted(fresh, returned));
    }

    private static String due(MailLine line) {
        return line.dueAt()
                .map(moment -> (line.provisional() ? ", hạn tạm tính " : ", hạn ") + VietnameseDate.day(moment))
                .orElse("");
    }

    private String newTask(MailLine line) {
        return subject("Công việc mới: ", line.task(), tail(line.clause()) + due(line));
    }

    /** The subject names the task that is due first, and says that there are more. */
    private String newTasks(List<MailLine> lines) {
        MailLine first = lines.stream()
                .min(comparing(line -> line.dueAt().orElse(Instant.MAX)))
                .orElseThrow();
        String due = first.dueAt()
                .map(moment -> ", sớm nhất " + VietnameseDate.day(moment))
                .orElse("");
        return subject("Công việc mới: ", first.task(), " và %d công việc khác".formatted(lines.size() - 1) + due);
    }

    private String returnedTask(MailLine line) {
        return subject("Trả lại: ", line.returned().orElseThrow().what(), tail(line.clause()) + tail(line.period()));
    }

    private String movedTask(MailLine line) {
        String due = line.dueAt()
                .map(moment -> ", hạn mới " + VietnameseDate.day(moment))
                .orElse("");
        return subject("Dời hạn: ", line.task(), tail(line.clause()) + due);
    }

    private String subject(String words) {
        return subject(words, "", "");
    }

    /** If a subject is too long, the object is cut. */
    private String subject(String kind, String object, String tail) {
        String prefix = settings.subjectPrefix().isBlank()
                ? ""
                : settings.subjectPrefix().strip() + " ";
        int room = Math.max(10, LONGEST_SUBJECT - prefix.length() - kind.length() - tail.length());
        return MailText.shorten(
                prefix + kind + MailText.shorten(MailText.oneLine(object), room) + tail, LONGEST_SUBJECT);
    }

    private static String tail(String words) {
        return words.isBlank() ? "" : ", " + MailText.oneLine(words);
    }

    private static void count(StringJoiner counts, int count, String words) {
        if (count > 0) {
            counts.add(count + " " + words);
        }
    }

    private static int count(List<MailLine> lines, Status status) {
        return (int) lines.stream().filter(line -> line.status() == status).count();
    }

    private static int returned(List<MailLine> lines) {
        return (int) lines.stream()
                .filter(line -> line.returned().isPresent() && line.moved().isEmpty())
                .count();
    }

    private static int moved(List<MailLine> lines) {
        return (int) lines.stream().filter(line -> line.moved().isPresent()).count();
    }

    private String fill(String template, Map<String, Object> values) {
        try {
            return engine.process(template, new Context(Locale.forLanguageTag("vi"), values));
        } catch (TemplateEngineException fault) {
            throw told(template, fault);
        }
    }

    private static MinistryFileException told(String template, TemplateEngineException fault) {
        Throwable innermost = fault;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        // A template can include another file, which has the fault
        String at = fault instanceof TemplateProcessingException told && told.hasTemplateName()
                ? told.getTemplateName()
                : template;
        return innermost instanceof MinistryFileException missing
                ? missing
                : new MinistryFileException(
                        "mail/" + at,
                        "",
                        "không điền được mẫu thư: "
                                + MailText.oneLine(fault.getMessage() + "; " + innermost.getMessage()));
    }

    /** Removes the empty lines that a left-out section leaves behind. */
    private static String text(String filled) {
        String trimmed = SPACE_AT_END.matcher(filled).replaceAll("");
        return EMPTY_LINES.matcher(trimmed).replaceAll("\n\n").strip() + "\n";
    }

    private static List<MailLine> examples() {
        Optional<Instant> due = Optional.of(Instant.EPOCH);
        return List.of(
                new MailLine(
                        "1",
                        "Chỉnh sửa báo cáo",
                        "Mục I.1 Phụ lục",
                        "Quy trình",
                        "Đơn vị",
                        "năm 2026",
                        "Trần Thị Mẫu",
                        due,
                        true,
                        Status.OVERDUE,
                        1,
                        Optional.empty(),
                        Optional.of(new Returned("Báo cáo", "Lý do", "Lê Văn Mẫu"))),
                example("2", due, Status.PAST_DUE, Optional.of(new Moved(Instant.EPOCH, "Công văn"))),
                example("3", due, Status.DUE_SOON, Optional.empty()),
                example("4", Optional.empty(), Status.IN_TIME, Optional.empty()));
    }

    /** An example without the optional values. */
    private static MailLine example(String id, Optional<Instant> due, Status status, Optional<Moved> moved) {
        return new MailLine(id, "Công việc", "", "", "", "", "", due, false, status, 0, moved, Optional.empty());
    }

    /** Finds templates by name; the ending says whether they are HTML or text. */
    private static final class Files extends AbstractConfigurableTemplateResolver {

        private final MinistryFiles files;

        private Files(MinistryFiles files) {
            this.files = files;
        }

        @Override
        protected ITemplateResource computeTemplateResource(
                IEngineConfiguration configuration,
                String ownerTemplate,
                String template,
                String resourceName,
                String characterEncoding,
                Map<String, Object> attributes) {
            return new StringTemplateResource(files.text("mail/" + template));
        }
    }
}
