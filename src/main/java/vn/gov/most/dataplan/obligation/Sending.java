package vn.gov.most.dataplan.obligation;

import java.time.Instant;

/**
 * A sending of a report.
 *
 * @param number from 1 within its obligation
 * @param sentBy the person's name then; empty if unknown
 * @param addendum whether it came after the signature of the period
 * @param content the report's variables as JSON
 */
public record Sending(long obligation, int number, Instant sentAt, String sentBy, boolean addendum, String content) {}
