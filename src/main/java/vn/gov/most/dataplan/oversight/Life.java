package vn.gov.most.dataplan.oversight;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.form.CompletedSteps;
import vn.gov.most.dataplan.form.CompletedSteps.Done;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailJournal.MailEntry;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.Sending;
import vn.gov.most.dataplan.tasklist.UncheckedReads;

/** The history of an obligation for its page: dates, sendings, completed and open steps, mails. */
@Component
class Life {

    private final CompletedSteps completed;
    private final Ledger ledger;
    private final MailJournal journal;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final IdentityService identity;
    private final UncheckedReads reads;

    Life(
            CompletedSteps completed,
            Ledger ledger,
            MailJournal journal,
            @Lazy RuntimeService runtime,
            @Lazy TaskService tasks,
            @Lazy IdentityService identity,
            UncheckedReads reads) {
        this.completed = completed;
        this.ledger = ledger;
        this.journal = journal;
        this.runtime = runtime;
        this.tasks = tasks;
        this.identity = identity;
        this.reads = reads;
    }

    /** A labelled value. */
    record Fact(String name, String value) {}

    List<Fact> facts(Owed owed) {
        Obligation row = owed.row();
        List<Fact> facts = new ArrayList<>();
        row.scheduledOn().ifPresent(day -> facts.add(new Fact("Ngày mở theo Kế hoạch", VietnameseDate.day(day))));
        facts.add(new Fact("Ngày mở", VietnameseDate.shortMoment(row.openedAt())));
        row.dueAt().ifPresent(due -> facts.add(new Fact("Hạn", VietnameseDate.shortMoment(due))));
        List<Sending> sent = ledger.sendings(row.id());
        boolean isRecorded = owed.recordedAt().isPresent();
        if (isRecorded) {
            facts.add(new Fact("Đã thực hiện", Owed.day(owed.doneAt())));
        }
        sent.forEach(sending -> facts.add(new Fact(
                sending.number() > 1 ? "Gửi lần " + sending.number() : isRecorded ? "Ghi nhận" : "Gửi lần đầu",
                by(VietnameseDate.shortMoment(sending.sentAt()), sending.sentBy()))));
        sent.stream()
                .flatMap(sending -> Year.document(sending.content()).stream())
                .reduce((earlier, later) -> later)
                .ifPresent(document -> facts.add(new Fact("Sản phẩm", document)));
        row.doneAt()
                .filter(at -> !isRecorded)
                .ifPresent(at -> facts.add(new Fact("Hoàn thành", VietnameseDate.shortMoment(at))));
        row.signedAt().ifPresent(at -> facts.add(new Fact("Phê duyệt", VietnameseDate.shortMoment(at))));
        row.waivedAt().ifPresent(at -> facts.add(new Fact("Được miễn", VietnameseDate.shortMoment(at))));
        ledger.endings(row.id())
                .forEach(ending -> facts.add(new Fact(
                        ending.instance().equals(row.processInstance()) ? "Đã hủy" : "Đã hủy, sau đó mở lại",
                        Stream.of(by(VietnameseDate.shortMoment(ending.at()), ending.by()), ending.because())
                                .filter(words -> !words.isEmpty())
                                .collect(Collectors.joining(". Lý do: ")))));
        row.closedAt().ifPresent(at -> facts.add(new Fact("Đã đóng", VietnameseDate.shortMoment(at))));
        return facts;
    }

    private static String by(String when, String person) {
        return person.isEmpty() ? when : when + ", " + person;
    }

    /** A completed or an open step. */
    record Step(String task, String name, String who, String at, String reasons) {}

    List<Step> done(Owed owed) {
        List<Done> done = ledger.instances(owed.row()).stream()
                .flatMap(instance -> completed.withCalled(instance).stream())
                .toList();
        return done.stream()
                .map(step -> new Step(
                        step.task(),
                        step.name(),
                        step.byName(),
                        VietnameseDate.shortMoment(step.at()),
                        step.reasons().orElse(null)))
                .toList();
    }

    List<Step> open(Owed owed) {
        return reads.ask(command -> {
            List<Task> open = openTasks(owed.row().processInstance());
            Map<String, String> names = reads.names(open.stream()
                    .map(Task::getAssignee)
                    .filter(Objects::nonNull)
                    .toList());
            return open.stream()
                    .map(task -> new Step(
                            task.getId(),
                            task.getName(),
                            task.getAssignee() == null ? groups(task) : names.get(task.getAssignee()),
                            Optional.ofNullable(task.getDueDate())
                                    .map(due -> VietnameseDate.shortMoment(due.toInstant()))
                                    .orElse(""),
                            null))
                    .toList();
        });
    }

    /** Of the instance and of the instances that it has called. */
    private List<Task> openTasks(String instance) {
        String[] withCalled = runtime.createProcessInstanceQuery().rootProcessInstanceId(instance).list().stream()
                .map(ProcessInstance::getId)
                .toArray(String[]::new);
        return withCalled.length == 0
                ? List.of()
                : tasks.createTaskQuery()
                        .processInstanceIdIn(withCalled)
                        .active()
                        .orderByTaskCreateTime()
                        .asc()
                        .list();
    }

    /** The names of the task's candidate groups, such as a unit or its heads. */
    private String groups(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .map(id -> identity.createGroupQuery().groupId(id).singleResult())
                .filter(Objects::nonNull)
                .map(Group::getName)
                .collect(Collectors.joining(", "));
    }

    /**
     * A mail to one or several people.
     *
     * @param unsent to how many of them it was not sent yet
     */
    record Mail(String at, String subject, String to, long unsent) {}

    List<Mail> mails(Owed owed) {
        return journal.about(owed.row().id()).stream()
                .collect(groupingBy(
                        told -> List.of(VietnameseDate.shortMoment(told.writtenAt()), told.subject()),
                        LinkedHashMap::new,
                        toList()))
                .entrySet()
                .stream()
                .map(mail -> new Mail(
                        mail.getKey().get(0),
                        mail.getKey().get(1),
                        mail.getValue().stream().map(MailEntry::to).distinct().collect(Collectors.joining(", ")),
                        mail.getValue().stream()
                                .filter(told -> told.sentAt().isEmpty())
                                .count()))
                .toList();
    }

    List<Fact> moves(Owed owed) {
        return ledger.moves(owed.row().id()).stream()
                .map(move -> new Fact(
                        by(VietnameseDate.shortMoment(move.at()), move.by()),
                        Stream.of(
                                        move.from()
                                                        .map(from -> "từ " + VietnameseDate.day(from) + " ")
                                                        .orElse("")
                                                + "sang "
                                                + VietnameseDate.day(move.to()),
                                        move.because())
                                .collect(Collectors.joining(". "))))
                .toList();
    }
}
