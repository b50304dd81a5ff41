package vn.gov.most.dataplan.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An SMTP server that gives scripted answers to chosen commands, and correct answers to all others. */
final class ScriptedSmtpServer implements AutoCloseable {

    private static final String CUT = "cut";
    private static final String SILENCE = "silence";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<Step> script = new ConcurrentLinkedQueue<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** The mails that got a 250, if there is no other taker. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    private final Consumer<String> taker;

    final AtomicInteger connections = new AtomicInteger();

    private record Step(String command, String what) {}

    ScriptedSmtpServer() throws IOException {
        this.taker = taken::add;
        start(this::accept);
    }

    /** @param taker gets the mails; a benchmark sends too many to keep them */
    ScriptedSmtpServer(Consumer<String> taker) throws IOException {
        this.taker = taker;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next command that begins so gets this answer; {@code .} is a mail's end, {@code HELLO} a new connection. */
    ScriptedSmtpServer answer(String command, String answer) {
        script.add(new Step(command, answer));
        return this;
    }

    ScriptedSmtpServer cutAt(String command) {
        return answer(command, CUT);
    }

    ScriptedSmtpServer keepSilentAt(String command) {
        return answer(command, SILENCE);
    }

    /** Closes all connections, like a server that has dropped its clients. */
    void cutAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    int openConnections() {
        return (int) open.stream().filter(socket -> !socket.isClosed()).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            if (!goesOn(reply(out, "HELLO", "220 ready"))) {
                return;
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase();
                if (command.startsWith("QUIT")) {
                    return;
                }
                String answer = reply(out, command, command.equals("DATA") ? "354 go on" : "250 ok");
                if (answer.startsWith("354")) {
                    StringBuilder mail = new StringBuilder();
                    for (String data = in.readLine(); !data.equals("."); data = in.readLine()) {
                        mail.append(data).append('\n');
                    }
                    answer = next(".", "250 taken");
                    if (answer.startsWith("250")) {
                        // Before the client hears of it, whose test looks here next.
                        taker.accept(mail.toString());
                    }
                    say(out, answer);
                }
                if (!goesOn(answer)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // So are clients.
        }
    }

    private String reply(OutputStream out, String command, String usual) throws IOException {
        String answer = next(command, usual);
        say(out, answer);
        return answer;
    }

    private String next(String command, String usual) {
        Step step = script.peek();
        return step != null && command.startsWith(step.command())
                ? script.remove().what()
                : usual;
    }

    private static void say(OutputStream out, String answer) throws IOException {
        if (!answer.equals(CUT) && !answer.equals(SILENCE)) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private static boolean goesOn(String answer) {
        return !answer.equals(CUT) && !answer.startsWith("421");
    }

    private static void start(Runnable run) {
        Thread thread = new Thread(run, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cutAll();
    }
}
