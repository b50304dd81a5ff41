package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/** The login page. It gives the same message for an unknown user and a wrong password. */
@Controller
class LoginPage {

    static final String WAIT = "Chưa đăng nhập được: đã thử sai nhiều lần. Thử lại sau ít phút.";

    private final Pages pages;
    private final String form = Pages.resource("login.html");
    private final boolean demo;

    LoginPage(Pages pages, Environment settings) {
        this.pages = pages;
        this.demo = settings.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping("/login")
    void show(
            @AuthenticationPrincipal Person person,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (person != null) {
            response.sendRedirect(request.getContextPath() + "/");
            return;
        }
        String body = form.replace("{{action}}", HtmlUtils.htmlEscape(request.getContextPath() + "/login"))
                .replace("{{password}}", HtmlUtils.htmlEscape(request.getContextPath() + "/password"))
                .replace("{{csrfName}}", token.getParameterName())
                .replace("{{csrf}}", HtmlUtils.htmlEscape(token.getToken()))
                .replace("{{message}}", message(request))
                .replace(
                        "{{demo}}",
                        demo
                                ? "<p class=\"note\">Bản dùng thử: danh sách tài khoản ở tệp <b>README.md</b>,"
                                        + " mục \"Tài khoản dùng thử\".</p>"
                                : "");
        pages.write(response, "Đăng nhập", body, true);
    }

    private static String message(HttpServletRequest request) {
        if (request.getParameter("error") != null) {
            return Pages.alert("Tên đăng nhập hoặc mật khẩu không đúng.");
        }
        if (request.getParameter("wait") != null) {
            return Pages.alert(WAIT);
        }
        if (request.getParameter("stale") != null) {
            return Pages.alert("Trang đăng nhập đã mở quá lâu. Đăng nhập lại để tiếp tục.");
        }
        if (request.getParameter("logout") != null) {
            return "<p class=\"message\" role=\"status\">Đã đăng xuất.</p>";
        }
        return "";
    }
}
