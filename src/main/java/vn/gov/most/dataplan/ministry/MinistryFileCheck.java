package vn.gov.most.dataplan.ministry;

/** A bean that checks, at every start, the files that its room alone reads. */
public interface MinistryFileCheck {

    /** @throws MinistryFileException with the faults of all */
    void check();
}
