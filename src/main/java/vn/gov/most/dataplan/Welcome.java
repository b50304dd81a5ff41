package vn.gov.most.dataplan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints the demo's address and its accounts at the start. */
@Component
@Profile("demo")
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            LOG.info(
                    "Bản dùng thử đã sẵn sàng: http://127.0.0.1:{} (tài khoản: README.md, mục \"Tài khoản dùng thử\")",
                    web.getWebServer().getPort());
        }
    }
}
