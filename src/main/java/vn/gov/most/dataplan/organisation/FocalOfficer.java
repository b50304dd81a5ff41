package vn.gov.most.dataplan.organisation;

/**
 * The officer who manages and shares a unit's data with other units (annex II.7). They get the mails that the unit's
 * staff get, and need not have an account.
 */
public record FocalOfficer(String unit, String name, String email) {}
