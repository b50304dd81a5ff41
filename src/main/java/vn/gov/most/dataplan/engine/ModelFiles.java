package vn.gov.most.dataplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The models and the forms they name, as they lie on the class path: {@code processes/**}{@code /<process>.bpmn} and
 * {@code forms/<process>/<form>.form}, the form's id being {@code <process>-<form>}. Names are relative, so that the
 * same files are the same whether they come from a folder, a moved one or a jar.
 */
public final class ModelFiles {

    private static final Pattern FORM_REF = Pattern.compile("camunda:formRef=\"([^\"]+)\"");
    private static final String UNREADABLE = "Không đọc được các quy trình trong processes/.";
    private static final Pattern BELOW_ROOT = Pattern.compile(".*/(processes/.+\\.bpmn)");

    /** A process with all that is deployed with it, by relative name. */
    public record Model(String process, TreeMap<String, String> resources) {}

    private final PathMatchingResourcePatternResolver files;

    /** @param where the class path to read */
    public ModelFiles(ClassLoader where) {
        this.files = new PathMatchingResourcePatternResolver(where);
    }

    /** @throws IllegalStateException in Vietnamese where a model names a form that is not there */
    public List<Model> read() {
        try {
            return Stream.of(files.getResources("classpath*:processes/**/*.bpmn"))
                    .map(this::model)
                    .sorted(Comparator.comparing(Model::process))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(UNREADABLE, e);
        }
    }

    /**
     * The models alone, as they would be the latest.
     *
     * @throws IllegalStateException in Vietnamese where one cannot be read
     */
    public List<UsedModel> models() {
        try {
            return Stream.of(files.getResources("classpath*:processes/**/*.bpmn"))
                    .map(file -> UsedModel.ofFile(relativeName(file), text(file)))
                    // A folder may stand on the class path twice
                    .distinct()
                    .sorted(Comparator.comparing(UsedModel::file))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(UNREADABLE, e);
        }
    }

    private Model model(Resource file) {
        String process = file.getFilename().replace(".bpmn", "");
        String text = text(file);
        TreeMap<String, String> resources = new TreeMap<>();
        resources.put(relativeName(file), text);
        Matcher formRef = FORM_REF.matcher(text);
        while (formRef.find()) {
            String id = formRef.group(1);
            String name = "forms/%s/%s.form".formatted(process, id.replaceFirst("^" + process + "-", ""));
            Resource form = files.getResource("classpath:" + name);
            if (!form.exists()) {
                throw new IllegalStateException(
                        "Quy trình %s: không tìm thấy biểu mẫu %s (tệp %s).".formatted(process, id, name));
            }
            resources.put(name, text(form));
        }
        return new Model(process, resources);
    }

    private static String relativeName(Resource file) {
        try {
            Matcher matcher = BELOW_ROOT.matcher(file.getURL().toString());
            if (!matcher.matches()) {
                throw new IllegalStateException("Not below processes/: " + file);
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("Không đọc được " + file.getFilename() + ".", e);
        }
    }

    private static String text(Resource file) {
        try (InputStream stream = file.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Không đọc được " + file.getFilename() + ".", e);
        }
    }
}
