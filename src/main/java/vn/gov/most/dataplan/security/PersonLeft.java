package vn.gov.most.dataplan.security;

/** Published when a user has left a group or was deleted, in the same transaction and before the flush. */
public record PersonLeft(String person) {}
