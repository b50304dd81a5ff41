package vn.gov.most.dataplan.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;
import vn.gov.most.dataplan.processes.FormFiller;

/**
 * The whole program as the demo starts it, on the morning of 24/11/2026 whatever the real date, and users at browsers.
 * Its job executor runs, so the context is closed before another test moves the engine's clock.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:browser;DB_CLOSE_ON_EXIT=FALSE",
            "dataplan.ministry-folder=src/test/resources/no-story"
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = InTheBrowser.OneNovember.class)
@DirtiesContext
abstract class InTheBrowser {

    /** Each of the parallel JVMs has its own folder. */
    static final String MAILS = System.getProperty("dataplan.mail.folder", "target/mail") + "-browser";

    static final Duration BOUND = Duration.ofSeconds(30);

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00+07:00");

    private static Chromium chromium;
    private static final Map<String, Person> people = new LinkedHashMap<>();

    @LocalServerPort
    private int port;

    @Autowired
    ProcessEngine engine;

    /** Keeps a screenshot of every browser when a test fails. */
    @RegisterExtension
    final AfterTestExecutionCallback witness = test -> test.getExecutionException()
            .ifPresent(failure -> people.forEach((id, person) ->
                    person.picture("failed-" + test.getRequiredTestMethod().getName() + "-" + id)));

    @BeforeAll
    static void startChromium() {
        FileSystemUtils.deleteRecursively(new File(MAILS));
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        people.clear();
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
        ClockUtil.reset();
    }

    /** The person at a browser of their own, logged in. */
    Person person(String id) {
        Person person = people.get(id);
        if (person == null) {
            person = stranger();
            people.put(id, person);
            person.open("/");
            person.login(id);
        }
        return person;
    }

    /** Somebody at a browser who has not logged in. */
    Person stranger() {
        return new Person(chromium.browser(), "http://localhost:" + port, ClockUtil.getCurrentTime());
    }

    /** Sets the time of the program, and of browsers that are opened from now on. Time continues from there. */
    void itIs(Instant moment) {
        setClock(moment);
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getJobExecutor()
                .jobWasAdded();
    }

    /** Somebody does the task the usual way, as in the browser, only faster. */
    void submit(String task, String user, Map<String, Object> answers) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        Map<String, Object> opened = engine.getTaskService().getVariables(task);
        try (InputStream schema = engine.getFormService().getDeployedTaskForm(task)) {
            Map<String, Object> values = new FormFiller()
                    .fill(FormFiller.read(new String(schema.readAllBytes(), StandardCharsets.UTF_8)), opened, answers);
            engine.getIdentityService().setAuthentication(user, groups);
            engine.getTaskService().claim(task, user);
            engine.getFormService().submitTaskForm(task, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** Waits until the task has come. */
    void awaitTask(String step, String businessKey) {
        await().atMost(BOUND)
                .until(() -> engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(businessKey)
                                .taskDefinitionKey(step)
                                .count()
                        == 1);
    }

    private static void setClock(Instant moment) {
        ClockUtil.reset();
        ClockUtil.offset(moment.toEpochMilli() - ClockUtil.getCurrentTime().getTime());
    }

    static final class OneNovember implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            setClock(MORNING);
            TestPropertyValues.of("dataplan.mail.folder=" + MAILS).applyTo(context);
        }
    }
}
