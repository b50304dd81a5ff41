package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.CompletedSteps.Handled;
import vn.gov.most.dataplan.form.FilledForms;
import vn.gov.most.dataplan.form.FilledForms.Filled;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Lists the completed steps of the current user and of their current groups. Each step is shown as it was then, without
 * later changes.
 */
@RestController
class DonePages {

    private static final String ALL = "/viec-da-xu-ly";
    private static final int ON_A_PAGE = 50;

    private final CompletedSteps completed;
    private final FilledForms forms;
    private final StepPage steps;
    private final Plan plan;
    private final Year years;
    private final Register register;
    private final IdentityService identity;
    private final PageTemplates templates;
    private final String followUpUnit;

    DonePages(
            CompletedSteps completed,
            FilledForms forms,
            StepPage steps,
            Plan plan,
            Year years,
            Register register,
            @Lazy IdentityService identity,
            PageTemplates templates,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.completed = completed;
        this.forms = forms;
        this.steps = steps;
        this.plan = plan;
        this.years = years;
        this.register = register;
        this.identity = identity;
        this.templates = templates;
        this.followUpUnit = followUpUnit;
    }

    /** The choice between one's own steps and those of the unit. */
    enum Whose {
        MINE("cua-toi", "Của tôi", Handled::isOwn),
        OF_UNIT("cua-don-vi", "Của đơn vị", Handled::isOfGroup);

        private final String word;
        private final String vietnamese;
        private final Predicate<Handled> takes;

        Whose(String word, String vietnamese, Predicate<Handled> takes) {
            this.word = word;
            this.vietnamese = vietnamese;
            this.takes = takes;
        }

        public String word() {
            return word;
        }

        public String vietnamese() {
            return vietnamese;
        }
    }

    /** A step in the list, with the plan's texts about its obligation; these are empty if it belongs to none. */
    record Line(
            String task,
            String name,
            String at,
            String by,
            String citation,
            String duty,
            String about,
            String unit,
            String period) {}

