package vn.gov.most.dataplan.mail;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans of the package {@code mail}, wired as in the program, with a database of their own. */
final class MailRoom implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    final JdbcClient jdbc;
    final TransactionTemplate transaction;

    private MailRoom(DataSource dataSource, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "dataplan.mail.from", "data-plan@most.example",
                "dataplan.mail.from-name", "Trung tâm Công nghệ thông tin",
                "spring.main.banner-mode", "off",
                "spring.main.log-startup-info", "false"));
        all.putAll(properties);
        context = new SpringApplicationBuilder(
                        MailConfiguration.class,
                        MailJournal.class,
                        MailSenderAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        TransactionAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of("spring.config.location", "optional:classpath:/no-settings/"))
                .initializers(fresh -> {
                    GenericApplicationContext beans = (GenericApplicationContext) fresh;
                    beans.registerBean(DataSource.class, () -> dataSource);
                    beans.registerBean(Clock.class, () -> Samples.CLOCK);
                })
                // As arguments, because these override the settings of the whole test run
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    static MailRoom sendingTo(int port, DataSource dataSource, String... more) {
        Map<String, Object> properties =
                new HashMap<>(Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", port));
        List.of(more).forEach(setting -> properties.put(setting.split("=")[0], setting.split("=")[1]));
        return new MailRoom(dataSource, properties);
    }

    static MailRoom writingTo(String folder, DataSource dataSource) {
        return new MailRoom(dataSource, Map.of("dataplan.mail.folder", folder));
    }

    MailJournal journal() {
        return context.getBean(MailJournal.class);
    }

    /** Null where mails become files. */
    JavaMailSenderImpl sender() {
        return context.getBeanProvider(JavaMailSenderImpl.class).getIfAvailable();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Writes a new mail in a transaction of its own. */
    long write(MailIntent intent) {
        return writeUnlessWritten(intent).orElseThrow();
    }

    Optional<Long> writeUnlessWritten(MailIntent intent) {
        return transaction.execute(status -> journal().write(intent));
    }

    Optional<Long> writeCopy(MailIntent intent, Recipient mailbox) {
        return transaction.execute(status -> journal().writeCopy(intent, mailbox));
    }

    /** As a job does: a failure rolls its transaction back. */
    void deliver(long id) {
        transaction.executeWithoutResult(status -> bean(MailDelivery.class).deliver(id));
    }

    /** As a job whose process is killed after the server has taken the mail and before the commit. */
    void deliverAndDie(long id) {
        transaction.executeWithoutResult(status -> {
            bean(MailDelivery.class).deliver(id);
            status.setRollbackOnly();
        });
    }

    Map<String, Object> row(long id) {
        return jdbc.sql("select * from dp_mail where id = :id")
                .param("id", id)
                .query()
                .singleRow();
    }

    @Override
    public void close() {
        context.close();
    }
}
