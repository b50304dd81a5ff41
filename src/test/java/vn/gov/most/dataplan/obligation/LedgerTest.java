package vn.gov.most.dataplan.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.engine.Json;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.Obligation.State;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Period;

class LedgerTest {

    private static final ObligationKey PERIOD = new ObligationKey("PL.II.4", "ministry-report", "2026", "", "");
    private static final ObligationKey NASATI = unit("nasati", "2026");

    private static final Instant OPENED = Instant.parse("2026-11-02T06:30:00.123456+07:00");
    private static final Instant DUE = Instant.parse("2026-12-24T17:00:00+07:00");
    private static final Instant LATE_FROM = Instant.parse("2026-12-25T00:00:00+07:00");
    private static final Deadline DEADLINE = new Deadline(DUE, LATE_FROM, false);

    private DataSource dataSource;
    private JdbcClient jdbc;
    private Ledger table;
    private final List<Object> changes = new ArrayList<>();

    private void in(Databases database) {
        dataSource = database.migrated();
        jdbc = JdbcClient.create(dataSource);
        jdbc.sql("create table act_ru_execution (id_ varchar(64), suspension_state_ integer)")
                .update();
        jdbc.sql("create table act_id_user (id_ varchar(64), first_ varchar(255), last_ varchar(255))")
                .update();
        table = new Ledger(jdbc, changes::add);
    }

