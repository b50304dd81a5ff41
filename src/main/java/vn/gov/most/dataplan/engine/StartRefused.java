package vn.gov.most.dataplan.engine;

/** The program does not start because of a dangerous setting. The message is Vietnamese, for the operator. */
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
