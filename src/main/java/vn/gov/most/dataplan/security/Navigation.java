package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells a page that a person opens from a request that a page's script makes. */
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
        // Browsers say the mode over TLS and on this machine alone.
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && accept.contains(MediaType.TEXT_HTML_VALUE)
                && request.getHeader("X-Requested-With") == null
                && !request.getRequestURI().startsWith(request.getContextPath() + "/camunda/api/");
    }
}
