package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.SocketFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends over pooled connections: a working connection is reused for the next mail, a failed one is closed. Spring's
 * sender provides the session, but would open a connection for every mail.
 */
final class SmtpTransport implements MailTransport, AutoCloseable {

    private static final int CONNECT_TIMEOUT = 10_000;
    private static final int READ_TIMEOUT = 20_000;
    private static final int WRITE_TIMEOUT = 20_000;
    private static final int CLOSING = 421;

    /** The maximum number of idle connections. */
    private static final int KEPT = 8;

    /** A connection idle for longer is tested first, because the server may have closed it. */
    private static final Duration ASK_AFTER = Duration.ofSeconds(1);

    private final JavaMailSenderImpl sender;
    private final Duration idleTime;
    private final LongSupplier nanoTime;
    private final Deque<Kept> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledThreadPoolExecutor sweeper = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "mail-connections");
        thread.setDaemon(true);
        return thread;
    });

    /** @param nanoTime the machine's time, independent of the plan's clock */
    SmtpTransport(JavaMailSenderImpl sender, Duration idleTime, LongSupplier nanoTime) {
        this.sender = sender;
        this.idleTime = idleTime;
        this.nanoTime = nanoTime;
        configure(sender);
        long pause = Math.max(1, idleTime.toMillis() / 2);
        sweeper.scheduleWithFixedDelay(this::closeIdle, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void carry(MimeMessage message) throws MessagingException, IOException {
        Transport kept = takeKept();
        if (kept != null) {
            try {
                carryOver(kept, message);
                return;
            } catch (MessagingException failure) {
                // The server closes the connection after its limit of mails, and has not accepted this one.
                if (SmtpAnswer.of(failure)
                        .filter(answer -> answer.code() == CLOSING)
                        .isEmpty()) {
                    throw failure;
                }
            }
        }
        carryOver(connect(), message);
    }

    private void carryOver(Transport connection, MimeMessage message) throws MessagingException {
        boolean carried = false;
        try {
            connection.sendMessage(message, message.getAllRecipients());
            carried = true;
        } finally {
            if (carried && idle.size() < KEPT && !sweeper.isShutdown()) {
                idle.push(new Kept(connection, nanoTime.getAsLong()));
            } else {
                closeQuietly(connection);
            }
        }
    }

    private Transport takeKept() {
        for (Kept kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (!isIdle(kept, idleTime)
                    && (!isIdle(kept, ASK_AFTER) || kept.connection().isConnected())) {
                return kept.connection();
            }
            closeQuietly(kept.connection());
        }
        return null;
    }

    private Transport connect() throws MessagingException {
        Transport connection = sender.getSession().getTransport(protocol(sender));
        String user = sender.getUsername();
        // Spring's sender treats an empty user name as none too.
        connection.connect(
                sender.getHost(),
                sender.getPort(),
                user == null || user.isEmpty() ? null : user,
                user == null || user.isEmpty() ? null : sender.getPassword());
        return connection;
    }

    private void closeIdle() {
        for (Kept kept : idle) {
            if (isIdle(kept, idleTime) && idle.remove(kept)) {
                closeQuietly(kept.connection());
            }
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        for (Kept kept = idle.poll(); kept != null; kept = idle.poll()) {
            closeQuietly(kept.connection());
        }
    }

    private static void closeQuietly(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException alreadyGone) {
            // Errors on a connection that is being closed do not matter.
        }
    }

    private static String protocol(JavaMailSenderImpl sender) {
        return sender.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : sender.getProtocol();
    }

    /** Values from {@code spring.mail.properties} take precedence. */
    private static void configure(JavaMailSenderImpl sender) {
        Properties properties = sender.getJavaMailProperties();
        String prefix = "mail." + protocol(sender) + ".";
        properties.putIfAbsent(prefix + "connectiontimeout", String.valueOf(CONNECT_TIMEOUT));
        properties.putIfAbsent(prefix + "timeout", String.valueOf(READ_TIMEOUT));
        properties.putIfAbsent(prefix + "writetimeout", String.valueOf(WRITE_TIMEOUT));
        // Waiting for the answer to QUIT would delay a job on a connection that has already failed.
        properties.putIfAbsent(prefix + "quitwait", "false");
        if (properties.putIfAbsent(prefix + "socketFactory", new NoDelay()) == null) {
            // Otherwise a refused connection is tried a second time, without the factory.
            properties.put(prefix + "socketFactory.fallback", "false");
        }
    }

    private boolean isIdle(Kept kept, Duration time) {
        return nanoTime.getAsLong() - kept.since() >= time.toNanos();
    }

    private record Kept(Transport connection, long since) {}

    /**
     * Sockets with TCP_NODELAY: a mail consists of several small writes, and each would wait 40 ms for the
     * acknowledgement of the previous one.
     */
    private static final class NoDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("Jakarta Mail connects the socket itself.");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException("Jakarta Mail connects the socket itself.");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("Jakarta Mail connects the socket itself.");
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException("Jakarta Mail connects the socket itself.");
        }
    }
}
