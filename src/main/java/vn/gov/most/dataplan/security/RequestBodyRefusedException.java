package vn.gov.most.dataplan.security;

import java.io.IOException;

/** The body of a request is refused and not read further. */
final class RequestBodyRefusedException extends IOException {

    private final int status;

    /** @param message in Vietnamese, for the client's user */
    RequestBodyRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
