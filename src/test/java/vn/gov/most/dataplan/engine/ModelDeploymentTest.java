package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/** A process gets a new version when its model or a form of its own changes, and for no other reason. */
class ModelDeploymentTest {

    @TempDir
    Path folder;

    private final ProcessEngine engine = PlainEngine.named("model-deployment");

    @BeforeEach
    void twoProcesses() throws IOException {
        write("processes/first.bpmn", model("first", "first-fill"));
        write("forms/first/fill.form", "{\"id\": \"first-fill\"}");
        write("processes/operations/second.bpmn", model("second", "second-fill"));
        write("forms/second/fill.form", "{\"id\": \"second-fill\"}");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void eachProcessIsDeployedWithItsOwnForms() throws Exception {
        deploy(folder);

        assertThat(versions()).isEqualTo(Map.of("first", 1, "second", 1));
        assertThat(resources("first")).containsExactly("forms/first/fill.form", "processes/first.bpmn");
        assertThat(resources("second")).containsExactly("forms/second/fill.form", "processes/operations/second.bpmn");
    }

    @Test
    void theSameFilesFromAnotherFolderOrAJarGetNoNewVersion() throws Exception {
        deploy(folder);
        Path moved = Files.createDirectory(folder.resolve("moved"));
        for (String name : List.of(
                "processes/first.bpmn",
                "forms/first/fill.form",
                "processes/operations/second.bpmn",
                "forms/second/fill.form")) {
            Files.createDirectories(moved.resolve(name).getParent());
            Files.copy(folder.resolve(name), moved.resolve(name));
        }

        deploy(folder);
        deploy(moved);
        deploy(jarOf(moved));

        assertThat(versions()).isEqualTo(Map.of("first", 1, "second", 1));
    }

    @Test
    void aChangedFormGivesItsProcessAloneANewVersion() throws Exception {
        deploy(folder);
        write("forms/first/fill.form", "{\"id\": \"first-fill\", \"components\": []}");

        deploy(folder);

        assertThat(versions()).isEqualTo(Map.of("first", 2, "second", 1));
    }

    @Test
    void aFormThatIsMissingStopsTheStartAndIsNamed() throws Exception {
        Files.delete(folder.resolve("forms/second/fill.form"));

        assertThatThrownBy(() -> deploy(folder))
                .hasMessage("Tệp \"forms/second/fill.form\": không tìm thấy tệp này; quy trình \"second\" dùng biểu mẫu"
                        + " \"second-fill\".");
        assertThat(versions()).isEmpty();
    }

    @Test
    void theSameModelSavedInAnotherWayGetsNoNewVersion() throws Exception {
        String model = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + model("first", "first-fill")
                        .replace("id=\"userTask_fill\"", "id=\"userTask_fill\" name=\"Lập báo cáo\"");
        write("processes/first.bpmn", model);
        deploy(folder);

        Files.write(
                folder.resolve("processes/first.bpmn"),
                ("\uFEFF" + model.replace("\n", "\r\n").replace("UTF-8", "utf-16"))
                        .getBytes(StandardCharsets.UTF_16LE));
        Files.writeString(folder.resolve("forms/first/fill.form"), "\uFEFF{\"id\": \"first-fill\"}");
        deploy(folder);

        assertThat(versions()).isEqualTo(Map.of("first", 1, "second", 1));
    }

    @Test
    void aDeclaredEncodingThatTheFileNoLongerHasDoesNotBreakItsLetters() throws Exception {
        write(
                "processes/first.bpmn",
                "<?xml version='1.0' encoding='windows-1258'?>\n"
                        + model("first", "first-fill")
                                .replace("<bpmn:process ", "<bpmn:process name=\"Lập báo cáo\" "));

        deploy(folder);

        assertThat(engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("first")
                        .singleResult()
                        .getName())
                .isEqualTo("Lập báo cáo");
    }

    @Test
    void allModelsAndFormsInAnotherEncodingOrThatAreNoFormsAreTold() throws Exception {
        Files.write(
                folder.resolve("processes/third.bpmn"),
                "<!-- a -->\n<!-- Hoà -->".getBytes(Charset.forName("windows-1252")));
        write("forms/first/fill.form", "{\n\"id\": \"first-fill\",\n}");
        write("forms/second/fill.form", "{\"id\": \"first-fill\"}");

        assertThatThrownBy(() -> deploy(folder))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageContainingAll(
                        "Tệp \"processes/third.bpmn\", dòng 2: không phải UTF-8",
                        "Tệp \"forms/first/fill.form\", dòng 3: không đọc được (",
                        "Tệp \"forms/second/fill.form\", trường \"id\": \"first-fill\" không hợp lệ; được phép: second-fill.");
        assertThat(versions()).isEmpty();
    }

    @Test
    void allModelsThatAreNoneAreToldWithTheLine() throws Exception {
        write("processes/first.bpmn", "no model");
        write("processes/operations/second.bpmn", model("second", "second-fill").replace("targetRef=", "target="));

        assertThatThrownBy(() -> deploy(folder))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageMatching("(?s)Tệp \"processes/first.bpmn\", dòng 1: không hợp lệ \\(.*"
                        + "\n\nTệp \"processes/operations/second.bpmn\", dòng 5.*: không hợp lệ \\(.*\\);"
                        + " được phép: sơ đồ BPMN 2.0, lưu từ Camunda Modeler\\.");
    }

    @Test
    void aModelThatHasMoreThanTheFlowIsToldAndTheOthersAreDeployed() throws Exception {
        write(
                "processes/first.bpmn",
                model("first", "first-fill")
                        .replace("<bpmn:startEvent id", "<bpmn:startEvent camunda:formKey=\"x\" id"));

        assertThatThrownBy(() -> deploy(folder))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith(
                        "Tệp \"processes/first.bpmn\", phần tử \"startEvent_asked\":"
                                + " \"bpmn:startEvent camunda:formKey\" không được dùng trong quy trình; được phép: asyncAfter, ");
        assertThat(versions()).containsOnlyKeys("second");
    }

    private void deploy(Path classPath) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classPath.toUri().toURL()}, null)) {
            ModelDeployment.deploy(engine.getRepositoryService(), new ModelFiles(loader));
        }
    }

    private Map<String, Integer> versions() {
        return engine.getRepositoryService().createProcessDefinitionQuery().latestVersion().list().stream()
                .collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getVersion));
    }

    private List<String> resources(String process) {
        String deployment = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .singleResult()
                .getDeploymentId();
        return engine.getRepositoryService().getDeploymentResourceNames(deployment).stream()
                .sorted()
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Path jarOf(Path classes) throws IOException {
        Path jar = folder.resolve("models.jar");
        TreeMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            all.filter(file -> !file.equals(classes))
                    .forEach(file -> files.put(classes.relativize(file) + (Files.isDirectory(file) ? "/" : ""), file));
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                entries.putNextEntry(new JarEntry(file.getKey()));
                if (!file.getKey().endsWith("/")) {
                    Files.copy(file.getValue(), entries);
                }
                entries.closeEntry();
            }
        }
        return jar;
    }

    private static String model(String process, String form) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
                  <bpmn:process id="%s" isExecutable="true">
                    <bpmn:startEvent id="startEvent_asked" />
                    <bpmn:sequenceFlow id="flow_asked" sourceRef="startEvent_asked" targetRef="userTask_fill" />
                    <bpmn:userTask id="userTask_fill" camunda:formRef="%s" camunda:formRefBinding="deployment" />
                  </bpmn:process>
                </bpmn:definitions>
                """
                .formatted(process, form);
    }
}
