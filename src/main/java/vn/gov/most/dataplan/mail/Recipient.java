package vn.gov.most.dataplan.mail;

import vn.gov.most.dataplan.engine.MailAddress;

/**
 * Who gets a mail.
 *
 * @param id of the person or, for a mailbox, of the unit
 * @param name in full, as the mail addresses them
 * @param address empty where there is none
 */
public record Recipient(String id, Kind kind, String name, String address) {

    /** Decides how the mail opens and asks. */
    public enum Kind {
        PERSON,
        UNIT,
        LEADERSHIP
    }

    public Recipient {
        name = Words.oneLine(name);
        address = address == null ? "" : address.strip();
    }

    /** Whether a mail can be sent there at all; the unit's mailbox gets a copy where not. */
    public boolean hasValidAddress() {
        return MailAddress.isOne(address);
    }
}
