package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** Reads the plan's file. It refuses what it cannot read, with a sentence that says where and why. */
final class PlanReader {

    private static final String FILE = "plan.yml";
    private static final String DAY_TEXT = "ngày/tháng/năm, ví dụ 31/12/2025";
    private static final String OPENS_TEXT = "ngày/tháng, ví dụ 1/11";

    private static final String[] CLAUSE_FIELDS = {
        "id",
        "name",
        "text",
        "deadline",
        "product",
        "lead",
        "coordinators",
        "articles",
        "window",
        "period",
        "opens",
        "coverage",
        "extension",
        "firstState",
        "parts",
        "noProcess",
        "ours"
    };
    private static final String[] PART_FIELDS = {
        "id",
        "name",
        "process",
        "owes",
        "each",
        "closes",
        "collects",
        "period",
        "opens",
        "carries",
        "message",
        "opensAfterLate",
        "startedBy",
        "fromTask",
        "due",
        "steps",
        "product",
        "reminders"
    };

    private static final Pattern LENGTH = Pattern.compile("(?<=^|, at least )[\\w-]+(?= (after|before) )");
    private static final Pattern DAY_OF_YEAR = Pattern.compile("(\\d{1,2})/(\\d{1,2})");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    /**
     * The fields of a part that opens no obligation; all other fields say how, when and by whom something is owed.
     */
    private static final List<String> FIELDS_OWING_NOTHING = List.of("id", "name", "process", "owes");

    /** The value of {@code process} in the file while the process is not built. */
    private static final String PLANNED = "planned";

    private Decree decree;
    private Map<String, String> sections;
    private Map<String, Integer> workingDays;
    private List<Integer> reminders;
    private Optional<Extension> extension;
    private Map<String, List<Step>> shared;
    private Map<String, List<Step>> partSteps;
    private final Set<String> clauseIds = new HashSet<>();
    private final Set<String> processes = new HashSet<>();

    Plan read(MinistryFiles files) {
        Entry file = files.require(FILE)
                .allowing("document", "decree", "sections", "defaults", "extension", "shared", "partSteps", "clauses");
        Entry document = file.requiredEntry("document").allowing("title", "number", "date", "signer");
        Entry defaults = file.requiredEntry("defaults").allowing("dueTime", "reminders", "workingDays");
        decree = decree(file.requiredEntry("decree").allowing("symbol", "title", "inForce", "repeals"));
        sections = sections(file);
        workingDays = workingDays(defaults);
        reminders = reminders(defaults).orElseThrow(() -> defaults.missing("reminders"));
        extension = extension(file);
        shared = shared(file);
        partSteps = partSteps(file);
        return new Plan(
                document.text("title"),
                document.optionalText("number"),
                document.optionalParsed("date", DAY_TEXT, PlanReader::day),
                document.optionalText("signer"),
                decree,
                defaults.parsed("dueTime", "\"giờ:phút\", ví dụ \"17:00\"", LocalTime::parse),
                clauses(file),
                shared);
    }

    private static Decree decree(Entry fields) {
        List<Decree.Repeal> repeals =
                Faults.each(fields.entries("repeals", "lần hết hiệu lực", "articles"), PlanReader::repeal);
        return new Decree(
                fields.text("symbol"),
                fields.text("title"),
                fields.parsed("inForce", DAY_TEXT, PlanReader::day),
                repeals);
    }

    private static Decree.Repeal repeal(Entry fields) {
        fields.allowing("articles", "date", "by", "followedBy", "reported");
        int[] articles = fields.parsed("articles", "others, hoặc các điều, ví dụ 17-21", text -> {
            if (text.equals("others")) {
                return new int[] {0, 0};
            }
            return range(text);
        });
        return new Decree.Repeal(
                articles[0],
                articles[1],
                fields.parsed("date", DAY_TEXT, PlanReader::day),
                fields.text("by"),
                fields.text("followedBy"),
                yes(fields, "reported"));
    }

