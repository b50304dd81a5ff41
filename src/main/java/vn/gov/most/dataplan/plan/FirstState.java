package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.util.List;

/** The known state of a clause when the software was first used: done on a day, with evidence. */
public record FirstState(LocalDate doneOn, List<String> evidence) {}
