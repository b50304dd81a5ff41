package vn.gov.most.dataplan.security;

import java.io.IOException;

/** What a request carries is not read any further. */
final class RequestBodyRefusedException extends IOException {

    private final int status;

    /** @param message in Vietnamese, for whoever sent it */
    RequestBodyRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
