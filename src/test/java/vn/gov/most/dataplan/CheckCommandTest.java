package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** {@code --check} in a separate process: its output, its exit code, and that it writes nothing. */
class CheckCommandTest {

    private static final String AGREES = "Kế hoạch, danh bạ đơn vị và các quy trình khớp nhau";
    private static final Path MODEL = Path.of("processes/ii4-data-quality-unit.bpmn");

    /** The folder in which the program runs, and another one that it must not touch. */
    @TempDir
    Path home;

    @TempDir
    Path elsewhere;

    private record Ended(int code, String said) {}

    @Test
    void whatIsShippedAgreesAndNoPortIsOpened() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(check("--server.port=" + taken.getLocalPort()))
                    .isEqualTo(new Ended(0, AGREES + " (không đọc cơ sở dữ liệu).\n"));
        }
        assertThat(files(home)).isEmpty();
    }

    @Test
    void allFaultsOfAMinistrysFolderAreTold() throws Exception {
        ministry("plan.yml", "process: i6-inspection-plan\n", "process: i6-plan\n");
        ministry("calendar/2026.yml", "complete: true", "complete: maybe");
        Map<String, String> before = files(elsewhere);

        Ended ended = check("--dataplan.ministry-folder=" + elsewhere, "--dataplan.follow-up-unit=mars");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said().split("\n\n"))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).startsWith("Tệp \"calendar/2026.yml\", trường \"complete\": "))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(
                                "Tệp \"plan.yml\", mục \"PL.I.6\", phần \"inspection-plan\", trường \"process\": không"
                                        + " có quy trình \"i6-plan\"; được phép: "))
                .anySatisfy(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "Cài đặt \"dataplan.follow-up-unit\": đơn vị \"mars\" không có trong danh bạ đơn vị; "));
        assertThat(files(home)).isEmpty();
        assertThat(files(elsewhere)).isEqualTo(before);
    }

    @Test
    void anOlderVersionInADatabaseIsHeldToThePlanAndTheDatabaseStaysAsItWas() throws Exception {
        String database = elsewhere.resolve("data-plan").toString();
        olderVersion(database);
        String given = "--spring.datasource.url=jdbc:h2:waiting:" + database
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000";
        Map<String, String> before = files(elsewhere);

        Ended ended = check(given);

        assertThat(ended.said())
                .startsWith(
                        "Quy trình \"ii4-data-quality-unit\", phiên bản 1, phần tử \"userTask_older\": plan.yml không có"
                                + " bước này ở mục \"PL.II.4\", phần \"unit-report\"; được phép: userTask_prepareReport, ")
                .endsWith("; bước chỉ còn ở phiên bản cũ giữ lại trong plan.yml, thêm onlyInOlderVersions: true.\n");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(files(elsewhere)).isEqualTo(before);
        assertThat(files(home)).isEmpty();
    }

    @Test
    void aStepThatIsMarkedIsEnoughForTheOlderVersion() throws Exception {
        String database = elsewhere.resolve("data-plan").toString();
        olderVersion(database);
        String steps = "partSteps:\n  - id: unit-report\n    steps:\n";
        ministry(
                "plan.yml",
                steps,
                steps
                        + """
                              - task: userTask_older
                                who: unit
                                due: as unit-report
                                onlyInOlderVersions: true
                        """);

        assertThat(check("--dataplan.ministry-folder=" + elsewhere, "--spring.datasource.url=jdbc:h2:file:" + database))
                .isEqualTo(new Ended(0, AGREES + " (đã đọc cơ sở dữ liệu).\n"));
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMade() throws Exception {
        String database = elsewhere.resolve("none").toString();

        Ended ended = check("--spring.datasource.url=jdbc:h2:file:" + database);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .startsWith("Cơ sở dữ liệu \"jdbc:h2:file:" + database + "\": không đọc được (")
                .endsWith("); được phép: cơ sở dữ liệu đang có mà tài khoản đọc được.\n");
        assertThat(files(elsewhere)).isEmpty();
    }

    @Test
    void aDatabaseThatTheProgramHasOpenIsSaidToBe() throws Exception {
        String url = "jdbc:h2:file:" + elsewhere.resolve("data-plan");
        try (Connection program = DriverManager.getConnection(url)) {
            assertThat(program.isValid(1)).isTrue();

            assertThat(check("--spring.datasource.url=" + url))
                    .isEqualTo(new Ended(
                            1,
                            ("Cơ sở dữ liệu \"%s\": không đọc được (đang được một chương trình khác sử dụng);"
                                            + " được phép: cơ sở dữ liệu đang có mà tài khoản đọc được.\n")
                                    .formatted(url)));
        }
    }

    @Test
    void aMinistrysFolderThatIsNotThereIsToldOnce() throws Exception {
        Ended ended = check("--dataplan.ministry-folder=none");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .startsWith("Cài đặt \"dataplan.ministry-folder\": không có thư mục %s; được phép: "
                        .formatted(home.resolve("none")))
                .hasLineCount(1);
    }

    @Test
    void aModelThatIsNoneIsToldOnceAndSoIsOneThatHasMoreThanTheFlow() throws Exception {
        Files.createDirectories(elsewhere.resolve("models/processes"));
        Files.writeString(elsewhere.resolve("models/processes/own.bpmn"), "no model");
        Files.writeString(
                elsewhere.resolve("models/processes/script.bpmn"),
                """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
                  <process id="script"><scriptTask id="scriptTask_x" /></process>
                </definitions>
                """);

        Ended ended = check();

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said())
                .startsWith("Tệp \"processes/own.bpmn\": không hợp lệ (")
                .contains("); được phép: sơ đồ BPMN 2.0.\n\nTệp \"processes/script.bpmn\", phần tử \"scriptTask_x\":"
                        + " \"scriptTask\" không được dùng trong quy trình; được phép: ")
                .hasLineCount(3);
    }

    /** A database with a process instance of an older version that has one more task. */
    private static void olderVersion(String database) throws IOException {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("check-command");
        configuration.setJdbcUrl("jdbc:h2:file:" + database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryTimeToLive("P10D");
        ProcessEngine engine = configuration.buildProcessEngine();
        try {
            String older = Files.readString(MODEL).replace("userTask_mendReport", "userTask_older");
            engine.getRepositoryService()
                    .createDeployment()
                    .addString("processes/ii4-data-quality-unit.bpmn", older.replaceAll(" camunda:formRef[^ >]*", ""))
                    .deploy();
            engine.getRuntimeService()
                    .createProcessInstanceByKey("ii4-data-quality-unit")
                    .startBeforeActivity("throwEvent_reportSent")
                    .execute();
        } finally {
            engine.close();
        }
    }

    private void ministry(String name, String right, String wrong) throws IOException {
        String text = MinistryFiles.in("").text(name);
        assertThat(text).contains(right);
        Files.createDirectories(elsewhere.resolve(name).getParent());
        Files.writeString(elsewhere.resolve(name), text.replace(right, wrong));
    }

    private Ended check(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                elsewhere.resolve("models") + File.pathSeparator + classPath(),
                DataPlanApplication.class.getName(),
                "--check"));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile("check", ".log");
        Process program = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(program.waitFor(2, TimeUnit.MINUTES)).as("it ends").isTrue();
        return new Ended(program.exitValue(), Files.readString(said));
    }

    /** The files and folders below a folder, with their content. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(path -> !path.equals(folder)).toList()) {
                files.put(
                        file.toString(),
                        Files.isDirectory(file)
                                ? ""
                                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
