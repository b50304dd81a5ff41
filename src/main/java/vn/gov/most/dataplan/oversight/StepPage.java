package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.form.FilledForms;
import vn.gov.most.dataplan.form.FilledForms.Filled;
import vn.gov.most.dataplan.obligation.Ledger;

/** Serves the form of a completed step as it was submitted. */
@RestController
class StepPage {

    private final Readers readers;
    private final Year years;
    private final Ledger ledger;
    private final FilledForms forms;
    private final PaperPages.ObligationPapers papers;
    private final PageTemplates templates;

    StepPage(
            Readers readers,
            Year years,
            Ledger ledger,
            FilledForms forms,
            PaperPages.ObligationPapers papers,
            PageTemplates templates) {
        this.readers = readers;
        this.years = years;
        this.ledger = ledger;
        this.forms = forms;
        this.papers = papers;
        this.templates = templates;
    }

    @GetMapping("/ke-hoach/viec/{id:[0-9]{1,18}}/buoc/{task:[A-Za-z0-9-]{1,64}}")
    ResponseEntity<String> step(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Owed owed =
                years.row(id, readers.current()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Filled filled = forms.of(task)
                .filter(form -> ledger.instances(owed.row()).stream().anyMatch(form.instances()::contains))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<String, Object> values = values(task, filled, "/ke-hoach/viec/" + id + "/ho-so/");
        values.put("back", "/ke-hoach/viec/" + id);
        values.put("backTo", owed.part().name() + ", " + owed.unitName() + ", " + owed.periodName());
        values.put("about", "");
        return templates.pageWithScript("step", values, request);
    }

    /**
     * The template values of a step's page, the same for all readers.
     *
     * @param papersAt the path under which this reader gets a paper by its id
     */
    Map<String, Object> values(String task, Filled filled, String papersAt) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", filled.name());
        values.put("by", filled.by() + ", " + VietnameseDate.shortMoment(filled.at()));
        values.put("schema", filled.schema().toString());
        values.put("data", filled.data().toString());
        values.put("papers", papers.ofStep(filled.instances(), task));
        values.put("papersAt", papersAt);
        values.put("steps", List.of());
        return values;
    }
}
