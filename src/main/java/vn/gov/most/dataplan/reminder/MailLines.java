package vn.gov.most.dataplan.reminder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.mail.MailLine;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.obligation.OpenStep;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Period;
import vn.gov.most.dataplan.plan.Plan;

/** Builds the line of a mail about a task, for one person at one time. */
record MailLines(Plan plan, WorkingCalendar calendar, Audience audience, Instant now) {

    MailLine line(OpenStep step, String person, Optional<MailBatches.Return> returned) {
        Clause clause = plan.clause(step.obligation().clause()).orElseThrow();
        Part part = part(step);
        String unit = step.obligation().unit();
        return new MailLine(
                step.task(),
                step.name(),
                clause.citation(),
                part.name(),
                unit.isEmpty() || audience.isOfUnit(person, unit) ? "" : audience.unitName(unit),
                step.obligation().period().isEmpty()
                        ? step.about()
                        : Period.parse(step.obligation().period()).vietnamese(),
                step.assignee()
                        .filter(handler -> !handler.equals(person))
                        .map(handler -> audience.recipient(handler).name())
                        .orElse(""),
                Optional.of(step.dueAt()),
                step.provisional(),
                status(step),
                Math.abs(workingDaysLeft(step)),
                step.moved().map(moved -> new MailLine.Moved(moved.from(), moved.because())),
                returned.map(back -> new MailLine.Returned(
                        part.kind(), back.reasons(), back.by().orElse(""))));
    }

    /** @throws IllegalStateException if the plan no longer has this part */
    Part part(OpenStep step) {
        return part(plan, step.obligation());
    }

    /** @throws IllegalStateException if the plan no longer has this part */
    static Part part(Plan plan, ObligationKey key) {
        return plan.part(key.clause(), key.part())
                .orElseThrow(() -> new IllegalStateException(
                        "plan.yml không có phần \"%s\" của mục %s".formatted(key.part(), key.clause())));
    }

    /** Negative after the due day. */
    int workingDaysLeft(OpenStep step) {
        return calendar.workingDaysBetween(day(now), day(step.dueAt()));
    }

    MailLine.Status status(OpenStep step) {
        if (!now.isBefore(step.lateFrom())) {
            return MailLine.Status.OVERDUE;
        }
        if (now.isAfter(step.dueAt())) {
            return MailLine.Status.PAST_DUE;
        }
        return workingDaysLeft(step) <= Obligation.DUE_SOON ? MailLine.Status.DUE_SOON : MailLine.Status.IN_TIME;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkingCalendar.ZONE);
    }
}
