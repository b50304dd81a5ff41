package vn.gov.most.dataplan.organisation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mock.env.MockEnvironment;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** An installation with its own engine and no imports yet; its clock does not move. */
final class Installation implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    final JdbcClient jdbc;
    final Register register;
    private final ProcessEngine engine;
    private final DataSourceTransactionManager transactionManager;

    Installation(Databases databases) {
        DataSource dataSource = databases.migrated();
        jdbc = JdbcClient.create(dataSource);
        register = new Register(jdbc);
        transactionManager = new DataSourceTransactionManager(dataSource);
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        GenericApplicationContext context = new GenericApplicationContext();
        context.refresh();
        configuration.setApplicationContext(context);
        configuration.setProcessEngineName("test-" + UUID.randomUUID());
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactionManager);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setGeneralResourceWhitelistPattern("[a-z0-9]+(-[a-z0-9]+)*");
        engine = configuration.buildProcessEngine();
    }

    IdentityService identity() {
        return engine.getIdentityService();
    }

    /** The import of the shipped demo on the day. */
    RegisterImport demoImport(String day) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles("demo");
        return importFrom("", environment, day);
    }

    /** The import of a ministry's own folder on the day. */
    RegisterImport importOf(Path folder, String day) {
        return importFrom(folder.toString(), new MockEnvironment(), day);
    }

    private RegisterImport importFrom(String folder, MockEnvironment environment, String day) {
        Clock clock = Clock.fixed(Instant.parse(day + "T01:30:00Z"), ZONE);
        return new RegisterImport(jdbc, transactionManager, identity(), MinistryFiles.in(folder), environment, clock);
    }

    /** Writes the small ministry's two files into the folder. */
    static void writeSmallMinistry(Path folder) {
        write(folder, OrganisationFile.NAME, read("organisation/small.yml"));
        write(folder, PeopleFile.NAME, read("organisation/small-people.yml"));
    }

    static String read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path folder, String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
