package vn.gov.most.dataplan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole program with its web server and the demo's people, whose password is "demo", but without a job executor.
 * All tests of this kind share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:demo-server;DB_CLOSE_DELAY=-1",
            "camunda.bpm.job-execution.enabled=false",
            "dataplan.open-at-start=false"
        })
@ActiveProfiles("demo")
public @interface DemoServerTest {}
