package vn.gov.most.dataplan.ministry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files that a ministry edits, each by its name below the ministry's folder: {@code plan.yml},
 * {@code calendar/2026.yml}.
 *
 * @param texts gives a file's text, empty where there is no such file
 */
public record MinistryFiles(Function<String, Optional<String>> texts) {

    private static final ObjectMapper YAML = new ObjectMapper(
                    new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Those in the ministry's own folder before those that the software brings; these alone where no folder is named. Where
     * one is named and is not there, every file is a fault: what is brought would be imported for good. So is a name that is
     * nearly one of ours, such as {@code people.yml.txt}, which would not be read.
     */
    public static MinistryFiles in(String folder) {
        return new MinistryFiles(
                name -> own(folder.strip(), name).or(() -> brought(name)).map(saved -> SavedText.of(name, saved)));
    }

    private static Optional<byte[]> own(String folder, String name) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path there = existing(folder);
        try {
            return Optional.of(Files.readAllBytes(there.resolve(name)));
        } catch (NoSuchFileException notTheirs) {
            return Optional.empty();
        } catch (IOException e) {
            throw new MinistryFileException(
                    name, "", "không đọc được trong thư mục %s (%s)".formatted(there, e.getMessage()));
        }
    }

    /** A folder without anything is none either: a disk that was not mounted looks so. */
    private static Path existing(String folder) {
        String problem;
        try {
            Path there = Path.of(folder).toAbsolutePath().normalize();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(there)) {
                if (files.iterator().hasNext()) {
                    refuseMisspelt(there);
                    return there;
                }
                problem = "thư mục %s trống".formatted(there);
            } catch (NoSuchFileException | NotDirectoryException e) {
                problem = "không có thư mục %s".formatted(there);
            } catch (IOException e) {
                problem = "không đọc được thư mục %s (%s)".formatted(there, e.getMessage());
            }
        } catch (InvalidPathException e) {
            problem =
                    "đường dẫn %s có ký tự mà máy này không đọc được; nếu là chữ có dấu, đặt biến môi trường LC_ALL=C.UTF-8"
                            .formatted(folder);
        }
        throw new MinistryFileException(List.of("Cài đặt \"dataplan.ministry-folder\": " + problem
                + "; được phép: thư mục có tệp của Bộ, hoặc bỏ cài đặt này để dùng các tệp kèm theo chương trình."));
    }

    private static void refuseMisspelt(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<String> misspelt = files.map(
                            file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !isKnown(name))
                    .flatMap(name -> meant(name)
                            .filter(known -> !Files.exists(folder.resolve(known)))
                            .map(known ->
                                    "Tệp \"%s\": tên viết khác nên không được đọc; được phép: đổi tên thành %s, hoặc bỏ"
                                                    .formatted(name, known)
                                            + " tệp khỏi thư mục.")
                            .stream())
                    .sorted()
                    .toList();
            if (!misspelt.isEmpty()) {
                throw new MinistryFileException(misspelt);
            }
        }
    }

    /** The name that a file's is nearly: in other letters, with an ending too many, or the other one of YAML. */
    private static Optional<String> meant(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return Stream.of(
                        lower,
                        lower.replaceFirst("\\.[a-z]{1,4}$", ""),
                        lower.replaceFirst("\\.yaml$", ".yml"),
                        lower + ".yml")
                .filter(MinistryFiles::isKnown)
                .findFirst();
    }

    private static boolean isKnown(String name) {
        return name.equals("people.yml")
                || name.matches("calendar/\\d{4}\\.yml")
                || brought(name).isPresent();
    }

    private static Optional<byte[]> brought(String name) {
        try (InputStream file = MinistryFiles.class.getResourceAsStream("/ministry/" + name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws MinistryFileException where there is no such file */
    public String text(String name) {
        return texts.apply(name).orElseThrow(() -> new MinistryFileException(name, "", "không tìm thấy tệp này"));
    }

    /**
     * The entry that the whole file is.
     *
     * @throws MinistryFileException where there is no such file, or it is no YAML
     */
    public Entry require(String name) {
        return entry(name, text(name));
    }

    /**
     * The same of a file that need not be there.
     *
     * @throws MinistryFileException where it is no YAML
     */
    public Optional<Entry> read(String name) {
        return texts.apply(name).map(text -> entry(name, text));
    }

    private static Entry entry(String name, String text) {
        try {
            JsonNode content = YAML.readTree(text);
            return new Entry(name, "", "", content);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MinistryFileException(
                    name,
                    "dòng " + line,
                    "không đọc được; kiểm tra dấu cách đầu dòng, dấu hai chấm, dấu ngoặc và trường bị lặp");
        }
    }
}
