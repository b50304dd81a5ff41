package vn.gov.most.dataplan.security;

/** A setting that must not go into service: the program says so, in the operator's language, and does not start. */
class StartRefused extends RuntimeException {

    private final String remedy;

    StartRefused(String fault, String remedy) {
        super(fault);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
