package vn.gov.most.dataplan.dossier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.tasklist.UncheckedReads;

/**
 * Lists the papers of a task for its readers, and takes uploads from those who may work on it: one file per request, as
 * the whole body. A paper that the user may not read is answered with 404.
 */
@RestController
class PapersController {

    private static final String OF_TASK = "/api/tasks/{id:[A-Za-z0-9-]{1,64}}/papers";
    private static final String ONE = "/api/papers/{paper:[A-Za-z0-9-]{1,64}}";

    private static final String OVER = "Công việc này đã hoàn thành hoặc không còn, nên không nhận thêm tệp.";

    /**
     * The remaining body of a refused upload is read up to this size; otherwise the client would not get the reason.
     */
    private static final int SWALLOWED = 1 << 20;

    private static final int TRIES = 3;

    private final ProcessEngineConfigurationImpl engine;
    private final TaskService tasks;
    private final IdentityService identity;
    private final Papers papers;
    private final PaperReaders readers;
    private final UncheckedReads reads;
    private final Register register;
    private final Clock clock;
    private final long largest;

    PapersController(
            ProcessEngineConfigurationImpl engine,
            TaskService tasks,
            IdentityService identity,
            Papers papers,
            PaperReaders readers,
            UncheckedReads reads,
            Register register,
            Clock clock,
            @Value("${dataplan.papers.largest}") DataSize largest) {
        this.engine = engine;
        this.tasks = tasks;
        this.identity = identity;
        this.papers = papers;
        this.readers = readers;
        this.reads = reads;
        this.register = register;
        this.clock = clock;
        this.largest = largest.toBytes();
    }

    /**
     * @param whyNot why the user may not upload; null if they may
     * @param papers of the task's instance; {@code ofUnits} are the papers of the unit reports that it consolidates
     */
    record Answer(long largest, String whyNot, List<Shown> papers, List<OfUnit> ofUnits) {}

    record OfUnit(String unit, List<Shown> papers) {}

    /**
     * @param by name and unit
     * @param withdrawn the time of withdrawal; null if it was not withdrawn
     * @param mayBeWithdrawn whether the current user may withdraw it
     * @param ended when the cancelled instance of the paper ended; null for the task's own instance
     */
    record Shown(
            String id,
            String name,
            int version,
            String size,
            String by,
            String at,
            String sha256,
            int pages,
            String withdrawn,
            boolean mayBeWithdrawn,
            String ended) {

        static Shown of(Paper paper, String task, String person, Map<String, Instant> earlier) {
            return new Shown(
                    paper.id(),
                    paper.name(),
                    paper.version(),
                    paper.sizeInWords(),
                    paper.uploader(),
                    VietnameseDate.shortMoment(paper.at()),
                    paper.sha256(),
                    paper.isWithdrawn() ? 0 : paper.pages(),
                    paper.withdrawnAt().map(VietnameseDate::shortMoment).orElse(null),
                    !paper.isWithdrawn()
                            && paper.task().equals(task)
                            && paper.by().equals(person),
                    Optional.ofNullable(earlier.get(paper.instance()))
                            .map(VietnameseDate::shortMoment)
                            .orElse(null));
        }
    }

    @GetMapping(OF_TASK)
    Answer list(@PathVariable("id") String task) {
        Task open = Optional.ofNullable(tasks.createTaskQuery().taskId(task).singleResult())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String person = identity.getCurrentAuthentication().getUserId();
        String whyNot = whyNot(task);
        return reads.ask(command -> {
            TaskEntity entity = command.getTaskManager().findTaskById(open.getId());
            String instance = entity == null ? null : root(entity);
            return instance == null
                    ? new Answer(largest, OVER, List.of(), List.of())
                    : new Answer(
                            largest,
                            whyNot,
                            shown(papers.withEarlier(instance), task, person, readers.earlier(instance)),
                            readers.ofUnits(instance).entrySet().stream()
                                    .map(unit ->
                                            new OfUnit(unit.getKey(), shown(unit.getValue(), task, person, Map.of())))
                                    .toList());
        });
    }

    private static List<Shown> shown(List<Paper> papers, String task, String person, Map<String, Instant> earlier) {
        return papers.stream()
                .map(paper -> Shown.of(paper, task, person, earlier))
                .toList();
    }

    private String whyNot(String task) {
        try {
            return atTask(task, entity -> null);
        } catch (AuthorizationException | Refusal why) {
            return why.getMessage();
        } catch (ResponseStatusException over) {
            return over.getReason();
        }
    }

    /** @param given the file name */
    @PostMapping(OF_TASK)
    Shown upload(
            @PathVariable("id") String task,
            @RequestParam(name = "name", defaultValue = "") String given,
            HttpServletRequest request)
            throws IOException {
        String name;
        byte[] content;
        try {
            // Before the body is read
            atTask(task, entity -> null);
            name = PaperName.of(given);
            content = read(request, name);
        } catch (Refusal | ResponseStatusException | AuthorizationException refused) {
            swallow(request);
            throw refused;
        }
        Inspection.Found found = Inspection.of(name, content);
        String sha256 = sha256(content);
        Paper stored = stored(task, place -> papers.add(place, name, found, sha256, content));
        return Shown.of(stored, task, stored.by(), Map.of());
    }

