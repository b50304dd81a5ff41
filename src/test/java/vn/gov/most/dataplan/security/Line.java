package vn.gov.most.dataplan.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A raw connection to the program, on which a test sends what no Java client would. */
final class Line implements AutoCloseable {

    private final Socket socket = new Socket();

    /** @param from the address of this machine's that the program is to see */
    Line(int port, String from) {
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Line(int port) {
        this(port, "127.0.0.1");
    }

    /** A request without a body: "GET /login", and its headers. */
    static String answer(int port, String from, String request, String... headers) {
        try (Line line = new Line(port, from)) {
            boolean hasHost = Arrays.stream(headers).anyMatch(header -> header.startsWith("Host:"));
            line.send(request + " HTTP/1.1\r\n" + (hasHost ? "" : "Host: localhost\r\n") + "Connection: close\r\n"
                    + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
            return line.rest();
        }
    }

    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One byte more, as long as the program listens. */
    void drip() {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException closed) {
            // It does not
        }
    }

    /** The first line of the response; empty if the program closes the connection without one. */
    String firstLine() {
        StringBuilder line = new StringBuilder();
        try {
            for (int read = socket.getInputStream().read(); read >= 0 && read != '\r'; ) {
                line.append((char) read);
                read = socket.getInputStream().read();
            }
        } catch (SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /** Everything that the program sends until it closes the connection. */
    String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
