package vn.gov.most.dataplan.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The cached result of a check that may take long, such as calling a server that does not answer. The check runs on
 * its own thread. Its result is kept for some time, and a caller waits for it only as long as its patience allows.
 */
public final class CachedResult<T> {

    private static final Executor BESIDE = task -> {
        Thread thread = new Thread(task, "lately");
        thread.setDaemon(true);
        thread.start();
    };

    private final Duration kept;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Supplier<T> question;
    private CompletableFuture<T> answer;
    private long since;

    /** @param nanoTime the machine's time, independent of the plan's clock */
    public CachedResult(Duration kept, Duration patience, LongSupplier nanoTime, Supplier<T> question) {
        this.kept = kept;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.question = question;
    }

    /**
     * The new or cached result; empty if the check takes too long.
     *
     * @throws IllegalStateException if the check failed
     */
    public Optional<T> ask() {
        try {
            return Optional.of(current().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException tooLong) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private synchronized CompletableFuture<T> current() {
        long now = nanoTime.getAsLong();
        if (answer == null || answer.isDone() && now - since >= kept.toNanos()) {
            answer = CompletableFuture.supplyAsync(question, BESIDE);
            since = now;
        }
        return answer;
    }
}
