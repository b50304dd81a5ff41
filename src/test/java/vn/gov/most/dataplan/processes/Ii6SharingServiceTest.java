package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.engine.StoredTexts;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.processes.Player.Done;

/** PL.II.6: a sharing service is published one working day after it is ready. */
class Ii6SharingServiceTest extends Stage {

    private static final String ALREADY =
            "(?iu)Mục II\\.6 Phụ lục đã được mở cho CSDL quốc gia về KH&CN: nhiệm vụ KH&CN, %s, ngày 23/11/2026; mỗi việc"
                    + " chỉ mở một lần\\.";

    private static final String DESCRIBE = "userTask_describeService";
    private static final String APPROVE = "userTask_approveDescription";
    private static final String PUBLISH = "userTask_publishService";
    private static final String HELP = "userTask_helpPublish";

    @Autowired
    private Register register;

    @Autowired
    private DataSource dataSource;

    @Override
    String clause() {
        return "PL.II.6";
    }

    @ParameterizedTest
    @CsvSource({
        "13/2/2026, 2026-02-13, 23/2/2026",
        "9/1/2026, 2026-01-09, 10/1/2026",
        "21/8/2026, 2026-08-21, 22/8/2026",
        "28/8/2026, 2026-08-28, 3/9/2026",
        "23/11/2026, 2026-11-23, 25/11/2026",
        "29/4/2026, 2026-04-29, 4/5/2026",
        "31/12/2026, 2026-12-31, 4/1/2027"
    })
    void itIsDueOneWorkingDayAfterTheServiceIsReady(String day, String readyOn, String due) {
        installedAt(day + " 15:00");

        message("service-ready", service("tra-cuu", readyOn + "T10:00+07:00"));

        assertThat(openInstances(process())).containsExactly("PL.II.6/tra-cuu/" + readyOn);
        assertThat(dueDates(DESCRIBE)).containsExactly(due + " 17:00");
        assertThat(due("publication")).isEqualTo(due + " 17:00");
    }

    @Test
    void itIsDueByTheOwnersStatementNotByTheStart() {
        installedAt("26/11/2026 09:00");

        message("service-ready", service("tra-cuu", "2026-11-23T10:00+07:00"));

        assertThat(dueDates(DESCRIBE)).containsExactly("25/11/2026 17:00");
    }

    @Test
    void theUnitDescribesTheHeadApprovesAndTheUnitPublishes() {
        installedAt("23/11/2026 15:00");
        message("service-ready", service("tra-cuu", "2026-11-23T10:00+07:00"));
        player.when(APPROVE).time(1).answer("approvalDecision", "return").answer("returnReason", "Thiếu đầu mối.");

        player.playUntil("26/11/2026 08:00");

        assertThat(player.done()).extracting(Done::task).containsExactly(DESCRIBE, APPROVE, DESCRIBE, APPROVE, PUBLISH);
        assertThat(states("publication")).containsExactly("DONE");
        assertThat(late("publication")).isZero();
        assertNoIncident();
    }

    @Test
    void whereTheUnitAsksForItHelpIsOpenedAndNobodyWaits() {
        installedAt("23/11/2026 15:00");
        message("service-changed", service("tra-cuu", "2026-11-23T10:00+07:00"));
        player.when(DESCRIBE).answer("helpNeeded", "yes");
        player.when(PUBLISH).at("25/11/2026 16:00");
        player.when(HELP).never();

        player.playUntil("25/11/2026 15:30");
        assertThat(dueDates(HELP)).as("from when it was asked for").containsExactly("26/11/2026 17:00");

        player.playUntil("26/11/2026 08:00");
        assertThat(openInstances(process())).isEmpty();
        assertThat(states("publication")).containsExactly("DONE");
        assertThat(openInstances("kh-iii1c-service-help")).containsExactly("KH.III.1.c/tra-cuu/2026-11-23");
        assertNoIncident();
    }

