package vn.gov.most.dataplan.mail;

/** The text of a mail, in HTML and in plain text. */
public record Letter(String subject, String html, String text) {

    public Letter {
        subject = MailText.oneLine(subject);
    }
}
