package vn.gov.most.dataplan.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.StartRefused;

/** Settings of the server that apply before any filter. */
@Component
class WebServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final Set<String> proxies;
    private final int connectionsAnAddress;

    WebServer(
            @Value("${dataplan.proxies}") List<String> proxies,
            @Value("${dataplan.connections-an-address}") int connectionsAnAddress) {
        this.proxies = proxies.stream().map(WebServer::asTomcatWritesIt).collect(Collectors.toSet());
        this.connectionsAnAddress = connectionsAnAddress;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.setProtocol(HttpProtocol.class.getName());
        server.addProtocolHandlerCustomizers((HttpProtocol http) -> http.limit(connectionsAnAddress, proxies));
        if (!proxies.isEmpty()) {
            server.addEngineValves(believing(proxies));
        }
    }

    /**
     * Takes the client's address and protocol from X-Forwarded-For and -Proto, but only if one of these proxies sent
     * them.
     */
    private static RemoteIpValve believing(Set<String> proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies.stream()
                .map(WebServer::asTomcatWritesIt)
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    private static String asTomcatWritesIt(String address) {
        try {
            // A host name could resolve to another address one day
            if (ADDRESS.matcher(address.strip()).matches()) {
                return InetAddress.getByName(address.strip()).getHostAddress();
            }
        } catch (UnknownHostException isNone) {
            // Reported below
        }
        throw new StartRefused(
                "dataplan.proxies: \"%s\" không phải địa chỉ IP.".formatted(address),
                "Đặt địa chỉ IP của máy chủ trung gian, cách nhau bằng dấu phẩy, ví dụ 10.0.0.5,10.0.0.6.");
    }
}
