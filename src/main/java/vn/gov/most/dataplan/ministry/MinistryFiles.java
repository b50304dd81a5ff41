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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import java.util.function.Function;

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

    /** Those in the ministry's own folder before those that the software brings; these alone where no folder is named. */
    public static MinistryFiles in(String folder) {
        return new MinistryFiles(name -> {
            Path own = Path.of(folder, name);
            try (InputStream file = !folder.isBlank() && Files.exists(own)
                    ? Files.newInputStream(own)
                    : MinistryFiles.class.getResourceAsStream("/ministry/" + name)) {
                return file == null
                        ? Optional.empty()
                        : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** @throws MinistryFileException where there is no such file */
    public String text(String name) {
        return find(name).orElseThrow(() -> new MinistryFileException(name, "", "không tìm thấy tệp này"));
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
        return find(name).map(text -> entry(name, text));
    }

    /** A file written on a Mac may have its diacritics decomposed; everything compared with it is composed. */
    private Optional<String> find(String name) {
        return texts.apply(name).map(text -> Normalizer.normalize(text, Normalizer.Form.NFC));
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
