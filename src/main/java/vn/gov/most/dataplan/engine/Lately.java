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
 * Something that may take long to find out, as a server that does not answer: found out on a thread of its own, kept for
 * some time, and not waited for longer than whoever asks has patience.
 */
public final class Lately<T> {

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

    /** @param nanoTime the machine's time, whatever hour the plan's clock shows */
    public Lately(Duration kept, Duration patience, LongSupplier nanoTime, Supplier<T> question) {
        this.kept = kept;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.question = question;
    }

    /**
     * What was found out, now or lately; empty where it takes too long.
     *
     * @throws IllegalStateException where it could not be found out
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
