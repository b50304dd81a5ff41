package vn.gov.most.dataplan;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Plan;

/** Checks that the plan names only units and bodies of the register. */
final class PlanNames {

    /**
     * The plan may also name these, which are not ids of the register: kinds of units, and the unit or head of the
     * instance.
     */
    private static final Set<String> KINDS = Set.of(Clause.DATABASE_OWNERS, Clause.ALL_UNITS, "unit", "head");

    private PlanNames() {}

    /**
     * @param known whether a unit, its head or a body has this id
     * @throws MinistryFileException with all unknown names
     */
    static void check(Plan plan, Predicate<String> known) {
        Faults faults = new Faults();
        for (Clause clause : plan.clauses()) {
            String place = "mục \"" + clause.id() + "\"";
            faults.check(() -> check(clause.lead(), known, place + ", trường \"lead\""));
            clause.coordinators()
                    .forEach(name -> faults.check(() -> check(name, known, place + ", trường \"coordinators\"")));
            clause.parts().forEach(part -> part.steps()
                    .forEach(step -> faults.check(() -> check(
                            step.who(),
                            known,
                            "%s, phần \"%s\", bước \"%s\", trường \"who\"".formatted(place, part.id(), step.task())))));
        }
        faults.tell();
    }

    private static void check(String name, Predicate<String> known, String place) {
        if (!name.isEmpty() && !KINDS.contains(name) && !known.test(name)) {
            throw new MinistryFileException(
                    "plan.yml",
                    place,
                    "\"%s\" không có trong danh bạ đơn vị; được phép: id của đơn vị, tổ chức trong organisation.yml, hoặc %s"
                            .formatted(name, String.join(", ", new TreeSet<>(KINDS))));
        }
    }
}
