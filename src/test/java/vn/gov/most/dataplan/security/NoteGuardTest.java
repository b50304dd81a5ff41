package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Attachment;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.engine.Refusal;

/** Notes and attachments go with their task: who reads it reads them, who works on it writes them. */
class NoteGuardTest extends EngineSecurityTest {

    private static final List<String> MAY_CHANGE_NOTHING = List.of(OTHER, LEADER, FOLLOWER, WATCHER);

    private TaskService tasks;
    private Task task;

    @BeforeEach
    void aTaskOfAlpha() {
        tasks = engine.getTaskService();
        task = taskOf("alpha");
    }

    @Test
    void whoMayChangeNothingNotesNothing() {
        String instance = task.getProcessInstanceId();
        for (String person : MAY_CHANGE_NOTHING) {
            assertRefused(person, () -> tasks.createComment(task.getId(), null, "ghi chú"));
            assertRefused(person, () -> tasks.createComment(task.getId(), instance, "ghi chú"));
            assertRefused(person, () -> tasks.createComment(null, instance, "ghi chú"));
        }
        assertThat(tasks.getTaskComments(task.getId())).isEmpty();
    }

    @Test
    void norAttachesOrTakesAwayAnything() {
        String instance = task.getProcessInstanceId();
        Attachment attachment = as(AN, this::attach);
        for (String person : MAY_CHANGE_NOTHING) {
            assertRefused(person, this::attach);
            assertRefused(person, () -> link("https://most.gov.vn"));
            assertRefused(
                    person,
                    () -> tasks.createAttachment("link", task.getId(), instance, "tệp", null, "https://most.gov.vn"));
            assertRefused(
                    person, () -> tasks.createAttachment("link", null, instance, "tệp", null, "https://most.gov.vn"));
            assertRefused(person, () -> tasks.saveAttachment(attachment));
            assertRefused(person, () -> tasks.deleteAttachment(attachment.getId()));
            assertRefused(person, () -> tasks.deleteTaskAttachment(task.getId(), attachment.getId()));
        }
        assertThat(tasks.getTaskAttachments(task.getId())).hasSize(1);
    }

    @Test
    void whoReadsTheTaskReadsItsAttachmentsById() throws Exception {
        Attachment attachment = as(AN, this::attach);
        for (String person : List.of(AN, BINH, HEAD, FOLLOWER, WATCHER, ADMIN)) {
            assertThat(as(person, () -> tasks.getTaskAttachments(task.getId()))).hasSize(1);
            assertThat(as(person, () -> tasks.getAttachment(attachment.getId())).getName())
                    .isEqualTo("tệp");
            try (InputStream content =
                    as(person, () -> tasks.getTaskAttachmentContent(task.getId(), attachment.getId()))) {
                assertThat(content).hasBinaryContent(new byte[] {1});
            }
        }
        for (String person : List.of(OTHER, LEADER)) {
            assertRefused(person, () -> tasks.getTaskAttachments(task.getId()));
            assertRefused(person, () -> tasks.getProcessInstanceAttachments(task.getProcessInstanceId()));
            assertRefused(person, () -> tasks.getAttachment(attachment.getId()));
            assertRefused(person, () -> tasks.getAttachmentContent(attachment.getId()));
            assertRefused(person, () -> tasks.getTaskAttachment(task.getId(), attachment.getId()));
            assertRefused(person, () -> tasks.getTaskAttachmentContent(task.getId(), attachment.getId()));
        }
    }

    @Test
    void anAttachmentIsNotReadByTheWayOfATaskOfOnesOwn() {
        Attachment attachment = as(AN, this::attach);
        Task own = taskOf("beta");
        assertRefused(OTHER, () -> tasks.getTaskAttachment(own.getId(), attachment.getId()));
        assertRefused(OTHER, () -> tasks.getTaskAttachmentContent(own.getId(), attachment.getId()));
        assertRefused(OTHER, () -> tasks.deleteTaskAttachment(own.getId(), attachment.getId()));
        assertThat(tasks.getAttachment(attachment.getId())).isNotNull();
    }

    @Test
    void anAttachmentStaysWhenItsTaskIsDoneAndIsReadByTheSamePeople() {
        Attachment attachment = as(AN, this::attach);
        does(AN, () -> tasks.complete(task.getId()));
        assertThat(as(BINH, () -> tasks.getAttachment(attachment.getId()))).isNotNull();
        assertRefused(OTHER, () -> tasks.getAttachment(attachment.getId()));
        assertRefused(AN, () -> tasks.deleteAttachment(attachment.getId()));
    }

    @Test
    void whoWorksOnTheTaskTakesAnAttachmentAway() {
        Attachment attachment = as(AN, this::attach);
        does(BINH, () -> tasks.deleteTaskAttachment(task.getId(), attachment.getId()));
        assertThat(tasks.getTaskAttachments(task.getId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "\tjavascript:alert(1)",
                "javascript://most.gov.vn/%0aalert(1)",
                "data:text/html,x",
                "file:///etc/hosts",
                "ftp://most.gov.vn",
                "//most.gov.vn",
                "most.gov.vn",
                "https:",
                "",
            })
    void aLinkLeadsToTheWebAlone(String link) {
        for (String person : List.of(AN, ADMIN)) {
            assertThatThrownBy(() -> does(person, () -> link(link)))
                    .as(person)
                    .isInstanceOf(Refusal.class)
                    .hasMessage("Chưa thêm được liên kết: địa chỉ phải bắt đầu bằng http:// hoặc https://.");
        }
        assertThat(tasks.getTaskAttachments(task.getId())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://most.gov.vn", "https://most.gov.vn/van-ban?so=1", "HTTPS://most.gov.vn"})
    void andThereItMayLead(String link) {
        assertThat(as(AN, () -> link(link)).getUrl()).isEqualTo(link);
    }

    private Attachment attach() {
        return tasks.createAttachment(
                "text/plain", task.getId(), null, "tệp", null, new ByteArrayInputStream(new byte[] {1}));
    }

    private Attachment link(String url) {
        return tasks.createAttachment("link", task.getId(), null, "tệp", null, url);
    }

    private void assertRefused(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).as(person).isInstanceOf(REFUSED);
    }
}
