package vn.gov.most.dataplan.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Limits password guessing with token buckets. An attempt takes a token from the buckets of the account, the address
 * and the pair of both; a success returns the tokens, and buckets refill with time. The pair has the smallest bucket.
 * The other two apply only to an account that has never logged in from this address's network, so that failed
 * attempts by strangers lock nobody out.
 */
@Component
class LoginThrottle {

    private static final int REMEMBERED = 30_000;

    private final Clock clock;
    private final LoginAddresses addresses;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginThrottle(Clock clock, LoginAddresses addresses) {
        this.clock = clock;
        this.addresses = addresses;
    }

    /** Takes the tokens of an attempt. Returns false and takes none if the attempt has to wait. */
    boolean take(String account, String address) {
        String network = network(address);
        return take(account, network, false) || addresses.hasLoggedIn(account, network) && take(account, network, true);
    }

    private synchronized boolean take(String account, String network, boolean isKnownHere) {
        Buckets all = of(account, network);
        boolean isHeld = all.pair.tokens < 1
                || !isKnownHere && all.account.tokens < 1
                // After many failures from an address, each name still has one attempt, so that other users there are
                // not locked out
                || !isKnownHere && all.address.tokens < 1 && all.pair.tokens < all.pair.size;
        if (!isHeld) {
            all.each(bucket -> bucket.tokens = Math.max(0, bucket.tokens - 1));
        }
        return !isHeld;
    }

    /** The password was right: returns the attempt's tokens and refills the pair's bucket. */
    void succeeded(String account, String address) {
        String network = network(address);
        synchronized (this) {
            Buckets all = of(account, network);
            all.each(Bucket::giveBack);
            all.pair.tokens = all.pair.size;
        }
        addresses.note(account, network);
    }

    /** The password was not checked: returns the attempt's tokens. */
    synchronized void giveBack(String account, String address) {
        of(account, network(address)).each(Bucket::giveBack);
    }

    private Buckets of(String account, String network) {
        return new Buckets(
                bucket("pair " + account + " " + network, 5, Duration.ofMinutes(1)),
                bucket("account " + account, 50, Duration.ofMinutes(1)),
                bucket("address " + network, 50, Duration.ofSeconds(10)));
    }

    private record Buckets(Bucket pair, Bucket account, Bucket address) {

        void each(Consumer<Bucket> change) {
            List.of(pair, account, address).forEach(change);
        }
    }

    private Bucket bucket(String key, int size, Duration refill) {
        Bucket bucket = buckets.computeIfAbsent(key, absent -> new Bucket(size, clock.instant()));
        bucket.refill(clock.instant(), refill);
        return bucket;
    }

    /** An IPv6 host can use 2^64 addresses, so its network is counted. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }

    private static final class Bucket {
        private final int size;
        private double tokens;
        private Instant filled;

        Bucket(int size, Instant now) {
            this.size = size;
            this.tokens = size;
            this.filled = now;
        }

        void giveBack() {
            tokens = Math.min(size, tokens + 1);
        }

        void refill(Instant now, Duration each) {
            // Ignores a clock that was set back.
            if (now.isAfter(filled)) {
                tokens = Math.min(
                        size, tokens + (double) Duration.between(filled, now).toMillis() / each.toMillis());
            }
            filled = now;
        }
    }
}
