package vn.gov.most.dataplan.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * A person asked for something that a rule does not allow. The message is Vietnamese and meant for that person: the
 * rule, and the current state. REST answers 400 with it, Tasklist shows it, and the request has no effect at all.
 *
 * <p>It does not extend {@code BadUserRequestException}: in some places Camunda's REST API keeps only that
 * exception's message, so that it could no longer be recognised as ours.
 */
public class Refusal extends ProcessEngineException {

    /**
     * A refused field of a form.
     *
     * @param at its path in the submission: names, and row numbers from 0
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

    /** The refused fields; none if the rule is not about a field. */
    public List<Place> places() {
        return places;
    }
}
