package vn.gov.most.dataplan.reminder;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.mail.MailDelivery;
import vn.gov.most.dataplan.mail.MailIntent;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.Recipient;

/** Hands each mail that was decided to a process instance of its own, for {@code send-mail.bpmn}. */
@Component
@ModelBean
public class Mails {

    private static final String PROCESS = "send-mail";

    /** Growing, three days in all: a mail server may be down over a weekend. */
    private static final String THREE_DAYS = "PT1M,PT5M,PT15M,PT30M,PT1H,PT2H,PT4H,PT8H,PT16H,PT20H,PT20H";

    private static final String NONE = "R1/PT0S";

    private final MailJournal journal;
    private final MailDelivery delivery;
    private final RuntimeService runtimeService;

    Mails(MailJournal journal, MailDelivery delivery, RuntimeService runtimeService) {
        this.journal = journal;
        this.delivery = delivery;
        this.runtimeService = runtimeService;
    }

    /** Sends one; what fails is tried again by the engine. */
    public void send(Long mailId) {
        delivery.deliver(mailId);
    }

    /**
     * Writes the mail in the transaction that decides it, and has it sent after that. The same mail is written once.
     *
     * @param mailbox gets a copy where the person has no valid address
     */
    void write(MailIntent intent, Optional<Recipient> mailbox) {
        boolean valid = intent.to().hasValidAddress();
        journal.write(intent).ifPresent(id -> start(id, intent, valid));
        if (!valid) {
            mailbox.filter(Recipient::hasValidAddress)
                    .flatMap(box -> journal.writeCopy(intent, box))
                    .ifPresent(id -> start(id, intent, true));
        }
    }

    private void start(long id, MailIntent intent, boolean valid) {
        runtimeService.startProcessInstanceByKey(
                PROCESS,
                "%s/%s/%s".formatted(intent.to().id(), intent.day(), id),
                Map.of("mailId", id, "retryPauses", valid ? THREE_DAYS : NONE));
    }
}
