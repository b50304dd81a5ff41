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
import vn.gov.most.dataplan.engine.Refusal;

/**
 * Comments follow their task: its readers read them, and those who work on it write them. The same holds for old
 * attachments.
 */
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
    void aNoteHasALength() {
        does(AN, () -> tasks.createComment(task.getId(), null, "x".repeat(4_000)));
        assertThatThrownBy(() -> does(AN, () -> tasks.createComment(task.getId(), null, "x".repeat(4_001))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Ghi chú không được dài quá 4.000 ký tự.");
        assertThat(tasks.getTaskComments(task.getId())).hasSize(1);
    }

    @Test
    void nobodyAttachesOrTakesAwayAnything() {
        Attachment before = attach();
        for (String person : List.of(AN, HEAD, OTHER, WATCHER, ADMIN)) {
            assertRefused(person, this::attach);
            assertRefused(
                    person,
                    () -> tasks.createAttachment("link", task.getId(), null, "tệp", null, "https://most.gov.vn"));
            assertRefused(
                    person,
                    () -> tasks.createAttachment(
                            "link", null, task.getProcessInstanceId(), "tệp", null, "https://most.gov.vn"));
            assertRefused(person, () -> tasks.saveAttachment(before));
            assertRefused(person, () -> tasks.deleteAttachment(before.getId()));
            assertRefused(person, () -> tasks.deleteTaskAttachment(task.getId(), before.getId()));
        }
        assertThat(tasks.getTaskAttachments(task.getId())).hasSize(1);
    }

    @Test
    void whoReadsTheTaskReadsItsAttachmentsById() throws Exception {
        Attachment attachment = attach();
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
        Attachment attachment = attach();
        Task own = taskOf("beta");
        assertRefused(OTHER, () -> tasks.getTaskAttachment(own.getId(), attachment.getId()));
        assertRefused(OTHER, () -> tasks.getTaskAttachmentContent(own.getId(), attachment.getId()));
        assertThat(tasks.getAttachment(attachment.getId())).isNotNull();
    }

    @Test
    void anAttachmentStaysWhenItsTaskIsDoneAndIsReadByTheSamePeople() {
        Attachment attachment = attach();
        does(AN, () -> tasks.complete(task.getId()));
        assertThat(as(BINH, () -> tasks.getAttachment(attachment.getId()))).isNotNull();
        assertRefused(OTHER, () -> tasks.getAttachment(attachment.getId()));
    }

    private Attachment attach() {
        return tasks.createAttachment(
                "text/plain", task.getId(), null, "tệp", null, new ByteArrayInputStream(new byte[] {1}));
    }

    private void assertRefused(String person, ThrowingCallable action) {
        assertThatThrownBy(() -> does(person, action)).as(person).isInstanceOf(REFUSED);
    }
}
