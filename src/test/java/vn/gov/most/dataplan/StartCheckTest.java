package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.engine.StartRefused;

/** The program does not start if its database, settings and files contradict each other, and reports all reasons. */
@ExtendWith(OutputCaptureExtension.class)
class StartCheckTest {

    private static final Path MODEL = Path.of("processes/i6-inspection-plan.bpmn");

    @TempDir
    Path folder;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url, "sa", ""));

    @Test
    void theFaultsOfWhatIsStoredOpenAndSetAreToldAtOnceAndNothingIsDone(CapturedOutput output) throws IOException {
        try (ConfigurableApplicationContext program = start()) {
            program.getBean(OpenDuePeriods.class).open("PL.II.4 ministry-report 2026");
            deployed(program.getBean(ProcessEngine.class));
        }
        jdbc.sql("update dp_obligation set clause = 'PL.IX.9' where clause = 'PL.II.4'")
                .update();
        List<?> before = written();

        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("mail/closing.txt"), "[(${tasks.none})]");

        assertThatThrownBy(() -> start("--dataplan.follow-up-unit=mars", "--dataplan.ministry-folder=" + folder))
                .isInstanceOf(StartRefused.class);

        assertThat(output)
                .doesNotContain("\tat ")
                .contains(
                        "\nQuy trình \"i6-inspection-plan\", phiên bản 2, phần tử \"userTask_older\": plan.yml không có bước"
                                + " này ở mục \"PL.I.6\", phần \"inspection-plan\"; được phép: ",
                        "\nTệp \"mail/closing.txt\": không điền được mẫu thư: ",
                        "\nTệp \"plan.yml\": không có phần \"ministry-report\" của mục \"PL.IX.9\", mà quy trình của phần"
                                + " này đang thực hiện; ",
                        "\nCài đặt \"dataplan.follow-up-unit\": đơn vị \"mars\" không có trong danh bạ đơn vị; ",
                        "Sửa những chỗ nêu trên rồi khởi động lại");
        assertThat(written()).isEqualTo(before);
    }

    /** Deploys an older version that is still running. */
    private static void deployed(ProcessEngine engine) throws IOException {
        String older = Files.readString(MODEL).replace("userTask_planInspections", "userTask_older");
        assertThat(older).contains("userTask_older");
        String id = engine.getRepositoryService()
                .createDeployment()
                .addString("processes/i6-inspection-plan.bpmn", withoutForms(older))
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .get(0)
                .getId();
        engine.getRuntimeService()
                .createProcessInstanceById(id)
                .setVariable("period", "2026")
                .startBeforeActivity("callActivity_issueDecision")
                .execute();
    }

    private static String withoutForms(String model) {
        return model.replaceAll(" camunda:formRef(Binding)?=\"[^\"]*\"", "");
    }

    private List<?> written() {
        return jdbc.sql("select id_ from act_hi_procinst union all select id_ from act_re_procdef"
                        + " union all select id_ from act_id_user order by 1")
                .query()
                .singleColumn();
    }

    private ConfigurableApplicationContext start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + url,
                "--server.port=0",
                "--camunda.bpm.webapp.enabled=false",
                "--camunda.bpm.job-execution.enabled=false",
                "--dataplan.open-at-start=false"));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .run(arguments.toArray(String[]::new));
    }
}
