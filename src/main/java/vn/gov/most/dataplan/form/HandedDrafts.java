package vn.gov.most.dataplan.form;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What somebody has entered into a task's form, where the task goes to another by the head's word; its content is not read. */
@Component
public class HandedDrafts {

    private final Drafts drafts;

    HandedDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /** When the person saved what they have there of their own; empty where there is nothing. */
    public Optional<Instant> savedAt(String task, String person) {
        return drafts.own(task, person).map(Drafts.Draft::savedAt);
    }

    /** Leaves it to whoever has the task next. To be called in a transaction. */
    public void passOn(String task, String person) {
        drafts.own(task, person).ifPresent(own -> drafts.passOn(task, person, own.version()));
    }

    /** To be called in a transaction. */
    public void discard(String task, String person) {
        drafts.own(task, person).ifPresent(own -> drafts.remove(task, person));
    }
}
