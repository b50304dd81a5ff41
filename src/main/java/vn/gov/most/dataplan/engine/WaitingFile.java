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
 * A file of H2's that waits while its disk is full, for URLs that begin with {@code jdbc:h2:waiting:}. H2 does not survive
 * a write that fails: it closes the database, connections that meet it then fail for ever, and a thread may hang in it.
 * Whoever writes waits here instead, and goes on when there is room.
 */
final class WaitingFile extends FileBase {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingFile.class);

    /** Less is no room: what a file system keeps for itself differs. */
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

    // ---- as the file itself

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

    /** How H2 finds it by the URL; public, for H2 makes it. */
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

    /** Makes the scheme known before anything opens the database. */
    static final class Registration implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            FilePath.register(new Scheme());
        }
    }

    /** DOWN while somebody waits; Spring's indicator of the database only asks it something, which it still answers. */
    @Component("databaseFile")
    static final class Indicator implements HealthIndicator {

        @Override
        public Health health() {
            return WAITING.get() == 0 ? Health.up().build() : Health.down().build();
        }
    }
}
