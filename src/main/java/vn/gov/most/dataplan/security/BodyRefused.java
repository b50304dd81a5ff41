package vn.gov.most.dataplan.security;

import java.io.IOException;

/** What a request carries is not read any further. */
final class BodyRefused extends IOException {

    private final int status;

    /** @param message in Vietnamese, for whoever sent it */
    BodyRefused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
