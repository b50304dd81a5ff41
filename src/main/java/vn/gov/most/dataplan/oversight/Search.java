package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.oversight.Year.Product;

/** Finds obligations by words, ignoring diacritics and word order: in their names, units, people and products. */
@Component
class Search {

    private final CompletedSteps completed;
    private final Ledger ledger;

    Search(CompletedSteps completed, Ledger ledger) {
        this.completed = completed;
        this.ledger = ledger;
    }

    /**
     * @param typed the words; an obligation must match each of them
     * @param documents the products of obligations
     */
    Predicate<Owed> of(String typed, Supplier<List<Product>> documents) {
        List<String> words = TypedText.words(typed);
        if (words.isEmpty()) {
            return owed -> true;
        }
        Map<Long, String> products = documents.get().stream().collect(toMap(Product::obligation, Product::words));
        Map<String, String> people = completed.people().stream().collect(toMap(Function.identity(), TypedText::plain));
        Map<String, String> later = ledger.laterInstances();
        Map<String, Set<String>> workedOnBy =
                words.stream().distinct().collect(toMap(Function.identity(), word -> workedOn(word, people, later)));
        return owed -> {
            String said = TypedText.plain(String.join(
                    " ",
                    owed.clause().citation(),
                    owed.clause().name(),
                    owed.part().name(),
                    owed.tracked().about(),
                    owed.unitName(),
                    owed.periodName(),
                    products.getOrDefault(owed.row().id(), "")));
            return words.stream()
                    .allMatch(word -> said.contains(word)
                            || workedOnBy.get(word).contains(owed.row().processInstance()));
        };
    }

    private Set<String> workedOn(String word, Map<String, String> people, Map<String, String> later) {
        return completed
                .instancesOf(people.entrySet().stream()
                        .filter(person -> person.getValue().contains(word))
                        .map(Map.Entry::getKey)
                        .collect(toSet()))
                .stream()
                .map(instance -> later.getOrDefault(instance, instance))
                .collect(toSet());
    }
}
