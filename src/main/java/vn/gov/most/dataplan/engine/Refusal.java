package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.ProcessEngineException;

/**
 * A person asked for what a rule does not allow. The message is Vietnamese and for that person: the rule, and the state
 * found. REST answers 400 with it, Tasklist shows it, and what was asked is not done, not even half.
 *
 * <p>No {@code BadUserRequestException}: of those Camunda's REST keeps the message alone in some places, so that nobody
 * knows any more that it is ours.
 */
public class Refusal extends ProcessEngineException {

    public Refusal(String message) {
        super(message);
    }
}
