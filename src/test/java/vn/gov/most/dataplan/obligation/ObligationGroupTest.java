package vn.gov.most.dataplan.obligation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.calendar.Calendars;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.obligation.Ledger.Whose;

/** Random rows, with each time before, equal to or after each other: all rows of a group count like its example. */
class ObligationGroupTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00+07:00");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00+07:00");

    private static final List<Instant> MOMENTS = List.of(
            Instant.parse("2025-11-05T09:00:00+07:00"),
            FROM.minusMillis(1),
            FROM,
            Instant.parse("2026-05-29T17:00:00+07:00"),
            Instant.parse("2026-12-24T23:59:59.999+07:00"),
            Instant.parse("2026-12-25T00:00:00+07:00"),
            UNTIL.minusMillis(1),
            UNTIL,
            Instant.parse("2027-03-01T09:00:00+07:00"));

    private static final WorkingCalendar CALENDAR = Calendars.ministry();

    @ParameterizedTest
    @EnumSource
    void everyRuleSaysTheSameOfARowAndOfTheExampleOfItsGroup(Databases database) {
        JdbcClient jdbc = JdbcClient.create(database.migrated());
        jdbc.sql("create table act_ru_execution (id_ varchar(64), suspension_state_ integer)")
                .update();
        jdbc.sql("create table act_id_user (id_ varchar(64), first_ varchar(255), last_ varchar(255))")
                .update();
        Ledger ledger = new Ledger(jdbc, changed -> {});
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            insert(jdbc, i, random);
        }

        for (boolean byUnit : List.of(true, false)) {
            Optional<Whose> whose = byUnit
                    ? Optional.of(new Whose(List.of("unit-0"), List.of("PL.II.4/ministry-report")))
                    : Optional.empty();
            List<ObligationGroup> groups = ledger.groups(FROM, UNTIL, whose, true);
            Map<Long, TrackedObligation> rows = ledger.goingOn("PL.II.4", FROM, UNTIL).stream()
                    .filter(row -> !byUnit
                            || row.obligation().key().unit().equals("unit-0")
                            || row.obligation().key().part().equals("ministry-report"))
                    .collect(Collectors.toMap(row -> row.obligation().id(), Function.identity()));

            assertThat(groups).as("seed " + seed).hasSizeLessThan(rows.size());
            assertThat(groups.stream().flatMap(group -> group.rows().stream()))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(rows.keySet());
            for (ObligationGroup group : groups) {
                for (long id : group.rows()) {
                    assertThat(said(rows.get(id))).as("seed " + seed).isEqualTo(said(group.example()));
                    if (byUnit) {
                        assertThat(rows.get(id).obligation().key().unit())
                                .isEqualTo(group.example().obligation().key().unit());
                    }
                }
            }
            assertThat(SpanFigures.ofGroups(groups, FROM, UNTIL)).isEqualTo(SpanFigures.of(rows.values(), FROM, UNTIL));
        }
    }

    private static List<Object> said(TrackedObligation row) {
        Obligation obligation = row.obligation();
        return List.of(
                obligation.key().part(),
                obligation.key().period(),
                obligation.state(),
                obligation.dueAt(),
                obligation.lateFrom(),
                obligation.provisional(),
                obligation.finishedAt().isPresent(),
                obligation.isSettled(),
                obligation.isActive(),
                obligation.doneAt().isPresent(),
                obligation.isLate(FROM),
                obligation.isLate(UNTIL),
                obligation.statusAt(FROM, CALENDAR),
                obligation.statusAt(UNTIL, CALENDAR),
                row.paused(),
                row.isOwed(),
                row.isGiven(FROM, UNTIL),
                row.isDue(FROM, UNTIL),
                row.becameLate(FROM, UNTIL),
                row.standingAt(UNTIL));
    }

    private static void insert(JdbcClient jdbc, int number, Random random) {
        Instant lateFrom = any(random, 0.8);
        jdbc.sql(
                        """
                        insert into dp_obligation (clause, part, period, unit, subject, process_instance, business_key, state,
                            opened_at, due_at, late_from, provisional, first_sent_at, done_at, waived_at, cancelled_at,
                            closed_at)
                        values ('PL.II.4', :part, :period, :unit, :number, :number, :number, :state, :opened, :due, :late,
                            :provisional, :sent, :done, :waived, :cancelled, :closed)
                        """)
                .param("part", random.nextBoolean() ? "unit-report" : "ministry-report")
                .param("period", random.nextBoolean() ? "2026" : "2025")
                .param("unit", "unit-" + random.nextInt(2))
                .param("number", "row-" + number)
                .param("state", random.nextInt(10) == 0 ? "NOT_APPLICABLE" : "OPEN")
                .param("opened", utc(MOMENTS.get(random.nextInt(MOMENTS.size()))), Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "due",
                        utc(lateFrom == null ? null : lateFrom.minusSeconds(7 * 3600)),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("late", utc(lateFrom), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("provisional", random.nextInt(5) == 0)
                .param("sent", utc(any(random, 0.5)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("done", utc(any(random, 0.3)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("waived", utc(any(random, 0.1)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("cancelled", utc(any(random, 0.1)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("closed", utc(any(random, 0.3)), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (random.nextInt(4) == 0) {
            jdbc.sql("insert into act_ru_execution values (:id, :state)")
                    .param("id", "row-" + number)
                    .param("state", 1 + random.nextInt(2))
                    .update();
        }
    }

    private static Instant any(Random random, double share) {
        return random.nextDouble() < share ? MOMENTS.get(random.nextInt(MOMENTS.size())) : null;
    }

    private static Object utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }
}
