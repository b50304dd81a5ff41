package vn.gov.most.dataplan.dossier;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.gov.most.dataplan.engine.EngineListeners;
import vn.gov.most.dataplan.engine.OpenTask;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.security.PersonLeft;

/** Stores the papers of all instances and their content. The caller checks read access. */
@Component
public class Papers {

    private static final int PIECE = 256 << 10;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Clock clock;
    private final long largestSum;

    Papers(JdbcClient jdbc, Ledger ledger, Clock clock, @Value("${dataplan.papers.largest-sum}") DataSize largestSum) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
        this.largestSum = largestSum.toBytes();
    }

    /** The task at which a file is uploaded, and the uploader. */
    record Place(String instance, String businessKey, String task, String step, String by, String uploader) {}

    /**
     * The papers of a root instance with its called instances, by name, the newest version first, including withdrawn
     * ones.
     */
    public List<Paper> of(String instance) {
        return ofAll(List.of(instance));
    }

    /** The papers for a task of the instance: its own and those of the cancelled instances that it continues. */
    List<Paper> withEarlier(String instance) {
        return ofAll(untilNow(instance));
    }

    /** The instance after the cancelled instances that it continues, in order. */
    private List<String> untilNow(String instance) {
        List<String> all = ledger.relatedInstances(instance);
        return all.subList(0, all.indexOf(instance) + 1);
    }

    List<Paper> ofAll(Collection<String> instances) {
        return instances.isEmpty()
                ? List.of()
                : jdbc.sql("select * from dp_paper where process_instance in (:instances)"
                                + " order by name_key, version desc, process_instance")
                        .param("instances", instances)
                        .query(Papers::paper)
                        .list();
    }

    /** The papers that a form of an open task may name, the newest first. */
    public List<String> references(String instance) {
        return jdbc
                .sql("select * from dp_paper where process_instance in (:instances) and withdrawn_at is null"
                        + " order by uploaded_at desc, name_key")
                .param("instances", untilNow(instance))
                .query(Papers::paper)
                .list()
                .stream()
                .map(Paper::reference)
                .toList();
    }

    public Optional<Paper> find(String id) {
        return jdbc.sql("select * from dp_paper where id = :id")
                .param("id", id)
                .query(Papers::paper)
                .optional();
    }

    /** See {@link OpenTask#hold}. */
    boolean holdsOpen(String task) {
        return OpenTask.hold(jdbc, task);
    }

    /**
     * Locks the task before a paper is removed that a form may name. The new revision makes a form that was checked
     * before and is not stored yet fail, like any concurrent change of the task.
     */
    boolean holdsOpenAgainstForms(String task) {
        return jdbc.sql("update act_ru_task set rev_ = rev_ + 1 where id_ = :task")
                        .param("task", task)
                        .update()
                > 0;
    }

    /**
     * Runs in the caller's transaction, which holds the lock on the open task.
     *
     * @throws DuplicateKeyException if the first paper of the instance was added at another task at the same time
     */
    Paper add(Place place, String name, Inspection.Found found, String sha256, byte[] content) {
        hold(place.instance());
        List<String> instances = untilNow(place.instance());
        long sum = jdbc.sql("select coalesce(sum(size), 0) from dp_paper"
                        + " where process_instance in (:instances) and withdrawn_at is null")
                .param("instances", instances)
                .query(Long.class)
                .single();
        if (sum + content.length > largestSum) {
            throw new Refusal("Hồ sơ này đã có %s; tất cả các tệp của một hồ sơ tối đa %s."
                    .formatted(Sizes.words(sum), Sizes.words(largestSum)));
        }
        int version = jdbc.sql("select coalesce(max(version), 0) + 1 from dp_paper"
                        + " where process_instance in (:instances) and name_key = :key")
                .param("instances", instances)
                .param("key", PaperName.key(name))
                .query(Integer.class)
                .single();
        Paper paper = new Paper(
                UUID.randomUUID().toString(),
                place.instance(),
                place.task(),
                name,
                version,
                content.length,
                found.kind(),
                found.pages(),
                sha256,
                clock.instant(),
                place.by(),
                place.uploader(),
                Optional.empty());
        insert(paper, place);
        for (int number = 0; number * PIECE < content.length; number++) {
            jdbc.sql("insert into dp_paper_content (paper, number, content) values (:paper, :number, :content)")
                    .param("paper", paper.id())
                    .param("number", number)
                    .param(
                            "content",
                            Arrays.copyOfRange(content, number * PIECE, Math.min(content.length, (number + 1) * PIECE)))
                    .update();
        }
        return paper;
    }

    /** Locks the instance's papers: other uploads to the instance wait. */
    private void hold(String instance) {
        boolean isThere = !jdbc.sql(
                        "select process_instance from dp_dossier where process_instance = :instance for update")
                .param("instance", instance)
                .query(String.class)
                .list()
                .isEmpty();
        if (!isThere) {
            jdbc.sql("insert into dp_dossier (process_instance) values (:instance)")
                    .param("instance", instance)
                    .update();
        }
    }

    private void insert(Paper paper, Place place) {
        jdbc.sql(
                        """
                        insert into dp_paper (id, process_instance, business_key, task, step, name, name_key, version, size,
                            kind, pages, sha256, uploaded_at, uploaded_by, uploader)
                        values (:id, :instance, :businessKey, :task, :step, :name, :key, :version, :size,
                            :kind, :pages, :sha256, :at, :by, :uploader)
                        """)
                .param("id", paper.id())
                .param("instance", paper.instance())
                .param("businessKey", place.businessKey())
                .param("task", paper.task())
                .param("step", place.step())
                .param("name", paper.name())
                .param("key", PaperName.key(paper.name()))
                .param("version", paper.version())
                .param("size", paper.size())
                .param("kind", paper.kind().name())
                .param("pages", paper.pages())
                .param("sha256", paper.sha256())
                .param("at", OffsetDateTime.ofInstant(paper.at(), ZoneOffset.UTC))
                .param("by", paper.by())
                .param("uploader", paper.uploader())
                .update();
    }

    /** Runs in the caller's transaction, which holds the lock on the paper's open task. */
    void withdraw(Paper paper, String by) {
        jdbc.sql("update dp_paper set withdrawn_at = :at, withdrawn_by = :by where id = :id")
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .param("id", paper.id())
                .update();
        jdbc.sql("delete from dp_paper_content where paper = :id")
                .param("id", paper.id())
                .update();
    }

    /** When an account is deleted, its uploads lose their owner, because the user id may be given to another person. */
    @EventListener
    void left(PersonLeft left) {
        EngineListeners.whenWritten(
                () -> jdbc.sql("update dp_paper set uploaded_by = :nobody where uploaded_by = :person"
                                + " and not exists (select 1 from act_id_user where id_ = :person)")
                        .param("nobody", "~" + UUID.randomUUID())
                        .param("person", left.person())
                        .update());
    }

    /** Always as an attachment, so that the browser does not open it. */
    public void download(Paper paper, HttpServletResponse response) throws IOException {
        response.setContentType(paper.kind().mediaType());
        response.setContentLengthLong(paper.size());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(paper.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        write(paper, response.getOutputStream());
    }

    /** Reads and writes the content in pieces, because many downloads may run at once. */
    void write(Paper paper, OutputStream to) throws IOException {
        for (int number = 0; (long) number * PIECE < paper.size(); number++) {
            to.write(jdbc.sql("select content from dp_paper_content where paper = :paper and number = :number")
                    .param("paper", paper.id())
                    .param("number", number)
                    .query((row, n) -> row.getBytes(1))
                    .single());
        }
    }

    private static Paper paper(ResultSet row, int number) throws SQLException {
        return new Paper(
                row.getString("id"),
                row.getString("process_instance"),
                row.getString("task"),
                row.getString("name"),
                row.getInt("version"),
                row.getLong("size"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("pages"),
                row.getString("sha256"),
                moment(row, "uploaded_at").orElseThrow(),
                row.getString("uploaded_by"),
                row.getString("uploader"),
                moment(row, "withdrawn_at"));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
