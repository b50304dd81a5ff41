package vn.gov.most.dataplan.plan;

/**
 * When a part opens by itself because something of a unit is late.
 *
 * @param days how many working days past its due day something must be to open the part
 * @param again how many working days after the last instance ended the same lateness may open it again
 */
public record LateOpening(int days, int again) {}
