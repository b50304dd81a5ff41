package vn.gov.most.dataplan;

import java.util.Optional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.organisation.FirstContent;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.RegisterNames;
import vn.gov.most.dataplan.plan.Plan;

/**
 * The content of the files that a ministry edits. A part with a fault is empty.
 *
 * @param register the register's names, stored or about to be imported
 */
record MinistryContent(Optional<Plan> plan, Optional<WorkingCalendar> calendar, Optional<RegisterNames> register) {

    /**
     * @param register empty where there is no database
     * @param demo whether the people are those of the demo
     * @param faults collects the faults of all files
     */
    static MinistryContent read(MinistryFiles files, Optional<Register> register, boolean demo, Faults faults) {
        Optional<Plan> plan = faults.read(() -> Plan.read(files));
        Optional<WorkingCalendar> calendar = faults.read(() -> WorkingCalendar.read(files));
        Optional<RegisterNames> names = register.filter(
                        installed -> installed.installedAt().isPresent())
                .map(Register::names)
                .or(() -> faults.read(() -> FirstContent.read(files, demo)).map(FirstContent::names));
        plan.ifPresent(read -> names.ifPresent(known -> faults.check(() -> PlanNames.check(read, known::has))));
        return new MinistryContent(plan, calendar, names);
    }
}
