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
 * Moves the engine's clock forward and runs all jobs due until then, each at its own time and in chronological order,
 * like a job executor that never sleeps. The engine's clock is static: nothing else in the JVM may use the engine
 * meanwhile, and the job executor must be off.
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

    /** Sets the clock, forward or back, without running jobs. */
    public void jumpTo(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /**
     * Runs all jobs due up to and including this time, and leaves the clock there. A failing job is retried while it
     * has retries, and then becomes an incident.
     *
     * @throws IllegalArgumentException if the time is in the past
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

    /** Runs all jobs that are due now and the jobs these create, without moving the clock. */
    public void runDueJobs() {
        for (List<Job> jobs = executable(); !jobs.isEmpty(); jobs = executable()) {
            jobs.forEach(this::execute);
        }
    }

    /** Resets the clock to the machine's time. */
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
            // The engine itself has decremented the retries and stored the reason, as for its job executor.
            LOG.warn("Job {} failed", job.getId(), failed);
        }
    }
}
