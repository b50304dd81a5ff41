package vn.gov.most.dataplan.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.organisation.Register;

/** Redirects short URLs: {@code /} to the user's start page, and the task link of a mail to the task. */
@RestController
class ShortUrlController {

    private final People people;
    private final IdentityService identity;
    private final Register register;

    ShortUrlController(People people, IdentityService identity, Register register) {
        this.people = people;
        this.identity = identity;
        this.register = register;
    }

    @GetMapping("/")
    ResponseEntity<Void> start(HttpServletRequest request) {
        Authentication who = identity.getCurrentAuthentication();
        Set<String> open =
                people.applications(new People.Standing(who.getUserId(), who.getGroupIds(), who.getTenantIds()));
        // Administrators may open all applications, but work in the first once the program is in service; managers
        // see the plan first.
        String first = List.of("admin", "tasklist", "cockpit").stream()
                .filter(open::contains)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
        if (first.equals("admin") && register.inUseSince().isEmpty()) {
            return to(request, "/khoi-dau");
        }
        return to(request, first.equals("cockpit") ? "/ke-hoach" : application(first, ""));
    }

    @GetMapping("/task/{id:[A-Za-z0-9-]{1,64}}")
    ResponseEntity<Void> task(HttpServletRequest request, @PathVariable String id) {
        return to(request, application("tasklist", "#/?task=" + id));
    }

    private String application(String name, String place) {
        return "/camunda/app/" + name + "/" + people.engineName() + "/" + place;
    }

    private static ResponseEntity<Void> to(HttpServletRequest request, String place) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .header(
                        HttpHeaders.LOCATION,
                        URI.create(request.getContextPath() + place).toString())
                .build();
    }
}
