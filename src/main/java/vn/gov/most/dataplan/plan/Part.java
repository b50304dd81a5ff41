package vn.gov.most.dataplan.plan;

import java.time.MonthDay;
import java.util.List;
import java.util.Optional;

/**
 * What a clause owes in one go: a report of each unit, the ministry's report.
 *
 * @param clause the clause's id
 * @param name the clause's where the file gives the part none; so is {@code product}
 * @param process the process id; empty where the process is planned and not built yet
 * @param owesNothing whether its process carries the clause out and nobody owes anything by it: it opens no obligation,
 *     and nobody starts it by hand
 * @param closes whether this part's obligation is the period's: exactly one of those in a period
 * @param collects the part whose reports this one consolidates; its cut-off is that part's "late from"
 * @param opens a date a period, before it is moved to a working day
 * @param due empty where neither source nor ministry sets a date
 * @param carries the moments and days that the event carries which opens it
 * @param messages those that open it, of other systems
 * @param opensAfterLate of what the software opens for a unit of whom something is late
 * @param startedByStaff whether everybody in a unit may start it by hand for that unit, not its head alone
 * @param fromTask what whoever has a task of the plan before them reads who wants to start this part out of it; its start
 *     form then begins with the clause and the name of that task; empty where one cannot
 * @param reminders working days before the due day, the longest first
 */
public record Part(
        String clause,
        String id,
        String name,
        Optional<String> process,
        boolean owesNothing,
        Each each,
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

    /** Whether the plan foresees a process that is not built yet. */
    public boolean isPlanned() {
        return process.isEmpty();
    }

    /** What it is without what it is about: "Báo cáo của đơn vị" of "Báo cáo của đơn vị: chất lượng dữ liệu". */
    public String kind() {
        return name.replaceFirst(":.*", "");
    }

    /** The step of that user task. */
    public Optional<Step> step(String task) {
        return steps.stream().filter(step -> step.task().equals(task)).findFirst();
    }

    /** Whether the unit whose it is carries it out, and not another for it, as a step of nobody of the unit begins it. */
    public boolean isOwedByUnit() {
        return each != Each.CLAUSE
                && (steps.isEmpty()
                        || List.of("unit", "head").contains(steps.get(0).who()));
    }
}
