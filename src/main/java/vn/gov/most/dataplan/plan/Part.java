package vn.gov.most.dataplan.plan;

import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/**
 * A unit of work that a clause asks for, such as a report by each unit or the ministry's report.
 *
 * @param clause the clause's id
 * @param name the clause's if the file gives the part none; so is {@code product}
 * @param process the process id; empty if the process is planned but not built yet
 * @param owesNothing whether the process carries out the clause but nobody owes anything: it opens no obligation and
 *     cannot be started by hand
 * @param closes whether this part's obligation closes the period: exactly one part of a period does
 * @param collects the part whose reports this one consolidates, waiting for them until they are late
 * @param opens one date per period, before it is moved to a working day
 * @param due empty if neither source nor ministry sets a date
 * @param carries the times and days that the opening event carries
 * @param messages messages of other systems that open it
 * @param opensAfterLate when the software opens it because something of a unit is late
 * @param startedByStaff whether everybody in a unit may start it by hand for that unit, and not only its head
 * @param fromTask the label of the link that starts this part from an open task of the plan; the start form then
 *     begins with the clause and the name of that task; empty if there is no such link
 * @param reminders working days before the due day, the longest first
 */
public record Part(
        String clause,
        String id,
        String name,
        Optional<String> process,
        boolean owesNothing,
        PartOwner each,
        boolean closes,
        Optional<String> collects,
        PeriodRule period,
        List<MonthDay> opens,
        Optional<DeadlineRule> due,
        List<Step> steps,
        List<CarriedDay> carries,
        List<String> messages,
        Optional<LateOpening> opensAfterLate,
        boolean startedByStaff,
        Optional<String> fromTask,
        String product,
        List<Integer> reminders) {

    /** Whether the plan names a process that is not built yet. */
    public boolean isPlanned() {
        return process.isEmpty();
    }

    /** The kind without the subject: "Báo cáo của đơn vị" for "Báo cáo của đơn vị: chất lượng dữ liệu". */
    public String kind() {
        return name.replaceFirst(":.*", "");
    }

    /** The step of this user task. */
    public Optional<Step> step(String task) {
        return steps.stream().filter(step -> step.task().equals(task)).findFirst();
    }

    /**
     * Whether the unit that it was opened for carries it out. Another unit does if the first step is for nobody in
     * the unit.
     */
    public boolean isOwedByUnit() {
        return each != PartOwner.CLAUSE
                && (steps.isEmpty()
                        || List.of("unit", "head").contains(steps.get(0).who()));
    }
}
