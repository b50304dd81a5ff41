package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private Instant now = Instant.parse("2026-12-01T02:00:00Z");

    private final LoginThrottle throttle = new LoginThrottle(new Clock() {
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
    });

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
    void anAddressDoesNotTryManyAccounts() {
        for (int account = 1; account <= 50; account++) {
            fail(1, "user" + account, "10.0.0.1");
        }
        assertThat(throttle.take("an", "10.0.0.1")).isFalse();
        assertThat(throttle.take("an", "10.0.0.2")).isTrue();
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
