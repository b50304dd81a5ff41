package vn.gov.most.dataplan.mail;

import jakarta.mail.util.StreamProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import vn.gov.most.dataplan.engine.PartHealth;

/** Sends mails if a mail server ({@code spring.mail.host}) is configured; otherwise writes them to a folder. */
@Configuration
@EnableConfigurationProperties(MailSettings.class)
class MailConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    static {
        // Jakarta Mail otherwise searches every jar for this several times per mail, which takes half of the sending
        // time.
        if (System.getProperty(StreamProvider.class.getName()) == null) {
            System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        }
    }

    @Bean
    MailTransport mailCarrier(ObjectProvider<JavaMailSenderImpl> sender, MailSettings settings) {
        JavaMailSenderImpl configured = sender.getIfAvailable();
        if (configured != null) {
            return new SmtpTransport(configured, IDLE_TIME, System::nanoTime);
        }
        Path folder = Path.of(settings.folder()).toAbsolutePath().normalize();
        LOG.info("Chưa cấu hình máy chủ thư (spring.mail.host): mỗi thư được ghi thành một tệp .eml trong {}", folder);
        return new FolderTransport(folder);
    }

    /**
     * Replaces Spring's indicator of this name, which would connect to the server at every request and take a node
     * out of service because of it.
     */
    @Bean
    HealthIndicator mailHealthIndicator(MailJournal journal, ObjectProvider<JavaMailSenderImpl> sender) {
        return new PartHealth(
                MailHealth.KEPT, System::nanoTime, () -> MailHealth.fault(journal, sender.getIfAvailable()));
    }

    @Bean
    MailDelivery mailDelivery(
            MailJournal journal,
            MailTransport carrier,
            ObjectProvider<JavaMailSenderImpl> sender,
            MailSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        return new MailDelivery(
                journal, carrier, sender.getIfAvailable(JavaMailSenderImpl::new), settings, clock, transactions);
    }
}
