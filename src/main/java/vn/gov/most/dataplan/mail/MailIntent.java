package vn.gov.most.dataplan.mail;

import java.time.LocalDate;

/**
 * That somebody is to get a mail: once for an occasion on a day, however often it is decided.
 *
 * @param occasion such as {@code reminder}, or {@code news/} and a hash of the tasks
 */
public record MailIntent(Recipient to, String occasion, LocalDate day, Letter letter) {}
