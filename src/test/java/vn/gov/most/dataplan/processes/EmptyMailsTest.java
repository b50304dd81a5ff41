package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Part;

/** Every night, batch by batch, the bodies of mails sent long ago are emptied. */
class EmptyMailsTest extends Stage {

    @Override
    String clause() {
        throw new UnsupportedOperationException("No clause is played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return true;
    }

    @BeforeEach
    void theEveningBefore() {
        peopleAreTold();
        timeMachine.jumpTo(Player.at("2/11/2026 20:00"));
        for (Job timer : engine.getManagementService().createJobQuery().timers().list()) {
            engine.getManagementService().recalculateJobDuedate(timer.getId(), false);
        }
    }

    @AfterEach
    void noMails() {
        jdbc.sql("delete from dp_mail").update();
    }

    @Test
    void allThatIsOldIsEmptiedInOneNight() {
        sent(1100, "2026-08-01T00:00:00Z");
        sent(3, "2026-08-20T00:00:00Z");

        tonight();

        assertThat(count("html = '' and plain_text = ''")).isEqualTo(1100);
        assertThat(count("html <> ''")).isEqualTo(3);
        assertThat(jobs()).as("lots of at most 500").isEqualTo(3);
    }

    @Test
    void aNightWithNothingToEmptyEmptiesNothing() {
        sent(3, "2026-08-20T00:00:00Z");

        tonight();

        assertThat(count("html <> ''")).isEqualTo(3);
        assertThat(jobs()).isOne();
    }

    private void tonight() {
        timeMachine.advanceTo(Player.at("3/11/2026 02:00"));
    }

    private long jobs() {
        return engine.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .activityId("serviceTask_emptyBodies")
                .finished()
                .count();
    }

    private long count(String which) {
        return jdbc.sql("select count(*) from dp_mail where " + which)
                .query(Long.class)
                .single();
    }

    private void sent(int mails, String at) {
        jdbc.sql(
                        """
                        insert into dp_mail (person, occasion, mail_day, to_address, to_name, subject, html, plain_text,
                            message_id, written_at, sent_at, attempts, last_error)
                        select concat('p', x), 'news/1', cast(:at as date), '', '', '', '<p>x</p>', 'x', '', :at, :at, 1, ''
                        from system_range(1, :mails)
                        """)
                .param("at", OffsetDateTime.parse(at))
                .param("mails", mails)
                .update();
    }
}
