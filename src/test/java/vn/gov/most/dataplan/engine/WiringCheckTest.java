package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What a stored model calls is there, or the program does not start. */
class WiringCheckTest {

    @ModelBean
    public static class Known {
        public String answer() {
            return "";
        }
    }

    /** A bean, but none that models may name. */
    public static class Hidden {
        public String answer() {
            return "";
        }
    }

    private final WiringCheck check;

    WiringCheckTest() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean("known", Known.class);
        context.registerBean("hidden", Hidden.class);
        context.refresh();
        check = new WiringCheck(context);
    }

    @Test
    void knownCallsAndVariablesAreFine() {
        assertThat(check.faults("${known.answer()} ${unit}-head ${execution.setVariable('a', now())} ${a == 'x.y('}"))
                .isEmpty();
    }

    @Test
    void aBeanThatIsMissingIsNamed() {
        assertThat(check.faults("${unknown.answer()}")).containsExactly("không có thành phần \"unknown\"");
    }

    @Test
    void aBeanThatModelsMayNotNameCountsAsMissing() {
        assertThat(check.faults("${hidden.answer()}")).containsExactly("không có thành phần \"hidden\"");
    }

    @Test
    void aMethodThatIsMissingIsNamed() {
        assertThat(check.faults("${!known.question(1)}"))
                .containsExactly("thành phần \"known\" không có chức năng \"question\"");
    }

    @Test
    void anOldVersionCountsAsLongAsItHasInstances() {
        ProcessEngine engine = PlainEngine.named("wiring");
        try {
            deploy(engine, "${gone.answer()}");
            String running = engine.getRuntimeService()
                    .startProcessInstanceByKey("wired")
                    .getId();
            deploy(engine, "${known.answer()}");

            assertThatThrownBy(() -> check.check(engine))
                    .hasMessageEndingWith("wired, phiên bản 1: không có thành phần \"gone\"");

            engine.getRuntimeService().deleteProcessInstance(running, "done");
            check.check(engine);
        } finally {
            engine.close();
        }
    }

    private static void deploy(ProcessEngine engine, String expression) {
        BpmnModelInstance model = Bpmn.createExecutableProcess("wired")
                .startEvent()
                .userTask()
                .serviceTask()
                .camundaExpression(expression)
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("wired.bpmn", model)
                .deploy();
    }
}
