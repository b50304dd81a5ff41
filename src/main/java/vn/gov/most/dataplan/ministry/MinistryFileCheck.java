package vn.gov.most.dataplan.ministry;

/** A bean that checks files which only its own module reads, at every start. */
public interface MinistryFileCheck {

    /** @throws MinistryFileException with all faults */
    void check();
}