    private static Map<String, String> sections(Entry file) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (Entry section : file.entries("sections", "phần", "prefix")) {
            section.allowing("prefix", "name");
            sections.put(section.text("prefix"), section.text("name"));
        }
        if (sections.isEmpty()) {
            throw file.fault("sections", "còn thiếu; phải có ít nhất một phần của Kế hoạch");
        }
        return sections;
    }

    private static Map<String, Integer> workingDays(Entry defaults) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (Entry length : defaults.entries("workingDays", "số ngày", "name")) {
            length.allowing("name", "days");
            lengths.put(
                    length.parsed("name", Entry.ID, Entry::id),
                    length.parsed("days", "số ngày làm việc từ 1", PlanReader::positive));
        }
        return lengths;
    }

    private static Optional<List<Integer>> reminders(Entry fields) {
        if (!fields.has("reminders")) {
            return Optional.empty();
        }
        List<Integer> days = fields.allParsed("reminders", "số ngày làm việc từ 0", text -> {
            int number = Integer.parseInt(text);
            if (number < 0) {
                throw new IllegalArgumentException(text);
            }
            return number;
        });
        return Optional.of(
                days.stream().sorted((one, other) -> other - one).distinct().toList());
    }

    private static Optional<Extension> extension(Entry fields) {
        return fields.entry("extension")
                .map(block -> block.allowing("until", "ground"))
                .map(block -> new Extension(
                        block.parsed("until", "một năm, ví dụ 2030", PlanReader::year), block.text("ground")));
    }

    private Map<String, List<Step>> shared(Entry file) {
        Map<String, List<Step>> shared = new LinkedHashMap<>();
        for (Entry process : file.entries("shared", "quy trình", "process")) {
            process.allowing("process", "steps");
            shared.put(process.parsed("process", Entry.ID, Entry::id), steps(process, Set.of()));
        }
        return shared;
    }

    /** The steps that all parts with the same id use unless they have their own. */
    private Map<String, List<Step>> partSteps(Entry file) {
        Map<String, List<Step>> steps = new LinkedHashMap<>();
        for (Entry part : file.entries("partSteps", "các bước của phần", "id")) {
            part.allowing("id", "steps");
            String id = part.parsed("id", Entry.ID, Entry::id);
            if (steps.put(id, steps(part, Set.of(id))) != null) {
                throw part.fault("id", "đã dùng cho một dòng khác của partSteps");
            }
        }
        return steps;
    }

    private List<Clause> clauses(Entry file) {
        List<Clause> clauses = Faults.each(file.entries("clauses", "mục", "id"), this::clause);
        if (clauses.isEmpty()) {
            throw file.fault("clauses", "còn thiếu; phải có ít nhất một mục");
        }
        partSteps.keySet().stream()
                .filter(id -> clauses.stream()
                        .flatMap(clause -> clause.parts().stream())
                        .noneMatch(part -> part.id().equals(id)))
                .findFirst()
                .ifPresent(id -> {
                    throw file.fault("partSteps", "không phần nào có id \"" + id + "\"");
                });
        return clauses;
    }

    private Clause clause(Entry fields) {
        fields.allowing(CLAUSE_FIELDS);
        String id = fields.text("id");
        if (!clauseIds.add(id)) {
            throw fields.fault("id", "\"" + id + "\" đã dùng cho một mục khác; mỗi mục có một id riêng");
        }
        Optional<PeriodRule> period = fields.optionalParsed("period", words(PeriodRule.values()), PlanReader::period);
        List<Part> parts = parts(fields, period);
        Optional<String> noProcess = fields.optionalText("noProcess");
        if (parts.isEmpty() == noProcess.isEmpty()) {
            throw fields.fault(
                    "parts",
                    parts.isEmpty()
                            ? "còn thiếu; phải có các phần, hoặc lý do không có quy trình ở trường \"noProcess\""
                            : "không được có cùng với trường \"noProcess\"; chỉ được có một trong hai");
        }
        List<String> coordinators = fields.allParsed("coordinators", Entry.ID, Entry::id);
        return new Clause(
                id,
                fields.parsed("id", idText(), this::citation),
                inAList(fields, fields.text("name")),
                fields.text("text"),
                fields.optionalText("deadline").orElse(""),
                fields.optionalText("product").orElse(""),
                fields.optionalParsed("lead", Entry.ID, Entry::id).orElse(""),
                coordinators,
                ground(fields),
                period.orElse(PeriodRule.EVENT),
                window(fields, parts),
                extension(fields).or(() -> extension),
                coverage(fields, period),
                parts,
                noProcess,
                firstState(fields),
                ours(fields, parts));
    }

    private String citation(String id) {
        int dot = id.indexOf('.');
        String section = sections.get(id.substring(0, dot));
        if (section == null) {
            throw new IllegalArgumentException(id);
        }
        return "Mục " + id.substring(dot + 1) + " " + section;
    }

    private String idText() {
        String prefixes = String.join(", ", sections.keySet());
        return "tiền tố và số mục, ví dụ " + sections.keySet().iterator().next() + ".1; các tiền tố: " + prefixes;
    }

    private LegalGround ground(Entry fields) {
        return new LegalGround(
                decree, fields.allParsed("articles", "một điều của Nghị định, ví dụ khoản 1 Điều 16", text -> {
                    LegalGround.articleOf(text).orElseThrow();
                    return text;
                }));
    }

    private static Optional<Window> window(Entry fields, List<Part> parts) {
        Optional<Window> window =
                fields.optionalParsed("window", "một năm hoặc từ năm đến năm, ví dụ 2021-2025", text -> {
                    int[] years = range(text);
                    return new Window(year("" + years[0]), year("" + years[1]));
                });
        if (window.isEmpty() && parts.stream().anyMatch(part -> part.period() != PeriodRule.EVENT)) {
            throw fields.fault("window", "còn thiếu; chỉ mục có period là event được để trống");
        }
        return window;
    }

    private static List<Coverage> coverage(Entry fields, Optional<PeriodRule> period) {
        List<Coverage> coverage = fields.allParsed("coverage", "ngày/tháng - ngày/tháng, ví dụ 15/12 - 14/12", text -> {
            String[] days = text.split(" - ", 2);
            return new Coverage(monthDay(days[0]), monthDay(days[1]));
        });
        int expected = period.map(PlanReader::openingsAYear).orElse(0);
        if (!coverage.isEmpty() && coverage.size() != expected) {
            throw fields.badValue("coverage", String.join(", ", fields.texts("coverage")), allowedCount(expected));
        }
        return coverage;
    }

    private static Optional<FirstState> firstState(Entry fields) {
        return fields.entry("firstState").map(block -> {
            block.allowing("doneOn", "evidence");
            if (block.texts("evidence").isEmpty()) {
                throw block.fault("evidence", "còn thiếu; phải có ít nhất một tài liệu minh chứng");
            }
            return new FirstState(block.parsed("doneOn", DAY_TEXT, PlanReader::day), block.texts("evidence"));
        });
    }

    private static Set<String> ours(Entry fields, List<Part> parts) {
        Set<String> allowed = new LinkedHashSet<>(List.of(CLAUSE_FIELDS));
        allowed.addAll(List.of(PART_FIELDS));
        parts.forEach(part -> List.of(PART_FIELDS).forEach(field -> allowed.add(part.id() + "." + field)));
        return new LinkedHashSet<>(
                fields.allParsed("ours", "tên một trường của mục hoặc <phần>.<trường>, ví dụ opens", name -> {
                    if (!allowed.contains(name)) {
                        throw new IllegalArgumentException(name);
                    }
                    return name;
                }));
    }

    private List<Part> parts(Entry clause, Optional<PeriodRule> period) {
        List<MonthDay> opens = clause.allParsed("opens", OPENS_TEXT, PlanReader::monthDay);
        if (period.equals(Optional.of(PeriodRule.EVENT))) {
            requireOpenings(clause, PeriodRule.EVENT, opens);
        }
        List<Entry> blocks = clause.entries("parts", "phần", "id");
        Set<String> ids = new LinkedHashSet<>();
        for (Entry block : blocks) {
            block.allowing(PART_FIELDS);
            if (!ids.add(block.parsed("id", Entry.ID, Entry::id))) {
                throw block.fault("id", "đã dùng cho một phần khác của mục; mỗi phần có một id riêng");
            }
        }
        List<Part> parts = Faults.each(blocks, block -> part(block, clause, period, opens, ids));
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).closes() && parts.subList(0, i).stream().anyMatch(Part::closes)) {
                throw blocks.get(i).fault("closes", "mỗi mục chỉ có một phần kết thúc kỳ");
            }
            requireCollectable(blocks.get(i), parts.get(i), parts);
            requireCoordinators(blocks.get(i), parts.get(i), clause, parts);
            refuseCircle(blocks.get(i), parts.get(i), parts, new LinkedHashSet<>());
        }
        return parts;
    }

    private Part part(
            Entry fields,
            Entry clause,
            Optional<PeriodRule> clausePeriod,
            List<MonthDay> clauseOpens,
            Set<String> partIds) {
        boolean owesNothing = owesNothing(fields);
        PeriodRule period = owesNothing
                ? PeriodRule.EVENT
                : fields.optionalParsed("period", words(PeriodRule.values()), PlanReader::period)
                        .or(() -> clausePeriod)
                        .orElseThrow(() -> fields.fault("period", "còn thiếu; phải có ở mục hoặc ở phần này"));
        PartOwner each = fields.optionalParsed("each", words(PartOwner.values()), PlanReader::each)
                .orElse(PartOwner.CLAUSE);
        boolean closes = yes(fields, "closes");
        if (closes && each != PartOwner.CLAUSE) {
            throw fields.fault("closes", "phần của từng đơn vị (có trường \"each\") không kết thúc kỳ của mục");
        }
        List<MonthDay> opens = fields.has("opens")
                ? fields.allParsed("opens", OPENS_TEXT, PlanReader::monthDay)
                : period == PeriodRule.EVENT ? List.of() : clauseOpens;
        requireOpenings(fields, period, opens);
        Optional<DeadlineRule> due = due(fields, partIds);
        if (due.isEmpty() && period != PeriodRule.EVENT) {
            throw fields.fault("due", "còn thiếu; chỉ phần có period là event được để trống");
        }
        Optional<String> process = process(fields);
        if (owesNothing && process.filter(shared::containsKey).isPresent()) {
            throw fields.fault("owes", "quy trình dùng chung (shared) luôn mở việc phải thực hiện; bỏ trường này");
        }
        List<Step> steps = fields.has("steps") || owesNothing
                ? steps(fields, partIds)
                : partSteps.getOrDefault(fields.text("id"), List.of());
        return new Part(
                clause.text("id"),
                fields.text("id"),
                fields.optionalText("name").map(name -> inAList(fields, name)).orElseGet(() -> clause.text("name")),
                process,
                owesNothing,
                each,
                closes,
                fields.optionalText("collects"),
                period,
                opens,
                due,
                steps,
                carries(fields),
                fields.has("message") ? fields.allParsed("message", Entry.ID, Entry::id) : List.of(),
                opensAfterLate(fields, period, each, steps),
                startedByStaff(fields, period, each),
                fromTask(fields),
                fields.optionalText("product")
                        .or(() -> clause.optionalText("product"))
                        .orElse(""),
                reminders(fields).orElse(reminders));
    }

    private static boolean owesNothing(Entry fields) {
        if (!fields.has("owes")) {
            return false;
        }
        fields.oneOf("owes", List.of("nothing"));
        Stream.of(PART_FIELDS)
                .filter(field -> fields.has(field) && !FIELDS_OWING_NOTHING.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw fields.fault(
                            field,
                            "phần không mở việc phải thực hiện (owes: nothing) không có trường này; được phép: "
                                    + String.join(", ", FIELDS_OWING_NOTHING));
                });
        return true;
    }

    private static Optional<LateOpening> opensAfterLate(
            Entry fields, PeriodRule period, PartOwner each, List<Step> steps) {
        Optional<LateOpening> opening = fields.entry("opensAfterLate")
                .map(block -> block.allowing("days", "again"))
                .map(block -> new LateOpening(
                        block.parsed("days", "số ngày làm việc từ 1", PlanReader::positive),
                        block.parsed("again", "số ngày làm việc từ 1", PlanReader::positive)));
        if (opening.isEmpty()) {
            return opening;
        }
        if (period != PeriodRule.EVENT || each != PartOwner.UNIT) {
            throw fields.fault("opensAfterLate", "chỉ có ở việc phát sinh của từng đơn vị (period: event, each: unit)");
        }
        Stream.of("message", "startedBy", "carries", "due")
                .filter(fields::has)
                .findFirst()
                .ifPresent(other -> {
                    throw fields.fault(
                            "opensAfterLate",
                            "không được có cùng với trường \"" + other
                                    + "\": phần này do phần mềm tự mở, không ai mở bằng tay hoặc bằng thông điệp, và không có hạn"
                                    + " hoàn thành riêng");
                });
        if (steps.isEmpty() || List.of("unit", "head").contains(steps.get(0).who())) {
            throw fields.fault(
                    "opensAfterLate",
                    "bước đầu tiên (steps) phải do đơn vị đôn đốc thực hiện: who là id trong danh bạ đơn vị, không phải"
                            + " unit hoặc head");
        }
        return opening;
    }

    private static boolean startedByStaff(Entry fields, PeriodRule period, PartOwner each) {
        boolean byStaff = fields.has("startedBy")
                && fields.oneOf("startedBy", List.of("head", "unit")).equals("unit");
        if (byStaff && (period != PeriodRule.EVENT || each == PartOwner.CLAUSE)) {
            throw fields.fault(
                    "startedBy",
                    "chỉ việc phát sinh của từng đơn vị (period: event, có trường \"each\") mới do"
                            + " mọi cán bộ của đơn vị mở");
        }
        return byStaff;
    }

    private static Optional<String> fromTask(Entry fields) {
        if (fields.has("fromTask") && !fields.has("startedBy")) {
            throw fields.fault("fromTask", "chỉ phần do người mở bằng tay (có trường \"startedBy\") mới được có");
        }
        return fields.optionalText("fromTask");
    }

    private Optional<String> process(Entry part) {
        String process = part.optionalParsed("process", Entry.ID, Entry::id)
                .orElseThrow(() -> part.fault("process", "còn thiếu; phải là id quy trình, hoặc " + PLANNED));
        if (process.equals(PLANNED)) {
            return Optional.empty();
        }
        if (!shared.containsKey(process) && !processes.add(process)) {
            throw part.fault(
                    "process", "\"" + process + "\" đã dùng cho một phần khác; mỗi quy trình thực hiện một phần");
        }
        return Optional.of(process);
    }

    private static void requireOpenings(Entry fields, PeriodRule period, List<MonthDay> opens) {
        int expected = openingsAYear(period);
        boolean halvesRight = period != PeriodRule.HALF_YEAR
                || opens.size() == 2
                        && opens.get(0).getMonthValue() <= 6
                        && opens.get(1).getMonthValue() > 6;
        if (period.isPeriodic() && opens.isEmpty()) {
            throw fields.fault("opens", "còn thiếu; phải có " + allowedCount(expected));
        }
        if (opens.size() > (period == PeriodRule.ONCE ? 1 : expected) || !halvesRight) {
            String given = opens.stream()
                    .map(day -> day.getDayOfMonth() + "/" + day.getMonthValue())
                    .collect(Collectors.joining(", "));
            throw fields.badValue("opens", given, allowedCount(expected));
        }
    }

    private static void requireCollectable(Entry fields, Part collecting, List<Part> parts) {
        collecting.collects().ifPresent(collected -> {
            if (parts.stream()
                    .filter(part -> part.each() != PartOwner.CLAUSE && part != collecting)
                    .noneMatch(part -> part.id().equals(collected))) {
                throw fields.badValue("collects", collected, "id một phần khác của mục, có trường \"each\"");
            }
        });
    }

    private static void requireCoordinators(Entry fields, Part part, Entry clause, List<Part> parts) {
        if (part.each() != PartOwner.COORDINATOR) {
            return;
        }
        if (clause.texts("coordinators").isEmpty()) {
            throw fields.fault(
                    "each", "\"coordinator\" chỉ dùng cho mục có cơ quan phối hợp (trường \"coordinators\")");
        }
        if (parts.stream().noneMatch(other -> other.collects().equals(Optional.of(part.id())))) {
            throw fields.fault(
                    "each", "\"coordinator\" chỉ dùng cho phần được một phần khác tổng hợp (trường \"collects\")");
        }
    }

    private static int openingsAYear(PeriodRule period) {
        return switch (period) {
            case YEAR -> 1;
            case HALF_YEAR -> 2;
            case ONCE, EVENT -> 0;
        };
    }

    private static String allowedCount(int count) {
        return switch (count) {
            case 1 -> "một giá trị cho một năm";
            case 2 -> "hai giá trị, của 6 tháng đầu năm rồi của 6 tháng cuối năm";
            default -> "để trống, hoặc một giá trị nếu period là once";
        };
    }

    private List<Step> steps(Entry part, Set<String> partIds) {
        List<Step> steps = new ArrayList<>();
        for (Entry fields : part.entries("steps", "bước", "task")) {
            fields.allowing("task", "who", "due", "onlyInOlderVersions");
            String task = fields.text("task");
            if (steps.stream().anyMatch(step -> step.task().equals(task))) {
                throw fields.fault("task", "đã dùng cho một bước khác của phần");
            }
            steps.add(new Step(
                    task,
                    fields.parsed("who", Entry.ID, Entry::id),
                    due(fields, partIds).orElseThrow(() -> fields.missing("due")),
                    yes(fields, "onlyInOlderVersions")));
        }
        return List.copyOf(steps);
    }

    private static List<CarriedDay> carries(Entry part) {
        List<Entry> blocks = part.entries("carries", "thời điểm", "name");
        List<String> names = new ArrayList<>();
        for (Entry fields : blocks) {
            fields.allowing("name", "kind", "notBefore");
            String name = fields.parsed(
                    "name", "tên kết thúc bằng At (thời điểm) hoặc Date (ngày), ví dụ requestedAt", text -> {
                        if (!CarriedDay.isNamed(text)) {
                            throw new IllegalArgumentException(text);
                        }
                        return text;
                    });
            if (names.contains(name)) {
                throw fields.fault("name", "đã dùng cho một thời điểm khác của phần");
            }
            names.add(name);
        }
        return Faults.each(blocks, fields -> {
            String name = fields.text("name");
            List<String> others =
                    names.stream().filter(other -> !other.equals(name)).toList();
            return new CarriedDay(
                    name,
                    fields.parsed(
                            "kind", DayKind.names(), kind -> DayKind.named(kind).orElseThrow()),
                    fields.has("notBefore") ? Optional.of(fields.oneOf("notBefore", others)) : Optional.empty());
        });
    }

    /** A name that fits where lists and cards show it. */
    private static String inAList(Entry fields, String name) {
        if (name.length() > 60) {
            throw fields.fault("name", "dài %d ký tự; được phép: tối đa 60 ký tự".formatted(name.length()));
        }
        return name;
    }

    private Optional<DeadlineRule> due(Entry fields, Set<String> partIds) {
        List<String> lines =
                fields.texts("due").stream().map(this::withNumberOfDays).toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        DeadlineRule rule;
        try {
            rule = DeadlineRule.parse(lines);
        } catch (IllegalArgumentException refused) {
            throw fields.fault("due", refused.getMessage());
        }
        for (String moment : rule.moments()) {
            if (!moment.matches("[a-z][A-Za-z]*At")) {
                throw fields.badValue("due", moment, "tên thời điểm kết thúc bằng At, ví dụ openedAt");
            }
        }
        for (String part : rule.parts()) {
            if (!partIds.contains(part)) {
                throw fields.fault(
                        "due",
                        "nhắc đến phần \"" + part + "\" không có trong mục; được phép: " + String.join(", ", partIds));
            }
        }
        return Optional.of(rule);
    }

    /** Replaces the name of a length by its number of days: "mending after returnedAt". */
    private String withNumberOfDays(String line) {
        return LENGTH.matcher(line)
                .replaceAll(name -> workingDays.containsKey(name.group())
                        ? workingDays.get(name.group()) + " working days"
                        : name.group());
    }

    /** Refuses a part whose deadline depends on itself through others. */
    private static void refuseCircle(Entry part, Part from, List<Part> parts, Set<String> path) {
        if (!path.add(from.id())) {
            throw part.fault("due", "các phần lấy hạn của nhau thành vòng: " + String.join(", ", path));
        }
        Set<String> next = from.due().map(DeadlineRule::parts).orElse(Set.of());
        parts.stream()
                .filter(other -> next.contains(other.id()))
                .forEach(other -> refuseCircle(part, other, parts, new LinkedHashSet<>(path)));
    }

    private static int[] range(String text) {
        int[] range =
                Arrays.stream(text.split("-", 2)).mapToInt(Integer::parseInt).toArray();
        int last = range[range.length - 1];
        if (range[0] > last) {
            throw new IllegalArgumentException(text);
        }
        return new int[] {range[0], last};
    }

    private static int year(String text) {
        int year = Integer.parseInt(text);
        if (year < 2000 || year > 2199) {
            throw new IllegalArgumentException(text);
        }
        return year;
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text, DAY);
    }

    private static MonthDay monthDay(String text) {
        Matcher matcher = DAY_OF_YEAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return MonthDay.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
    }

    private static boolean yes(Entry fields, String field) {
        return fields.has(field) && fields.flag(field);
    }

    private static PeriodRule period(String word) {
        return choice(PeriodRule.values(), PeriodRule::word, word);
    }

    private static PartOwner each(String word) {
        return choice(PartOwner.values(), PartOwner::word, word);
    }

    private static <T> T choice(T[] values, Function<T, String> wordOf, String word) {
        return Arrays.stream(values)
                .filter(value -> wordOf.apply(value).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static String words(PeriodRule[] kinds) {
        return Arrays.stream(kinds).map(PeriodRule::word).collect(Collectors.joining(", "));
    }

    private static String words(PartOwner[] each) {
        return Arrays.stream(each)
                .map(PartOwner::word)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
