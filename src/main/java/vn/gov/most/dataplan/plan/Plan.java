package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ministry's plan, as its file describes it.
 *
 * @param title of the document
 * @param number number and symbol of the Decision that issued the plan, with its day and signer: empty where the copy
 *     has blanks
 * @param dueTime the time of a working day until which something is due
 * @param called the steps of the processes that processes of clauses call, by process id
 */
public record Plan(
        String title,
        Optional<String> number,
        Optional<LocalDate> issuedOn,
        Optional<String> signer,
        Decree decree,
        LocalTime dueTime,
        List<Clause> clauses,
        Map<String, List<Step>> called) {

    /**
     * Reads the YAML text of a plan's file.
     *
     * @throws PlanFileException when it cannot be used
     */
    public static Plan read(String yaml) {
        return new PlanReader().read(yaml);
    }

    public Optional<Clause> clause(String id) {
        return clauses.stream().filter(clause -> clause.id().equals(id)).findFirst();
    }

    public Optional<Part> part(String clauseId, String partId) {
        return clause(clauseId).flatMap(clause -> clause.part(partId));
    }

    /** The part that a process carries out; a process carries out one part. */
    public Optional<Part> partOfProcess(String processId) {
        return parts().filter(part -> part.process().filter(processId::equals).isPresent())
                .findFirst();
    }

    /** The step of a user task: of the part's own process, or of one that is called on its way. */
    public Optional<Step> step(Part part, String processId, String task) {
        return called.containsKey(processId)
                ? called.get(processId).stream()
                        .filter(step -> step.task().equals(task))
                        .findFirst()
                : part.step(task);
    }

    public Stream<Part> parts() {
        return clauses.stream().flatMap(clause -> clause.parts().stream());
    }
}
