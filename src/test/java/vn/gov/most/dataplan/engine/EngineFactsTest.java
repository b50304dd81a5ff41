package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;

/** Undocumented behaviour of the engine on which the program relies. */
class EngineFactsTest {

    public static class Counting implements Serializable {

        private static int asked;

        public List<String> list() {
            asked++;
            return List.of("a", "b", "c");
        }
    }

    /** So one that changes between, as by another node, fails the instance: what changes is put into a variable before. */
    @Test
    void aCollectionIsAskedForTwiceOnceForItsSizeAndOnceForItsElements() {
        ProcessEngine engine = PlainEngine.named("collection");
        try {
            engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "loop.bpmn",
                            Bpmn.createExecutableProcess("loop")
                                    .startEvent()
                                    .userTask()
                                    .multiInstance()
                                    .parallel()
                                    .camundaCollection("${counting.list()}")
                                    .camundaElementVariable("one")
                                    .multiInstanceDone()
                                    .endEvent()
                                    .done())
                    .deploy();

            engine.getRuntimeService().startProcessInstanceByKey("loop", Map.of("counting", new Counting()));

            assertThat(engine.getTaskService().createTaskQuery().count()).isEqualTo(3);
            assertThat(Counting.asked).isEqualTo(2);
        } finally {
            engine.close();
        }
    }
}
