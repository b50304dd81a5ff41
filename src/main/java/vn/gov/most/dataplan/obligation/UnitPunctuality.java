package vn.gov.most.dataplan.obligation;

/** How many of a unit's obligations were due, and of these how many were done in time and how many late. */
public record UnitPunctuality(String unit, int owed, int inTime, int late) {}
