package vn.gov.most.dataplan.dossier;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The allowed types of papers. */
public enum Kind {
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    ZIP("application/zip", "zip"),
    /** Only inside a ZIP. */
    TEXT("text/plain", "txt", "csv", "xml", "json");

    static final String ALLOWED = "PDF, DOCX, XLSX, PNG, JPEG, ZIP";

    private final String mediaType;
    private final List<String> endings;

    Kind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    public String mediaType() {
        return mediaType;
    }

    static Optional<Kind> byEnding(String ending) {
        return Arrays.stream(values())
                .filter(kind -> kind.endings.contains(ending))
                .findFirst();
    }
}
