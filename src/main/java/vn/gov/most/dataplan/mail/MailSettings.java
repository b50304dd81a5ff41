package vn.gov.most.dataplan.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.gov.most.dataplan.engine.MailAddress;

/**
 * The settings {@code dataplan.mail.*}.
 *
 * @param from the sender's address
 * @param linkBase the prefix of the links to tasks
 * @param domain of the Message-IDs; the sender's domain where none is set
 * @param folder where mails are written while no mail server is configured
 * @param subjectPrefix the prefix of every subject
 * @param bodyDays how many days the body of a mail is kept after it was sent
 */
@ConfigurationProperties("dataplan.mail")
public record MailSettings(
        @DefaultValue("data-plan@localhost") String from,
        @DefaultValue("") String fromName,
        @DefaultValue("http://127.0.0.1:8080") String linkBase,
        @DefaultValue("") String domain,
        @DefaultValue("./data/mail") String folder,
        @DefaultValue("") String subjectPrefix,
        @DefaultValue("90") int bodyDays) {

    public MailSettings {
        if (!MailAddress.isOne(from)) {
            throw new IllegalArgumentException(
                    "Cấu hình dataplan.mail.from: \"%s\" không phải là địa chỉ thư điện tử.".formatted(from));
        }
        if (!linkBase.matches("https?://[^\\s?#]+")) {
            throw new IllegalArgumentException(
                    "Cấu hình dataplan.mail.link-base: \"%s\" phải bắt đầu bằng http:// hoặc https://."
                            .formatted(linkBase));
        }
        if (bodyDays < 1) {
            throw new IllegalArgumentException(
                    "Cấu hình dataplan.mail.body-days: %d phải là số ngày, từ 1 trở lên.".formatted(bodyDays));
        }
        linkBase = linkBase.replaceAll("/+$", "");
        domain = domain.isBlank() ? from.substring(from.lastIndexOf('@') + 1) : domain;
    }
}
