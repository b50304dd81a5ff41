package vn.gov.most.dataplan.organisation;

/**
 * A unit with its name on the requested day.
 *
 * @param shortName for lists; the full name if there is no short one
 * @param headTitle the title of its head, as "Vụ trưởng"
 * @param mailbox the unit's mail address
 * @param seal whether it has a seal and so numbers and issues its own documents
 */
public record Unit(String id, String name, String shortName, String headTitle, String mailbox, boolean seal) {}
