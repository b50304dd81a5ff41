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
import org.springframework.stereotype.Component;

/**
 * Slows down the guessing of passwords: an attempt takes a token from its account, its address and the two together,
 * a success gives them back, time brings new ones. The pair is the tightest, so that whoever guesses from one address
 * does not keep the account's owner out at another.
 */
@Component
class LoginThrottle {

    private static final int REMEMBERED = 30_000;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Takes an attempt's tokens; false, and none taken, where one of the three has none left. */
    synchronized boolean take(String account, String address) {
        List<Bucket> all = of(account, address);
        if (all.stream().anyMatch(bucket -> bucket.tokens < 1)) {
            return false;
        }
        all.forEach(bucket -> bucket.tokens -= 1);
        return true;
    }

    /** The attempt was none: its tokens go back, and the pair starts anew. */
    synchronized void succeeded(String account, String address) {
        List<Bucket> all = of(account, address);
        all.forEach(bucket -> bucket.tokens = Math.min(bucket.size, bucket.tokens + 1));
        all.get(0).tokens = all.get(0).size;
    }

    /** The password was not looked at. */
    synchronized void giveBack(String account, String address) {
        of(account, address).forEach(bucket -> bucket.tokens = Math.min(bucket.size, bucket.tokens + 1));
    }

    private List<Bucket> of(String account, String address) {
        String network = network(address);
        return List.of(
                bucket("pair " + account + " " + network, 5, Duration.ofMinutes(1)),
                bucket("account " + account, 50, Duration.ofMinutes(1)),
                bucket("address " + network, 50, Duration.ofSeconds(10)));
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
