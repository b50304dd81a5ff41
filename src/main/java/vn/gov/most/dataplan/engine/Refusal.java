package vn.gov.most.dataplan.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * A person asked for what a rule does not allow. The message is Vietnamese and for that person: the rule, and the state
 * found. REST answers 400 with it, Tasklist shows it, and what was asked is not done, not even half.
 *
 * <p>No {@code BadUserRequestException}: of those Camunda's REST keeps the message alone in some places, so that nobody
 * knows any more that it is ours.
 */
public class Refusal extends ProcessEngineException {

    /**
     * A field of a form that was refused.
     *
     * @param at the way to it in what was submitted: names, and numbers of rows from 0
     */
    public record Place(List<Object> at, String says) {}

    private final transient List<Place> places;

    public Refusal(String message) {
        this(message, List.of());
    }

    public Refusal(String message, List<Place> places) {
        super(message);
        this.places = List.copyOf(places);
    }

    /** None where the rule is not about a field. */
    public List<Place> places() {
        return places;
    }
}
