package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * An instance is cancelled outside its model: its row records this, nobody waits for it, and only a user can open it
 * again.
 */
class EndedFromOutsideTest extends CollectingStage {

    private static final String NASATI = "PL.II.4/2026/nasati";
    private static final String LEGAL = "PL.II.4/2026/legal";
    private static final String MINISTRY = "PL.II.4/2026";
    private static final String ADMINISTRATOR = "admin";

    /** The ways in which an administrator ends an instance. */
    enum Way {
        CANCELLED {
            @Override
            void end(EndedFromOutsideTest test, String instance) {
                test.runtime().deleteProcessInstance(instance, "Mở nhầm", false, true, false, false);
            }
        },
        CANCELLED_AS_COCKPIT_PROPOSES {
            @Override
            void end(EndedFromOutsideTest test, String instance) {
                test.runtime().deleteProcessInstance(instance, "Mở nhầm", true, true, true, false);
            }
        },
        DELETED_BY_A_BATCH {
            @Override
            void end(EndedFromOutsideTest test, String instance) {
                test.runtime().deleteProcessInstancesAsync(List.of(instance), null, "Mở nhầm", true, false);
            }
        },
        ALL_STEPS_CANCELLED {
            @Override
            void end(EndedFromOutsideTest test, String instance) {
                var modification = test.runtime()
                        .createProcessInstanceModification(instance)
                        .setAnnotation("Mở nhầm");
                ActivityInstance tree = test.runtime().getActivityInstance(instance);
                Stream.of(tree.getChildActivityInstances())
                        .forEach(activity -> modification.cancelActivityInstance(activity.getId()));
                Stream.of(tree.getChildTransitionInstances())
                        .forEach(transition -> modification.cancelTransitionInstance(transition.getId()));
                modification.execute();
            }
        };

        abstract void end(EndedFromOutsideTest test, String instance);
    }

    @Override
    String clause() {
        return "PL.II.4";
    }

    RuntimeService runtime() {
        return engine.getRuntimeService();
    }

    @BeforeEach
    void openedInNovember() {
        installedAt("1/10/2026 08:00");
        player.when(GUIDE).never();
        player.when(PREPARE).at("3/11/2026 09:00");
        player.when(SEND).at("4/11/2026 09:00");
        player.when(PREPARE).of("nasati").never();
        player.playUntil("2/11/2026 06:30");
    }

    private void end(Way way, String businessKey) {
        String instance = instance(businessKey);
        player.as(ADMINISTRATOR, () -> way.end(this, instance));
        timeMachine.runDueJobs();
    }

    private String instance(String businessKey) {
        return runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .singleResult()
                .getId();
    }

    private List<String> cancelled() {
        return jdbc.sql(
                        """
                        select business_key || ' ' || coalesce(cancelled_by, 'nobody') || ' ' || state
                        from dp_obligation where cancelled_at is not null order by id
                        """)
                .query(String.class)
                .list();
    }

