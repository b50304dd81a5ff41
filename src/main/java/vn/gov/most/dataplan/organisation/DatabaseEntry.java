package vn.gov.most.dataplan.organisation;

/**
 * A database as it stands in the register on the day it was asked for.
 *
 * @param owner the id of the unit that owns it on that day
 */
public record DatabaseEntry(String id, String name, String owner) {}
