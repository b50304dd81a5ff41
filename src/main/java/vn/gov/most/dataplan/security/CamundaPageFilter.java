package vn.gov.most.dataplan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.Base64;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each page of Camunda's web applications its own CSP nonce. Camunda keeps one for the whole program: if two
 * people open a page at once, one can get the other's nonce, and the scripts do not run. Also marks Camunda's CSRF
 * cookie as secure on TLS connections.
 */
class CamundaPageFilter extends OncePerRequestFilter {

    private static final String PATH = "/camunda/";
    private static final String POLICY = "base-uri 'self'; default-src 'self'; "
            + "script-src 'nonce-%s' 'strict-dynamic' 'unsafe-eval' 'self'; "
            + "style-src 'unsafe-inline' 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; "
            + "object-src 'none'; "
            + "sandbox allow-forms allow-scripts allow-same-origin allow-popups allow-downloads";

    private final SecureRandom random = new SecureRandom();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(request.getContextPath() + PATH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().encodeToString(bytes);
        response.setHeader(ContentSecurityPolicyProvider.HEADER_NAME, POLICY.formatted(nonce));
        chain.doFilter(withNonce(request, nonce), request.isSecure() ? withSecureCookie(response) : response);
    }

    private static HttpServletRequest withNonce(HttpServletRequest request, String nonce) {
        ServletContext real = request.getServletContext();
        ServletContext own = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getAttribute")
                            && ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE.equals(args[0])) {
                        return nonce;
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletContext getServletContext() {
                return own;
            }
        };
    }

    private static HttpServletResponse withSecureCookie(HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public void addHeader(String name, String value) {
                boolean token = HttpHeaders.SET_COOKIE.equalsIgnoreCase(name)
                        && value.startsWith(CsrfConstants.CSRF_TOKEN_DEFAULT_COOKIE_NAME + "=");
                super.addHeader(name, token ? value + ";Secure" : value);
            }
        };
    }
}