    @GetMapping(ALL)
    ResponseEntity<String> list(@RequestParam Map<String, String> asked, HttpServletRequest request) {
        Authentication person = identity.getCurrentAuthentication();
        String whose = asked.getOrDefault("cua", "");
        String clause = asked.getOrDefault("muc", "");
        String period = asked.getOrDefault("ky", "");
        String unit = asked.getOrDefault("don-vi", "");
        String typed = TypedText.line(asked.getOrDefault("tim", ""));
        String number = TypedText.line(asked.getOrDefault("so-van-ban", ""));
        Optional<Whose> chosen = whose.isEmpty()
                ? Optional.empty()
                : Optional.of(Choosing.found(List.of(Whose.values()).stream()
                        .filter(one -> one.word.equals(whose))
                        .findFirst()));

        List<Handled> all = completed.handled(person.getUserId(), person.getGroupIds());
        Map<String, String> units = units();
        Set<String> numbered =
                number.isEmpty() ? Set.of() : completed.withNumber(person.getUserId(), person.getGroupIds(), number);
        List<Handled> rows = all.stream()
                .filter(step -> chosen.map(one -> one.takes.test(step)).orElse(true))
                .filter(step -> clause.isEmpty() || clause.equals(step.clause()))
                .filter(step -> period.isEmpty() || period.equals(step.period()))
                .filter(step -> unit.isEmpty() || unit.equals(unitOf(step, units)))
                .filter(step -> number.isEmpty() || numbered.contains(step.task()))
                .filter(said(TypedText.words(typed), units))
                .toList();
        int pages = Math.max(1, (rows.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int at = PlanPages.pageNumber(asked.getOrDefault(Choosing.PAGE, ""), pages);
        List<Handled> shown =
                rows.stream().skip((at - 1L) * ON_A_PAGE).limit(ON_A_PAGE).toList();

        Map<String, Object> values = new HashMap<>();
        values.put("title", "Việc đã xử lý");
        values.put("whose", List.of(Whose.values()));
        values.put("selected", whose);
        values.put("clauses", clauses(all));
        values.put("clause", clause);
        values.put("periods", periods(all));
        values.put("period", period);
        values.put("units", unitsOf(all, units));
        values.put("unit", unit);
        values.put("search", typed);
        values.put("number", number);
        values.put("count", rows.size());
        values.put("at", at);
        values.put("pages", pages);
        values.put("query", query(asked));
        values.put("rows", lines(shown, units));
        return templates.page("done", values, request);
    }

    /** The names of all units, including ended ones, by id, in the register's order. */
    private Map<String, String> units() {
        Map<String, String> names = new LinkedHashMap<>();
        register.units(years.today()).forEach(unit -> names.put(unit.id(), unit.name()));
        return names;
    }

    private static String query(Map<String, String> asked) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        for (String name : List.of("cua", "muc", "ky", "don-vi", "tim", "so-van-ban")) {
            if (!asked.getOrDefault(name, "").isEmpty()) {
                query.queryParam(name, "{" + name + "}");
            }
        }
        String built = query.encode().buildAndExpand(asked).toUriString();
        return built.isEmpty() ? "" : built.substring(1);
    }

    private List<Clause> clauses(List<Handled> all) {
        Set<String> there = all.stream().map(Handled::clause).collect(Collectors.toSet());
        return plan.clauses().stream()
                .filter(clause -> there.contains(clause.id()))
                .toList();
    }

    /** The latest period first. */
    private static Map<String, String> periods(List<Handled> all) {
        Map<String, String> periods = new LinkedHashMap<>();
        all.stream()
                .map(Handled::period)
                .filter(period -> !period.isEmpty())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .forEach(period -> periods.put(period, Period.parse(period).vietnamese()));
        return periods;
    }

    private Map<String, String> unitsOf(List<Handled> all, Map<String, String> units) {
        Set<String> there = all.stream().map(step -> unitOf(step, units)).collect(Collectors.toSet());
        Map<String, String> found = new LinkedHashMap<>(units);
        found.keySet().retainAll(there);
        return found;
    }

    /** The unit that owes the step's obligation, as on the plan's pages; empty if there is none. */
    private String unitOf(Handled step, Map<String, String> units) {
        return plan.clause(step.clause())
                .flatMap(clause -> clause.part(step.part())
                        .map(part -> clause.owedBy(part, step.unit(), units.keySet(), followUpUnit)))
                .orElse(step.unit());
    }

    /** Searches the texts of the list, ignoring diacritics and word order. */
    private Predicate<Handled> said(List<String> words, Map<String, String> units) {
        if (words.isEmpty()) {
            return step -> true;
        }
        return step -> {
            Line line = line(step, units);
            String said = TypedText.plain(String.join(
                    " ",
                    line.name(),
                    line.by(),
                    line.citation(),
                    plan.clause(step.clause()).map(Clause::name).orElse(""),
                    line.duty(),
                    line.about(),
                    line.unit(),
                    line.period()));
            return words.stream().allMatch(said::contains);
        };
    }

    private List<Line> lines(Collection<Handled> shown, Map<String, String> units) {
        return shown.stream().map(step -> line(step, units)).toList();
    }

    private Line line(Handled step, Map<String, String> units) {
        return new Line(
                step.task(),
                step.name(),
                VietnameseDate.shortMoment(step.at()),
                step.by(),
                plan.clause(step.clause()).map(Clause::citation).orElse(""),
                plan.part(step.clause(), step.part()).map(Part::name).orElse(""),
                step.about(),
                units.getOrDefault(unitOf(step, units), step.unit()),
                step.period().isEmpty() ? "" : Period.parse(step.period()).vietnamese());
    }

    /** With the steps of the same obligation that the user may read. */
    @GetMapping(ALL + "/{task:[A-Za-z0-9-]{1,64}}")
    ResponseEntity<String> step(@PathVariable String task, HttpServletRequest request) {
        Authentication person = identity.getCurrentAuthentication();
        if (!completed.mayRead(task, person.getUserId(), person.getGroupIds())) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Filled filled = Choosing.found(forms.of(task));
        List<Handled> all = completed.handled(person.getUserId(), person.getGroupIds());
        Optional<Long> row = all.stream()
                .filter(step -> step.task().equals(task))
                .findFirst()
                .flatMap(Handled::row);
        Map<String, String> units = units();
        List<Line> ofSame = lines(
                all.stream()
                        .filter(step -> step.task().equals(task)
                                || row.isPresent() && step.row().equals(row))
                        .sorted(Comparator.comparing(Handled::at))
                        .toList(),
                units);
        Line line = ofSame.stream()
                .filter(one -> one.task().equals(task))
                .findFirst()
                .orElseThrow();
        Map<String, Object> values = steps.values(task, filled, "/api/papers/");
        values.put(
                "about",
                List.of(line.duty(), line.about(), line.unit(), line.period()).stream()
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", ")));
        values.put("back", ALL);
        values.put("backTo", "Việc đã xử lý");
        values.put("task", task);
        values.put("steps", ofSame);
        return templates.pageWithScript("step", values, request);
    }
}
