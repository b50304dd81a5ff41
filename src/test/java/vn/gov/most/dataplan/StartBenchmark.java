package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * Measures the demo until its port answers, at its first and at a later start, and its memory then. The baseline is
 * Camunda with the same jars and none of our code. Each start is a process of its own, in alternation; the median
 * counts.
 */
@Tag("benchmark")
class StartBenchmark {

    private static final int ROUNDS = 3;
    private static final Duration BOUND = Duration.ofMinutes(3);

    private static final List<String> OURS =
            List.of(DataPlanApplication.class.getName(), "--spring.profiles.active=demo");
    private static final List<String> STOCKS = List.of(
            Stock.class.getName(),
            "--spring.datasource.url=jdbc:h2:./data/stock",
            "--spring.datasource.username=sa",
            "--spring.flyway.enabled=false",
            "--camunda.bpm.history-level=full",
            "--camunda.bpm.admin-user.id=admin",
            "--camunda.bpm.admin-user.password=demo");

    /** Only Camunda's starters with their auto-configuration. */
    @EnableAutoConfiguration
    static class Stock {

        public static void main(String[] args) {
            SpringApplication.run(Stock.class, args);
        }
    }

    /**
     * @param seconds until the port answers
     * @param cpu seconds of all cores until then
     * @param megabytes the resident memory shortly after
     */
    private record Start(double seconds, double cpu, double megabytes) {}

    @Test
    void theDemoBesideAStockCamunda(@TempDir Path folder) throws Exception {
        List<Start> first = new ArrayList<>();
        List<Start> later = new ArrayList<>();
        List<Start> stocksFirst = new ArrayList<>();
        List<Start> stocksLater = new ArrayList<>();
        String ours = jars(entry -> !entry.endsWith("test-classes"));
        String stocks = stockClass(folder) + File.pathSeparator + jars(entry -> entry.endsWith(".jar"));
        for (int round = 0; round < ROUNDS; round++) {
            Path home = Files.createDirectory(folder.resolve("ours-" + round));
            Path stocksHome = Files.createDirectory(folder.resolve("stock-" + round));
            first.add(start(home, ours, OURS));
            stocksFirst.add(start(stocksHome, stocks, STOCKS));
            later.add(start(home, ours, OURS));
            stocksLater.add(start(stocksHome, stocks, STOCKS));
        }
        print("first start", first, stocksFirst);
        print("later start", later, stocksLater);
    }

    private static void print(String what, List<Start> ours, List<Start> stocks) {
        print(what + ", seconds", ours, stocks, Start::seconds);
        print(what + ", seconds of CPU", ours, stocks, Start::cpu);
        print(what + ", MB", ours, stocks, Start::megabytes);
    }

    private static void print(String what, List<Start> ours, List<Start> stocks, ToDoubleFunction<Start> figure) {
        double own = median(ours, figure);
        double stock = median(stocks, figure);
        System.out.printf("%s: %.1f, stock %.1f, ratio %.2f%n", what, own, stock, own / stock);
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
        return starts.stream().mapToDouble(figure).sorted().toArray()[starts.size() / 2];
    }

    private static Start start(Path home, String classPath, List<String> program) throws Exception {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx900m", "-cp", classPath));
        command.addAll(program);
        command.add("--server.port=" + port);
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        try {
            await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(() -> {
                assertThat(process.isAlive())
                        .as(() -> "it runs: " + read(home.resolve("said")))
                        .isTrue();
                return answers(port);
            });
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
            return new Start(seconds, cpu, resident(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean answers(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    > 0;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String jars(Predicate<String> which) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(which)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A copy of its class in a folder of its own, because our settings are beside the original. */
    private static Path stockClass(Path folder) throws IOException {
        String name = Stock.class.getName().replace('.', '/') + ".class";
        Path file = folder.resolve("stock").resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = Stock.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return folder.resolve("stock");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
