package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.plan.Plan;

/** All faults of a ministry's files are reported together at the start, without a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class MinistryDataTest {

    private static final MinistryFiles SHIPPED = MinistryFiles.in("");

    @TempDir
    Path folder;

    @Test
    void theFaultsOfAllFilesAreToldAtOnce(CapturedOutput output) throws IOException {
        write("plan.yml", "dueTime: \"17:00\"", "dueTime: five");
        write("calendar/2026.yml", "complete: true", "complete: maybe");
        write("calendar/2027.yml", "year: 2027", "year: 2026");
        write("mail/closing.txt", "Trân trọng", "[(${tasks.none})]");
        write("organisation.yml", "headTitle: Giám đốc", "headTitle:");
        write("organisation-demo-people.yml", "role: deputy", "role: boss");
        write("demo-story.yml", "carries:", "carried:");

        assertThatThrownBy(this::start).hasRootCauseInstanceOf(MinistryFileException.class);

        assertThat(output)
                .doesNotContain("\tat ")
                .contains(
                        "\nTệp \"plan.yml\", trường \"defaults.dueTime\": ",
                        "\nTệp \"calendar/2026.yml\", trường \"complete\": ",
                        "\nTệp \"calendar/2027.yml\", trường \"year\": ",
                        "\nTệp \"mail/closing.txt\": không điền được mẫu thư: ",
                        "\nTệp \"organisation.yml\", đơn vị \"it-center\", trường \"headTitle\": ",
                        "\nTệp \"organisation-demo-people.yml\", người dùng ",
                        "\nTệp \"demo-story.yml\", chương ",
                        "Sửa các tệp nêu trên rồi khởi động lại.");
    }

    @Test
    void thePlanIsHeldToTheUnitsThatWillBeImported(CapturedOutput output) throws IOException {
        write("plan.yml", "lead: nasati", "lead: mars");
        write("calendar/2026.yml", "complete: true", "complete: maybe");

        assertThatThrownBy(this::start).hasRootCauseInstanceOf(MinistryFileException.class);

        assertThat(output)
                .contains(
                        "\nTệp \"calendar/2026.yml\", trường \"complete\": ",
                        "trường \"lead\": \"mars\" không có trong danh bạ đơn vị; được phép: id của đơn vị, tổ chức trong"
                                + " organisation.yml, hoặc all-units, database-owners, head, unit.");
    }

    @Test
    void allNamesThatTheRegisterHasNotAreTold() {
        Plan plan = Plan.read(SHIPPED);
        Set<String> known = Set.of("it-center", "it-center-head", "leadership");

        assertThatThrownBy(() -> PlanNames.check(plan, known::contains))
                .hasMessageContainingAll(
                        "mục \"PL.I.9\", trường \"coordinators\": \"ministry-office\" không có trong danh bạ đơn vị",
                        "phần \"dossier\", bước \"userTask_sendDossier\", trường \"who\": \"nasati\" không có")
                .hasMessageNotContaining("\"it-center-head\" không có");
    }

    private void start() {
        new SpringApplicationBuilder(DataPlanApplication.class)
                .profiles("demo")
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID(),
                        "--camunda.bpm.webapp.enabled=false",
                        "--dataplan.ministry-folder=" + folder)
                .close();
    }

    private void write(String name, String right, String wrong) throws IOException {
        String text = SHIPPED.text(name);
        assertThat(text).contains(right);
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text.replace(right, wrong));
    }
}
