package vn.gov.most.dataplan.duty;

import java.util.Collection;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;

/** Who in a unit starts a part by hand: the head, or everybody where the plan says so; the leading unit for all. */
public final class ManualStarters {

    private ManualStarters() {}

    /** Whether people of these groups start it for every unit: those of the unit that leads the clause. */
    static boolean startForAll(Collection<String> groups, Clause clause, Part part) {
        return groups.contains(groupOf(part, clause.lead()));
    }

    /** The group of those who do. */
    public static String groupOf(Part part, String unit) {
        return part.startedByStaff() ? Register.groupOf(unit) : Register.headGroupOf(unit);
    }
}
