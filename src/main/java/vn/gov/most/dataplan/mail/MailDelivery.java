package vn.gov.most.dataplan.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a mail of the journal; called by a job, which the engine retries. */
public class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private final MailJournal journal;
    private final MailTransport carrier;
    private final JavaMailSenderImpl sender;
    private final MailSettings settings;
    private final Clock clock;
    private final TransactionTemplate afterwards;

    MailDelivery(
            MailJournal journal,
            MailTransport carrier,
            JavaMailSenderImpl sender,
            MailSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.journal = journal;
        this.carrier = carrier;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
        this.afterwards = new TransactionTemplate(transactions);
        this.afterwards.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Sends the mail if it is not sent yet, and marks it as sent in the caller's transaction. If that transaction is
     * rolled back after the server accepted the mail, the next call sends it again, with the same Message-ID.
     *
     * @throws MailNotSentException for every failure; the caller's transaction can continue
     */
    @Transactional(noRollbackFor = MailNotSentException.class)
    public void deliver(long id) {
        MailJournal.WrittenMail mail = journal.lock(id);
        if (mail.sentAt().isPresent()) {
            return;
        }
        if (mail.address().isEmpty()) {
            throw notSent(mail, "chưa có địa chỉ thư điện tử hợp lệ");
        }
        try {
            carrier.carry(new WrittenMessage(sender.getSession(), settings, mail, clock.instant()));
        } catch (MessagingException | IOException failure) {
            LOG.warn("Mail {} to {} was not sent: {}", id, mail.address(), causes(failure));
            throw notSent(mail, reason(failure, mail.address()));
        }
        journal.markSent(id);
    }

    /** The caller's transaction locks the row and will be rolled back, so the failure is recorded after its end. */
    private MailNotSentException notSent(MailJournal.WrittenMail mail, String reason) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                afterwards.executeWithoutResult(transaction -> journal.markFailed(mail.id(), reason));
            }
        });
        return new MailNotSentException(mail.name(), reason);
    }

    /** The reason in words for people, without the server's own text. */
    static String reason(Exception failure, String address) {
        Optional<SmtpAnswer> answer = SmtpAnswer.of(failure);
        if (answer.isPresent()) {
            return reason(answer.get(), address);
        }
        for (Throwable cause = failure; cause != null; cause = SmtpAnswer.next(cause)) {
            if (cause instanceof AuthenticationFailedException) {
                return "máy chủ thư không chấp nhận tài khoản gửi thư";
            }
            if (cause instanceof SocketTimeoutException) {
                return "máy chủ thư không trả lời trong thời gian chờ";
            }
            if (cause instanceof MailConnectException) {
                return "không kết nối được với máy chủ thư";
            }
        }
        if (!(failure instanceof MessagingException chained)) {
            return "không ghi được tệp thư";
        }
        return chained instanceof SendFailedException || chained.getNextException() instanceof IOException
                ? "kết nối với máy chủ thư bị ngắt giữa chừng"
                : "máy chủ thư không nhận kết nối";
    }

    private static String reason(SmtpAnswer answer, String address) {
        if (answer.toRecipient()) {
            return (answer.isForGood()
                            ? "máy chủ thư từ chối địa chỉ %s (mã %d)"
                            : "máy chủ thư tạm thời chưa nhận thư gửi %s (mã %d)")
                    .formatted(address, answer.code());
        }
        return (answer.isForGood() ? "máy chủ thư từ chối thư (mã %d)" : "máy chủ thư tạm thời chưa nhận thư (mã %d)")
                .formatted(answer.code());
    }

    private static String causes(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = SmtpAnswer.next(cause)) {
            all.append(all.isEmpty() ? "" : "; ").append(MailText.oneLine(cause.toString()));
        }
        return all.toString();
    }
}
