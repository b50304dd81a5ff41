package vn.gov.most.dataplan.mail;

import java.time.LocalDate;
import java.util.Set;

/**
 * A mail to write: once per person, occasion and day, however often it is requested.
 *
 * @param occasion such as {@code reminder}, or {@code news/} and a hash of the tasks
 * @param about the row ids of the obligations in the mail; empty for a mail about the overall state
 */
public record MailIntent(Recipient to, String occasion, LocalDate day, Letter letter, Set<Long> about) {}
