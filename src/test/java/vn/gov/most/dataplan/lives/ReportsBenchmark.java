package vn.gov.most.dataplan.lives;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.processes.FormFiller;

/**
 * Measures a unit's report from writing to acceptance, with all its jobs, in a ministry with 400 units. The first
 * reports of the period are the baseline for the later ones.
 */
@Tag("benchmark")
class ReportsBenchmark {

    private static final int UNITS = 400;
    private static final int WARM_UP = 40;
    private static final int AT_ONCE = 40;

    @TempDir
    Path ministry;

    private final FormFiller filler = new FormFiller();

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aReportCostsNoMoreThanThoseBeforeIt(Databases kind) throws IOException {
        write();
        try (Program program = new Program(AnyLifeTest.database(kind), ministry, 1, false, Life.BEGIN)) {
            program.prepare();
            program.installedAt(Life.BEGIN);
            program.advanceTo(Instant.parse("2026-11-02T01:00:00Z"));
            program.suspendMails();
            System.out.printf("%s, %d units%n", kind, UNITS);
            double first = 0;
            for (int unit = 0; unit < UNITS; ) {
                long begin = System.nanoTime();
                int before = unit;
                int until = Math.min(UNITS, unit + (unit == 0 ? WARM_UP : AT_ONCE));
                for (; unit < until; unit++) {
                    report(program, "unit-" + unit);
                }
                double each = (System.nanoTime() - begin) / 1e6 / (until - before);
                first = before == WARM_UP ? each : first;
                System.out.printf(
                        "  reports %d to %d: %.1f ms each%s%n",
                        before + 1,
                        until,
                        each,
                        before < WARM_UP ? " (warming up)" : ", ratio %.2f".formatted(each / first));
            }
            assertThat(program.jdbc()
                            .sql("select count(*) from dp_obligation where state = 'ACCEPTED'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(UNITS);
        }
    }

    private void report(Program program, String unit) {
        ProcessEngine engine = program.engine();
        complete(engine, unit, "userTask_prepareReport", "staff", List.of(unit));
        complete(engine, unit, "userTask_sendReport", "head", List.of(unit + "-head"));
        program.runJobs();
        complete(engine, unit, "userTask_checkReport", "checker", List.of("it-center"));
        program.runJobs();
    }

    private void complete(ProcessEngine engine, String unit, String key, String person, List<String> groups) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey("PL.II.4/2026/" + unit)
                .taskDefinitionKey(key)
                .singleResult();
        Map<String, Object> values =
                filler.fill(form(engine, task), engine.getTaskService().getVariables(task.getId()), Map.of());
        engine.getIdentityService().setAuthentication(person, groups);
        try {
            engine.getTaskService().claim(task.getId(), person);
            engine.getFormService().submitTaskForm(task.getId(), values);
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private static JsonNode form(ProcessEngine engine, Task task) {
        try (InputStream form = engine.getFormService().getDeployedTaskForm(task.getId())) {
            return FormFiller.read(new String(form.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ministry of the package {@code lives}, with this benchmark's units as the database owners. */
    private void write() throws IOException {
        Path lives = Program.MINISTRY;
        for (String file : List.of("demo-story.yml", "organisation-demo-people.yml")) {
            Files.copy(lives.resolve(file), ministry.resolve(file));
        }
        String units = IntStream.range(0, UNITS)
                .mapToObj(number ->
                        """
                          - id: unit-%1$d
                            names:
                              - {from: 2020-01-01, name: Đơn vị số %1$d}
                            headTitle: Cục trưởng
                            mailbox: unit-%1$d@most.example
                            seal: true
                            databases:
                              - {id: database-%1$d, name: "CSDL số %1$d", from: 2020-01-01}
                        """
                                .formatted(number))
                .collect(Collectors.joining());
        String organisation = Files.readString(lives.resolve("organisation.yml"))
                .replaceAll("(?m)^    databases:\\n( {6}- .*\\n)+", "    databases: []\n")
                .replace("units:\n", "units:\n" + units);
        Files.writeString(ministry.resolve("organisation.yml"), organisation);
    }
}