    private int stepsOf(String businessKey) {
        return jdbc.sql(
                        """
                        select count(*) from dp_step s join dp_obligation o on o.id = s.obligation_id
                        where o.business_key = :key
                        """)
                .param("key", businessKey)
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource
    void aUnitsReportThatIsEndedSaysByWhomAndItsStepsEnd(Way way) {
        assertThat(stepsOf(NASATI)).isOne();

        end(way, NASATI);

        assertThat(cancelled()).containsExactly(NASATI + " admin OPEN");
        assertThat(stepsOf(NASATI)).isZero();
        assertNoIncident();
    }

    @Test
    void aReportThatWasCancelledHoldsNobodyUpForTheYearAndIsListed() {
        player.when(CONSOLIDATE).at("10/11/2026 09:00");
        player.when(APPROVE).at("11/11/2026 09:00");
        end(Way.CANCELLED_AS_COCKPIT_PROPOSES, NASATI);

        player.playUntil("10/11/2026 09:00");
        assertThat(unitReport("nasati")).containsEntry("state", "Đã hủy");

        player.playUntil("31/12/2026 23:59");
        assertThat(missingAtSigning()).isEqualTo("[]");
        player.when(PREPARE).never();
        player.playUntil("1/11/2027 06:30");
        assertThat(openReports()).containsExactly("PL.II.4/2027");
        assertThat(openUnitReports()).contains("PL.II.4/2027/nasati");
        assertNoIncident();
    }

    /** All others have sent: the ministry waited for the cancelled one alone. */
    @ParameterizedTest
    @EnumSource
    void whatTheOthersWaitedForIsCancelledAndConsolidationOpens(Way way) {
        player.when(CONSOLIDATE).never();
        player.playUntil("5/11/2026 09:00");
        assertThat(dueDates(CONSOLIDATE)).isEmpty();

        end(way, NASATI);

        assertThat(dueDates(CONSOLIDATE)).hasSize(1);
        assertNoIncident();
    }

    @ParameterizedTest
    @EnumSource
    void theMinistrysReportThatIsEndedIsOpenedAgainByItsStartFormAlone(Way way) {
        player.playUntil("5/11/2026 09:00");

        end(way, MINISTRY);

        assertThat(cancelled()).containsExactly(MINISTRY + " admin OPEN");
        assertThat(stepsOf(MINISTRY)).isZero();
        player.playUntil("9/11/2026 06:30");
        started();
        assertThat(openReports()).isEmpty();
        assertThat(openUnitReports()).contains(NASATI);

        startByHand(Map.of("period", "2026"));
        timeMachine.runDueJobs();

        assertThat(openReports()).containsExactly(MINISTRY);
        assertThat(cancelled()).isEmpty();
        assertThat(jdbc.sql("select cancelled_by from dp_earlier_life")
                        .query(String.class)
                        .list())
                .containsExactly("admin");
        assertThat(stepsOf(MINISTRY)).isOne();
        assertNoIncident();
    }

    @Test
    void aPeriodThatIsOpenedAgainGoesOnToItsSigning() {
        player.playUntil("5/11/2026 09:00");
        end(Way.CANCELLED_AS_COCKPIT_PROPOSES, MINISTRY);
        startByHand(Map.of("period", "2026"));

        player.playUntil("31/12/2026 23:59");

        assertThat(states("ministry-report")).containsExactly("DONE");
        assertThat(missingAtSigning()).isEqualTo("[\"nasati\"]");
        assertNoIncident();
    }

    @Test
    void aUnitsReportIsRestartedByAnAdministratorAndItsRowTakesTheNewInstance() {
        String definition = runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(NASATI)
                .singleResult()
                .getProcessDefinitionId();
        String first = instance(NASATI);
        end(Way.CANCELLED_AS_COCKPIT_PROPOSES, NASATI);

        player.as(ADMINISTRATOR, () -> runtime()
                .restartProcessInstances(definition)
                .startBeforeActivity(PREPARE)
                .processInstanceIds(first)
                .execute());

        assertThat(cancelled()).isEmpty();
        assertThat(openUnitReports()).contains(NASATI);
        assertThat(stepsOf(NASATI)).isOne();
        String second = instance(NASATI);
        assertThat(jdbc.sql("select process_instance from dp_obligation where business_key = :key")
                        .param("key", NASATI)
                        .query(String.class)
                        .single())
                .isEqualTo(second)
                .isNotEqualTo(first);
        assertThatThrownBy(() -> player.as(ADMINISTRATOR, () -> runtime()
                        .restartProcessInstances(definition)
                        .startBeforeActivity(PREPARE)
                        .processInstanceIds(first)
                        .execute()))
                .isInstanceOf(Refusal.class)
                .hasMessage(NASATI
                        + " đã được mở lại bằng quy trình khác; chỉ khởi động lại được quy trình bị hủy sau cùng.");
        player.when(PREPARE).of("nasati").at("10/11/2026 09:00");
        player.playUntil("31/12/2026 23:59");
        assertThat(states("unit-report")).containsOnly("ACCEPTED");
        assertNoIncident();
    }

    /** It was returned in its earlier life: that is over, and mending begins with the new one. */
    @ParameterizedTest
    @CsvSource({PREPARE + ", 2026-12-24", MEND + ", 2026-12-24"})
    void aReturnBeforeTheRestartMakesNobodyLate(String from, String due) {
        player.when(CHECK)
                .of("legal")
                .at("5/11/2026 09:00")
                .answer("checkDecision", "return")
                .answer("returnReason", "Thiếu số liệu.");
        player.when(MEND).never();
        player.playUntil("10/11/2026 09:00");
        assertThat(stateOf("legal", "2026")).isEqualTo("MENDING");
        String first = instance(LEGAL);
        String definition = runtime()
                .createProcessInstanceQuery()
                .processInstanceId(first)
                .singleResult()
                .getProcessDefinitionId();
        end(Way.CANCELLED, LEGAL);
        player.playUntil("20/11/2026 09:00");
        player.as(ADMINISTRATOR, () -> runtime()
                .restartProcessInstances(definition)
                .startBeforeActivity(from)
                .processInstanceIds(first)
                .execute());
        player.when(PREPARE).of("legal").at("23/11/2026 09:00");
        player.when(MEND).of("legal").at("23/11/2026 09:00");
        player.when(SEND).of("legal").never();
        player.playUntil("23/11/2026 12:00");

        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(LEGAL)
                        .taskDefinitionKey(SEND)
                        .singleResult()
                        .getDueDate())
                .isEqualTo(due + "T17:00:00+07:00");
    }

