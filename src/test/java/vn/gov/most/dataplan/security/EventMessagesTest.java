package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.engine.Refusal;

class EventMessagesTest extends EngineSecurityTest {

    private static final String EVENT = "national-strategy-issued";

    @Test
    void anEventIsToldByOtherSystemsAndAdministratorsAlone() {
        for (String person : List.of(AN, HEAD, OTHER, LEADER, FOLLOWER, WATCHER)) {
            ways(EVENT).forEach(way -> assertThatThrownBy(() -> does(person, way))
                    .as(person)
                    .isInstanceOf(AuthorizationException.class));
        }
        // Accepted, and then checked for the event's variables: no permission for the process is needed
        for (String sender : List.of(SYSTEM, ADMIN)) {
            assertThatThrownBy(() -> does(sender, () -> engine.getRuntimeService()
                            .createMessageCorrelation(EVENT)
                            .setVariable("priority", "high")
                            .correlateStartMessage()))
                    .as(sender)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Không nhận nội dung: priority.");
        }
    }

    @Test
    void whatModelsTellEachOtherNobodySends() {
        for (String message : List.of("unit-report-sent", "unit-report-closed", "software-started", "none")) {
            for (String sender : List.of(SYSTEM, ADMIN)) {
                ways(message).forEach(way -> assertThatThrownBy(() -> does(sender, way))
                        .as(sender)
                        .isInstanceOf(Refusal.class)
                        .hasMessageStartingWith("Không nhận thông điệp \"" + message
                                + "\" từ bên ngoài; được phép: connection-planned, data-improvement-requested,"));
            }
        }
    }

    @Test
    void nobodySendsASignal() {
        for (String person : List.of(AN, HEAD, FOLLOWER, WATCHER, SYSTEM, ADMIN)) {
            assertThatThrownBy(() -> does(person, () -> runtime().signalEventReceived("probe-signal")))
                    .as(person)
                    .isInstanceOf(AuthorizationException.class);
        }
    }

    @Test
    void whoTellsOfEventsReadsNothing() {
        taskOf("alpha");
        assertThat(as(SYSTEM, () -> engine.getTaskService().createTaskQuery().count()))
                .isZero();
        assertThat(as(SYSTEM, () -> engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .count()))
                .isZero();
    }

    private List<ThrowingCallable> ways(String message) {
        Map<String, Object> content = Map.of("content", "changed");
        return List.of(
                () -> runtime().startProcessInstanceByMessage(message, content),
                () -> runtime().correlateMessage(message, "key", content),
                () -> runtime().createMessageCorrelation(message).correlateStartMessage(),
                () -> runtime().createMessageCorrelation(message).correlateAll(),
                () -> runtime().messageEventReceived(message, "no-execution"));
    }

    private RuntimeService runtime() {
        return engine.getRuntimeService();
    }
}
