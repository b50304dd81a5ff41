package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.engine.StartRefused;

class WebServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"proxy.most.gov.vn", "localhost", "10.0.0.0/8", ".*", "10.0.0.256", "cafe", ""})
    void whatIsNoAddressStopsTheStart(String proxy) {
        assertThatThrownBy(() -> new WebServer(List.of("10.0.0.5", proxy), 1))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("\"" + proxy + "\"");
    }

    @Test
    void whatIsOneNamesAProxy() {
        assertThatCode(() -> new WebServer(List.of("10.0.0.5", " ::1", "2001:db8::1"), 1))
                .doesNotThrowAnyException();
    }
}
