package vn.gov.most.dataplan.plan;

/**
 * What opens by itself for a unit of whom something is late.
 *
 * @param days working days past its due day from which something is ground enough
 * @param again working days after the last one ended before what was ground for it is ground again
 */
public record LateOpening(int days, int again) {}
