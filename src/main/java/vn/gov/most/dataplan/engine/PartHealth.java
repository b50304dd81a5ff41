package vn.gov.most.dataplan.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * Whether a part of the program is well without which it goes on, as mail does: {@code DEGRADED} where it is ill, with a
 * sentence that says why.
 */
public final class PartHealth extends AbstractHealthIndicator {

    /** Somebody must look, and whoever works here goes on working: no reason to send them to another node. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private static final String WHY = "message";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Lately<Optional<String>> fault;

    /**
     * @param nanoTime the machine's time
     * @param fault what is wrong, in words for whoever runs the program; empty where it is well
     */
    public PartHealth(Duration kept, LongSupplier nanoTime, Supplier<Optional<String>> fault) {
        this.fault = new Lately<>(kept, PATIENCE, nanoTime, fault);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Optional<Optional<String>> found = fault.ask();
        if (found.isEmpty()) {
            health.status(DEGRADED).withDetail(WHY, "Không trả lời trong %d giây.".formatted(PATIENCE.toSeconds()));
        } else if (found.get().isPresent()) {
            health.status(DEGRADED).withDetail(WHY, found.get().get());
        } else {
            health.up();
        }
    }
}
