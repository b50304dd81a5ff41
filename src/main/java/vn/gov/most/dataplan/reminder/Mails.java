package vn.gov.most.dataplan.reminder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.mail.MailDelivery;
import vn.gov.most.dataplan.mail.MailIntent;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailNotSentException;
import vn.gov.most.dataplan.mail.Recipient;

/**
 * Sends the mails that were written. For {@code send-mails.bpmn}, the first attempt: all together, each in its own
 * transaction. For {@code send-mail.bpmn}, the mails that failed, each in its own process instance.
 */
@Component
@ModelBean
public class Mails {

    private static final String TOGETHER = "send-mails";
    private static final String ALONE = "send-mail";

    /** So many that their keys fit into a text variable and that they are sent well within a job's lock. */
    private static final int AT_ONCE = 40;

    private static final int EMPTIED_AT_ONCE = 500;

    /** Growing intervals, three days in total: a mail server may be down over a weekend. */
    private static final String THREE_DAYS = "PT1M,PT5M,PT15M,PT30M,PT1H,PT2H,PT4H,PT8H,PT16H,PT20H,PT20H";

    private static final String NONE = "R1/PT0S";

    private final MailJournal journal;
    private final MailDelivery delivery;
    private final RuntimeService runtimeService;
    private final TransactionTemplate separateTransaction;

    Mails(
            MailJournal journal,
            MailDelivery delivery,
            RuntimeService runtimeService,
            PlatformTransactionManager transactions) {
        this.journal = journal;
        this.delivery = delivery;
        this.runtimeService = runtimeService;
        separateTransaction = new TransactionTemplate(transactions);
        separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Sends one mail; the engine retries what fails. */
    public void send(Long mailId) {
        delivery.deliver(mailId);
    }

    /**
     * Sends the mails in sequence. From the first failure on, each gets its own process instance: a server that does
     * not answer would hold this job beyond its lock.
     *
     * @param keys separated by spaces
     */
    public void sendTogether(String keys) {
        boolean failed = false;
        for (String key : keys.split(" ")) {
            failed = failed || !isSent(id(key));
            if (failed) {
                alone(key, THREE_DAYS);
            }
        }
    }

    private boolean isSent(long id) {
        try {
            separateTransaction.executeWithoutResult(transaction -> delivery.deliver(id));
            return true;
        } catch (MailNotSentException loggedByDelivery) {
            return false;
        }
    }

    /**
     * Empties the bodies of a batch of mails sent long ago, for {@code empty-mails.bpmn}.
     *
     * @return whether there may be more
     */
    public boolean emptyBodies() {
        return journal.emptyBodies(EMPTIED_AT_ONCE) == EMPTIED_AT_ONCE;
    }

    /**
     * Writes the mails in the caller's transaction and starts the sending after it. A mail that is already written is
     * not written again.
     */
    void write(List<Written> mails) {
        List<String> keys = new ArrayList<>();
        for (Written mail : mails) {
            MailIntent intent = mail.intent();
            Optional<String> key = journal.write(intent).map(id -> key(intent, id));
            if (intent.to().hasValidAddress()) {
                key.ifPresent(keys::add);
            } else {
                key.ifPresent(named -> alone(named, NONE));
                mail.mailbox()
                        .filter(Recipient::hasValidAddress)
                        .flatMap(box -> journal.writeCopy(intent, box))
                        .ifPresent(id -> keys.add(key(intent, id)));
            }
        }
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            List<String> some = keys.subList(from, Math.min(from + AT_ONCE, keys.size()));
            runtimeService.startProcessInstanceByKey(TOGETHER, Map.of("mailKeys", String.join(" ", some)));
        }
    }

    /** @param mailbox gets a copy if the person has no valid address */
    record Written(MailIntent intent, Optional<Recipient> mailbox) {}

    private void alone(String key, String retryPauses) {
        runtimeService.startProcessInstanceByKey(ALONE, key, Map.of("mailId", id(key), "retryPauses", retryPauses));
    }

    /** The business key, which people see in Cockpit. */
    private static String key(MailIntent intent, long id) {
        return "%s/%s/%s".formatted(intent.to().id(), intent.day(), id);
    }

    private static long id(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }
}
