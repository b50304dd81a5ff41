package vn.gov.most.dataplan.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.context.ProcessEngineContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs many actions in sequence, each in its own transaction, so that one failure does not stop the others. Call it
 * in a job that can be repeated, before the job has written anything itself.
 */
@Component
public class SeparateTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(SeparateTransactions.class);

    private final TransactionTemplate separateTransaction;

    SeparateTransactions(PlatformTransactionManager transactions) {
        separateTransaction = new TransactionTemplate(transactions);
        separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param all the actions, by a name that people recognise
     * @throws ProcessEngineException at the end, with the names and reasons of all failures; the job's incident shows
     *     it
     */
    public void run(Map<String, Runnable> all) {
        List<String> failed = new ArrayList<>();
        RuntimeException last = null;
        for (Map.Entry<String, Runnable> one : all.entrySet()) {
            try {
                alone(one.getValue());
            } catch (RuntimeException e) {
                LOG.warn("Failed for {}, the others go on", one.getKey(), e);
                failed.add("%s (%s)".formatted(one.getKey(), e.getMessage()));
                last = e;
            }
        }
        if (!failed.isEmpty()) {
            throw new ProcessEngineException(
                    "Không thực hiện được cho: %s. Những việc khác đã xong.".formatted(String.join("; ", failed)),
                    last);
        }
    }

    /** Otherwise the engine would write together with the outer command, when that ends. */
    private void alone(Runnable what) {
        separateTransaction.executeWithoutResult(transaction -> {
            try {
                ProcessEngineContext.withNewProcessEngineContext(() -> {
                    what.run();
                    return null;
                });
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ProcessEngineException(e);
            }
        });
    }
}
