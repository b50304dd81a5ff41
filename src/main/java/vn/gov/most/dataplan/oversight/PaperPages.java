package vn.gov.most.dataplan.oversight;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.dossier.Paper;
import vn.gov.most.dataplan.dossier.Papers;
import vn.gov.most.dataplan.obligation.Ledger;

/** Serves the papers of an obligation to everybody who may read its page. */
@RestController
class PaperPages {

    private final Readers readers;
    private final Year years;
    private final ObligationPapers all;
    private final Papers papers;

    PaperPages(Readers readers, Year years, ObligationPapers all, Papers papers) {
        this.readers = readers;
        this.years = years;
        this.all = all;
        this.papers = papers;
    }

    @GetMapping("/ke-hoach/viec/{id:[0-9]{1,18}}/ho-so/{paper:[A-Za-z0-9-]{1,64}}")
    void download(@PathVariable long id, @PathVariable("paper") String paper, HttpServletResponse response)
            throws IOException {
        Owed owed =
                years.row(id, readers.current()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Paper found = all.papers(owed).stream()
                .filter(one -> one.id().equals(paper) && !one.isWithdrawn())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        papers.download(found, response);
    }

    /**
     * A paper with its details in words.
     *
     * @param isThere false if it was withdrawn
     */
    record Line(String id, String task, String name, String facts, String sha256, boolean isThere) {}

    /** The papers of an obligation, from all its instances. */
    @Component
    static class ObligationPapers {

        private final Ledger ledger;
        private final Papers papers;

        ObligationPapers(Ledger ledger, Papers papers) {
            this.ledger = ledger;
            this.papers = papers;
        }

        List<Paper> papers(Owed owed) {
            return ledger.instances(owed.row()).stream()
                    .flatMap(instance -> papers.of(instance).stream())
                    .toList();
        }

        List<Line> lines(Owed owed) {
            return papers(owed).stream().map(ObligationPapers::line).toList();
        }

        /** @param instances the step's own instance and those above it */
        List<Line> ofStep(Collection<String> instances, String task) {
            return instances.stream()
                    .flatMap(instance -> papers.of(instance).stream())
                    .filter(paper -> paper.task().equals(task))
                    .map(ObligationPapers::line)
                    .toList();
        }

        private static Line line(Paper paper) {
            return new Line(
                    paper.id(),
                    paper.task(),
                    paper.reference(),
                    "%s, %s, %s, SHA-256 %s%s"
                            .formatted(
                                    paper.sizeInWords(),
                                    paper.uploader(),
                                    VietnameseDate.shortMoment(paper.at()),
                                    paper.shortSha256(),
                                    paper.withdrawnAt()
                                            .map(at -> "; đã rút lúc " + VietnameseDate.shortMoment(at))
                                            .orElse("")),
                    paper.sha256(),
                    !paper.isWithdrawn());
        }
    }
}
