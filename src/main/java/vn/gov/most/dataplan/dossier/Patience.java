package vn.gov.most.dataplan.dossier;

import java.time.Duration;

/** How long a file may take that somebody else has made. */
final class Patience {

    /** It has taken longer. */
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
