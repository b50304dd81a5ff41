package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.readiness.Readiness;

/**
 * Before an administrator puts the program into use, nothing opens and nobody is notified. Afterwards everything due
 * opens.
 */
class StartUsingTest extends Stage {

    @Autowired
    Readiness readiness;

    @Override
    String clause() {
        return "PL.II.4";
    }

    @AfterEach
    void inUseAgain() {
        jdbc.sql("update dp_installation set in_use_since = installed_at, put_to_use_by = '', put_to_use_by_name = ''")
                .update();
    }

    @Test
    void nothingOpensByItselfOrByHandAndNobodyIsToldUntilItIsSaid() {
        peopleAreTold();
        installedAndNotInUseAt("2/11/2026 08:00");

        player.playUntil("17/11/2026 08:30");

        assertThat(openInstances("ii4-data-quality")).isEmpty();
        assertThat(mails()).isZero();
        assertThatThrownBy(() -> startByHand("it-center-head"))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        """
                        Hệ thống chưa được đưa vào sử dụng, nên chưa mở được nhiệm vụ nào. \
                        Quản trị viên đưa vào sử dụng tại trang /khoi-dau.""");
        assertThat(openInstances("ii4-data-quality")).isEmpty();

        assertThat(readiness.putToUse("admin")).isTrue();
        assertThat(readiness.putToUse("admin")).as("said twice").isFalse();
        timeMachine.runDueJobs();

        assertThat(openInstances("ii4-data-quality")).containsExactly("PL.II.4/2026");
        assertThat(openInstances("ii4-data-quality-unit")).contains("PL.II.4/2026/nasati");
        player.playUntil("17/11/2026 08:40");
        assertThat(jdbc.sql("select distinct subject from dp_mail where person = 'nasati-staff-1'")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "[Kế hoạch NĐ 47] Công việc mới: Lập báo cáo của đơn vị, Mục II.4 Phụ lục, hạn 24/12/2026");
        assertNoIncident();
    }

    @Test
    void ofWhatWasOverByThenNothingOpens() {
        installedAndNotInUseAt("2/11/2026 08:00");
        player.playUntil("4/1/2027 09:00");

        readiness.putToUse("admin");
        timeMachine.runDueJobs();

        assertThat(openInstances("ii4-data-quality")).isEmpty();
    }

    /** A second start finds the stored decision, and the work that it opened. */
    @Test
    void aStartBeforeAndAStartAfterChangeNothing() {
        installedAndNotInUseAt("2/11/2026 08:00");
        started();
        assertThat(openInstances("ii4-data-quality")).isEmpty();

        readiness.putToUse("admin");
        // Killed here: the openings are jobs of the same transaction, and the next start runs them
        started();

        assertThat(openInstances("ii4-data-quality")).containsExactly("PL.II.4/2026");
    }

    @Test
    void whereNobodyIsOfAnyUnitItIsRefused() {
        installedAndNotInUseAt("2/11/2026 08:00");
        List<String[]> memberships = jdbc.sql("select user_id_, group_id_ from act_id_membership")
                .query((row, n) -> new String[] {row.getString(1), row.getString(2)})
                .list();
        jdbc.sql("delete from act_id_membership where group_id_ <> 'camunda-admin'")
                .update();
        try {
            assertThatThrownBy(() -> readiness.putToUse("admin"))
                    .hasMessageStartingWith("Chưa đưa vào sử dụng được: chưa có người nào thuộc một đơn vị.");
            assertThat(jdbc.sql("select count(*) from dp_installation where in_use_since is null")
                            .query(Integer.class)
                            .single())
                    .isOne();
        } finally {
            jdbc.sql("delete from act_id_membership").update();
            memberships.forEach(one -> jdbc.sql("insert into act_id_membership (user_id_, group_id_) values (?, ?)")
                    .params(one[0], one[1])
                    .update());
        }
    }

    private void startByHand(String person) {
        Acting.as(engine, person, () -> engine.getRuntimeService().startProcessInstanceByKey("ii4-data-quality"));
    }

    private int mails() {
        return jdbc.sql("select count(*) from dp_mail").query(Integer.class).single();
    }
}
