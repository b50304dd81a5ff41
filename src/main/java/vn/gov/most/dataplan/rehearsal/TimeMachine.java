package vn.gov.most.dataplan.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves the engine's clock forward and runs what is due up to then, each job at its own moment and in the order of their
 * moments, as a job executor would that never sleeps. The engine's clock is one for the whole JVM: nothing else may use
 * the engine meanwhile, and the job executor must be off.
 */
@Component
public class TimeMachine {

    private static final Logger LOG = LoggerFactory.getLogger(TimeMachine.class);

    private final ManagementService managementService;
    private final Clock clock;

    TimeMachine(ManagementService managementService, Clock clock) {
        this.managementService = managementService;
        this.clock = clock;
    }

    /** Sets the clock, forward or back, and runs nothing. */
    public void jumpTo(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /**
     * Runs all that is due until the moment, the moment included, and leaves the clock there. A job that fails is tried
     * again as long as it has retries, and then stays an incident.
     *
     * @throws IllegalArgumentException where the moment lies in the past
     */
    public void advanceTo(Instant moment) {
        if (moment.isBefore(clock.instant())) {
            throw new IllegalArgumentException("Time runs forward: " + moment + " is before " + clock.instant());
        }
        runDueJobs();
        for (Optional<Job> timer = nextTimer(moment); timer.isPresent(); timer = nextTimer(moment)) {
            jumpTo(timer.get().getDuedate().toInstant());
            runDueJobs();
        }
        jumpTo(moment);
    }

    /** Runs what can be run now, and what comes of it; the clock goes on as it went. */
    public void runDueJobs() {
        for (List<Job> jobs = executable(); !jobs.isEmpty(); jobs = executable()) {
            jobs.forEach(this::execute);
        }
    }

    /** Gives the clock back to the machine's own time. */
    public void stop() {
        ClockUtil.reset();
    }

    private List<Job> executable() {
        return managementService
                .createJobQuery()
                .executable()
                .active()
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .listPage(0, 100);
    }

    private Optional<Job> nextTimer(Instant until) {
        return managementService
                .createJobQuery()
                .withRetriesLeft()
                .active()
                .duedateLowerThan(Date.from(until.plusMillis(1)))
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst();
    }

    private void execute(Job job) {
        try {
            managementService.executeJob(job.getId());
        } catch (RuntimeException failed) {
            // The engine has counted the retry and recorded the reason, as it does for its job executor.
            LOG.warn("Job {} failed", job.getId(), failed);
        }
    }
}
