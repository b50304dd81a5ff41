package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Distinguishes a page navigation from a request by a script. */
final class Navigation {

    private Navigation() {}

    static boolean is(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return false;
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        // Browsers send Sec-Fetch-Mode only over TLS and to localhost.
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader("X-Requested-With") == null
                && !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }
}
