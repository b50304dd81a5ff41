package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * The page where users change their own password; it uses the same engine commands as REST, see {@link OwnPassword}.
 */
@Controller
class PasswordPage {

    private static final String TITLE = "Đổi mật khẩu";

    private final Pages pages;
    private final IdentityService identity;
    private final String form = Pages.resource("password.html");
    private final String rules;

    PasswordPage(Pages pages, ProcessEngine engine) {
        this.pages = pages;
        this.identity = engine.getIdentityService();
        this.rules = engine.getProcessEngineConfiguration().isEnablePasswordPolicy()
                ? "Phải " + String.join(", ", NewPasswordPolicy.allWords()) + "."
                : "Bản dùng thử nhận mọi mật khẩu.";
    }

    @GetMapping("/password")
    void show(
            @AuthenticationPrincipal Person person,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String message = "";
        if (request.getParameter("changed") != null) {
            message = "<p class=\"message\" role=\"status\">Đã đổi mật khẩu."
                    + " Các phiên làm việc khác của tài khoản này đã kết thúc.</p>";
        } else if (request.getParameter("stale") != null) {
            message = Pages.alert("Trang này đã mở quá lâu. Nhập lại để đổi mật khẩu.");
        }
        write(message, person, token, request, response);
    }

    @PostMapping("/password")
    void change(
            @AuthenticationPrincipal Person person,
            @RequestParam("current") String current,
            @RequestParam("new") String wanted,
            @RequestParam("again") String again,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        try {
            if (!wanted.equals(again)) {
                throw new Refusal("Chưa đổi được mật khẩu: hai lần nhập mật khẩu mới không giống nhau.");
            }
            if (!identity.checkPassword(person.id(), current)) {
                throw new Refusal(OwnPassword.WRONG);
            }
            User user = identity.createUserQuery().userId(person.id()).singleResult();
            user.setPassword(wanted);
            identity.saveUser(user);
            response.sendRedirect(request.getContextPath() + "/password?changed");
        } catch (Refusal refusal) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            write(Pages.alert(HtmlUtils.htmlEscape(refusal.getMessage(), "UTF-8")), person, token, request, response);
        }
    }

    private void write(
            String message, Person person, CsrfToken token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String body = form.replace("{{action}}", HtmlUtils.htmlEscape(request.getContextPath() + "/password"))
                .replace("{{home}}", HtmlUtils.htmlEscape(request.getContextPath() + "/"))
                .replace("{{csrfName}}", token.getParameterName())
                .replace("{{csrf}}", HtmlUtils.htmlEscape(token.getToken()))
                .replace("{{id}}", HtmlUtils.htmlEscape(person.id(), "UTF-8"))
                .replace("{{message}}", message)
                .replace("{{rules}}", rules);
        pages.write(response, TITLE, body, false);
    }
}
