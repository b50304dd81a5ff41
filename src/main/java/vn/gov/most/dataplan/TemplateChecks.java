package vn.gov.most.dataplan;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;

/** Checks a ministry's templates in a thread of its own while the program starts, because it takes a tenth of the start. */
@Component
class TemplateChecks {

    private final FutureTask<Faults> task;

    TemplateChecks(List<MinistryFileCheck> checks) {
        task = new FutureTask<>(() -> {
            Faults faults = new Faults();
            checks.forEach(check -> faults.check(check::check));
            return faults;
        });
        Thread thread = new Thread(task, "template-checks");
        thread.setDaemon(true);
        thread.start();
    }

    /** The faults of all templates; waits until all are checked. */
    Faults faults() {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
