package vn.gov.most.dataplan.lives;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;
import vn.gov.most.dataplan.Databases;

/**
 * Plays random lives of a collecting period, with actions in any order that permissions allow. Rows, instances, tasks,
 * mails and orders must agree with the actions. Each run plays twenty lives, half of them on each database; 500 with
 * the system property that the Maven profile {@code durability} sets, or as many as {@code dataplan.lives} says. {@code
 * dataplan.life} repeats one on both databases, by its printed seed.
 */
class AnyLifeTest {

    private static final int LIVES =
            Integer.getInteger("dataplan.lives", Boolean.getBoolean("dataplan.twenty-kills") ? 500 : 20);

    @ParameterizedTest
    @EnumSource(Databases.class)
    void rowsInstancesTasksMailsAndOrdersAgree(Databases kind) {
        try (Program program = new Program(database(kind), Program.MINISTRY, 1, false, Life.BEGIN)) {
            program.prepare();
            seeds().forEach(seed -> live(program, seed, kind));
        }
    }

    private static void live(Program program, long seed, Databases kind) {
        System.out.printf("Life %d on %s%n", seed, kind);
        program.installedAt(Life.BEGIN);
        Life life = new Life(program, new Memory(), seed, Life.Journal.NONE);
        try {
            life.live();
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError(
                    "-Ddataplan.life=%d on %s:%n%s".formatted(seed, kind, String.join("\n", life.story())), fault);
        }
    }

    private static LongStream seeds() {
        Long one = Long.getLong("dataplan.life");
        return one != null ? LongStream.of(one) : new SecureRandom().longs(LIVES / 2, 0, Long.MAX_VALUE);
    }

    static List<String> database(Databases kind) {
        return kind == Databases.H2
                ? List.of("--spring.datasource.url=jdbc:h2:mem:lives;DB_CLOSE_DELAY=-1")
                : List.of(
                        "--spring.datasource.url=" + ((PGSimpleDataSource) kind.empty()).getUrl()
                                // No life here survives its program
                                + "?options=-c%20synchronous_commit=off",
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=");
    }
}
