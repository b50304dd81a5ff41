package vn.gov.most.dataplan.readiness;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.engine.MailAddress;
import vn.gov.most.dataplan.engine.PersonName;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.mail.MailDelivery;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailNotSentException;
import vn.gov.most.dataplan.mail.Recipient;
import vn.gov.most.dataplan.organisation.Register;

/** Puts the program into service, once, and sends trial mails. The page checks who may ask for this. */
@Component
public class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Register register;
    private final EnteredPeople entered;
    private final OpenDuePeriods openDuePeriods;
    private final ProcessEngineConfigurationImpl engine;
    private final IdentityService identity;
    private final MailJournal journal;
    private final MailDelivery delivery;
    private final TrialLetter letter;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final String mailHost;

    Readiness(
            Register register,
            EnteredPeople entered,
            OpenDuePeriods openDuePeriods,
            ProcessEngineConfigurationImpl engine,
            IdentityService identity,
            MailJournal journal,
            MailDelivery delivery,
            TrialLetter letter,
            JdbcClient jdbc,
            Clock clock,
            @Value("${spring.mail.host:}") String mailHost) {
        this.register = register;
        this.entered = entered;
        this.openDuePeriods = openDuePeriods;
        this.engine = engine;
        this.identity = identity;
        this.journal = journal;
        this.delivery = delivery;
        this.letter = letter;
        this.jdbc = jdbc;
        this.clock = clock;
        this.mailHost = mailHost;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        if (register.inUseSince().isEmpty()) {
            LOG.info("Hệ thống chưa được đưa vào sử dụng: chưa mở kỳ nào, chưa gửi thư nào."
                    + " Quản trị viên đăng nhập và làm theo trang /khoi-dau.");
        }
    }

    /**
     * From now on due parts are opened and people are notified. The opening is requested in the same transaction, so
     * that a crash loses both or neither.
     *
     * @param by the administrator's account
     * @return false if the program was already in service, also through another node
     * @throws Refusal if a group that must work on what opens has nobody
     */
    @Transactional
    public boolean putToUse(String by) {
        if (entered.groups().stream().noneMatch(group -> group.isUnit() && group.people() > 0)) {
            throw new Refusal("Chưa đưa vào sử dụng được: chưa có người nào thuộc một đơn vị."
                    + " Nhập người dùng và chọn đơn vị của họ trước.");
        }
        int first = jdbc.sql(
                        """
                        update dp_installation set in_use_since = :at, put_to_use_by = :by, put_to_use_by_name = %s
                        where in_use_since is null
                        """
                                .formatted(PersonName.kept("cast(:by as varchar(64))")))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .update();
        if (first == 0) {
            return false;
        }
        // A start requests this: no person may send its message, not even an administrator
        engine.getCommandExecutorTxRequired()
                .execute(command -> command.runWithoutAuthorization(() -> {
                    openDuePeriods.softwareStarted();
                    return null;
                }));
        LOG.info("Put to use by {}", by);
        return true;
    }

    /** Who put the program into service, by the name then; empty where nobody had to. */
    String putToUseBy() {
        return jdbc.sql("select put_to_use_by_name from dp_installation")
                .query(String.class)
                .single();
    }

    /**
     * Sends a mail to this address now, like any other mail; {@link MailJournal#trials} shows how it ended.
     *
     * @throws Refusal if it is not a mail address
     */
    void tryMail(String by, String address) {
        String to = address.strip();
        if (!MailAddress.isOne(to)) {
            throw new Refusal("Địa chỉ nhận thư thử: \"%s\" không phải là địa chỉ thư điện tử; ví dụ ten@most.gov.vn."
                    .formatted(to));
        }
        User user = identity.createUserQuery().userId(by).singleResult();
        String name = user == null ? by : PersonName.of(user);
        long id = journal.writeTrial(new Recipient(by, Recipient.Kind.PERSON, name, to), letter.to(name, to), mailHost);
        try {
            delivery.deliver(id);
        } catch (MailNotSentException kept) {
            LOG.info("The trial to {} has not left: {}", to, kept.getMessage());
        }
    }
}
