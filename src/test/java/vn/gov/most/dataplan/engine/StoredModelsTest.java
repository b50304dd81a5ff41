package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which stored models are in use. */
class StoredModelsTest {

    private final ProcessEngine engine = PlainEngine.named("stored-models");
    private final JdbcClient jdbc = JdbcClient.create(
            ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getDataSource());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aFileCountsAndSoDoesWhatIsStoredAlone() {
        deploy("alone", "Một");
        UsedModel file = UsedModel.ofFile("processes/other.bpmn", model("other", "Một"));

        assertThat(places(file)).containsExactly("Tệp \"processes/other.bpmn\"", "Quy trình \"alone\", phiên bản 1");
    }

    @Test
    void anOldVersionCountsAsLongAsItHasInstances() {
        deploy("wired", "Một");
        String running =
                engine.getRuntimeService().startProcessInstanceByKey("wired").getId();
        deploy("wired", "Hai");

        assertThat(places()).containsExactly("Quy trình \"wired\", phiên bản 1", "Quy trình \"wired\", phiên bản 2");
        assertThat(stored()).extracting(UsedModel::isLatest).containsExactly(false, true);
        assertThat(stored()).extracting(UsedModel::hasInstances).containsExactly(true, false);

        engine.getRuntimeService().deleteProcessInstance(running, "done");
        assertThat(places()).containsExactly("Quy trình \"wired\", phiên bản 2");
    }

    @Test
    void whereAFileWillBeTheLatestTheLatestNowIsAnOldOne() {
        deploy("wired", "Một");
        engine.getRuntimeService().startProcessInstanceByKey("wired");
        UsedModel changed = UsedModel.ofFile("processes/wired.bpmn", model("wired", "Hai"));
        UsedModel same = UsedModel.ofFile("processes/wired.bpmn", model("wired", "Một"));

        assertThat(places(changed)).containsExactly("Tệp \"processes/wired.bpmn\"", "Quy trình \"wired\", phiên bản 1");
        assertThat(stored(changed)).extracting(UsedModel::isLatest).containsExactly(true, false);
        assertThat(places(same)).containsExactly("Tệp \"processes/wired.bpmn\"");
    }

    @Test
    void aModelIsReadAsItWasDeployed() {
        deploy("wired", "Xây dựng dự thảo");

        assertThat(stored()).singleElement().satisfies(model -> assertThat(model.text())
                .isEqualTo(model("wired", "Xây dựng dự thảo")));
    }

    private List<String> places(UsedModel... files) {
        return stored(files).stream().map(UsedModel::place).toList();
    }

    private List<UsedModel> stored(UsedModel... files) {
        return StoredModels.with(Stream.of(files).toList(), jdbc);
    }

    private void deploy(String process, String name) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("processes/" + process + ".bpmn", model(process, name))
                .deploy();
    }

    private static String model(String process, String name) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
                  <bpmn:process id="%s" name="%s" isExecutable="true">
                    <bpmn:startEvent id="startEvent_asked" />
                    <bpmn:sequenceFlow id="flow_asked" sourceRef="startEvent_asked" targetRef="userTask_fill" />
                    <bpmn:userTask id="userTask_fill" />
                  </bpmn:process>
                </bpmn:definitions>
                """
                .formatted(process, name);
    }
}
