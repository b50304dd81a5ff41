package vn.gov.most.dataplan.mail;

/** What a mail says, the same words in HTML and in plain text. */
public record Letter(String subject, String html, String text) {

    public Letter {
        subject = Words.oneLine(subject);
    }
}
