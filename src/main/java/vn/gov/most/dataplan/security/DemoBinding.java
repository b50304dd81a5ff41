package vn.gov.most.dataplan.security;

import java.net.InetAddress;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.StartRefused;

/** Binds the demo to the loopback address, because everybody knows its password. */
@Component
@Profile("demo")
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoBinding implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    private final ServerProperties server;

    DemoBinding(ServerProperties server) {
        this.server = server;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        InetAddress address = server.getAddress();
        if (address == null) {
            factory.setAddress(InetAddress.getLoopbackAddress());
        } else if (!address.isLoopbackAddress()) {
            throw new StartRefused(
                    "Chế độ dùng thử (demo) chỉ được mở trên chính máy này, không được mở tại địa chỉ "
                            + address.getHostAddress() + ": mọi tài khoản dùng thử có chung một mật khẩu ai cũng biết.",
                    "Bỏ server.address hoặc đặt là 127.0.0.1; để dùng thật, bỏ chế độ demo"
                            + " và đặt DATAPLAN_ADMIN_ID, DATAPLAN_ADMIN_PASSWORD.");
        }
    }
}
