package vn.gov.most.dataplan.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The networks from which each account has logged in, stored in the database for restarts and other nodes. */
@Component
class LoginAddresses {

    private static final int KEPT = 20;
    private static final Duration NOTED_ANEW = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    /** When each login was last stored: a client of the REST API logs in with every request. */
    private final Map<String, Instant> noted = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > 10_000;
        }
    };

    LoginAddresses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean hasLoggedIn(String account, String network) {
        return isNotedSince(Instant.EPOCH, account, network);
    }

    private boolean isNotedSince(Instant since, String account, String network) {
        return jdbc.sql("select count(*) from dp_login_place where account = ? and network = ? and last_at >= ?")
                        .params(account, network, since.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void note(String account, String network) {
        Instant now = clock.instant();
        synchronized (noted) {
            Instant before = noted.get(account + " " + network);
            if (before != null && now.isBefore(before.plus(NOTED_ANEW))) {
                return;
            }
        }
        // While the disk is full every write waits, so a login from a known network must not write
        if (!isNotedSince(now.minus(NOTED_ANEW), account, network)) {
            store(account, network, now);
        }
        synchronized (noted) {
            noted.put(account + " " + network, now);
        }
    }

    private void store(String account, String network, Instant now) {
        boolean isThere = jdbc.sql("update dp_login_place set last_at = ? where account = ? and network = ?")
                        .params(now.atOffset(ZoneOffset.UTC), account, network)
                        .update()
                > 0;
        if (isThere) {
            return;
        }
        try {
            jdbc.sql("insert into dp_login_place (account, network, last_at) values (?, ?, ?)")
                    .params(account, network, now.atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException atTheSameTime) {
            return;
        }
        jdbc.sql(
                        """
                        delete from dp_login_place where account = ? and network not in (
                            select network from dp_login_place where account = ?
                            order by last_at desc, network fetch first %d rows only)
                        """
                                .formatted(KEPT))
                .params(account, account)
                .update();
    }
}
