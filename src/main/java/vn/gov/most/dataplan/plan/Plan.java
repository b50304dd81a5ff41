package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/**
 * A ministry's plan, as its file describes it.
 *
 * @param title of the document
 * @param number number and symbol of the Decision that issued the plan, with its day and signer: empty where the copy
 *     has blanks
 * @param dueTime the time of day when something is due
 * @param shared the steps of shared processes, by process id: processes that others call, or that several parts use
 */
public record Plan(
        String title,
        Optional<String> number,
        Optional<LocalDate> issuedOn,
        Optional<String> signer,
        Decree decree,
        LocalTime dueTime,
        List<Clause> clauses,
        Map<String, List<Step>> shared) {

    /**
     * Reads {@code plan.yml}.
     *
     * @throws MinistryFileException for its faults
     */
    public static Plan read(MinistryFiles files) {
        return new PlanReader().read(files);
    }

    public Optional<Clause> clause(String id) {
        return clauses.stream().filter(clause -> clause.id().equals(id)).findFirst();
    }

    public Optional<Part> part(String clauseId, String partId) {
        return clause(clauseId).flatMap(clause -> clause.part(partId));
    }

    /** The part that a process carries out; empty for a shared process. */
    public Optional<Part> partOfProcess(String processId) {
        return shared.containsKey(processId)
                ? Optional.empty()
                : parts().filter(
                                part -> part.process().filter(processId::equals).isPresent())
                        .findFirst();
    }

    /** The step of a user task, in the part's own process or in a shared one. */
    public Optional<Step> step(Part part, String processId, String task) {
        return shared.containsKey(processId)
                ? shared.get(processId).stream()
                        .filter(step -> step.task().equals(task))
                        .findFirst()
                : part.step(task);
    }

    public Stream<Part> parts() {
        return clauses.stream().flatMap(clause -> clause.parts().stream());
    }
}
