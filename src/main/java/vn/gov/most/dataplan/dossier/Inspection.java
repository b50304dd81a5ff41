package vn.gov.most.dataplan.dossier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.Tika;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Determines the type of a file from its content, whatever its name says, and accepts or refuses it: only allowed
 * types, no active content, no trap such as a ZIP bomb, and no state secret mark.
 */
final class Inspection {

    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Allows the files in a ZIP and the files embedded in these. */
    private static final int DEEPEST = 3;

    private static final Tika TIKA = new Tika();
    private static final Set<String> PACKAGES =
            Set.of("application/zip", "application/x-tika-ooxml", "application/java-archive");

    private final Patience patience;

    private Inspection(Patience patience) {
        this.patience = patience;
    }

    /** @param pages the number of pages with a preview picture */
    record Found(Kind kind, int pages) {}

    /**
     * @param name as {@link PaperName} returns it
     * @throws Refusal with the reason
     */
    static Found of(String name, byte[] content) {
        try {
            return new Inspection(new Patience(LONGEST)).inspect(name, content, 0);
        } catch (NotAllowed why) {
            throw new Refusal("Không nhận tệp \"%s\": %s".formatted(name, why.getMessage()));
        } catch (Patience.Over tooLong) {
            throw new Refusal("Không nhận tệp \"%s\": kiểm tra tệp mất quá %d giây; chia tệp thành các phần nhỏ hơn."
                    .formatted(name, LONGEST.toSeconds()));
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            // A file that makes a parser fail is a damaged file, not an error of the program
            LOG.info("A file cannot be read: {}", unreadable.toString());
            throw new Refusal("Không nhận tệp \"%s\": %s"
                    .formatted(name, NotAllowed.damaged().getMessage()));
        }
    }

    Patience patience() {
        return patience;
    }

    /** The same for a nested file. */
    Found inspect(String name, byte[] content, int depth) throws NotAllowed, IOException {
        if (content.length == 0) {
            throw new NotAllowed("tệp rỗng.");
        }
        checkMark(SecretMarks.inName(name));
        Kind byName = Kind.byEnding(PaperName.ending(name))
                .filter(kind -> kind != Kind.TEXT || depth > 0)
                .orElseThrow(() -> new NotAllowed("chỉ nhận " + Kind.ALLOWED + "."));
        String type = TIKA.detect(content);
        if (depth >= DEEPEST) {
            throw new NotAllowed("có quá nhiều lớp tệp lồng nhau.");
        } else if (PACKAGES.contains(type)) {
            return inPackage(byName, content, depth);
        }
        Kind kind =
                switch (type) {
                    case "application/pdf" -> Kind.PDF;
                    case "image/png" -> Kind.PNG;
                    case "image/jpeg" -> Kind.JPEG;
                    default -> isText(type) && byName == Kind.TEXT ? Kind.TEXT : null;
                };
        if (kind == null) {
            throw new NotAllowed("nội dung không phải %s.".formatted(Kind.ALLOWED));
        }
        checkIs(byName, kind);
        return switch (kind) {
            case PDF -> {
                PdfContent pdf = PdfContent.of(content, patience);
                checkMark(SecretMarks.inText(pdf.firstPage()));
                yield new Found(kind, Math.min(pdf.pages(), Preview.MOST_PAGES));
            }
            case PNG, JPEG -> {
                Preview.checkPicture(content);
                yield new Found(kind, 1);
            }
            default -> {
                checkMark(SecretMarks.inText(new String(
                        content, 0, Math.min(content.length, 4_000), java.nio.charset.StandardCharsets.UTF_8)));
                yield new Found(kind, 0);
            }
        };
    }

    private static boolean isText(String type) {
        return type.startsWith("text/plain") || type.equals("application/xml") || type.equals("application/json");
    }

    private Found inPackage(Kind byName, byte[] content, int depth) throws NotAllowed, IOException {
        try (ZipContent zip = new ZipContent(content, patience)) {
            Kind kind = zip.isOfficeFile() ? OfficeContent.kind(zip) : Kind.ZIP;
            checkIs(byName, kind);
            if (kind == Kind.ZIP && depth > 0) {
                throw new NotAllowed("có tệp nén lồng bên trong; giải nén tệp đó trước.");
            }
            if (kind == Kind.ZIP) {
                zip.each((name, inside) -> within(name, inside, depth));
            } else {
                checkMark(SecretMarks.inText(OfficeContent.check(zip, kind, this, depth)));
            }
            return new Found(kind, 0);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** For a nested file, the reason names it. */
    void within(String name, byte[] content, int depth) throws NotAllowed, IOException {
        try {
            inspect(name, content, depth + 1);
        } catch (NotAllowed why) {
            throw new NotAllowed("\"%s\" bên trong: %s".formatted(name, why.getMessage()));
        }
    }

    private static void checkIs(Kind byName, Kind kind) throws NotAllowed {
        if (byName != kind) {
            throw new NotAllowed(
                    "đuôi tên là %s mà nội dung là %s; đặt tên đúng với nội dung rồi tải lại.".formatted(byName, kind));
        }
    }

    private static void checkMark(Optional<String> mark) throws NotAllowed {
        if (mark.isPresent()) {
            throw new NotAllowed("có dấu độ mật \"%s\"; tài liệu bí mật nhà nước không được đưa lên phần mềm này."
                    .formatted(mark.get()));
        }
    }
}
