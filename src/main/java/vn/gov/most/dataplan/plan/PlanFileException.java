package vn.gov.most.dataplan.plan;

/**
 * The plan's file cannot be used. The message is Vietnamese and for the person who edits the file: the clause, the
 * field, what stands there and what is allowed.
 */
public class PlanFileException extends RuntimeException {

    public PlanFileException(String message) {
        super(message);
    }

    PlanFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
