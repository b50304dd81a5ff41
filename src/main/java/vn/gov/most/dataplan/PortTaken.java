package vn.gov.most.dataplan;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/** Reports a port in use in Vietnamese; Spring's own analyzer would report it in English. */
@Order(0)
class PortTaken extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Cổng %d đang được một chương trình khác sử dụng.".formatted(cause.getPort()),
                "Dừng chương trình đó, hoặc đặt SERVER_PORT là một cổng khác, rồi khởi động lại.",
                cause);
    }
}
