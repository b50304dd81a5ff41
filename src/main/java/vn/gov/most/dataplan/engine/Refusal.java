package vn.gov.most.dataplan.engine;

import org.camunda.bpm.engine.BadUserRequestException;

/**
 * A person asked for what a rule does not allow. The message is Vietnamese and for that person: the rule, and the state
 * found. REST answers 400 with it, Tasklist shows it, and what was asked is not done, not even half.
 */
public class Refusal extends BadUserRequestException {

    public Refusal(String message) {
        super(message);
    }
}
