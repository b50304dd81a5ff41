package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.test.context.TestPropertySource;
import vn.gov.most.dataplan.DataPlanApplication;
import vn.gov.most.dataplan.engine.StartRefused;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.rehearsal.DemoStory;

/** The steps that the demo's people complete at the start, in the demo's own ministry. */
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:demo-story-roles;DB_CLOSE_DELAY=-1",
            "dataplan.ministry-folder=src/main/resources/ministry"
        })
class DemoStoryTest extends Stage {

    @Autowired
    DemoStory story;

    @Override
    String clause() {
        throw new UnsupportedOperationException("All clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return true;
    }

    @Test
    void everyRoleFindsWorkOfTheHalfYear() {
        installedAt("25/11/2026 08:00");

        story.play(MinistryFiles.in(""));

        assertThat(openTo("leadership"))
                .containsExactly(
                        "PL.I.9/technology-transfers Ký ban hành văn bản 30/11/2026 17:00",
                        "PL.IV.2/2026 Phê duyệt báo cáo kiểm tra, đánh giá 14/12/2026 17:00");
        assertThat(openTo("accreditation-head"))
                .containsExactly("PL.II.4/2026/accreditation Phê duyệt, gửi báo cáo của đơn vị 24/12/2026 17:00");
        assertThat(openTo("accreditation"))
                .contains("PL.III.2/2026/accreditation Lập báo cáo bảo vệ, xác thực dữ liệu 24/12/2026 17:00");
        assertThat(openTo("it-center"))
                .contains(
                        "PL.I.8/technology-transfers Góp ý dự thảo 2/12/2026 17:00",
                        "PL.II.4/2026/nafosted Kiểm tra báo cáo của đơn vị 30/11/2026 17:00");
        assertNoIncident();
    }

    @Test
    void whatIsNotOpenOnTheDayIsLeftOut() {
        installedAt("3/8/2026 08:00");

        story.play(MinistryFiles.in(""));

        assertThat(openTo("leadership"))
                .containsExactly("PL.I.9/technology-transfers Ký ban hành văn bản 6/8/2026 17:00");
        assertThat(openInstances("iv2-connection-inspection")).isEmpty();
        assertNoIncident();
    }

    @Test
    void theFirstStartPlaysItAndTheNextDoesNot() {
        timeMachine.stop();
        String[] settings = {
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:mem:demo-story;DB_CLOSE_DELAY=-1",
            "--camunda.bpm.job-execution.enabled=false"
        };
        for (int start = 1; start <= 2; start++) {
            try (var program = new SpringApplicationBuilder(DataPlanApplication.class)
                    .profiles("demo")
                    .run(settings)) {
                assertThat(program.getBean(TaskService.class)
                                .createTaskQuery()
                                .taskCandidateGroup("leadership")
                                .taskDefinitionKey("userTask_signDocument")
                                .count())
                        .as("start " + start)
                        .isOne();
            }
        }
    }

    @Test
    void aWorkThatIsNotOpenIsRefusedByChapterAndPerson() {
        installedAt("25/11/2026 08:00");

        assertRefused(
                """
                chapters:
                  - name: Góp ý
                    message: database-goes-live
                    carries: {database: st-tasks, plannedLiveAt: in 20 working days}
                    works:
                      - {of: PL.I.9/st-tasks, task: userTask_chooseIssuer, by: legal-staff-1, answers: {}}
                """,
                "Tệp \"demo-story.yml\", chương \"Góp ý\", công việc userTask_chooseIssuer (PL.I.9/st-tasks) của legal-staff-1:"
                        + " không có công việc này đang mở.");
    }

    @Test
    void whoIsNoMemberOfAnyGroupHasNoWork() {
        installedAt("25/11/2026 08:00");

        assertRefused(
                """
                chapters:
                  - name: Góp ý
                    message: database-goes-live
                    carries: {database: st-tasks, plannedLiveAt: in 20 working days}
                    works:
                      - {of: PL.I.9/st-tasks, task: userTask_chooseIssuer, by: nobody, answers: {}}
                """,
                "Tệp \"demo-story.yml\", chương \"Góp ý\", công việc userTask_chooseIssuer (PL.I.9/st-tasks) của nobody:"
                        + " không có công việc này đang mở.");
    }

    @Test
    void anAnswerIsHeldToTheForm() {
        installedAt("25/11/2026 08:00");

        assertRefused(
                """
                chapters:
                  - name: Góp ý
                    message: database-goes-live
                    carries: {database: st-tasks, plannedLiveAt: in 20 working days}
                    works:
                      - {of: PL.I.9/st-tasks, task: userTask_chooseIssuer, by: nasati-staff-1, answers: {specialised: maybe}}
                """,
                "Tệp \"demo-story.yml\", chương \"Góp ý\", công việc userTask_chooseIssuer (PL.I.9/st-tasks) của nasati-staff-1:"
                        + " Chưa gửi được biểu mẫu. \"CSDL có dữ liệu chuyên ngành thuộc thẩm quyền quản lý của Bộ?\": phải chọn"
                        + " trong danh sách: Có; Không. \"Bộ ban hành?\": phải chọn. \"Nội dung quy định\": phải nhập nội dung"
                        + " này.");
    }

    @Test
    void whatAMessageMayNotCarryIsRefused() {
        installedAt("25/11/2026 08:00");

        assertRefused(
                """
                chapters:
                  - name: Thời điểm lạ
                    message: database-goes-live
                    carries: {database: st-tasks, plannedLiveAt: tomorrow}
                    works: []
                """,
                "Tệp \"demo-story.yml\", chương \"Thời điểm lạ\": \"Thời điểm dự kiến đưa CSDL vào khai thác\" (plannedLiveAt):"
                        + " \"tomorrow\" không phải là thời điểm có múi giờ; được phép: ngày giờ kèm múi giờ, ví dụ"
                        + " 2026-11-23T10:00+07:00.");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedByItsPlaces() {
        assertThatThrownBy(
                        () -> story.play(
                                file(
                                        """
                        chapters:
                          - name: Một
                            massage: database-goes-live
                            works: []
                          - name: Hai
                          - name: Ba
                            works:
                              - {of: PL.I.9/st-tasks, task: userTask_chooseIssuer, answers: {}}
                        """)))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage(
                        """
                        Tệp "demo-story.yml", chương "Một", trường "massage": không có trường này; được phép: name, message, carries, works.

                        Tệp "demo-story.yml", chương "Hai", trường "works": phải nhập nội dung này.

                        Tệp "demo-story.yml", chương "Ba", công việc thứ 1, trường "by": phải nhập nội dung này.""");
    }

    private void assertRefused(String text, String sentence) {
        assertThatThrownBy(() -> story.play(file(text)))
                .isInstanceOf(StartRefused.class)
                .hasMessage(sentence);
    }

    private static MinistryFiles file(String text) {
        return new MinistryFiles(name -> Optional.of(text));
    }

    private List<String> openTo(String group) {
        return engine
                .getTaskService()
                .createTaskQuery()
                .taskCandidateGroup(group)
                .orderByDueDate()
                .asc()
                .list()
                .stream()
                .map(this::told)
                .toList();
    }

    private String told(Task task) {
        String key = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        return "%s %s %s"
                .formatted(key, task.getName(), Player.local(task.getDueDate().toInstant()));
    }
}
