package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class DemoBindingTest {

    @Test
    void theDemoRefusesAnAddressThatOthersReach(CapturedOutput output) {
        assertThatThrownBy(() -> start("demo", "--server.address=0.0.0.0")).isNotNull();
        assertThat(output.getAll())
                .contains("Chế độ dùng thử (demo) chỉ được mở trên chính máy này, không được mở tại địa chỉ 0.0.0.0")
                .doesNotContain("\tat ");
    }

    @Test
    void theDemoTakesLoopbackWhereNoAddressIsGiven() {
        try (var context = (ServletWebServerApplicationContext) start("demo", "--server.address=")) {
            assertThat(((TomcatWebServer) context.getWebServer())
                            .getTomcat()
                            .getConnector()
                            .getProperty("address")
                            .toString())
                    .contains("127.0.0.1");
        }
    }

    @Test
    void anotherProfileListensWhereItIsTold() {
        start("production", "--server.address=0.0.0.0").close();
    }

    private static ConfigurableApplicationContext start(String profile, String address) {
        SpringApplication application = new SpringApplication(ServerOnly.class);
        return application.run(
                "--spring.config.location=optional:classpath:/none/",
                "--server.port=0",
                "--spring.profiles.active=" + profile,
                address);
    }

    @Import(DemoBinding.class)
    @ImportAutoConfiguration(ServletWebServerFactoryAutoConfiguration.class)
    static class ServerOnly {}
}
