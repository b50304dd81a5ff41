package vn.gov.most.dataplan.plan;

import java.time.LocalDate;

/**
 * A period of a part that is to be opened.
 *
 * @param scheduledOn the working day on which it opens by the plan; it may open later, never earlier
 * @param extended whether only the ministry's extension asks for it
 */
public record Opening(Part part, Period period, LocalDate scheduledOn, boolean extended) {

    /** Whether it should be open on that day, whether or not it was opened. */
    public boolean isDueOn(LocalDate day) {
        return !day.isBefore(scheduledOn);
    }
}
