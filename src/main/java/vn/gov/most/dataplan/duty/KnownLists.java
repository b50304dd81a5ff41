package vn.gov.most.dataplan.duty;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.dossier.Papers;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.form.Choices;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.organisation.Body;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Opening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.PartOwner;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * The lists of choices from today's register, plan and ledger:
 *
 * <ul>
 *   <li>{@code units}: the units for which the user may start the process; by id
 *   <li>{@code databases}: of a task's unit, by name; at a start of the units above, by id
 *   <li>{@code clauses}: all clauses of the plan, by their citation
 *   <li>{@code periods}: the one that may be opened today
 *   <li>{@code accounts}, {@code addresses}: the names and the e-mail addresses of the unit's people
 *   <li>{@code body <id>}: the body or its successor today
 *   <li>{@code papers}: those of the task's instance, as a form references them
 *   <li>{@code products <clause> <part> <variable>}: the variable's values in that part's products, of the unit or of
 *       all units
 * </ul>
 */
@Component
class KnownLists implements Choices {

    private final PlanContext context;
    private final Plan plan;
    private final Schedule schedule;
    private final Register register;
    private final Ledger ledger;
    private final Papers papers;
    private final IdentityService identity;

    KnownLists(
            PlanContext context,
            Plan plan,
            Schedule schedule,
            Register register,
            Ledger ledger,
            Papers papers,
            @Lazy IdentityService identity) {
        this.context = context;
        this.plan = plan;
        this.schedule = schedule;
        this.register = register;
        this.ledger = ledger;
        this.papers = papers;
        this.identity = identity;
    }

    @Override
    public List<Choice> of(String list, Asked asked) {
        List<String> words = List.of(list.split(" "));
        return switch (words.get(0)) {
            case "databases" -> databases(asked);
            case "units" ->
                units(asked).map(unit -> new Choice(unit.name(), unit.id())).toList();
            case "clauses" ->
                plan.clauses().stream()
                        .map(clause ->
                                new Choice("%s: %s".formatted(clause.citation(), clause.name()), clause.citation()))
                        .toList();
            case "periods" -> periods(asked);
            case "accounts" -> people(asked, PersonName::of);
            case "addresses" -> people(asked, User::getEmail);
            case "products" -> products(words, asked);
            case "papers" ->
                asked.instance() == null
                        ? List.of()
                        : papers.references(asked.instance()).stream()
                                .map(KnownLists::itself)
                                .toList();
            case "body" ->
                register.standsFor(words.get(1), context.today()).map(Body::name).map(KnownLists::itself).stream()
                        .toList();
            default -> throw new IllegalArgumentException("No list " + list);
        };
    }

    private List<Choice> databases(Asked asked) {
        if (asked.unit() != null) {
            return register.databasesOf(asked.unit(), context.today()).stream()
                    .map(database -> itself(database.name()))
                    .toList();
        }
        return units(asked)
                .flatMap(unit -> register.databasesOf(unit.id(), context.today()).stream())
                .map(database -> new Choice(database.name(), database.id()))
                .toList();
    }

    private Stream<Unit> units(Asked asked) {
        List<Unit> all = register.unitsOn(context.today());
        List<Unit> own = all.stream()
                .filter(unit -> asked.groups()
                        .contains(part(asked)
                                .map(part -> ManualStarters.groupOf(part, unit.id()))
                                .orElseGet(() -> Register.headGroupOf(unit.id()))))
                .toList();
        Set<String> owners = register.ownersOn(context.today()).stream()
                .map(owner -> owner.unit().id())
                .collect(Collectors.toSet());
        boolean ownersAlone = part(asked)
                .map(Part::each)
                .filter(PartOwner.DATABASE_OWNER::equals)
                .isPresent();
        boolean forAll = part(asked)
                .filter(part -> ManualStarters.startForAll(asked.groups(), context.clause(part), part))
                .isPresent();
        return (own.isEmpty() || forAll ? all : own)
                .stream().filter(unit -> !ownersAlone || owners.contains(unit.id()));
    }

    private List<Choice> periods(Asked asked) {
        return part(asked).flatMap(part -> schedule.current(part, context.today())).map(Opening::period).stream()
                .map(period -> new Choice(period.vietnamese(), period.id()))
                .toList();
    }

    private Optional<Part> part(Asked asked) {
        return plan.partOfProcess(asked.process());
    }

    private List<Choice> people(Asked asked, Function<User, String> what) {
        return asked.unit() == null
                ? List.of()
                : identity
                        .createUserQuery()
                        .memberOfGroup(Register.groupOf(asked.unit()))
                        .orderByUserFirstName()
                        .asc()
                        .orderByUserId()
                        .asc()
                        .list()
                        .stream()
                        .map(what)
                        .filter(Objects::nonNull)
                        .map(KnownLists::itself)
                        .toList();
    }

    private List<Choice> products(List<String> words, Asked asked) {
        return ledger.products(words.get(1), words.get(2), Optional.ofNullable(asked.unit())).stream()
                .map(Json::map)
                .map((Map<String, Object> product) -> product.get(words.get(3)))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .distinct()
                .sorted()
                .map(KnownLists::itself)
                .toList();
    }

    private static Choice itself(String text) {
        return new Choice(text, text);
    }
}
