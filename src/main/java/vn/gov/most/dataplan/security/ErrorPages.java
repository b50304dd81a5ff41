package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.util.HtmlUtils;

/** The error page for a page that is forbidden, missing or failed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPages implements ErrorViewResolver {

    private final Pages pages;
    private final String page = Pages.resource("message.html");

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        String title;
        String text;
        if (status == HttpStatus.FORBIDDEN) {
            title = "Không có quyền mở trang này";
            text = RestErrors.NO_RIGHT;
        } else if (status == HttpStatus.NOT_FOUND) {
            title = "Không tìm thấy";
            text = "Trang này không có hoặc không còn. Kiểm tra lại địa chỉ, hoặc quay về trang đầu.";
        } else if (status.is4xxClientError()) {
            title = "Yêu cầu không hợp lệ";
            text = "Chưa mở được trang: địa chỉ hoặc yêu cầu không hợp lệ. Quay về trang đầu và thử lại.";
        } else {
            title = "Lỗi máy chủ";
            text = (String) model.get(ErrorAnswers.MESSAGE);
        }
        View view = (ignored, asked, response) -> pages.write(response, title, body(asked, title, text), false);
        return new ModelAndView(view);
    }

    private String body(HttpServletRequest request, String title, String text) {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        boolean loggedIn = login != null && login.getPrincipal() instanceof Person;
        return page.replace("{{title}}", title)
                .replace("{{text}}", text)
                .replace("{{home}}", HtmlUtils.htmlEscape(request.getContextPath() + "/"))
                .replace("{{logout}}", loggedIn ? logout(request) : "");
    }

    /** A user without any application must still be able to log out and come back as another. */
    private static String logout(HttpServletRequest request) {
        if (!(request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token)) {
            return "";
        }
        return "<form method=\"post\" action=\"" + HtmlUtils.htmlEscape(request.getContextPath() + "/logout")
                + "\"><input type=\"hidden\" name=\"" + token.getParameterName() + "\" value=\""
                + HtmlUtils.htmlEscape(token.getToken()) + "\"><button class=\"quiet\">Đăng xuất</button></form>";
    }
}
