package vn.gov.most.dataplan.organisation;

/**
 * The officer who is in charge of managing and sharing a unit's data with other units (annex II.7), and who gets the mails
 * that its staff get; need not have an account.
 */
public record FocalOfficer(String unit, String name, String email) {}
