package vn.gov.most.dataplan.mail;

import java.time.LocalDate;
import java.util.Set;

/**
 * That somebody is to get a mail: once for an occasion on a day, however often it is decided.
 *
 * @param occasion such as {@code reminder}, or {@code news/} and a hash of the tasks
 * @param about the obligations that it tells of, by the numbers of their rows; empty where it tells how all stand
 */
public record MailIntent(Recipient to, String occasion, LocalDate day, Letter letter, Set<Long> about) {}
