package vn.gov.most.dataplan.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes mails as .eml files, for an installation without a mail server. */
final class FolderTransport implements MailTransport {

    private final Path folder;

    FolderTransport(Path folder) {
        this.folder = folder;
    }

    /** A repeated mail has the same Message-ID and overwrites its file; the file is written atomically. */
    @Override
    public void carry(MimeMessage message) throws MessagingException, IOException {
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "mail", ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                message.writeTo(out);
            }
            Files.move(
                    part,
                    folder.resolve(name(message)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String name(MimeMessage message) throws MessagingException {
        return message.getMessageID().replaceAll("^<|@.*$", "").replaceAll("[^A-Za-z0-9.-]", "_") + ".eml";
    }
}
