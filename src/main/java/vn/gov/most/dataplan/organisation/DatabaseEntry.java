package vn.gov.most.dataplan.organisation;

/**
 * A database in the register on the requested day.
 *
 * @param owner the id of the unit that owns it on that day
 */
public record DatabaseEntry(String id, String name, String owner) {}
