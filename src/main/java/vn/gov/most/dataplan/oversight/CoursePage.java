package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.obligation.Ledger;

/** Serves the page of an obligation's processes: as text, and as a diagram if the browser runs the page's script. */
@RestController
class CoursePage {

    private final Readers readers;
    private final Year years;
    private final Ledger ledger;
    private final Course course;
    private final PageTemplates templates;

    CoursePage(Readers readers, Year years, Ledger ledger, Course course, PageTemplates templates) {
        this.readers = readers;
        this.years = years;
        this.ledger = ledger;
        this.course = course;
        this.templates = templates;
    }

    @GetMapping("/ke-hoach/viec/{id:[0-9]{1,18}}/quy-trinh")
    ResponseEntity<String> course(@PathVariable long id, HttpServletRequest request) {
        Owed owed =
                years.row(id, readers.current()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<String, Object> values = new HashMap<>();
        values.put("title", "Quy trình: " + owed.part().name());
        values.put("id", id);
        values.put("whose", owed.unitName() + ", " + owed.periodName());
        values.put("walks", course.of(ledger.instances(owed.row())));
        values.put("kinds", Course.Kind.values());
        return templates.pageWithScript("course", values, request);
    }
}
