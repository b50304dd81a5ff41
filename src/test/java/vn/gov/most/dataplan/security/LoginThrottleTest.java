package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

class LoginThrottleTest {

    private Instant now = Instant.parse("2026-12-01T02:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder()
            .generateUniqueName(true)
            .setType(EmbeddedDatabaseType.H2)
            .addScript("db/migration/common/V16__login_place.sql")
            .build();
    private LoginThrottle throttle = started();

    private LoginThrottle started() {
        return new LoginThrottle(clock, new LoginAddresses(JdbcClient.create(database), clock));
    }

    @AfterEach
    void close() {
        database.shutdown();
    }

    @Test
    void fiveFailuresAreFreeAndThenOneAMinute() {
        fail(5, "an", "10.0.0.1");
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();

        now = now.plus(Duration.ofSeconds(59));
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(throttle.take("an", "10.0.0.1")).isTrue();
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
    }

    @Test
    void whoeverGuessesFromOneAddressDoesNotKeepTheOwnerOutAtAnother() {
        fail(5, "an", "10.0.0.1");
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
        assertThat(throttle.take("an", "10.0.0.2")).isTrue();
    }

    @Test
    void anAccountIsNotGuessedFromManyAddresses() {
        for (int host = 1; host <= 50; host++) {
            fail(1, "an", "10.0.0." + host);
        }
        assertThat(throttle.take("an", "10.0.1.1")).isFalse();
        assertThat(throttle.take("binh", "10.0.1.1")).isTrue();
    }

    @Test
    void norIsItsOwnerThenKeptOutWhereTheyHaveLoggedInBefore() {
        assertThat(throttle.take("an", "10.0.9.9")).isTrue();
        throttle.succeeded("an", "10.0.9.9");
        throttle = started();
        for (int host = 1; host <= 50; host++) {
            fail(1, "an", "10.0.0." + host);
        }
        fail(5, "an", "10.0.9.9");
        assertThat(throttle.take("an", "10.0.9.9")).as("what is guessed there").isFalse();
        assertThat(throttle.take("an", "10.0.9.8")).as("somewhere else").isFalse();
    }

    @Test
    void anAddressThatTriedManyAccountsTriesEachOfTheOthersOnce() {
        for (int account = 1; account <= 50; account++) {
            fail(1, "user" + account, "10.0.0.1");
        }
        assertThat(throttle.take("user50", "10.0.0.1")).isFalse();
        assertThat(throttle.take("an", "10.0.0.1")).isTrue();
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
        assertThat(throttle.take("user50", "10.0.0.2")).isTrue();
    }

    @Test
    void whoWorksBehindThatAddressIsNotKeptOut() {
        throttle.succeeded("an", "10.0.0.1");
        for (int account = 1; account <= 60; account++) {
            fail(1, "user" + account, "10.0.0.1");
        }
        fail(5, "an", "10.0.0.1");
    }

    @Test
    void ofAnAccountTheLatestTwentyPlacesAreKept() {
        for (int host = 1; host <= 25; host++) {
            now = now.plus(Duration.ofSeconds(1));
            throttle.succeeded("an", "10.0.0." + host);
        }
        LoginAddresses places = new LoginAddresses(JdbcClient.create(database), clock);
        assertThat(places.hasLoggedIn("an", "10.0.0.5")).isFalse();
        assertThat(places.hasLoggedIn("an", "10.0.0.6")).isTrue();
        assertThat(places.hasLoggedIn("an", "10.0.0.25")).isTrue();
        assertThat(places.hasLoggedIn("binh", "10.0.0.25")).isFalse();
    }

    @Test
    void whoComesBackOnTheSameDayWritesNothing() {
        throttle.succeeded("an", "10.0.0.1");
        OffsetDateTime first = lastAt();
        now = now.plus(Duration.ofHours(1));
        started().succeeded("an", "10.0.0.1");
        assertThat(lastAt()).isEqualTo(first);
        now = now.plus(Duration.ofDays(1));
        started().succeeded("an", "10.0.0.1");
        assertThat(lastAt()).isAfter(first);
    }

    private OffsetDateTime lastAt() {
        return JdbcClient.create(database)
                .sql("select last_at from dp_login_place")
                .query(OffsetDateTime.class)
                .single();
    }

    @Test
    void aNetworkOfIpv6CountsAsOneAddress() {
        fail(5, "an", "2001:db8:1:2::1");
        assertThat(throttle.take("an", "2001:db8:1:2:aaaa::9")).isFalse();
        assertThat(throttle.take("an", "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void aSuccessIsNoAttempt() {
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.take("an", "10.0.0.1")).isTrue();
            throttle.succeeded("an", "10.0.0.1");
        }
    }

    @Test
    void aClockThatIsSetBackLocksNobodyOut() {
        fail(5, "an", "10.0.0.1");
        now = now.minus(Duration.ofDays(300));
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(throttle.take("an", "10.0.0.1")).isTrue();
    }

    private void fail(int times, String account, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.take(account, address)).isTrue();
        }
    }
}
