package vn.gov.most.dataplan.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.dossier.Inspection.Found;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.Ledger;

/** Papers on both databases: the stored content is exactly the uploaded content, or nothing is stored. */
class PaperRowsTest {

    private static final int PEOPLE = 10;
    private static final int EACH = 5;
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00+07:00");

    private JdbcClient jdbc;
    private Papers papers;
    private TransactionTemplate transaction;

    private void in(Databases database) {
        DataSource dataSource = database.migrated();
        jdbc = JdbcClient.create(dataSource);
        papers = new Papers(
                jdbc, new Ledger(jdbc, event -> {}), Clock.fixed(NOW, ZoneOffset.UTC), DataSize.ofMegabytes(100));
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @ParameterizedTest
    @EnumSource
    void whatTenPutThereAtOnceIsAllThereInVersions(Databases database) throws Exception {
        in(database);
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        List<Callable<Integer>> uploads = new ArrayList<>();
        for (int i = 0; i < PEOPLE * EACH; i++) {
            byte[] content = content(i);
            uploads.add(() -> version(content));
        }
        List<Integer> versions = new ArrayList<>();
        for (Future<Integer> upload : people.invokeAll(uploads)) {
            versions.add(upload.get());
        }
        people.shutdown();

        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, PEOPLE * EACH).boxed().toList());
        List<String> read = new ArrayList<>();
        for (Paper paper : papers.of("instance")) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            papers.write(paper, content);
            assertThat(content.size()).isEqualTo((int) paper.size());
            assertThat(paper.sha256())
                    .isEqualTo(String.valueOf(
                            content.toString(StandardCharsets.US_ASCII).hashCode()));
            read.add(content.toString(StandardCharsets.US_ASCII).substring(0, 8));
        }
        assertThat(read).doesNotHaveDuplicates().hasSize(PEOPLE * EACH);
    }

    /** One, two or three pieces, and exactly one and two. */
    private static byte[] content(int number) {
        int size = List.of(9, 256 << 10, (256 << 10) + 1, 512 << 10, 600_000).get(number % 5);
        return "%08d".formatted(number).repeat(size / 8 + 1).substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    /** Tries again if another upload was the first. */
    private int version(byte[] content) {
        try {
            return add("Tệp.zip", content).version();
        } catch (DuplicateKeyException first) {
            return add("Tệp.zip", content).version();
        }
    }

    private Paper add(String name, byte[] content) {
        String sum = String.valueOf(new String(content, StandardCharsets.US_ASCII).hashCode());
        return transaction.execute(status -> papers.add(place(), name, new Found(Kind.ZIP, 0), sum, content));
    }

    private static Papers.Place place() {
        return new Papers.Place("instance", "PL.II.4/2026/nasati", "task", "step", "a", "A, Đơn vị");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUndoneLeavesNeitherRowNorContent(Databases database) {
        in(database);

        assertThatThrownBy(() -> transaction.execute(status -> {
                    papers.add(place(), "a.zip", new Found(Kind.ZIP, 0), "x", content(4));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(count("dp_paper")).isZero();
        assertThat(count("dp_paper_content")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWithdrawnIsARowAloneAndCountsNoMore(Databases database) {
        in(database);
        Paper first = add("Báo cáo.zip", content(4));
        transaction.executeWithoutResult(status -> papers.withdraw(first, "a"));

        assertThat(papers.find(first.id()).orElseThrow().withdrawnAt()).contains(NOW);
        assertThat(count("dp_paper_content")).isZero();
        assertThat(papers.references("instance")).isEmpty();
        assertThat(add("BÁO CÁO.zip", content(0)).version()).isEqualTo(2);
        assertThat(papers.references("instance")).containsExactly("BÁO CÁO.zip (bản 2)");
    }

    @ParameterizedTest
    @EnumSource
    void allOfAnInstanceAreNotMoreThanTheSettingSays(Databases database) {
        in(database);
        papers = new Papers(
                jdbc, new Ledger(jdbc, event -> {}), Clock.fixed(NOW, ZoneOffset.UTC), DataSize.ofKilobytes(600));
        add("a.zip", content(3));

        assertThatThrownBy(() -> add("b.zip", content(1)))
                .isInstanceOf(Refusal.class)
                .hasMessage("Hồ sơ này đã có 512 kB; tất cả các tệp của một hồ sơ tối đa 600 kB.");
        assertThat(count("dp_paper")).isOne();
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
