package vn.gov.most.dataplan.duty;

import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Part;

/** Who in a unit starts a part by hand: the head, or everybody where the plan says so. */
public final class Starters {

    private Starters() {}

    /** The group of those who do. */
    public static String groupOf(Part part, String unit) {
        return part.startedByStaff() ? Register.groupOf(unit) : Register.headGroupOf(unit);
    }
}
