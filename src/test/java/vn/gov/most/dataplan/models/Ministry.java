package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import vn.gov.most.dataplan.plan.Plan;

/**
 * What a ministry edits, by path: models, forms and the plan. As they are shipped, or a small sample from which each test
 * breaks what it says.
 */
record Ministry(Map<String, String> files) {

    static final String PLAN = "plan.yml";

    /** The sample's one model. */
    static final String MODEL = "processes/two-report.bpmn";

    static Ministry shipped() {
        Map<String, String> files = read(Path.of(""), "processes", "forms");
        files.put(PLAN, text(Path.of("src/main/resources/ministry/plan.yml")));
        return new Ministry(files);
    }

    static Ministry sample() {
        return new Ministry(read(Path.of("src/test/resources/sample"), ""));
    }

    /** The same with one text replaced, wherever it stands in that file. */
    Ministry with(String file, String old, String replacement) {
        assertThat(files.get(file)).contains(old);
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(file, files.get(file).replace(old, replacement));
        return new Ministry(changed);
    }

    Ministry without(String file) {
        assertThat(files).containsKey(file);
        Map<String, String> changed = new TreeMap<>(files);
        changed.remove(file);
        return new Ministry(changed);
    }

    Ministry copied(String file, String copy) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(copy, files.get(file));
        return new Ministry(changed);
    }

    /** @throws IllegalArgumentException where a file is no BPMN, naming it */
    List<Model> models() {
        return stream(".bpmn").map(file -> Model.read(file, files.get(file))).toList();
    }

    List<Form> forms() {
        return stream(".form").map(file -> Form.read(file, files.get(file))).toList();
    }

    Plan plan() {
        return Plan.read(files.get(PLAN));
    }

    private Stream<String> stream(String ending) {
        return files.keySet().stream().filter(file -> file.endsWith(ending));
    }

    private static Map<String, String> read(Path root, String... folders) {
        Map<String, String> texts = new TreeMap<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(root.resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> texts.put(root.relativize(file).toString(), text(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
