package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class WebSecurityTest extends OverHttp {

    @Test
    void theLoginPageItsIconAndTheHealthAreOpen() {
        Browser nobody = new Browser(port);
        HttpResponse<String> page = nobody.open("/login");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("Đăng nhập", "<html lang=\"vi\">").doesNotContain("README", "{{");
        assertThat(nobody.open("/favicon.ico").statusCode()).isEqualTo(200);
        assertThat(nobody.ask("GET", "/actuator/health").body()).matches("\\{\"status\":\"(UP|DEGRADED)\"}");
    }

    @Test
    void aScriptIsToldThatItMustLogInAndGetsNoSession() {
        Browser nobody = new Browser(port);
        HttpResponse<String> script = nobody.ask("GET", "/camunda/api/engine/engine/default/task");
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(nobody.open("/camunda/app/tasklist/default/", "Sec-Fetch-Mode", "cors")
                        .statusCode())
                .isEqualTo(401);
    }

    /** Only for page navigation; a request of a script gets an error status. */
    @Test
    void aLinkToAPaperLeadsThroughTheLoginToIt() {
        Browser nobody = new Browser(port);
        assertThat(nobody.ask("GET", "/api/papers/none").statusCode()).isEqualTo(401);
        assertThat(nobody.open("/api/papers/none/pages/1", "Sec-Fetch-Mode", "no-cors")
                        .statusCode())
                .isEqualTo(401);
        assertThat(nobody.open("/api/starts").statusCode()).isEqualTo(401);

        assertThat(nobody.location(nobody.open("/api/papers/none", "Sec-Fetch-Mode", "navigate")))
                .isEqualTo("/login");
        assertThat(nobody.login("an", PASSWORD)).isEqualTo("/api/papers/none");
    }

    // ---- the login

    @Test
    void aLinkToATaskLeadsThereThroughTheLogin() {
        Browser an = new Browser(port);
        assertThat(an.location(an.open("/task/0815-abc"))).isEqualTo("/login");
        assertThat(an.login("an", PASSWORD)).isEqualTo("/task/0815-abc");
        assertThat(an.location(an.open("/task/0815-abc"))).isEqualTo("/camunda/app/tasklist/default/#/?task=0815-abc");
        assertThat(an.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(an.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(200);
    }

    @Test
    void eachKindOfPersonStartsWhereTheirWorkIs() {
        assertThat(startOf("an")).isEqualTo("/camunda/app/tasklist/default/");
        assertThat(startOf("minh")).isEqualTo("/ke-hoach");
        assertThat(startOf("quan-tri")).as("while the program is not in use").isEqualTo("/khoi-dau");
        jdbc.update("update dp_installation set in_use_since = installed_at");
        try {
            assertThat(startOf("quan-tri")).isEqualTo("/camunda/app/admin/default/");
        } finally {
            jdbc.update("update dp_installation set in_use_since = null");
        }
    }

    private String startOf(String id) {
        Browser browser = new Browser(port);
        assertThat(browser.login(id, PASSWORD)).isEqualTo("/");
        return browser.location(browser.open("/"));
    }

    @Test
    void whoeverMayOpenNothingReadsSoInVietnameseAndCanLeave() {
        user("lan");
        Browser lan = new Browser(port);
        lan.login("lan", PASSWORD);
        HttpResponse<String> page = lan.open("/");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body())
                .contains("Tài khoản này không có quyền", "Đăng xuất")
                .doesNotContain("Exception");
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        assertThat(lan.location(lan.post("/logout", Map.of("_csrf", token.group(1)))))
                .isEqualTo("/login?logout");
        assertThat(lan.location(lan.open("/"))).isEqualTo("/login");
    }

    @Test
    void aFailureSaysNotWhetherTheUserExists() {
        Browser browser = new Browser(port);
        assertThat(browser.login("an", "wrong")).isEqualTo("/login?error");
        assertThat(browser.login("nobody-here", "wrong")).isEqualTo("/login?error");
        assertThat(browser.login("", "")).isEqualTo("/login?error");
        assertThat(browser.open("/login?error").body()).contains("Tên đăng nhập hoặc mật khẩu không đúng.");
    }

    @Test
    void aStaleLoginFormLeadsBackToTheLogin() {
        Browser an = new Browser(port);
        HttpResponse<String> answer =
                an.post("/login", Map.of("username", "an", "password", PASSWORD, "_csrf", "stale"));
        assertThat(an.location(answer)).isEqualTo("/login?stale");
    }

    @Test
    void whoeverIsLoggedInIsNotAskedAgain() {
        Browser an = loggedIn("an");
        assertThat(an.location(an.open("/login"))).isEqualTo("/");
    }

    @Test
    void theFirstUserSetupAndCamundasOwnLoginAreClosedForEverybody() {
        Browser admin = loggedIn("quan-tri");
        admin.open("/camunda/app/admin/default/");
        String token = admin.camundaToken();
        assertThat(token).isNotEmpty();
        for (String closed : List.of(
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "/camunda/api/engine/engine/default/identity/verify",
                "/camunda/api/engine/engine/default/signal")) {
            assertThat(admin.ask("POST", closed, "X-XSRF-TOKEN", token).statusCode())
                    .as(closed)
                    .isEqualTo(403);
        }
        assertThat(admin.open("/camunda/app/admin/default/setup/").statusCode()).isEqualTo(403);
        assertThat(rest("POST", "/engine-rest/identity/verify", "quan-tri", PASSWORD)
                        .statusCode())
                .isEqualTo(403);
    }

    // ---- still the same person

    @Test
    void loggingOutOfCamundaEndsTheSession() {
        Browser an = loggedIn("an");
        an.open("/camunda/app/tasklist/default/");
        HttpResponse<String> out =
                an.ask("POST", "/camunda/api/admin/auth/user/default/logout", "X-XSRF-TOKEN", an.camundaToken());
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(an.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(an.location(an.open("/camunda/app/tasklist/default/"))).isEqualTo("/login");
    }

    @Test
    void aDeletedUserIsOutWithTheNextRequest() {
        user("cuc", "staff");
        Browser cuc = loggedIn("cuc");
        assertThat(cuc.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(rest("GET", "/engine-rest/task", "cuc", PASSWORD).statusCode())
                .isEqualTo(200);

        identity.deleteUser("cuc");

        assertThat(cuc.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(cuc.location(cuc.open("/camunda/app/tasklist/default/"))).isEqualTo("/login");
        assertThat(rest("GET", "/engine-rest/task", "cuc", PASSWORD).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aChangedPasswordEndsOtherSessionsAndWhatBasicRemembers() {
        user("dung", "staff");
        Browser dung = loggedIn("dung");
        assertThat(rest("GET", "/engine-rest/task", "dung", PASSWORD).statusCode())
                .isEqualTo(200);

        User changed = identity.createUserQuery().userId("dung").singleResult();
        changed.setPassword("Mat-khau-2-manh");
        identity.saveUser(changed);

        assertThat(dung.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(rest("GET", "/engine-rest/task", "dung", PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(rest("GET", "/engine-rest/task", "dung", "Mat-khau-2-manh").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aGroupCountsAtOnceAndNoLongerThanItLasts() {
        user("giang");
        Browser giang = loggedIn("giang");
        assertThat(giang.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(403);
        identity.createMembership("giang", "staff");
        assertThat(giang.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(giang.open("/camunda/app/admin/default/").statusCode()).isEqualTo(403);
        identity.createMembership("giang", "camunda-admin");
        assertThat(giang.open("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
        assertThat(rest("GET", "/engine-rest/user/an/profile", "giang", PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        identity.deleteMembership("giang", "camunda-admin");
        assertThat(giang.open("/camunda/app/admin/default/").statusCode()).isEqualTo(403);
        assertThat(rest("GET", "/engine-rest/user/an/profile", "giang", PASSWORD)
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void theRestApiRunsWithThePersonsRights() {
        assertThat(rest("GET", "/engine-rest/user?id=an", "quan-tri", PASSWORD).body())
                .contains("\"an\"");
        assertThat(rest("GET", "/engine-rest/user?id=minh", "an", PASSWORD).body())
                .isEqualTo("[]");
    }

    // ---- passwords

    @Test
    void anOldHashIsReadableAndReplacedAtLogin() {
        user("hai", "staff");
        jdbc.update(
                "update ACT_ID_USER set PWD_ = ?, SALT_ = ? where ID_ = ?",
                "{SHA-512}" + new Sha512HashDigest().encrypt("old" + "salt"),
                "salt",
                "hai");
        Browser hai = new Browser(port);
        assertThat(hai.login("hai", "wrong")).isEqualTo("/login?error");
        assertThat(hai.login("hai", "old")).isEqualTo("/");
        assertThat(jdbc.queryForObject("select PWD_ from ACT_ID_USER where ID_ = 'hai'", String.class))
                .startsWith("{argon2id}$argon2id$v=19$m=16384,t=2,p=1$");
        assertThat(hai.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(new Browser(port).login("hai", "old")).isEqualTo("/");
    }

    @Test
    void aPasswordIsTheSameFromEveryKeyboard() {
        String composed = "Mật khẩu 2026!";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        user("hoa", "staff");
        User hoa = identity.createUserQuery().userId("hoa").singleResult();
        hoa.setPassword(decomposed);
        identity.saveUser(hoa);

        assertThat(new Browser(port).login("hoa", composed)).isEqualTo("/");
        assertThat(new Browser(port).login("hoa", decomposed)).isEqualTo("/");
        assertThat(new Browser(port).login("hoa", "Mat khau 2026!")).isEqualTo("/login?error");

        // As the version before stored it
        jdbc.update(
                "update ACT_ID_USER set PWD_ = ?, SALT_ = ? where ID_ = ?",
                "{argon2id}" + new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(decomposed + "salt"),
                "salt",
                "hoa");
        assertThat(new Browser(port).login("hoa", composed)).isEqualTo("/login?error");
        assertThat(new Browser(port).login("hoa", decomposed)).isEqualTo("/");
        assertThat(new Browser(port).login("hoa", composed)).isEqualTo("/");
    }

    @Test
    void guessingIsSlowedDownForTheFormAndForBasicAlike() {
        user("binh", "staff");
        Browser guesser = new Browser(port);
        for (int i = 0; i < 3; i++) {
            assertThat(guesser.login("binh", "wrong" + i)).isEqualTo("/login?error");
            assertThat(rest("GET", "/engine-rest/task", "binh", "wrong" + i).statusCode())
                    .isEqualTo(i < 2 ? 401 : 429);
        }
        assertThat(guesser.login("binh", PASSWORD)).isEqualTo("/login?wait");
        assertThat(rest("GET", "/engine-rest/task", "binh", PASSWORD).statusCode())
                .isEqualTo(429);
        assertThat(guesser.open("/login?wait").body()).contains("Thử lại sau ít phút");
        assertThat(guesser.login("an", PASSWORD)).isEqualTo("/");
    }

    @Test
    void aUserThatDoesNotExistIsSlowedDownAsOneThatDoes() {
        Browser guesser = new Browser(port);
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.login("khong-co", "wrong")).isEqualTo("/login?error");
        }
        assertThat(guesser.login("khong-co", "wrong")).isEqualTo("/login?wait");
    }

    // ---- the own password

    private static final String NEW = "Mat-khau-2-manh";

    @Test
    void everybodyChangesTheirOwnPasswordOnAPage() {
        user("hanh", "staff");
        Browser hanh = loggedIn("hanh");
        Browser elsewhere = loggedIn("hanh");

        assertThat(hanh.open("/password").body()).contains("Mật khẩu hiện tại", "value=\"hanh\"", "có chữ hoa");
        assertThat(hanh.location(change(hanh, PASSWORD, NEW, NEW))).isEqualTo("/password?changed");

        assertThat(hanh.open("/password?changed").body()).contains("Đã đổi mật khẩu.");
        assertThat(hanh.open("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(elsewhere
                        .ask("GET", "/camunda/api/engine/engine/default/task")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Browser(port).login("hanh", PASSWORD)).isEqualTo("/login?error");
        assertThat(new Browser(port).login("hanh", NEW)).isEqualTo("/");
    }

    @Test
    void thePageSaysWhatIsWrongAndChangesNothing() {
        user("hieu", "staff");
        Browser hieu = loggedIn("hieu");
        assertThat(change(hieu, PASSWORD, NEW, NEW + "x").body())
                .contains("hai lần nhập mật khẩu mới không giống nhau");
        assertThat(change(hieu, PASSWORD, "matkhau", "matkhau").body())
                .contains("Mật khẩu mới phải: có ít nhất 10 ký tự; có chữ hoa; có chữ số; có ký tự đặc biệt.");
        assertThat(change(hieu, PASSWORD, "Hieu-mat-khau-1", "Hieu-mat-khau-1").body())
                .contains("Mật khẩu mới phải: không chứa tên đăng nhập.");
        String endless = NEW + "x".repeat(500);
        assertThat(change(hieu, PASSWORD, endless, endless).body()).contains("không dài quá 512 ký tự");
        assertThat(change(hieu, "wrong", NEW, NEW))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains(OwnPassword.WRONG));
        assertThat(hieu.location(hieu.post("/password", Map.of("current", PASSWORD, "new", NEW, "again", NEW))))
                .isEqualTo("/password?stale");
        assertThat(new Browser(port).login("hieu", PASSWORD)).isEqualTo("/");
    }

    @Test
    void aLinkToThatPageLeadsThroughTheLogin() {
        Browser an = new Browser(port);
        assertThat(an.open("/login").body()).contains("href=\"/password\"");
        assertThat(an.location(an.open("/password"))).isEqualTo("/login");
        assertThat(an.login("an", PASSWORD)).isEqualTo("/password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void everybodyChangesTheirOwnPasswordByBothApis(String api) {
        String id = "khoa" + api.length();
        user(id, "staff");
        Browser own = loggedIn(id);
        Browser elsewhere = loggedIn(id);
        own.open("/camunda/app/tasklist/default/");

        assertThat(credentials(own, api, id, id, PASSWORD, "matkhau"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("có chữ hoa; có chữ số"));
        assertThat(credentials(own, api, id, "an", PASSWORD, NEW).statusCode()).isNotEqualTo(204);
        assertThat(own.send(
                                "PUT",
                                api + "/user/" + id + "/profile",
                                "{\"id\": \"%s\", \"email\": \"x@most.example\"}".formatted(id),
                                rights(own, api, id, PASSWORD))
                        .statusCode())
                .isEqualTo(403);
        boolean bySession = api.startsWith("/camunda");
        Browser client = bySession ? own : new Browser(port);
        assertThat(credentials(client, api, id, id, PASSWORD, NEW).statusCode()).isEqualTo(204);

        assertThat(own.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(bySession ? 200 : 401);
        assertThat(elsewhere
                        .ask("GET", "/camunda/api/engine/engine/default/task")
                        .statusCode())
                .isEqualTo(401);
        assertThat(rest("GET", "/engine-rest/task", id, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(rest("GET", "/engine-rest/task", id, NEW).statusCode()).isEqualTo(200);
        assertThat(new Browser(port).login("an", PASSWORD)).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void anOldPasswordThatIsWrongCountsAsALoginThatFailed(String api) {
        String id = "linh" + api.length();
        user(id, "staff");
        Browser own = loggedIn(id);
        own.open("/camunda/app/tasklist/default/");
        for (int i = 0; i < 5; i++) {
            assertThat(credentials(own, api, id, id, "wrong" + i, NEW))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                    .satisfies(answer -> assertThat(answer.body()).contains(OwnPassword.WRONG));
            if (api.equals("/engine-rest")) {
                break; // With the login, which is right, each request starts the count anew
            }
        }
        if (!api.equals("/engine-rest")) {
            assertThat(credentials(own, api, id, id, PASSWORD, NEW).body()).contains(OwnPassword.WAIT);
            assertThat(new Browser(port).login(id, PASSWORD)).isEqualTo("/login?wait");
        }
        assertThat(own.ask("GET", "/camunda/api/engine/engine/default/task").statusCode())
                .as("who is logged in goes on")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest", "/camunda/api/engine/engine/default"})
    void anAdministratorGivesOthersAPasswordWithTheOwnOne(String api) {
        String id = "phuong" + api.length();
        user(id, "staff");
        Browser admin = loggedIn("quan-tri");
        admin.open("/camunda/app/admin/default/");

        assertThat(credentials(admin, api, "quan-tri", id, "wrong", NEW).body()).contains(OwnPassword.WRONG);
        assertThat(credentials(admin, api, "quan-tri", id, PASSWORD, "matkhau").body())
                .contains("có chữ hoa; có chữ số");
        assertThat(admin.postJson(
                                api + "/user/create",
                                "{\"profile\": {\"id\": \"quang\"}, \"credentials\": {\"password\": \"Mat-khau\"}}",
                                Stream.of(rights(admin, api, "quan-tri", PASSWORD))
                                        .skip(2)
                                        .toArray(String[]::new))
                        .body())
                .contains("Mật khẩu mới phải: có ít nhất 10 ký tự; có chữ số.");
        assertThat(credentials(admin, api, "quan-tri", id, PASSWORD, NEW).statusCode())
                .isEqualTo(204);
        assertThat(new Browser(port).login(id, NEW)).isEqualTo("/");
        assertThat(admin.open("/camunda/app/admin/default/").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> change(Browser browser, String current, String wanted, String again) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(browser.open("/password").body());
        assertThat(token.find()).isTrue();
        return browser.post(
                "/password", Map.of("current", current, "new", wanted, "again", again, "_csrf", token.group(1)));
    }

    private static HttpResponse<String> credentials(
            Browser browser, String api, String who, String whose, String current, String wanted) {
        return browser.send(
                "PUT",
                api + "/user/" + whose + "/credentials",
                "{\"password\": \"%s\", \"authenticatedUserPassword\": \"%s\"}".formatted(wanted, current),
                rights(browser, api, who, PASSWORD));
    }

    private static String[] rights(Browser browser, String api, String id, String password) {
        return api.startsWith("/engine-rest")
                ? new String[] {"Content-Type", "application/json", "Authorization", Browser.basic(id, password)}
                : new String[] {"Content-Type", "application/json", "X-XSRF-TOKEN", browser.camundaToken()};
    }

    // ---- other sites

    @Test
    void theRestApiRefusesBrowsersThatAnotherSiteSends() {
        Browser client = new Browser(port);
        String basic = Browser.basic("an", PASSWORD);
        assertThat(client.ask("GET", "/engine-rest/task", "Authorization", basic)
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.ask("GET", "/engine-rest/task", "Authorization", basic, "Origin", "https://example.org")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.ask("GET", "/engine-rest/task", "Authorization", basic, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.ask("GET", "/engine-rest/task", "Authorization", basic, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theRestApiKeepsNoSessionAndTakesNone() {
        HttpResponse<String> answer = rest("GET", "/engine-rest/task", "an", PASSWORD);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(loggedIn("an").ask("GET", "/engine-rest/task").statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeNeedsTheTokenOfCamundasPage() {
        Browser an = loggedIn("an");
        an.open("/camunda/app/tasklist/default/");
        assertThat(an.ask("POST", "/api/nothing-yet", "X-XSRF-TOKEN", an.camundaToken())
                        .statusCode())
                .isEqualTo(404);
        assertThat(an.ask("POST", "/api/nothing-yet").statusCode()).isEqualTo(403);
        assertThat(an.ask("GET", "/api/nothing-yet").statusCode()).isEqualTo(404);
        assertThat(an.ask("POST", "/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(403);
    }

    // ---- cookies, headers, errors

    @Test
    void cookiesAreKeptFromScriptsAndOtherSites() {
        Browser an = new Browser(port);
        String anonymous = cookie(an.open("/login"), "JSESSIONID");
        assertThat(anonymous)
                .contains("HttpOnly")
                .containsOnlyOnce("SameSite=Lax")
                .doesNotContain("Secure");
    }

    // ---- the client's address, and the program's name

    @Test
    void whatANamedProxySaysCounts() {
        String tls = "X-Forwarded-Proto: https";
        assertThat(Line.answer(port, PROXY, "GET /login", tls)).containsPattern("JSESSIONID=[^\r]*Secure");
        String session = loggedIn("an").cookies();
        assertThat(Line.answer(port, PROXY, "GET /camunda/app/tasklist/default/", tls, "Cookie: " + session))
                .containsPattern("XSRF-TOKEN=[^\r]*Secure")
                .doesNotContainPattern("XSRF-TOKEN=[^\r]*Secure[^\r]*Secure");
        user("nga", "staff");
        String wrong = "Authorization: " + Browser.basic("nga", "wrong");
        for (int i = 0; i < 5; i++) {
            assertThat(Line.answer(port, PROXY, "GET /engine-rest/task", wrong, "X-Forwarded-For: 10.1.1.1"))
                    .startsWith("HTTP/1.1 401");
        }
        assertThat(Line.answer(port, PROXY, "GET /engine-rest/task", wrong, "X-Forwarded-For: 10.1.1.1"))
                .startsWith("HTTP/1.1 429");
        assertThat(Line.answer(port, PROXY, "GET /engine-rest/task", wrong, "X-Forwarded-For: 10.1.1.2"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void whatAnybodyElseSaysDoesNotOnThisMachineEither() {
        Browser browser = new Browser(port);
        assertThat(cookie(browser.open("/login", "X-Forwarded-Proto", "https"), "JSESSIONID"))
                .isNotEmpty()
                .doesNotContain("Secure");
        user("oanh", "staff");
        String wrong = Browser.basic("oanh", "wrong");
        for (int i = 0; i < 6; i++) {
            assertThat(browser.ask("GET", "/engine-rest/task", "Authorization", wrong, "X-Forwarded-For", "10.2.1." + i)
                            .statusCode())
                    .isEqualTo(i < 5 ? 401 : 429);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/task/0815-abc",
                "/password",
                "/login",
                "/camunda/app",
                "/camunda/app/tasklist/",
                "/camunda/app/tasklist/default/index.html"
            })
    void aRedirectStaysWhereItIsWhateverHostIsNamed(String path) {
        String session = loggedIn("an").cookies();
        for (String cookie : List.of("X: y", "Cookie: " + session)) {
            String answer = Line.answer(
                    port,
                    PROXY,
                    "GET " + path,
                    cookie,
                    "Host: evil.example",
                    "X-Forwarded-Host: evil.example",
                    "X-Forwarded-Port: 666",
                    "Accept: text/html");
            assertThat(answer).doesNotContain("evil.example", ":666");
            assertThat(answer).containsPattern("HTTP/1.1 (200|302)").doesNotContainPattern("Location: (?!/)");
        }
    }

    @Test
    void norDoesTheLoginLeadAway() {
        String page =
                Line.answer(port, "127.0.0.1", "GET /task/0815-abc?x=y", "Host: evil.example", "Accept: text/html");
        String form = Line.answer(port, "127.0.0.1", "GET /login", "Cookie: " + session(page));
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(form);
        assertThat(token.find()).isTrue();
        String answer = Line.answer(
                port,
                "127.0.0.1",
                "POST /login?username=an&password=" + PASSWORD + "&_csrf=" + token.group(1),
                "Cookie: " + session(page),
                "Content-Length: 0");
        assertThat(answer).contains("\r\nLocation: /task/0815-abc?x=y\r\n");
    }

    private static String session(String answer) {
        Matcher cookie = Pattern.compile("JSESSIONID=[^;]+").matcher(answer);
        assertThat(cookie.find()).as(answer).isTrue();
        return cookie.group();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine/xyz/task",
                "/camunda/api/engine/engine/xyz/task",
                "/camunda/api/engine/engine/xyz/user/an/profile",
                "/camunda/api/admin/auth/user/xyz",
                "/camunda/api/cockpit/plugin/base/xyz/process-definition/statistics",
                "/camunda/app/tasklist/xyz/",
                "/camunda/app/tasklist/xyz",
                "/camunda/app/cockpit/xyz/index.html"
            })
    void anEngineThatIsNotThereIsNotFound(String path) {
        Browser admin = loggedIn("quan-tri");
        String basic = Browser.basic("quan-tri", PASSWORD);
        for (String[] name : new String[][] {{"xyz", "404"}, {"default", "200|302"}}) {
            HttpResponse<String> answer =
                    admin.open(path.replace("xyz", name[0]), "Accept", "application/json", "Authorization", basic);
            assertThat(String.valueOf(answer.statusCode())).as(answer.body()).matches(name[1]);
        }
    }

    @Test
    void theLoginGivesTheSessionANewName() {
        Browser an = new Browser(port);
        String before = cookie(an.open("/login"), "JSESSIONID");
        HttpResponse<String> login =
                an.post("/login", Map.of("username", "an", "password", PASSWORD, "_csrf", an.csrf()));
        assertThat(cookie(login, "JSESSIONID")).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void eachPageHasANonceOfItsOwn() {
        Browser an = loggedIn("an");
        Pattern policy = Pattern.compile("script-src 'nonce-([^']+)'");
        List<String> nonces = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> page = an.open("/camunda/app/tasklist/default/");
            List<String> headers = page.headers().allValues("Content-Security-Policy");
            assertThat(headers).hasSize(1);
            Matcher nonce = policy.matcher(headers.get(0));
            assertThat(nonce.find()).isTrue();
            assertThat(page.body()).contains("nonce=\"" + nonce.group(1) + "\"");
            nonces.add(nonce.group(1));
        }
        assertThat(nonces).doesNotHaveDuplicates();
    }

    @Test
    void ourPagesRunNothingButTheirOwnScript() {
        HttpResponse<String> page = new Browser(port).open("/login");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void librariesAreKeptByTheBrowser() {
        HttpResponse<String> library = loggedIn("an").open("/camunda/lib/deps.js");
        assertThat(library.statusCode()).isEqualTo(200);
        assertThat(library.headers().allValues("Cache-Control")).containsExactly("private, max-age=604800");
        assertThat(library.headers().firstValue("Pragma")).isEmpty();
    }

    @Test
    void errorsTellNothingOfTheProgram() {
        Browser an = loggedIn("an");
        assertThat(an.open("/nothing-here").body()).contains("Không có quyền").doesNotContain("Exception", "\tat ");
        assertThat(an.open("/task/..x").body()).doesNotContain("Exception", "\tat ");
        assertThat(an.ask("GET", "/nothing-here").body()).doesNotContain("trace", "exception");
    }
}
