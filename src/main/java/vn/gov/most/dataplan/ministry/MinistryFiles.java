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
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files that a ministry edits, by path below the ministry's folder: {@code plan.yml}, {@code calendar/2026.yml}.
 *
 * @param texts returns a file's text, empty if there is no such file
 */
public record MinistryFiles(Function<String, Optional<String>> texts) {

    private static final ObjectMapper YAML = new ObjectMapper(
                    new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Files of the ministry's folder first, then the bundled ones; only the bundled ones if no folder is configured.
     * If the configured folder is missing, every file is a fault: the bundled register would otherwise be imported
     * for good. A name that is almost right, such as {@code people.yml.txt}, is a fault too, because it would not be
     * read.
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

    /** An empty folder counts as missing: this is what an unmounted disk looks like. */
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

    /** The expected name that this name resembles: other letter case, an extra ending or the other YAML ending. */
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
     * The whole file as one entry.
     *
     * @throws MinistryFileException if there is no such file or it is not YAML
     */
    public Entry require(String name) {
        return entry(name, text(name));
    }

    /**
     * The whole file as one entry; empty if there is no such file.
     *
     * @throws MinistryFileException if it is not YAML
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
            OptionalInt tab = tabFrom(text, line);
            if (tab.isPresent()) {
                throw new MinistryFileException(
                        name, "dòng " + tab.getAsInt(), "có dấu Tab; được phép: dấu cách thay cho mỗi dấu Tab");
            }
            throw new MinistryFileException(
                    name,
                    "dòng " + line,
                    "không đọc được; kiểm tra dấu cách đầu dòng, dấu hai chấm, dấu ngoặc và trường bị lặp");
        }
    }

    /** The line that has a tab, that one or the next: before a tab the parser stops at the end of the line above. */
    private static OptionalInt tabFrom(String text, int line) {
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(line, line + 1)
                .filter(number ->
                        number <= lines.size() && lines.get(number - 1).contains("\t"))
                .findFirst();
    }
}
