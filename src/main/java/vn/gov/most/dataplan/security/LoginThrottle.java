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
 * Slows down the guessing of passwords: an attempt takes a token from its account, its address and the two together,
 * a success gives them back, time brings new ones. The pair is the tightest. The other two hold an account only where it
 * has never logged in, so that nobody is kept out by what strangers try.
 */
@Component
class LoginThrottle {

    private static final int REMEMBERED = 30_000;

    private final Clock clock;
    private final LoginAddresses places;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginThrottle(Clock clock, LoginAddresses places) {
        this.clock = clock;
        this.places = places;
    }

    /** Takes an attempt's tokens; false, and none taken, where it has to wait. */
    boolean take(String account, String address) {
        String network = network(address);
        return take(account, network, false) || places.hasLoggedIn(account, network) && take(account, network, true);
    }

    private synchronized boolean take(String account, String network, boolean isKnownHere) {
        Buckets all = of(account, network);
        boolean isHeld = all.pair.tokens < 1
                || !isKnownHere && all.account.tokens < 1
                // Where many names fail, each has one try: whoever else logs in there is not kept out
                || !isKnownHere && all.address.tokens < 1 && all.pair.tokens < all.pair.size;
        if (!isHeld) {
            all.each(bucket -> bucket.tokens = Math.max(0, bucket.tokens - 1));
        }
        return !isHeld;
    }

    /** The attempt was none: its tokens go back, and the pair starts anew. */
    void succeeded(String account, String address) {
        String network = network(address);
        synchronized (this) {
            Buckets all = of(account, network);
            all.each(Bucket::giveBack);
            all.pair.tokens = all.pair.size;
        }
        places.note(account, network);
    }

    /** The password was not looked at. */
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

    /** An IPv6 host picks its address out of 2^64, so its network counts. */
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
            // A clock that was set back brings nothing and costs nothing.
            if (now.isAfter(filled)) {
                tokens = Math.min(
                        size, tokens + (double) Duration.between(filled, now).toMillis() / each.toMillis());
            }
            filled = now;
        }
    }
}