    @ParameterizedTest
    @EnumSource
    void howAUnitKeptItsDatesIsCountedOnceTheyArePast(Databases database) {
        in(database);
        for (String unit : List.of("in-time", "late", "silent", "not-applicable")) {
            insert(unit(unit, "2026"), DEADLINE);
        }
        insert(PERIOD, DEADLINE);
        insert(
                unit("in-time", "2027"),
                new Deadline(DUE.plus(Duration.ofDays(8)), LATE_FROM.plus(Duration.ofDays(8)), false));
        table.send(table.find(unit("in-time", "2026")).orElseThrow(), LATE_FROM.minusMillis(1), "a", false, "{}");
        table.send(table.find(unit("late", "2026")).orElseThrow(), LATE_FROM, "a", false, "{}");
        table.finish(table.find(unit("not-applicable", "2026")).orElseThrow(), State.NOT_APPLICABLE, DUE, "a", "{}");

        assertThat(table.keptDates(Period.year(2026), LATE_FROM.minusMillis(1), List.of()))
                .isEmpty();
        assertThat(table.keptDates(Period.year(2026), LATE_FROM, List.of()))
                .containsExactlyInAnyOrder(
                        new UnitPunctuality("in-time", 1, 1, 0),
                        new UnitPunctuality("late", 1, 0, 1),
                        new UnitPunctuality("silent", 1, 0, 0));
        assertThat(table.keptDates(Period.year(2025), LATE_FROM, List.of())).isEmpty();
        assertThat(table.keptDates(
                        Period.year(2026),
                        LATE_FROM,
                        List.of(new ObligationKey(
                                PERIOD.clause(), unit("late", "2026").part(), "", "", ""))))
                .as("what is done for a unit is not its own")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWatchedWasOpenSinceThenAndIsOwed(Databases database) {
        in(database);
        for (String unit :
                List.of("open", "sent-before", "sent-since", "done-before", "closed-before", "cancelled", "none")) {
            insert(unit(unit, "2026"), DEADLINE);
        }
        table.nameSubject(unit("open", "2026"), "Dịch vụ tra cứu");
        table.send(table.find(unit("sent-before", "2026")).orElseThrow(), DUE.minusMillis(1), "a", false, "{}");
        table.send(table.find(unit("sent-since", "2026")).orElseThrow(), DUE, "a", false, "{}");
        table.finish(table.find(unit("done-before", "2026")).orElseThrow(), State.DONE, DUE.minusMillis(1), "a", "{}");
        table.close(table.find(unit("closed-before", "2026")).orElseThrow(), DUE.minusMillis(1));
        table.cancel(table.find(unit("cancelled", "2026")).orElseThrow(), DUE, "a", "b");
        table.finish(table.find(unit("none", "2026")).orElseThrow(), State.NOT_APPLICABLE, DUE, "a", "{}");

        assertThat(table.tracked(DUE))
                .as("what was sent before and is not accepted is worked on")
                .extracting(row -> row.obligation().key().unit(), TrackedObligation::about, TrackedObligation::paused)
                .containsExactly(
                        tuple("open", "Dịch vụ tra cứu", false),
                        tuple("sent-before", "", false),
                        tuple("sent-since", "", false));

        jdbc.sql("insert into act_ru_execution values ('instance', 1)").update();
        assertThat(table.tracked(DUE)).extracting(TrackedObligation::paused).containsOnly(false);
        jdbc.sql("update act_ru_execution set suspension_state_ = 2").update();
        assertThat(table.tracked(DUE)).extracting(TrackedObligation::paused).containsOnly(true);
    }

    private void insert(ObligationKey key, Deadline deadline) {
        table.open(key, "key", "instance", Optional.empty(), OPENED, Optional.of(deadline));
    }

    @ParameterizedTest
    @EnumSource
    void aRowIsReadAsItWasWritten(Databases database) {
        in(database);
        table.open(
                NASATI,
                "PL.II.4/2026/nasati",
                "instance-1",
                Optional.of(LocalDate.of(2026, 11, 1)),
                OPENED,
                Optional.of(DEADLINE));

        Obligation row = table.find(NASATI).orElseThrow();

        assertThat(row.key()).isEqualTo(NASATI);
        assertThat(row.processInstance()).isEqualTo("instance-1");
        assertThat(row.state()).isEqualTo(State.OPEN);
        assertThat(row.scheduledOn()).contains(LocalDate.of(2026, 11, 1));
        assertThat(row.openedAt()).isEqualTo(OPENED);
        assertThat(row.dueAt()).contains(DUE);
        assertThat(row.lateFrom()).contains(LATE_FROM);
        assertThat(row.provisional()).isFalse();
        assertThat(row.firstSentAt()).isEmpty();
        assertThat(row.doneAt()).isEmpty();
        assertThat(row.waivedAt()).isEmpty();
        assertThat(row.consolidatedAt()).isEmpty();
        assertThat(row.signedAt()).isEmpty();
        assertThat(table.ofInstance("instance-1")).isEqualTo(row);
    }

    @ParameterizedTest
    @EnumSource
    void whatNoReportHasTakenOverIsInTheOrderInWhichItWasDone(Databases database) {
        in(database);
        event("nasati", "second", OPENED.plusSeconds(2));
        event("nasati", "first", OPENED);
        event("legal", "another unit's", OPENED.plusSeconds(1));
        event("", "everybody's", OPENED.plusSeconds(3));
        insert(new ObligationKey("PL.II.4", "feedback", "", "nasati", "open"), OPENED.plusSeconds(3));

        assertThat(notTakenOver("2026")).containsExactly("first", "second", "everybody's");
        assertThat(notTakenOver("2026"))
                .as("another clause's reports take over what they do")
                .isEqualTo(table
                        .notTakenOver(
                                "PL.II.4",
                                "feedback",
                                new ObligationKey("PL.I.3", "unit-report", "2026", "nasati", ""),
                                "catalogue")
                        .stream()
                        .map(Sending::content)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void whatAReportHasTakenOverNoOtherOfTheUnitDoesAsLongAsThatCounts(Databases database) {
        in(database);
        event("nasati", "done", OPENED.minusSeconds(1));
        insert(PERIOD, OPENED);
        insert(NASATI, OPENED);
        takeOver("2026");
        assertThat(notTakenOver("2027")).as("being prepared").isEmpty();

        table.close(table.find(NASATI).orElseThrow(), OPENED);
        assertThat(notTakenOver("2027")).as("never sent").containsExactly("done");

        insert(unit("nasati", "2027"), OPENED);
        takeOver("2027");
        assertThat(notTakenOver("2028")).as("in the next one").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatASentReportHasTakenOverCountsUnlessTheMinistrySignedWithoutIt(Databases database) {
        in(database);
        event("nasati", "done", OPENED.minusSeconds(1));
        insert(PERIOD, OPENED);
        insert(NASATI, OPENED);
        takeOver("2026");
        table.send(table.find(NASATI).orElseThrow(), DUE, "an", false, "{}");
        table.close(table.find(NASATI).orElseThrow(), DUE);
        assertThat(notTakenOver("2027")).as("not signed yet").isEmpty();

        table.sign(table.find(PERIOD).orElseThrow(), DUE, "an", "[]");
        assertThat(notTakenOver("2027")).as("signed without it").containsExactly("done");

        table.gathered("PL.II.4", "unit-report", "2026");
        assertThat(notTakenOver("2027")).as("signed with it").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatASentReportHasTakenOverDoesNotCountWhereTheMinistrysIsCancelled(Databases database) {
        in(database);
        event("nasati", "done", OPENED.minusSeconds(1));
        insert(PERIOD, OPENED);
        insert(NASATI, OPENED);
        takeOver("2026");
        table.send(table.find(NASATI).orElseThrow(), DUE, "an", false, "{}");
        table.gathered("PL.II.4", "unit-report", "2026");
        table.accept(table.find(NASATI).orElseThrow(), DUE, "an");
        assertThat(notTakenOver("2027")).isEmpty();

        table.cancel(table.find(PERIOD).orElseThrow(), DUE, "an", "");
        assertThat(notTakenOver("2027")).containsExactly("done");
    }

    @ParameterizedTest
    @EnumSource
    void whatReportsOfTheVersionBeforeBeganWithIsInThem(Databases database) {
        dataSource = database.empty();
        database.migrate(dataSource, "13");
        jdbc = JdbcClient.create(dataSource);
        table = new Ledger(jdbc, changes::add);
        insert(PERIOD, OPENED);
        insert(NASATI, OPENED);
        insert(unit("nasati", "2027"), OPENED.plus(Duration.ofDays(365)));
        eventOfThen("in 2026", OPENED.minusSeconds(1));
        eventOfThen("in 2027", OPENED.plusSeconds(1));
        eventOfThen("in none", OPENED.plus(Duration.ofDays(366)));
        jdbc.sql(
                        "insert into dp_sending (obligation_id, number, sent_at, addendum, content)"
                                + " select id, 1, opened_at, false, '{}' from dp_obligation where part = 'unit-report' and period = '2026'")
                .update();
        jdbc.sql("update dp_obligation set state = 'DONE', done_at = :at, signed_at = :at where part = :part")
                .param("at", OffsetDateTime.ofInstant(DUE, ZoneOffset.UTC))
                .param("part", PERIOD.part())
                .update();

        database.migrate(dataSource, "latest");

        assertThat(notTakenOver("2028")).containsExactly("in none");
        table.close(table.find(NASATI).orElseThrow(), DUE);
        assertThat(notTakenOver("2028")).containsExactly("in none");
        table.close(table.find(unit("nasati", "2027")).orElseThrow(), DUE);
        assertThat(notTakenOver("2028")).containsExactly("in 2027", "in none");
    }

    private List<String> notTakenOver(String period) {
        return table.notTakenOver("PL.II.4", "feedback", unit("nasati", period), PERIOD.part()).stream()
                .map(Sending::content)
                .toList();
    }

    private void takeOver(String period) {
        Obligation report = table.find(unit("nasati", period)).orElseThrow();
        table.notTakenOver("PL.II.4", "feedback", report.key(), PERIOD.part())
                .forEach(source -> table.takeOver(source, report));
    }

    private void insert(ObligationKey key, Instant openedAt) {
        table.open(key, "a key", "instance-1", Optional.empty(), openedAt, Optional.empty());
    }

    /** A completed event with two stored contents. */
    private void event(String unit, String subject, Instant doneAt) {
        ObligationKey key = new ObligationKey("PL.II.4", "feedback", "", unit, subject);
        insert(key, OPENED.minus(Duration.ofDays(400)));
        Obligation row = table.find(key).orElseThrow();
        table.send(row, doneAt.minusSeconds(60), "an", false, "as it was first");
        table.finish(row, State.DONE, doneAt, "an", subject);
    }

    /** The same as the version before wrote it. */
    private void eventOfThen(String subject, Instant doneAt) {
        ObligationKey key = new ObligationKey("PL.II.4", "feedback", "", "nasati", subject);
        insert(key, OPENED.minus(Duration.ofDays(400)));
        Obligation row = table.find(key).orElseThrow();
        OffsetDateTime at = OffsetDateTime.ofInstant(doneAt, ZoneOffset.UTC);
        jdbc.sql("update dp_obligation set state = 'DONE', first_sent_at = :at, done_at = :at where id = :id")
                .param("at", at)
                .param("id", row.id())
                .update();
        jdbc.sql("insert into dp_sending (obligation_id, number, sent_at, sent_by, addendum, content)"
                        + " values (:id, 1, :at, 'an', false, 'as it was first'), (:id, 2, :at, 'an', false, :last)")
                .param("id", row.id())
                .param("at", at)
                .param("last", subject)
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void whatThePlanSetsNoDateForHasNone(Databases database) {
        in(database);
        table.open(NASATI, "PL.II.4/2026/nasati", "instance-1", Optional.empty(), OPENED, Optional.empty());

        Obligation row = table.find(NASATI).orElseThrow();

        assertThat(row.scheduledOn()).isEmpty();
        assertThat(row.dueAt()).isEmpty();
        assertThat(row.lateFrom()).isEmpty();
        assertThat(row.provisional()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void thatADateIsProvisionalIsKept(Databases database) {
        in(database);
        table.open(
                NASATI,
                "PL.II.4/2026/nasati",
                "instance-1",
                Optional.empty(),
                OPENED,
                Optional.of(new Deadline(DUE, LATE_FROM, true)));

        assertThat(table.find(NASATI).orElseThrow().provisional()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theSameIsOwedOnlyOnce(Databases database) {
        in(database);
        open(NASATI);
        open(PERIOD);

        assertThatThrownBy(() -> open(NASATI)).isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> open(PERIOD)).isInstanceOf(DuplicateKeyException.class);
        assertThat(jdbc.sql("select count(*) from dp_obligation")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatDiffersInOnePartOfTheKeyIsAnotherObligation(Databases database) {
        in(database);
        List<ObligationKey> keys = List.of(
                NASATI,
                new ObligationKey("PL.II.3", "unit-report", "2026", "nasati", ""),
                new ObligationKey("PL.II.4", "ministry-report", "2026", "nasati", ""),
                new ObligationKey("PL.II.4", "unit-report", "2027", "nasati", ""),
                new ObligationKey("PL.II.4", "unit-report", "2026", "legal", ""),
                new ObligationKey("PL.II.4", "unit-report", "2026", "nasati", "st-tasks"));

        keys.forEach(this::open);

        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(table.find(key).orElseThrow().key()).isEqualTo(key));
    }

    /** H2 takes a key with a null in it twice. */
    @ParameterizedTest
    @EnumSource
    void noPartOfTheKeyIsEverNull(Databases database) {
        in(database);

        assertThatThrownBy(() -> open(new ObligationKey("PL.II.4", "ministry-report", "2026", null, "")))
                .hasMessageContaining("unit");
        assertThatThrownBy(() -> open(new ObligationKey("PL.II.4", "ministry-report", "2026", "", null)))
                .hasMessageContaining("subject");
    }

    @ParameterizedTest
    @EnumSource
    void theFirstSendingDecidesAndStays(Databases database) {
        in(database);
        Obligation nasati = open(NASATI);
        Instant first = Instant.parse("2026-12-24T23:59:59.999+07:00");
        table.send(nasati, first, "nasati-head", false, "{\"difficulties\":\"Không có\"}");
        table.returnForMending(nasati, DUE, "it-center-staff-1");

        table.send(nasati, Instant.parse("2026-12-28T09:00:00+07:00"), "nasati-deputy", false, "{}");

        assertThat(table.find(NASATI).orElseThrow().firstSentAt()).contains(first);
        assertThat(table.find(NASATI).orElseThrow().state()).isEqualTo(State.SENT);
        assertThat(table.find(NASATI).orElseThrow().isLate(Instant.parse("2027-01-05T00:00:00+07:00")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everySendingIsKeptWithWhatItSaidAndWhetherItCameAfterTheSigning(Databases database) {
        in(database);
        Obligation nasati = open(NASATI);
        Obligation legal = open(unit("legal", "2026"));
        open(unit("legal", "2027"));
        Instant first = Instant.parse("2026-12-24T09:00:00.001+07:00");
        Instant other = Instant.parse("2026-12-24T10:00:00+07:00");
        Instant addendum = Instant.parse("2027-01-05T09:00:00+07:00");
        String content = "{\"difficulties\":\"" + "Dữ liệu chưa đủ. ".repeat(5_000) + "\"}";

        table.send(nasati, first, "nasati-head", false, content);
        table.send(legal, other, "legal-head", false, "{}");
        table.send(nasati, addendum, null, true, "{\"difficulties\":\"Không có\"}");

        assertThat(table.sendings("PL.II.4", "unit-report", "2026"))
                .containsExactly(
                        new Sending(nasati.id(), 1, first, "nasati-head", false, content),
                        new Sending(nasati.id(), 2, addendum, "", true, "{\"difficulties\":\"Không có\"}"),
                        new Sending(legal.id(), 1, other, "legal-head", false, "{}"));
        assertThat(table.sendings("PL.II.4", "unit-report", "2027")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoSentMovedAndCancelledKeepsTheNameOfThen(Databases database) {
        in(database);
        account(" Nguyễn Văn ", "Trước");
        Obligation nasati = open(NASATI);
        table.send(nasati, DUE, "the-id", false, "{}");
        table.move(nasati, DEADLINE, DUE, "the-id", "Công văn");
        table.cancel(nasati, DUE, "the-id", "Nhầm");
        open(NASATI);
        table.cancel(table.find(NASATI).orElseThrow(), DUE, null, null);
        jdbc.sql("delete from act_id_user").update();
        account("Trần Thị", "Sau");

        assertThat(table.sendings(nasati.id())).extracting(Sending::sentBy).containsExactly("Nguyễn Văn Trước");
        assertThat(table.moves(nasati.id())).extracting(Ledger.Moved::by).containsExactly("Nguyễn Văn Trước");
        assertThat(table.endings(nasati.id())).extracting(Ledger.Ending::by).containsExactly("Nguyễn Văn Trước", "");
    }

    private void account(String first, String last) {
        jdbc.sql("insert into act_id_user (id_, first_, last_) values ('the-id', :first, :last)")
                .param("first", first)
                .param("last", last)
                .update();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAcceptedSaysWhenAndByWhom(Databases database) {
        in(database);
        Obligation nasati = open(NASATI);
        table.send(nasati, DUE, "nasati-head", false, "{}");
        Instant accepted = Instant.parse("2026-12-29T16:59:59.5+07:00");

        table.accept(nasati, accepted, "it-center-staff-1");

        assertThat(table.find(NASATI).orElseThrow().state()).isEqualTo(State.ACCEPTED);
        assertThat(table.find(NASATI).orElseThrow().doneAt()).contains(accepted);
        assertThat(jdbc.sql("select done_by from dp_obligation")
                        .query(String.class)
                        .single())
                .isEqualTo("it-center-staff-1");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverSentEndsAsNotSentAndWhatWasSentKeepsItsState(Databases database) {
        in(database);
        Obligation nasati = open(NASATI);
        Obligation legal = open(unit("legal", "2026"));
        table.send(legal, DUE, "legal-head", false, "{}");
        table.returnForMending(legal, DUE, "it-center-staff-1");
        Instant closed = Instant.parse("2027-11-01T06:30:00+07:00");

        table.close(table.find(NASATI).orElseThrow(), closed);
        table.close(table.find(legal.key()).orElseThrow(), closed);

        assertThat(table.find(NASATI).orElseThrow().state()).isEqualTo(State.NOT_SENT);
        assertThat(table.find(legal.key()).orElseThrow().state()).isEqualTo(State.MENDING);
        assertThat(jdbc.sql("select distinct closed_at from dp_obligation")
                        .query((row, n) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(closed);
        assertThat(nasati.id()).isLessThan(legal.id());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotFinishedInAnyWayLives(Databases database) {
        in(database);
        Obligation open = open(unit("nasati", "2025"));
        Obligation sent = open(unit("legal", "2025"));
        table.send(sent, DUE, "legal-head", false, "{}");
        Obligation mending = open(unit("personnel", "2024"));
        table.send(mending, DUE, "personnel-head", false, "{}");
        table.returnForMending(mending, DUE, "it-center-staff-1");
        Obligation accepted = open(unit("nafosted", "2025"));
        table.send(accepted, DUE, "nafosted-head", false, "{}");
        table.accept(accepted, DUE, "it-center-staff-1");
        Obligation closed = open(unit("inspectorate", "2025"));
        table.close(closed, DUE);
        table.cancel(open(unit("personnel", "2025")), DUE, "admin", "Nhầm");
        open(new ObligationKey("PL.II.4", "ministry-report", "2025", "", ""));
        open(new ObligationKey("PL.II.3", "unit-report", "2025", "nasati", ""));

        assertThat(table.active("PL.II.4", "unit-report"))
                .extracting(Obligation::id)
                .containsExactly(open.id(), sent.id(), mending.id());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCancelledIsOpenedAgainWithAnotherInstanceAndTheEarlierLifeIsKept(Databases database) {
        in(database);
        Obligation first = open(NASATI);
        table.send(first, DUE, "nasati-head", false, "{}");
        table.cancel(first, LATE_FROM, "quan-tri", "Mở nhầm");
        assertThat(table.find(NASATI).orElseThrow().cancelledAt()).contains(LATE_FROM);
        assertThat(table.allSettled("PL.II.4", "unit-report", "2026")).isTrue();

        Instant again = LATE_FROM.plusSeconds(60);
        table.open(NASATI, "PL.II.4/2026/nasati", "second", Optional.empty(), again, Optional.of(DEADLINE));

        Obligation row = table.find(NASATI).orElseThrow();
        assertThat(row.id()).isEqualTo(first.id());
        assertThat(row.processInstance()).isEqualTo("second");
        assertThat(row.openedAt()).isEqualTo(again);
        assertThat(row.cancelledAt()).isEmpty();
        assertThat(row.firstSentAt()).contains(DUE);
        assertThat(row.isActive()).isTrue();
        assertThat(jdbc.sql(
                                "select number || ' ' || process_instance || ' ' || cancelled_by || ' ' || cancelled_because"
                                        + " from dp_earlier_life")
                        .query(String.class)
                        .list())
                .containsExactly("1 " + first.processInstance() + " quan-tri Mở nhầm");
        assertThatThrownBy(() -> table.open(NASATI, "key", "third", Optional.empty(), again, Optional.of(DEADLINE)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    /**
     * Every change of a row that is over, for each way of being over: it is refused with the state, and nothing is
     * written or published.
     */
    @ParameterizedTest
    @EnumSource
    void whatIsOverStaysAsItIs(Databases database) {
        in(database);
        Map<String, BiConsumer<Obligation, Instant>> verbs = Map.of(
                "gửi", (row, at) -> table.send(row, at, "a", false, "{}"),
                "chấp nhận", (row, at) -> table.accept(row, at, "a"),
                "trả lại để chỉnh sửa", (row, at) -> table.returnForMending(row, at, "a"),
                "tổng hợp", (row, at) -> table.consolidate(row, at, "a"),
                "phê duyệt", (row, at) -> table.sign(row, at, "a", "[]"),
                "hủy", (row, at) -> table.cancel(row, at, "a", "b"),
                "dời hạn", (row, at) -> table.move(row, DEADLINE, at, "a", "b"),
                "đóng", (row, at) -> table.close(row, at));
        Map<String, Obligation> over = Map.of(
                "đã hủy ngày 24/12/2026", open(unit("cancelled", "2026")),
                "đã đóng ngày 24/12/2026", open(unit("closed", "2026")),
                "được miễn từ ngày 24/12/2026", open(unit("waived", "2026")),
                "đã hoàn thành ngày 24/12/2026", open(unit("done", "2026")));
        table.cancel(over.get("đã hủy ngày 24/12/2026"), DUE, "a", "b");
        table.close(over.get("đã đóng ngày 24/12/2026"), DUE);
        table.finish(over.get("đã hoàn thành ngày 24/12/2026"), State.DONE, DUE, "a", "{}");
        table.sign(over.get("đã hoàn thành ngày 24/12/2026"), DUE, "a", "[]");
        jdbc.sql("update dp_obligation set waived_at = :at where unit = 'waived'")
                .param("at", OffsetDateTime.ofInstant(DUE, java.time.ZoneOffset.UTC))
                .update();
        List<Map<String, Object>> before =
                jdbc.sql("select * from dp_obligation order by id").query().listOfRows();
        int told = changes.size();

        over.forEach((standing, row) ->
                verbs.forEach((verb, change) -> assertThatThrownBy(() -> change.accept(row, LATE_FROM))
                        .as(verb + " " + standing)
                        .isInstanceOf(Refusal.class)
                        .hasMessage("Không %s được key: %s.".formatted(verb, standing))));

        assertThat(jdbc.sql("select * from dp_obligation order by id").query().listOfRows())
                .isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from dp_sending")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("select count(*) from dp_moved_date")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(changes).hasSize(told);
    }

    /** Where nothing is signed too. */
    @ParameterizedTest
    @EnumSource
    void whatIsOverIsNotFinishedAgain(Databases database) {
        in(database);
        Obligation done = open(NASATI);
        table.finish(done, State.DONE, DUE, "a", "{}");
        Obligation cancelled = open(unit("legal", "2026"));
        table.cancel(cancelled, DUE, "a", "b");

        for (Obligation over : List.of(done, cancelled)) {
            assertThatThrownBy(() -> table.finish(over, State.DONE, LATE_FROM, "a", "{}"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("Không hoàn thành được key: đã ");
        }
        assertThat(jdbc.sql("select count(*) from dp_sending")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** Its product follows the signing in some clauses, and comes with it in others. */
    @ParameterizedTest
    @EnumSource
    void aSignedPeriodIsFinishedOnceMoreByItsProduct(Databases database) {
        in(database);
        Obligation period = open(PERIOD);
        table.sign(period, DUE, "minister", "[]");

        table.finish(period, State.DONE, LATE_FROM, "office", "{}");

        assertThat(table.find(PERIOD).orElseThrow().doneAt()).contains(LATE_FROM);
        assertThat(table.find(PERIOD).orElseThrow().signedAt()).contains(DUE);
        assertThatThrownBy(() -> table.sign(period, LATE_FROM, "minister", "[]"))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverSentIsNeitherAcceptedNorReturned(Databases database) {
        in(database);
        Obligation open = open(NASATI);

        assertThatThrownBy(() -> table.accept(open, DUE, "a"))
                .hasMessage("Không chấp nhận được key: đang ở tình trạng \"Chưa gửi\".");
        assertThatThrownBy(() -> table.returnForMending(open, DUE, "a"))
                .hasMessage("Không trả lại để chỉnh sửa được key: đang ở tình trạng \"Chưa gửi\".");
    }

    @ParameterizedTest
    @EnumSource
    void aPeriodsRowsStandInTheOrderOfTheirOpening(Databases database) {
        in(database);
        List.of("nasati", "legal", "accreditation").forEach(unit -> open(unit(unit, "2026")));
        open(unit("nasati", "2027"));

        assertThat(table.ofPeriod("PL.II.4", "unit-report", "2026"))
                .extracting(row -> row.key().unit())
                .containsExactly("nasati", "legal", "accreditation");
    }

    @ParameterizedTest
    @EnumSource
    void theSigningSaysWhenByWhomAndWhoWasMissing(Databases database) {
        in(database);
        Obligation period = open(PERIOD);
        Instant consolidated = Instant.parse("2026-12-28T15:00:00.25+07:00");
        Instant signed = Instant.parse("2026-12-30T15:00:00.5+07:00");
        table.consolidate(period, consolidated, "it-center-staff-1");
        assertThat(table.missingAtSigning(PERIOD)).isEmpty();

        table.sign(period, signed, "minister", "[\"nasati\"]");

        Obligation row = table.find(PERIOD).orElseThrow();
        assertThat(row.state()).isEqualTo(State.DONE);
        assertThat(row.consolidatedAt()).contains(consolidated);
        assertThat(row.signedAt()).contains(signed);
        assertThat(row.doneAt()).contains(signed);
        assertThat(table.missingAtSigning(PERIOD)).contains("[\"nasati\"]");
    }

    @ParameterizedTest
    @EnumSource
    void howThePeriodStoodAtTheSigningStaysWhateverComesAfterIt(Databases database) {
        in(database);
        Obligation period = open(PERIOD);
        open(NASATI);
        ObligationKey late = unit("legal", "2026");
        open(late);
        ObligationKey cancelled = unit("accreditation", "2026");
        open(cancelled);
        open(unit("nasati", "2027"));
        table.send(table.find(NASATI).orElseThrow(), DUE, "an", false, "{}");
        table.cancel(table.find(cancelled).orElseThrow(), DUE, "an", "nhầm");
        assertThat(table.figuresAtSigning("PL.II.4")).isEmpty();

        table.sign(period, LATE_FROM, "minister", "[]");
        SpanFigures signed = new SpanFigures(3, 3, 1, 1, 1, 0, 0);
        assertThat(table.figuresAtSigning("PL.II.4")).isEqualTo(Map.of("2026", signed));

        table.send(table.find(late).orElseThrow(), LATE_FROM.plusSeconds(60), "an", false, "{}");
        assertThat(table.figuresAtSigning("PL.II.4")).isEqualTo(Map.of("2026", signed));
        assertThat(SpanFigures.of(table.tracked("PL.II.4", "2026"), Instant.EPOCH, LATE_FROM.plusSeconds(120)))
                .isEqualTo(new SpanFigures(3, 3, 1, 2, 0, 0, 0));
    }

    /** 200 units with ids as long as the register allows. */
    @ParameterizedTest
    @EnumSource
    void aWholeMinistryMayBeMissingAtTheSigning(Databases database) {
        in(database);
        Obligation period = open(PERIOD);
        List<String> units = java.util.stream.IntStream.range(0, 200)
                .mapToObj("unit-%032d"::formatted)
                .toList();

        table.sign(period, DUE, "minister", Json.text(units));

        assertThat(table.missingAtSigning(PERIOD)).contains(Json.text(units));
    }

    @ParameterizedTest
    @EnumSource
    void whoLocksAPeriodWaitsForWhoHasLockedItAndSeesWhatThatOneWrote(Databases database) throws Exception {
        in(database);
        open(PERIOD);
        open(NASATI);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        CountDownLatch secondAsks = new CountDownLatch(1);
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<Obligation> seen = transaction.execute(status -> {
                Obligation locked = table.lock(PERIOD);
                Future<Obligation> waiting = second.submit(() -> {
                    secondAsks.countDown();
                    return transaction.execute(inner -> table.lock(PERIOD));
                });
                await(secondAsks);
                assertThat(isDoneWithin(waiting, Duration.ofMillis(300))).isFalse();
                table.sign(locked, DUE, "minister", "[]");
                return waiting;
            });

            assertThat(seen.get(5, TimeUnit.SECONDS).signedAt()).contains(DUE);
        } finally {
            second.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLockOfAPeriodHoldsUpNoOtherPeriodAndNoReader(Databases database) {
        in(database);
        open(PERIOD);
        open(NASATI);
        ObligationKey next = new ObligationKey("PL.II.4", "ministry-report", "2027", "", "");
        open(next);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            transaction.executeWithoutResult(status -> {
                table.lock(PERIOD);
                Future<?> others = second.submit(() -> transaction.executeWithoutResult(inner -> {
                    table.lock(next);
                    table.find(PERIOD).orElseThrow();
                    table.ofPeriod("PL.II.4", "ministry-report", "2026");
                }));
                assertThat(isDoneWithin(others, Duration.ofSeconds(5))).isTrue();
            });
        } finally {
            second.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void momentsAreStoredWithTheirZone(Databases database) throws SQLException {
        in(database);
        open(NASATI);

        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(
                        "select column_name, data_type from information_schema.columns where lower(table_name) in"
                                + " ('dp_obligation', 'dp_sending') and lower(column_name) like '%\\_at' escape '\\'")) {
            int count = 0;
            while (columns.next()) {
                assertThat(columns.getString(2))
                        .as(columns.getString(1))
                        .isEqualToIgnoringCase("timestamp with time zone");
                count++;
            }
            assertThat(count).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMomentIsTheSameInWhicheverZoneTheMachineStands(Databases database) {
        in(database);
        TimeZone machine = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            table.open(
                    NASATI,
                    "PL.II.4/2026/nasati",
                    "instance-1",
                    Optional.of(LocalDate.of(2026, 11, 1)),
                    OPENED,
                    Optional.of(DEADLINE));
            table.send(table.find(NASATI).orElseThrow(), DUE, "nasati-head", false, "{}");

            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
            Obligation row = table.find(NASATI).orElseThrow();
            assertThat(row.scheduledOn()).contains(LocalDate.of(2026, 11, 1));
            assertThat(row.openedAt()).isEqualTo(OPENED);
            assertThat(row.lateFrom()).contains(LATE_FROM);
            assertThat(row.firstSentAt()).contains(DUE);
            assertThat(table.sendings("PL.II.4", "unit-report", "2026"))
                    .extracting(Sending::sentAt)
                    .containsExactly(DUE);
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    private Obligation open(ObligationKey key) {
        table.open(
                key,
                "key",
                "instance of " + String.join("/", key.clause(), key.part(), key.period(), key.unit()),
                Optional.empty(),
                OPENED,
                Optional.of(DEADLINE));
        return table.find(key).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasOrderedLastIsFoundWithItsNameAndResult(Databases database) {
        in(database);
        Obligation first = open(ordered("nasati", "2026-H1", "1"));
        open(ordered("legal", "2026-H1", "2"));
        open(ordered("legal", "2025-H2", "1"));
        open(ordered("legal", "2027-H1", "1"));
        table.nameSubject(first.key(), "Tổ chức KH&CN");
        table.send(first, OPENED, null, false, "{\"evidence\":\"Bản đầu\"}");
        table.send(first, OPENED, null, false, "{\"evidence\":\"Bản cuối\"}");

        // nothing was ordered in the second half of 2026
        List<NamedObligation> found = table.lastOrdered("PL.I.3", "publication", "2027-H1");

        assertThat(found)
                .extracting(one -> one.obligation().key().unit(), NamedObligation::name, NamedObligation::result)
                .containsExactly(
                        tuple("nasati", "Tổ chức KH&CN", Optional.of("{\"evidence\":\"Bản cuối\"}")),
                        tuple("legal", "", Optional.empty()));
        assertThat(table.lastOrdered("PL.I.3", "publication", "2025-H2")).isEmpty();
        assertThat(table.lastOrdered("PL.II.8", "publication", "2027-H1")).isEmpty();
    }

    private static ObligationKey ordered(String unit, String period, String number) {
        return new ObligationKey("PL.I.3", "publication", period, unit, number);
    }

    private static ObligationKey unit(String unit, String period) {
        return new ObligationKey("PL.II.4", "unit-report", period, unit, "");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDoneWithin(Future<?> future, Duration time) {
        try {
            future.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException notYet) {
            return false;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
