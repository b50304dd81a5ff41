package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import vn.gov.most.dataplan.agreement.Agreement;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.UsedModel;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.organisation.FirstContent;
import vn.gov.most.dataplan.plan.Plan;

/**
 * The files that a ministry edits, by path: models, forms, sources of the unit models, and the plan. Either the shipped
 * files, or a small sample that each test breaks in one place.
 */
final class Ministry {

    static final String PLAN = "plan.yml";

    /** The sample's one model. */
    static final String MODEL = "processes/two-report.bpmn";

    private static final Map<String, Class<?>> BEANS = modelBeans();

    private final Map<String, String> files;
    private final Map<String, List<?>> read = new HashMap<>();

    private Ministry(Map<String, String> files) {
        this.files = files;
    }

    static Ministry shipped() {
        Map<String, String> files = read(Path.of(""), "processes", "forms", "unit-reports");
        files.put(PLAN, text(Path.of("src/main/resources/ministry/plan.yml")));
        return new Ministry(files);
    }

    static Ministry sample() {
        return new Ministry(read(Path.of("src/test/resources/sample"), ""));
    }

    /** The same with a text replaced everywhere in that file. */
    Ministry with(String file, String old, String replacement) {
        assertThat(files.get(file)).contains(old);
        Map<String, String> changed = new TreeMap<>(files);
        changed.put(file, files.get(file).replace(old, replacement));
        return new Ministry(changed);
    }

    Ministry with(Map<String, String> texts) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.putAll(texts);
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

    Map<String, String> files() {
        return files;
    }

    /** @throws IllegalArgumentException with the name of a file that is not BPMN */
    List<Model> models() {
        return read("processes/", ".bpmn", Model::read);
    }

    List<Form> forms() {
        return read("forms/", ".form", Form::read);
    }

    /** The faults that the check at the start reports, with the shipped register and no stored versions. */
    List<String> disagreements() {
        return agreement(List.of()).faults();
    }

    /** @param stored versions beside the files */
    Agreement agreement(List<UsedModel> stored) {
        List<UsedModel> files = this.files.keySet().stream()
                .filter(file -> file.startsWith("processes/") && file.endsWith(".bpmn"))
                .map(file -> UsedModel.ofFile(file, this.files.get(file)))
                .toList();
        return new Agreement(
                plan(),
                Stream.concat(files.stream(), stored.stream()).toList(),
                this.files.entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".form"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                BEANS,
                FirstContent.read(MinistryFiles.in(""), false).names(),
                "it-center",
                List.of());
    }

    private static Map<String, Class<?>> modelBeans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ModelBean.class));
        return scanner.findCandidateComponents("vn.gov.most.dataplan").stream()
                .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
                .filter(type -> type.isAnnotationPresent(Component.class))
                .collect(
                        Collectors.toMap(type -> Introspector.decapitalize(type.getSimpleName()), Function.identity()));
    }

    Plan plan() {
        return read(PLAN, "", (file, text) -> Plan.read(new MinistryFiles(name -> Optional.of(text))))
                .get(0);
    }

    /** Parsed once, because tests that compare models and forms ask often. */
    @SuppressWarnings("unchecked")
    private <T> List<T> read(String folder, String ending, BiFunction<String, String, T> reader) {
        return (List<T>) read.computeIfAbsent(folder, any -> files.keySet().stream()
                .filter(file -> file.startsWith(folder) && file.endsWith(ending))
                .map(file -> reader.apply(file, files.get(file)))
                .toList());
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
