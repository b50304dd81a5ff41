package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.form.FormProbe;

/**
 * Measures a page of the task list with the data for our cards, with 10,000 open tasks. The baseline is the list alone.
 */
@Tag("benchmark")
class ListBenchmark {

    private static final int TASKS = 10_000;
    private static final int ROUNDS = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aPageOfTheList(Databases database) throws IOException {
        try (ConfigurableApplicationContext program = start(database)) {
            ProcessEngine engine = program.getBean(ProcessEngine.class);
            openTasks(engine, program);
            String filter = engine.getFilterService()
                    .createFilterQuery()
                    .filterName("Công việc của đơn vị tôi")
                    .singleResult()
                    .getId();
            Browser browser = new Browser(
                    ((WebServerApplicationContext) program).getWebServer().getPort());
            browser.login(FormProbe.PERSON, "demo");
            String list =
                    "/camunda/api/engine/engine/default/filter/%s/list?maxResults=15&firstResult=".formatted(filter);

            long[] alone = new long[ROUNDS];
            long[] cards = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                HttpResponse<String> page = browser.ask("GET", list + round * 15);
                alone[round] = System.nanoTime() - begin;
                assertThat(page.statusCode()).isEqualTo(200);
                String ids = StreamSupport.stream(MAPPER.readTree(page.body()).spliterator(), false)
                        .map(task -> "task=" + task.path("id").asText())
                        .collect(Collectors.joining("&"));
                begin = System.nanoTime();
                JsonNode answer =
                        MAPPER.readTree(browser.ask("GET", "/api/cards?" + ids).body());
                cards[round] = System.nanoTime() - begin;
                assertThat(answer).hasSize(15);
            }
            Arrays.sort(alone);
            Arrays.sort(cards);
            System.out.printf(
                    "%s, %,d tasks: a page of the list %.1f ms, its cards %.1f ms: with them %.2f times the list alone%n",
                    database,
                    TASKS,
                    alone[ROUNDS / 2] / 1e6,
                    cards[ROUNDS / 2] / 1e6,
                    1 + cards[ROUNDS / 2] / (double) alone[ROUNDS / 2]);
        }
    }

    private static void openTasks(ProcessEngine engine, ConfigurableApplicationContext program) {
        FormProbe probe = new FormProbe(engine, program.getBean(Authorizations.class));
        probe.deploy("{\"type\": \"textfield\", \"key\": \"t\", \"label\": \"Chữ\", \"id\": \"field_t\"}");
        for (int i = 0; i < TASKS; i++) {
            engine.getRuntimeService()
                    .startProcessInstanceByKey(
                            FormProbe.PROCESS,
                            Map.of(
                                    "dutyName",
                                    "Kiểm tra, đánh giá, duy trì và quản lý chất lượng dữ liệu",
                                    "unitName",
                                    "Cục Thông tin khoa học và công nghệ quốc gia",
                                    "periodName",
                                    "năm 2026"));
        }
        JdbcClient jdbc = program.getBean(JdbcClient.class);
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                            state, opened_at, due_at, late_from, provisional)
                        select 'PL.II.4', 'unit-report', '2026', 'nasati', id_, id_, id_, 'OPEN', create_time_,
                            create_time_, create_time_, false
                        from act_ru_task
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into dp_step (task_id, obligation_id, opened_at, due_at, late_from, provisional)
                        select t.id_, o.id, o.opened_at, o.due_at, o.late_from, false
                        from act_ru_task t join dp_obligation o on o.subject = t.id_
                        """)
                .update();
        // The database does so by itself after this many new rows
        jdbc.sql("analyze").update();
    }

    private static ConfigurableApplicationContext start(Databases database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0", "--dataplan.open-at-start=false", "--camunda.bpm.job-execution.enabled=false"));
        if (database == Databases.H2) {
            arguments.add("--spring.datasource.url=jdbc:h2:mem:list;DB_CLOSE_DELAY=-1");
        } else {
            PGSimpleDataSource empty = (PGSimpleDataSource) database.empty();
            arguments.add("--spring.datasource.url=" + empty.getUrl());
            arguments.add("--spring.datasource.username=" + empty.getUser());
            arguments.add("--spring.datasource.password=");
        }
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }
}
