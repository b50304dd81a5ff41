package vn.gov.most.dataplan.dossier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.Acting;

/** Uses the papers of tasks as a user, without a web server. */
public final class PaperProbe {

    private final ProcessEngine engine;
    private final PapersController door;

    public PaperProbe(ApplicationContext program) {
        engine = program.getBean(ProcessEngine.class);
        door = program.getBean(PapersController.class);
    }

    /** @return the paper's id */
    public String upload(String person, String task, String name) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(PaperFiles.docx("Nội dung của " + name));
        return Acting.as(engine, person, () -> door.upload(task, name, request).id());
    }

    /** Whether the person is given the paper. */
    public boolean reads(String person, String paper) {
        return Acting.as(engine, person, () -> {
            try {
                door.download(paper, new MockHttpServletResponse());
                return true;
            } catch (ResponseStatusException refused) {
                if (refused.getStatusCode() != HttpStatus.NOT_FOUND) {
                    throw refused;
                }
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The papers in the tab of the open task; those of unit reports come with the unit's name. */
    public List<String> listed(String person, String task) {
        return Acting.as(engine, person, () -> {
            PapersController.Answer answer = door.list(task);
            List<String> names = new ArrayList<>(
                    answer.papers().stream().map(PapersController.Shown::name).toList());
            answer.ofUnits()
                    .forEach(unit -> unit.papers().forEach(paper -> names.add(unit.unit() + ": " + paper.name())));
            return names;
        });
    }

    /** The instance's own papers: their names as in forms, and of which cancelled instance they were. */
    public List<String> shown(String person, String task) {
        return Acting.as(engine, person, () -> door.list(task).papers().stream()
                .map(paper -> "%s (bản %d)%s"
                        .formatted(
                                paper.name(),
                                paper.version(),
                                paper.ended() == null ? "" : ", đã hủy lúc " + paper.ended()))
                .toList());
    }

    /** Why the user may not upload; null if they may. */
    public String whyNot(String person, String task) {
        return Acting.as(engine, person, () -> door.list(task).whyNot());
    }
}
