package vn.gov.most.dataplan.duty;

import java.util.Collection;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/**
 * Who in a unit may start a part by hand: the head, or everybody if the plan says so. The leading unit may start it
 * for all units.
 */
public final class ManualStarters {

    private ManualStarters() {}

    /** Whether users of these groups may start it for every unit: those of the unit that leads the clause. */
    static boolean startForAll(Collection<String> groups, Clause clause, Part part) {
        return groups.contains(groupOf(part, clause.lead()));
    }

    /** The group that may start it. */
    public static String groupOf(Part part, String unit) {
        return part.startedByStaff() ? Register.groupOf(unit) : Register.headGroupOf(unit);
    }
}