    @Test
    void theMomentIsNotInTheFutureAndTheSameServiceOfADayComesOnce() {
        installedAt("23/11/2026 09:00");

        assertThatThrownBy(() -> message("service-ready", service("tra-cuu", "2026-11-23T10:00+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "\"Thời điểm dịch vụ sẵn sàng\" (readyAt): thời điểm 10:00 23/11/2026 không được sau thời điểm hiện nay, 09:00 23/11/2026.");

        message("service-ready", service("tra-cuu", "2026-11-23T08:00+07:00"));
        assertThatThrownBy(() -> message("service-ready", service("tra-cuu", "2026-11-23T08:30+07:00")))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching(ALREADY.formatted("tra-cuu"));
        assertThat(openInstances(process())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TRA CỨU NHIỆM VỤ", "Tra\u00A0cứu nhiệm vụ", "Tra  cứu nhiệm vụ", " Tra cứu nhiệm vụ\u200B "})
    void aServiceInWhateverCharactersIsOne(String typed) {
        installedAt("23/11/2026 09:00");
        message("service-ready", service("Tra cứu nhiệm vụ", "2026-11-23T08:00+07:00"));

        for (Normalizer.Form keyboard : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            assertThatThrownBy(() -> message(
                            "service-ready", service(Normalizer.normalize(typed, keyboard), "2026-11-23T08:00+07:00")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageMatching(ALREADY.formatted("Tra cứu nhiệm vụ"));
        }
        assertThat(openInstances(process())).containsExactly("PL.II.6/Tra cứu nhiệm vụ/2026-11-23");
    }

    @Test
    void anInstanceOfBeforeGoesOnByItsRowWhichIsFoundInTheOneForm() {
        installedAt("23/11/2026 09:00");
        message("service-ready", service("Tra cứu", "2026-11-23T08:00+07:00"));
        String typed = Normalizer.normalize("Tra\u00A0cứu/2026-11-23", Normalizer.Form.NFD);
        asBefore(typed);

        migrateTexts();

        assertThat(jdbc.sql("select subject from dp_obligation where clause = 'PL.II.6'")
                        .query(String.class)
                        .list())
                .containsExactly("Tra cứu/2026-11-23");
        assertThat(variable("PL.II.6/" + typed, "subject")).as("history's own").isEqualTo(typed);
        for (String again : List.of("Tra cứu", "TRA CỨU", typed.replace("/2026-11-23", ""))) {
            assertThatThrownBy(() -> message("service-ready", service(again, "2026-11-23T08:00+07:00")))
                    .isInstanceOf(Refusal.class)
                    .hasMessageMatching(ALREADY.formatted("Tra cứu"));
        }
        player.playUntil("26/11/2026 08:00");
        assertThat(states("publication")).containsExactly("DONE");
        assertThat(late("publication")).isZero();
        assertNoIncident();
    }

    @Test
    void whatWasCancelledBeforeIsOpenedAgainInItsOwnRow() {
        installedAt("23/11/2026 09:00");
        message("service-ready", service("Tra cứu", "2026-11-23T08:00+07:00"));
        asBefore(Normalizer.normalize("Tra cứu/2026-11-23", Normalizer.Form.NFD));
        engine.getRuntimeService()
                .deleteProcessInstance(
                        engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process())
                                .singleResult()
                                .getId(),
                        "Mở nhầm");
        migrateTexts();

        message("service-ready", service("tra CỨU", "2026-11-23T08:00+07:00"));

        assertThat(states("publication")).containsExactly("OPEN");
        assertThat(openInstances(process())).containsExactly("PL.II.6/Tra cứu/2026-11-23");
    }

    /** The one that is open as it would be had it been typed before texts had one form. */
    private void asBefore(String subject) {
        ProcessInstance open = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process())
                .singleResult();
        engine.getRuntimeService().setVariable(open.getId(), "subject", subject);
        jdbc.sql("update act_ru_execution set business_key_ = :key where business_key_ = :old")
                .param("key", "PL.II.6/" + subject)
                .param("old", open.getBusinessKey())
                .update();
        jdbc.sql("update dp_obligation set subject = :subject, business_key = :key where clause = 'PL.II.6'")
                .param("subject", subject)
                .param("key", "PL.II.6/" + subject)
                .update();
    }

    /** Runs the migration again, as at the first start of a later version. */
    private void migrateTexts() {
        Flyway.configure()
                .dataSource(dataSource)
                .table("dp_once_more")
                .locations("classpath:db/none")
                .baselineOnMigrate(true)
                .baselineVersion("14")
                .javaMigrations(new StoredTexts())
                .load()
                .migrate();
        jdbc.sql("drop table \"dp_once_more\"").update();
    }

    @Test
    void aServiceOfNothingThatCanBeReadIsMissing() {
        installedAt("23/11/2026 09:00");
        for (String nothing : List.of("\u200B", "\u00A0", "-")) {
            assertThatThrownBy(() -> message("service-ready", service(nothing, "2026-11-23T08:00+07:00")))
                    .hasMessageContaining("còn thiếu; được phép: phải có nội dung.");
        }
    }

    @Test
    void aDatabaseIsFoundByItsNameFromWhateverKeyboard() {
        installedAt("23/11/2026 09:00");
        String name = register.databasesOf("nasati", LocalDate.of(2026, 11, 23))
                .get(0)
                .name();

        message(
                "service-ready",
                Map.of(
                        "database",
                        Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFD),
                        "service",
                        "Tra cứu",
                        "readyAt",
                        "2026-11-23T08:00+07:00"));

        assertThat(openInstances(process())).hasSize(1);
    }

    private static Map<String, Object> service(String service, String readyAt) {
        return Map.of("database", "st-tasks", "service", service, "readyAt", readyAt);
    }
}
