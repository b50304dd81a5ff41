package vn.gov.most.dataplan.organisation;

/**
 * A unit as it is called on the day it was asked for.
 *
 * @param shortName for lists; the name itself where the unit has no short one
 * @param headTitle the title of its head, as "Vụ trưởng"
 * @param mailbox the unit's own address
 * @param seal whether it has a seal, and so numbers and issues papers of its own
 */
public record Unit(String id, String name, String shortName, String headTitle, String mailbox, boolean seal) {}