    /** Tries again if the first paper of the instance was added at another task at the same time. */
    private Paper stored(String task, Function<Papers.Place, Paper> add) {
        for (int tries = 1; ; tries++) {
            try {
                return atTask(task, entity -> {
                    if (!papers.holdsOpen(task)) {
                        throw new ResponseStatusException(HttpStatus.NOT_FOUND, OVER);
                    }
                    return add.apply(place(entity));
                });
            } catch (DuplicateKeyException meanwhile) {
                if (tries == TRIES) {
                    throw meanwhile;
                }
            }
        }
    }

    private Papers.Place place(TaskEntity task) {
        Authentication person = identity.getCurrentAuthentication();
        String name = reads.names(List.of(person.getUserId())).get(person.getUserId());
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE);
        String units = register.unitsOn(today).stream()
                .filter(unit -> person.getGroupIds().contains(Register.groupOf(unit.id())))
                .map(Unit::name)
                .collect(Collectors.joining("; "));
        return new Papers.Place(
                root(task),
                Objects.toString(task.getProcessInstance().getBusinessKey(), ""),
                task.getId(),
                Objects.toString(task.getTaskDefinitionKey(), ""),
                person.getUserId(),
                units.isEmpty() ? name : name + ", " + units);
    }

    private byte[] read(HttpServletRequest request, String name) throws IOException {
        if (request.getContentLengthLong() > largest) {
            throw tooLarge(name);
        }
        byte[] content = request.getInputStream().readNBytes((int) largest + 1);
        if (content.length > largest) {
            throw tooLarge(name);
        }
        return content;
    }

    private Refusal tooLarge(String name) {
        return new Refusal("Tệp \"%s\" lớn hơn %s; tối đa %s một tệp."
                .formatted(name, Sizes.words(largest), Sizes.words(largest)));
    }

    private void swallow(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= largest + SWALLOWED) {
            InputStream rest = request.getInputStream();
            byte[] nowhere = new byte[64 << 10];
            while (rest.read(nowhere) >= 0) {
                // Discards the bytes
            }
        }
    }

    /** Deletes the content. The row stays and records who withdrew it. */
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable("paper") String id) {
        Paper paper = readable(id);
        String person = identity.getCurrentAuthentication().getUserId();
        if (!paper.by().equals(person)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Chỉ người đã tải tệp lên được rút tệp.");
        } else if (paper.isWithdrawn()) {
            throw new Refusal("Tệp này đã được rút.");
        }
        engine.getCommandExecutorTxRequired().execute(new Command<Void>() {
            @Override
            public Void execute(CommandContext command) {
                if (!papers.holdsOpenAgainstForms(paper.task())) {
                    throw new Refusal("Bước này đã hoàn thành hoặc đã hủy, nên không rút tệp được nữa.");
                }
                papers.withdraw(paper, person);
                return null;
            }
        });
    }

    @GetMapping(ONE)
    void download(@PathVariable("paper") String id, HttpServletResponse response) throws IOException {
        papers.download(readableContent(id), response);
    }

    /** A page as a picture. */
    @GetMapping(ONE + "/pages/{page:[1-9][0-9]{0,3}}")
    ResponseEntity<byte[]> page(@PathVariable("paper") String id, @PathVariable("page") int number) throws IOException {
        Paper paper = readableContent(id);
        if (number > paper.pages()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) paper.size());
        papers.write(paper, content);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .body(Preview.page(paper.kind(), content.toByteArray(), number));
    }

    private Paper readable(String id) {
        return papers.find(id)
                .filter(paper -> readers.mayRead(identity.getCurrentAuthentication(), paper))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Paper readableContent(String id) {
        Paper paper = readable(id);
        if (paper.isWithdrawn()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return paper;
    }

    /** Runs an action in a transaction, for a task that the current user may work on. */
    private <T> T atTask(String id, Function<TaskEntity, T> deed) {
        return engine.getCommandExecutorTxRequired().execute(new Command<T>() {
            @Override
            public T execute(CommandContext command) {
                TaskEntity task = command.getTaskManager().findTaskById(id);
                if (task == null || task.getExecution() == null) {
                    throw new ResponseStatusException(HttpStatus.NOT_FOUND, OVER);
                }
                Authentication person = command.getAuthentication();
                engine.getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
                return command.runWithoutAuthorization(() -> {
                    if (task.isSuspended()) {
                        throw new Refusal("Quy trình đang tạm dừng nên chưa nhận tệp.");
                    } else if (!isFor(person, task)) {
                        throw new Refusal("Chỉ người có việc này mới tải tệp lên.");
                    }
                    return deed.apply(task);
                });
            }
        });
    }

    /** A permission alone is not enough: administrators have one for all tasks. */
    private static boolean isFor(Authentication person, TaskEntity task) {
        return person.getUserId().equals(task.getAssignee())
                || task.getCandidates().stream()
                        .anyMatch(link -> person.getUserId().equals(link.getUserId())
                                || person.getGroupIds().contains(link.getGroupId()));
    }

    private static String root(TaskEntity task) {
        return task.getExecution() == null ? null : task.getExecution().getRootProcessInstanceId();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Map<String, String> refused(Refusal refusal) {
        return Map.of("message", refusal.getMessage());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    Map<String, String> forbidden(AuthorizationException refusal) {
        return Map.of("message", refusal.getMessage());
    }

    /** Keeps the reason as the message, if there is one. */
    @ExceptionHandler
    ResponseEntity<Map<String, String>> gone(ResponseStatusException gone) {
        return ResponseEntity.status(gone.getStatusCode())
                .body(gone.getReason() == null ? Map.of() : Map.of("message", gone.getReason()));
    }
}
