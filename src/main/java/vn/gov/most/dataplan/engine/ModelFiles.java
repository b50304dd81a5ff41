package vn.gov.most.dataplan.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.SavedText;

/**
 * The models and their forms on the class path: {@code processes}{@code /<process>.bpmn} and {@code
 * forms/<process>/<form>.form}, where the form's id is {@code <process>-<form>}. Names are relative, so that the same
 * file has the same name in any folder and in a jar.
 */
public final class ModelFiles {

    private static final Pattern FORM_REF = Pattern.compile("camunda:formRef=\"([^\"]+)\"");
    private static final Pattern XML_ENCODING = Pattern.compile("\\A(<\\?xml[^>]{0,100}encoding=[\"'])[\\w-]+([\"'])");
    private static final ObjectMapper FORMS = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern BELOW_ROOT = Pattern.compile(".*/(processes/.+\\.bpmn)");

    /** A process with all resources of its deployment, by relative name. {@code file} is the model itself. */
    public record Model(String process, String file, TreeMap<String, String> resources) {}

    private final PathMatchingResourcePatternResolver files;

    /** @param where the class path to read */
    public ModelFiles(ClassLoader where) {
        this.files = new PathMatchingResourcePatternResolver(where);
    }

    /** @throws MinistryFileException with all wrong encodings, missing forms and files that are not forms */
    public List<Model> read() {
        return Faults.each(all(), this::model).stream()
                .sorted(Comparator.comparing(Model::process))
                .toList();
    }

    /**
     * The models without their forms, as the latest versions.
     *
     * @throws MinistryFileException with all files that are not UTF-8
     */
    public List<UsedModel> models() {
        return Faults.each(all(), file -> UsedModel.ofFile(relativeName(file), text(file, relativeName(file)))).stream()
                // A folder can be on the class path twice
                .distinct()
                .sorted(Comparator.comparing(UsedModel::file))
                .toList();
    }

    /** All forms that the models reference, by file name. */
    public static Map<String, String> forms(List<Model> models) {
        Map<String, String> forms = new TreeMap<>();
        models.forEach(model -> model.resources().forEach((name, text) -> {
            if (name.endsWith(".form")) {
                forms.put(name, text);
            }
        }));
        return forms;
    }

    private List<Resource> all() {
        try {
            return List.of(files.getResources("classpath*:processes/**/*.bpmn"));
        } catch (IOException e) {
            throw new IllegalStateException("Không đọc được các quy trình trong processes/.", e);
        }
    }

    private Model model(Resource file) {
        String process = file.getFilename().replace(".bpmn", "");
        String text = text(file, relativeName(file));
        TreeMap<String, String> resources = new TreeMap<>();
        resources.put(relativeName(file), text);
        Faults faults = new Faults();
        FORM_REF.matcher(text)
                .results()
                .map(formRef -> formRef.group(1))
                .forEach(id -> faults.check(() -> {
                    String name = "forms/%s/%s.form".formatted(process, id.replaceFirst("^" + process + "-", ""));
                    resources.put(name, form(name, id, process));
                }));
        faults.tell();
        return new Model(process, relativeName(file), resources);
    }

    private String form(String name, String id, String process) {
        Resource file = files.getResource("classpath:" + name);
        if (!file.exists()) {
            throw new MinistryFileException(
                    name, "", "không tìm thấy tệp này; quy trình \"%s\" dùng biểu mẫu \"%s\"".formatted(process, id));
        }
        String text = text(file, name);
        try {
            String own = FORMS.readTree(text).path("id").asText();
            if (!own.equals(id)) {
                throw new MinistryFileException(
                        name, "trường \"id\"", "\"%s\" không hợp lệ; được phép: %s".formatted(own, id));
            }
        } catch (JsonProcessingException e) {
            throw new MinistryFileException(
                    name,
                    "dòng " + e.getLocation().getLineNr(),
                    "không đọc được (%s); được phép: biểu mẫu Camunda (JSON), lưu từ Camunda Modeler"
                            .formatted(e.getOriginalMessage()));
        }
        return text;
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

    /** Everything is deployed as UTF-8, whatever the encoding of the file and its XML declaration. */
    private static String text(Resource file, String name) {
        try (InputStream stream = file.getInputStream()) {
            return XML_ENCODING
                    .matcher(SavedText.of(name, stream.readAllBytes()))
                    .replaceFirst("$1UTF-8$2");
        } catch (IOException e) {
            throw new IllegalStateException("Không đọc được " + file.getFilename() + ".", e);
        }
    }
}
