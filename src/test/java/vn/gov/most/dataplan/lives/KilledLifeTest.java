package vn.gov.most.dataplan.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.gov.most.dataplan.Databases;

/**
 * A random life of a collecting period, with the program killed (-9) during users' actions or jobs. Every confirmed
 * action is stored, and none is stored partly. Three kills in every run, twenty on each database with the system
 * property that the Maven profile {@code durability} sets, every other one of two nodes on the same database.
 */
@Tag("alone")
class KilledLifeTest {

    /** A life has some hundred lines. */
    private static final int LINES = 150;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Process program;

    @AfterEach
    void end() throws InterruptedException {
        program.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatPeopleWereToldIsStoredAfterEveryKill(Databases kind) throws Exception {
        long seed = Long.getLong("dataplan.life", new SecureRandom().nextLong(Long.MAX_VALUE));
        System.out.printf("Killed life %d on %s%n", seed, kind);
        Random random = new Random(seed);
        List<String> database = database(kind);
        Path journal = Files.createFile(folder.resolve("journal"));

        int kills = kills(kind);
        for (int kill = 0; kill < kills; kill++) {
            int nodes = 2 - kill % 2;
            boolean hasEnded =
                    liveUntilKilled(journal, seed + kill, nodes, database, 1 + random.nextInt(LINES / kills));
            assertThat(hasEnded).as(() -> log(seed)).isFalse();
        }
        boolean hasEnded = liveUntilKilled(journal, seed + kills, 1, database, Integer.MAX_VALUE);

        assertThat(hasEnded).as(() -> log(seed)).isTrue();
    }

    private static int kills(Databases kind) {
        return Boolean.getBoolean("dataplan.twenty-kills") ? 20 : kind == Databases.H2 ? 1 : 2;
    }

    /** @return whether the life came to its end instead */
    private boolean liveUntilKilled(Path journal, long seed, int nodes, List<String> database, int lines)
            throws IOException, InterruptedException {
        start(journal, seed, nodes, database);
        boolean agrees = false;
        int heard = 0;
        try (BufferedReader output = program.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.startsWith(KilledLife.TO_STARTER)) {
                    String words = line.substring(KilledLife.TO_STARTER.length());
                    Files.writeString(journal, words + "\n", StandardOpenOption.APPEND);
                    agrees |= words.equals(KilledLife.AGREES);
                    if (words.equals(KilledLife.ENDS)) {
                        return true;
                    }
                    if (agrees && ++heard == lines) {
                        // Killed through its handle, so that its earlier output can still be read
                        program.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).as(() -> log(seed)).isGreaterThanOrEqualTo(lines);
        return false;
    }

    private void start(Path journal, long seed, int nodes, List<String> database) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=Asia/Ho_Chi_Minh",
                "-Ddataplan.mail.folder=" + folder.resolve("mail"),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                KilledLife.class.getName(),
                journal.toString(),
                String.valueOf(seed),
                String.valueOf(nodes)));
        command.addAll(database);
        program = new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private String log(long seed) {
        return "-Ddataplan.life=%d%n%s".formatted(seed, String.join("\n", said));
    }

    private List<String> database(Databases kind) {
        return kind == Databases.H2
                ? List.of("--spring.datasource.url=" + Databases.fileUrl(folder.resolve("data-plan")))
                : List.of(
                        "--spring.datasource.url=" + ((PGSimpleDataSource) kind.empty()).getUrl(),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=");
    }
}
