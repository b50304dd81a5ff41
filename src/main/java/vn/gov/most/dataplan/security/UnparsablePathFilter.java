package vn.gov.most.dataplan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Refuses, before any matching, a path that the servlet container and Spring could parse differently, and a query
 * with a NUL, which PostgreSQL cannot store.
 */
class UnparsablePathFilter extends OncePerRequestFilter {

    private final StrictHttpFirewall firewall = new StrictHttpFirewall();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private boolean isReadable(HttpServletRequest request) {
        try {
            firewall.getFirewalledRequest(request);
            // Fails if the raw path does not begin with the servlet's path, as Spring Security would later.
            ServletRequestPathUtils.parse(request);
            return request.getQueryString() == null || !request.getQueryString().contains("%00");
        } catch (RequestRejectedException | IllegalArgumentException unreadable) {
            return false;
        }
    }
}
