package vn.gov.most.dataplan.engine;

/** A setting that must not go into service: the program says so, in the operator's language, and does not start. */
public class StartRefused extends RuntimeException {

    private final String remedy;

    public StartRefused(String fault, String remedy) {
        super(fault);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
