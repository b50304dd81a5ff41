package vn.gov.most.dataplan.engine;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * An H2 file that waits while its disk is full, for URLs that begin with {@code jdbc:h2:waiting:}. H2 does not
 * survive a failed write: it closes the database, pooled connections fail for ever, and a thread may hang. With this
 * file, a writer waits and goes on when there is space.
 */
final class WaitingFile extends FileBase {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingFile.class);

    /** With less free space than this, writers wait: what a file system keeps for itself differs. */
    private static final long ROOM = 1024 * 1024;

    private static final long PAUSE_MILLIS = 200;
    private static final AtomicInteger WAITING = new AtomicInteger();

    private final FileChannel file;
    private final File onDisk;

    private WaitingFile(FileChannel file, File onDisk) {
        this.file = file;
        this.onDisk = onDisk;
    }

    @Override
    public int write(ByteBuffer content, long position) throws IOException {
        return whenThereIsRoom(() -> file.write(content, position));
    }

    @Override
    public int write(ByteBuffer content) throws IOException {
        return whenThereIsRoom(() -> file.write(content));
    }

    private int whenThereIsRoom(Write write) throws IOException {
        try {
            return write.now();
        } catch (IOException failed) {
            if (hasRoom()) {
                throw failed;
            }
        }
        LOG.error("The disk of {} is full: what writes waits until there is room", onDisk);
        WAITING.incrementAndGet();
        try {
            while (true) {
                pause();
                try {
                    int written = write.now();
                    LOG.info("There is room again for {}", onDisk);
                    return written;
                } catch (IOException failed) {
                    if (hasRoom()) {
                        throw failed;
                    }
                }
            }
        } finally {
            WAITING.decrementAndGet();
        }
    }

    private boolean hasRoom() {
        return onDisk.getUsableSpace() >= ROOM;
    }

    private synchronized void pause() throws InterruptedIOException {
        try {
            wait(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for room on the disk of " + onDisk);
        }
    }

    private interface Write {
        int now() throws IOException;
    }

    // ---- delegates to the wrapped file

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return file.read(into, position);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return file.read(into);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /** The file system that H2 finds by the URL's scheme. Public because H2 creates it. */
    public static final class Scheme extends FilePathWrapper {

        @Override
        public String getScheme() {
            return "waiting";
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new WaitingFile(getBase().open(mode), new File(unwrap().toString()));
        }
    }

    /** Registers the scheme before anything opens the database. */
    static final class Registration implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            FilePath.register(new Scheme());
        }
    }

    /** DOWN while a write is waiting. Spring's database indicator only reads, which still works then. */
    @Component("databaseFile")
    static final class Indicator implements HealthIndicator {

        @Override
        public Health health() {
            return WAITING.get() == 0 ? Health.up().build() : Health.down().build();
        }
    }
}