    @Test
    void whatWasCancelledStaysSoOnceALaterPeriodIsOpen() {
        String definition = runtime()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(NASATI)
                .singleResult()
                .getProcessDefinitionId();
        String first = instance(NASATI);
        end(Way.CANCELLED, NASATI);
        player.playUntil("1/11/2027 06:30");

        assertThatThrownBy(() -> player.as(ADMINISTRATOR, () -> runtime()
                        .restartProcessInstances(definition)
                        .startBeforeActivity(PREPARE)
                        .processInstanceIds(first)
                        .execute()))
                .isInstanceOf(Refusal.class)
                .hasMessage("Mục II.4 Phụ lục, năm 2026 đã hủy ngày 02/11/2026 và kỳ sau đã được mở; không mở lại.");
    }

    @Test
    void aPausedReportIsShownSoAndClosedWithTheNextPeriod() {
        player.when(CONSOLIDATE).never();
        runtime().suspendProcessInstanceById(instance(NASATI));

        player.playUntil("28/12/2026 09:00");
        assertThat(unitReport("nasati")).containsEntry("state", "Đang tạm dừng");

        player.when(PREPARE).never();
        player.playUntil("1/11/2027 06:30");
        assertThat(openUnitReports()).doesNotContain(NASATI).contains("PL.II.4/2027/nasati");
        assertNoIncident();
    }

    @Test
    void whatIsDoneStaysDone() {
        player.when(CONSOLIDATE).never();
        player.when(CHECK).at("5/11/2026 09:00");
        player.playUntil("5/11/2026 09:00");

        end(Way.CANCELLED, MINISTRY);

        assertThat(cancelled()).containsExactly(MINISTRY + " admin OPEN");
        assertThat(stateOf("legal", "2026")).isEqualTo("ACCEPTED");
        end(Way.ALL_STEPS_CANCELLED, NASATI);
        assertThat(cancelled()).hasSize(2);
    }

    /** As an installation has them that was updated: the version before wrote nothing down. */
    @Test
    void aRowWhoseInstanceIsGoneIsFoundAtTheNextStart() {
        jdbc.sql("update dp_obligation set process_instance = 'gone' where business_key = :key")
                .param("key", NASATI)
                .update();

        lives.cancelLost();

        assertThat(cancelled()).containsExactly(NASATI + " nobody OPEN");
    }

    @org.springframework.beans.factory.annotation.Autowired
    vn.gov.most.dataplan.duty.ObligationLifecycle lives;
}
