package vn.gov.most.dataplan.security;

/** Somebody has left a group, or their account is gone; told in the transaction that does it, before it is written. */
public record PersonLeft(String person) {}
