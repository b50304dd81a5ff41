package vn.gov.most.dataplan.dossier;

import java.time.Duration;

/** The time limit for processing an uploaded file. */
final class Patience {

    /** The time limit is exceeded. */
    static final class Over extends RuntimeException {}

    private final long end;

    Patience(Duration longest) {
        end = System.nanoTime() + longest.toNanos();
    }

    void check() {
        if (System.nanoTime() - end > 0) {
            throw new Over();
        }
    }
}
