package vn.gov.most.dataplan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.gov.most.dataplan.mail.Samples.DAY;
import static vn.gov.most.dataplan.mail.Samples.HANH;
import static vn.gov.most.dataplan.mail.Samples.MINISTER;
import static vn.gov.most.dataplan.mail.Samples.NASATI;
import static vn.gov.most.dataplan.mail.Samples.reminderTo;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.IllegalTransactionStateException;
import vn.gov.most.dataplan.Databases;

class MailJournalTest {

    private static final int ROUNDS = 20;

    @ParameterizedTest
    @EnumSource
    void aPersonGetsOneMailForAnOccasionADay(Databases database) {
        try (MailRoom room = room(database.migrated())) {
            MailIntent first = reminderTo(HANH);
            long id = room.write(first);

            MailIntent again =
                    new MailIntent(HANH, "reminder", DAY, new Letter("Khác", "<p>khác</p>", "khác"), Set.of());
            assertThat(room.writeUnlessWritten(again)).isEmpty();
            assertThat(room.row(id))
                    .containsEntry("subject", first.letter().subject())
                    .containsEntry("sent_at", null)
                    .containsEntry("attempts", 0)
                    .containsEntry("to_address", "nasati-staff-1@most.example")
                    .containsEntry("to_name", "Nguyễn Thị Mẫu Hạnh");

            room.write(new MailIntent(HANH, "reminder", DAY.plusDays(1), first.letter(), Set.of()));
            room.write(new MailIntent(HANH, "news/1", DAY, first.letter(), Set.of()));
            room.write(new MailIntent(NASATI, "reminder", DAY, first.letter(), Set.of()));
            assertThat(count(room)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoThatWriteAtOnceOneWrites(Databases database) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (MailRoom room = room(database.migrated())) {
            for (int day = 0; day < ROUNDS; day++) {
                MailIntent intent = new MailIntent(
                        HANH, "news/" + day, DAY, reminderTo(HANH).letter(), Set.of());
                CountDownLatch bothWrite = new CountDownLatch(2);
                Future<Boolean> one = threads.submit(() -> writes(room, intent, bothWrite));
                Future<Boolean> other = threads.submit(() -> writes(room, intent, bothWrite));

                assertThat(one.get(20, TimeUnit.SECONDS)).isNotEqualTo(other.get(20, TimeUnit.SECONDS));
                assertThat(count(room)).isEqualTo(day + 1);
                assertThat(writes(room, intent, bothWrite)).isFalse();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean writes(MailRoom room, MailIntent intent, CountDownLatch bothWrite) {
        try {
            return room.transaction.execute(status -> {
                bothWrite.countDown();
                await(bothWrite);
                return room.journal().write(intent).isPresent();
            });
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheDecidingTransactionTakesBackIsNotWritten(Databases database) {
        try (MailRoom room = room(database.migrated())) {
            room.transaction.executeWithoutResult(status -> {
                room.journal().write(reminderTo(HANH));
                status.setRollbackOnly();
            });

            assertThat(count(room)).isZero();
            assertThatThrownBy(() -> room.journal().write(reminderTo(HANH)))
                    .isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    @Test
    void theMessageIdFollowsFromTheKeyAndTheInstallation() {
        DataSource dataSource = Databases.H2.migrated();
        try (MailRoom room = room(dataSource);
                MailRoom other = room(Databases.H2.migrated())) {
            long id = room.write(reminderTo(HANH));
            String messageId = messageId(room, id);
            room.jdbc.sql("delete from dp_mail").update();

            assertThat(messageId).matches("<2026-12-14\\.[0-9a-f]{32}@most\\.example>");
            assertThat(messageId(room, room.write(reminderTo(HANH)))).isEqualTo(messageId);
            assertThat(messageId(room, room.write(reminderTo(NASATI)))).isNotEqualTo(messageId);
            assertThat(messageId(other, other.write(reminderTo(HANH)))).isNotEqualTo(messageId);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAMailToldOfIsKeptAndWhetherItHasLeft(Databases database) {
        try (MailRoom room = room(database.migrated())) {
            room.jdbc
                    .sql(
                            """
                            insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key,
                                state, opened_at, provisional)
                            values ('PL.I.1', 'a', '2026', '', '', '1', 'one', 'OPEN', :at, false),
                                ('PL.I.1', 'b', '2026', '', '', '2', 'other', 'OPEN', :at, false)
                            """)
                    .param("at", OffsetDateTime.parse("2026-12-01T00:00:00Z"))
                    .update();
            List<Long> rows = room.jdbc
                    .sql("select id from dp_obligation order by id")
                    .query(Long.class)
                    .list();
            Letter letter = reminderTo(HANH).letter();
            long both = room.write(new MailIntent(HANH, "news/1", DAY, letter, Set.copyOf(rows)));
            room.write(new MailIntent(NASATI, "news/2", DAY, letter, Set.of(rows.get(1), 999_999L)));
            room.write(reminderTo(MINISTER));
            room.transaction.executeWithoutResult(status -> room.journal().markSent(both));

            assertThat(room.journal().about(rows.get(0)))
                    .singleElement()
                    .satisfies(told -> assertThat(told.to()).isEqualTo(HANH.name()))
                    .satisfies(told -> assertThat(told.subject()).isEqualTo(letter.subject()))
                    .satisfies(told -> assertThat(told.sentAt()).isPresent());
            assertThat(room.journal().about(rows.get(1)))
                    .extracting(MailJournal.MailEntry::to)
                    .containsExactly(HANH.name(), NASATI.name());
            assertThat(room.journal().about(rows.get(1)).get(1).sentAt()).isEmpty();
            assertThat(room.journal().about(999_999)).isEmpty();
        }
    }

    @Test
    void aCopyGoesToTheMailboxOncePerPerson() {
        try (MailRoom room = room(Databases.H2.migrated())) {
            Recipient noAddress = new Recipient("nasati-staff-2", Recipient.Kind.PERSON, "Trần Văn Mẫu", "không có");
            MailIntent intent = reminderTo(noAddress);
            assertThat(noAddress.hasValidAddress()).isFalse();
            long id = room.write(intent);

            long copy = room.writeCopy(intent, NASATI).orElseThrow();

            assertThat(room.row(id)).containsEntry("to_address", "");
            assertThat(room.row(copy))
                    .containsEntry("to_address", "nasati@most.example")
                    .containsEntry("person", "nasati-staff-2")
                    .containsEntry("plain_text", intent.letter().text());
            assertThat(room.writeCopy(intent, NASATI)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyIsKeptForSomeDaysAfterItsSending(Databases database) {
        try (MailRoom room = room(database.migrated())) {
            long older = sent(room, HANH, "2026-09-15T00:29:59Z");
            long old = sent(room, NASATI, "2026-09-15T00:30:00Z");
            long young = sent(room, MINISTER, "2026-09-15T00:30:01Z");
            Recipient late = new Recipient("late", Recipient.Kind.PERSON, "Đỗ Văn Mẫu", "late@most.example");
            long never = room.write(reminderTo(late));
            room.jdbc
                    .sql("update dp_mail set written_at = timestamp '2025-01-01 00:00:00' where person = 'late'")
                    .update();
            Map<String, Object> before = room.row(older);

            assertThat(room.journal().emptyBodies(10)).isEqualTo(2);

            assertThat(List.of(room.row(older), room.row(old)))
                    .allSatisfy(row -> assertThat(List.of(row.get("html"), row.get("plain_text")))
                            .containsOnly(""));
            assertThat(List.of(room.row(young), room.row(never)))
                    .allSatisfy(row -> assertThat(List.of(row.get("html"), row.get("plain_text")))
                            .doesNotContain(""));
            Map<String, Object> after = room.row(older);
            List.of("html", "plain_text", "emptied_at").forEach(changed -> {
                assertThat(after).doesNotContainEntry(changed, before.get(changed));
                before.remove(changed);
                after.remove(changed);
            });
            assertThat(after)
                    .isEqualTo(before)
                    .containsKeys("person", "to_address", "subject", "message_id", "sent_at");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodiesAreEmptiedSomeAtATimeTheOldestFirst(Databases database) {
        try (MailRoom room = room(database.migrated())) {
            sent(room, HANH, "2026-02-02T00:00:00Z");
            sent(room, NASATI, "2026-02-01T00:00:00Z");
            sent(room, MINISTER, "2026-02-03T00:00:00Z");

            assertThat(room.journal().emptyBodies(2)).isEqualTo(2);
            assertThat(withBody(room)).containsExactly("minister");
            assertThat(room.journal().emptyBodies(2)).isEqualTo(1);
            assertThat(room.journal().emptyBodies(2)).isZero();
            assertThat(withBody(room)).isEmpty();
        }
    }

    @Test
    void aBodyIsKeptForADayAtLeast() {
        assertThatThrownBy(() -> new MailSettings("a@b.vn", "", "http://127.0.0.1", "", "", "", 0))
                .hasMessage("Cấu hình dataplan.mail.body-days: 0 phải là số ngày, từ 1 trở lên.");
    }

    private static List<String> withBody(MailRoom room) {
        return room.jdbc
                .sql("select person from dp_mail where html <> ''")
                .query(String.class)
                .list();
    }

    private static long sent(MailRoom room, Recipient to, String at) {
        long id = room.write(reminderTo(to));
        room.jdbc
                .sql("update dp_mail set sent_at = :at where id = :id")
                .param("at", OffsetDateTime.parse(at))
                .param("id", id)
                .update();
        return id;
    }

    private static MailRoom room(DataSource dataSource) {
        return MailRoom.writingTo("target/mail", dataSource);
    }

    private static long count(MailRoom room) {
        return room.jdbc.sql("select count(*) from dp_mail").query(Long.class).single();
    }

    private static String messageId(MailRoom room, long id) {
        return (String) room.row(id).get("message_id");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
