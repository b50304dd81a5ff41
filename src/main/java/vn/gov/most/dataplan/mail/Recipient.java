package vn.gov.most.dataplan.mail;

import vn.gov.most.dataplan.engine.MailAddress;

/**
 * Who gets a mail.
 *
 * @param id of the person or, for a mailbox, of the unit
 * @param name in full, as the mail addresses them
 * @param address empty if there is none
 */
public record Recipient(String id, Kind kind, String name, String address) {

    /** Decides the salutation and the request of the mail. */
    public enum Kind {
        PERSON,
        UNIT,
        LEADERSHIP
    }

    public Recipient {
        name = MailText.oneLine(name);
        address = address == null ? "" : address.strip();
    }

    /** Whether a mail can be sent to the address; otherwise the unit's mailbox gets a copy. */
    public boolean hasValidAddress() {
        return MailAddress.isOne(address);
    }
}
