package vn.gov.most.dataplan;

import java.util.Set;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import vn.gov.most.dataplan.calendar.MinistryFileException;
import vn.gov.most.dataplan.organisation.InvalidRegisterException;
import vn.gov.most.dataplan.plan.PlanFileException;

/** A fault in a file that a ministry edits stops the start with its own sentence instead of a stack trace. */
class MinistryFileFaults implements FailureAnalyzer {

    private static final Set<Class<? extends RuntimeException>> FAULTS =
            Set.of(PlanFileException.class, MinistryFileException.class, InvalidRegisterException.class);

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (FAULTS.contains(cause.getClass())) {
                return new FailureAnalysis(cause.getMessage(), "Sửa tệp nêu trên rồi khởi động lại.", cause);
            }
        }
        return null;
    }
}
