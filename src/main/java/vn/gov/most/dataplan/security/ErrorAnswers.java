package vn.gov.most.dataplan.security;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/**
 * The JSON error of requests that fail outside the engine: a Vietnamese sentence as in {@link RestErrors}, instead of
 * English and the path.
 */
@Component
class ErrorAnswers extends DefaultErrorAttributes {

    static final String MESSAGE = "message";

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Integer status = of(request, RequestDispatcher.ERROR_STATUS_CODE);
        if (status == null || status >= 500) {
            return Map.of(
                    MESSAGE,
                    Fault.report(status + " " + of(request, RequestDispatcher.ERROR_REQUEST_URI), getError(request)));
        }
        return Map.of(
                MESSAGE,
                switch (status) {
                    case 401 -> "Chưa đăng nhập, hoặc tên đăng nhập hay mật khẩu không đúng.";
                    case 403 -> RestErrors.NO_RIGHT;
                    case 404 -> RestErrors.GONE;
                    case 408 -> LimitedRequestBody.tooSlow().getMessage();
                    case 413 -> LimitedRequestBody.tooLong().getMessage();
                    case 429 -> LoginPage.WAIT;
                    default -> RestErrors.INVALID;
                });
    }

    @SuppressWarnings("unchecked")
    private static <T> T of(WebRequest request, String attribute) {
        return (T) request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST);
    }
}
