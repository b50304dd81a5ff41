package vn.gov.most.dataplan.processes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole program without web server and job executor, in a ministry with eight units. The time machine moves its
 * clock. All tests of this kind share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:virtual-time;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=1024",
            "dataplan.ministry-folder=src/test/resources/eight-units",
            "camunda.bpm.job-execution.enabled=false",
            // It wakes a dozen times a night, which would be most of the jobs of a year
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled=false",
            "dataplan.open-at-start=false"
        })
@ActiveProfiles("demo")
@interface VirtualTimeTest {}
