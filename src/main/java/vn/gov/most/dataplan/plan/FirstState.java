package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.util.List;

/**
 * How a clause stood when the software was first used, where that is known: done, on a day, with what proves it.
 */
public record FirstState(LocalDate doneOn, List<String> evidence) {}
