package vn.gov.most.dataplan.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/**
 * The health of a part without which the program still works, such as mail. If it fails, the status is {@code
 * DEGRADED}, with a sentence that gives the reason.
 */
public final class PartHealth extends AbstractHealthIndicator {

    /** An administrator must look at it, but users can go on working: no reason to take the node out of service. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private static final String WHY = "message";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CachedResult<Optional<String>> fault;

    /**
     * @param nanoTime the machine's time
     * @param fault what is wrong, in words for the operator; empty if all is well
     */
    public PartHealth(Duration kept, LongSupplier nanoTime, Supplier<Optional<String>> fault) {
        this.fault = new CachedResult<>(kept, PATIENCE, nanoTime, fault);
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
