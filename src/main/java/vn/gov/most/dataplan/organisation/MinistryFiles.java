package vn.gov.most.dataplan.organisation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The files that a ministry edits: those in its own folder, where it names one, before those in the jar. */
@Component
public class MinistryFiles {

    private static final ObjectMapper YAML = new ObjectMapper(
                    new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String folder;

    MinistryFiles(@Value("${dataplan.ministry-folder:}") String folder) {
        this.folder = folder;
    }

    /** The file's text, by its name below the ministry's folder: {@code plan.yml}, {@code calendar/2026.yml}. */
    public Optional<String> text(String name) {
        Resource file = new ClassPathResource("ministry/" + name);
        if (!folder.isBlank() && Path.of(folder, name).toFile().exists()) {
            file = new FileSystemResource(Path.of(folder, name));
        }
        if (!file.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Entry> read(String name) {
        return text(name).map(text -> new Entry(name, parse(name, text)));
    }

    private static JsonNode parse(String name, String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new InvalidRegisterException(
                    name + ", dòng " + line,
                    "không đọc được; kiểm tra dấu cách đầu dòng, dấu hai chấm, dấu ngoặc và trường bị lặp.");
        }
    }

    Entry require(String name) {
        return read(name).orElseThrow(() -> new InvalidRegisterException(name, "không tìm thấy tệp này."));
    }
}
