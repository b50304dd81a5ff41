package vn.gov.most.dataplan.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.tasklist.NextSteps.Next;

/** The possible next steps that the desk shows. */
class NextStepsTest {

    @Test
    void eachAnswerLeadsSomewhere() {
        assertThat(after("ii4-data-quality-unit", "userTask_checkReport"))
                .containsExactly(
                        new Next("Chấp nhận", "Báo cáo đã được chấp nhận", ""),
                        new Next("Trả lại", "Chỉnh sửa báo cáo của đơn vị", "Đơn vị"));
    }

    @Test
    void whereThereIsOneWayNoAnswerIsNamed() {
        assertThat(after("ii4-data-quality-unit", "userTask_prepareReport"))
                .containsExactly(new Next("", "Phê duyệt, gửi báo cáo của đơn vị", "Thủ trưởng đơn vị"));
    }

    @Test
    void afterEachStepOfEachModelSomethingComesThatHasAName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            List<UserTask> steps = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .flatMap(file ->
                            Bpmn.readModelFromFile(file.toFile()).getModelElementsByType(UserTask.class).stream())
                    .toList();
            assertThat(steps).hasSizeGreaterThan(100).allSatisfy(step -> assertThat(NextSteps.after(step))
                    .as(step.getId())
                    .isNotEmpty()
                    .noneMatch(next -> next.name() == null || next.name().isBlank()));
        }
    }

    private static List<Next> after(String model, String step) {
        return NextSteps.after(
                Bpmn.readModelFromFile(Path.of("processes", model + ".bpmn").toFile())
                        .getModelElementById(step));
    }
}
