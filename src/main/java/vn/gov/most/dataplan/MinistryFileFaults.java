package vn.gov.most.dataplan;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/** Faults in the ministry's files stop the start with their own sentences instead of a stack trace. */
class MinistryFileFaults extends AbstractFailureAnalyzer<MinistryFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MinistryFileException cause) {
        return new FailureAnalysis(cause.getMessage(), "Sửa các tệp nêu trên rồi khởi động lại.", cause);
    }
}
