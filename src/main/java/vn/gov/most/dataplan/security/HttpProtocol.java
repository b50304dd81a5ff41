package vn.gov.most.dataplan.security;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

/** Tomcat's HTTP connector with a limit of connections per address. Tomcat creates it by its class name. */
public final class HttpProtocol extends Http11NioProtocol {

    private final Endpoint endpoint;

    public HttpProtocol() {
        this(new Endpoint());
    }

    private HttpProtocol(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** @param proxies addresses without a limit, because they forward for many clients */
    void limit(int connectionsAnAddress, Set<String> proxies) {
        endpoint.connectionsAnAddress = connectionsAnAddress;
        endpoint.proxies = proxies;
    }

    private static final class Endpoint extends NioEndpoint {

        private int connectionsAnAddress;
        private Set<String> proxies = Set.of();

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (!mayConnect(socket.socket().getInetAddress())) {
                // The acceptor would close only sockets that are already registered
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private boolean mayConnect(InetAddress address) {
            String client = address == null ? "" : address.getHostAddress();
            return proxies.contains(client)
                    || getConnections().stream()
                                    .filter(connection -> client.equals(connection.getRemoteAddr()))
                                    .count()
                            < connectionsAnAddress;
        }
    }
}
