package vn.gov.most.dataplan.form;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A person's draft of a task when the head assigns the task to another person. The content of the draft is not read.
 */
@Component
public class ReassignedDrafts {

    private final Drafts drafts;

    ReassignedDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /** When the person last saved their own draft; empty if they have none. */
    public Optional<Instant> savedAt(String task, String person) {
        return drafts.own(task, person).map(Drafts.Draft::savedAt);
    }

    /** Passes the draft on to the next person who has the task. Call it in a transaction. */
    public void passOn(String task, String person) {
        drafts.own(task, person).ifPresent(own -> drafts.passOn(task, person, own.version()));
    }

    /** Deletes the draft. Call it in a transaction. */
    public void discard(String task, String person) {
        drafts.own(task, person).ifPresent(own -> drafts.remove(task, person));
    }
}
