package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedResultTest {

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatWasFoundOutIsNotAskedAgainForItsTime() {
        CachedResult<Integer> lately = new CachedResult<>(KEPT, PATIENCE, nanoTime::get, asked::incrementAndGet);
        assertThat(lately.ask()).hasValue(1);
        nanoTime.set(KEPT.toNanos() - 1);
        assertThat(lately.ask()).hasValue(1);
        nanoTime.set(KEPT.toNanos());
        assertThat(lately.ask()).hasValue(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void nobodyWaitsLongAndNoSecondIsAskedMeanwhile() {
        CountDownLatch answers = new CountDownLatch(1);
        CachedResult<Integer> lately = new CachedResult<>(KEPT, Duration.ofMillis(20), nanoTime::get, () -> {
            asked.incrementAndGet();
            try {
                answers.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return 7;
        });
        assertThat(lately.ask()).isEmpty();
        nanoTime.set(KEPT.toNanos() * 2);
        assertThat(lately.ask()).isEmpty();
        answers.countDown();
        await().atMost(PATIENCE).until(() -> lately.ask().isPresent());
        assertThat(asked).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void whatCannotBeFoundOutIsTriedAgain() {
        CachedResult<Integer> lately = new CachedResult<>(KEPT, PATIENCE, nanoTime::get, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalArgumentException("no");
            }
            return 2;
        });
        assertThatThrownBy(lately::ask).hasRootCauseMessage("no");
        assertThatThrownBy(lately::ask).hasRootCauseMessage("no");
        nanoTime.set(KEPT.toNanos());
        assertThat(lately.ask()).hasValue(2);
    }
}
