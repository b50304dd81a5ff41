package vn.gov.most.dataplan.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import vn.gov.most.dataplan.form.DeployedForms.DeployedForm;
import vn.gov.most.dataplan.form.Drafts.Draft;

/**
 * A person's own draft of a task that they may work on, or the draft that a colleague passed on. Nobody reads other
 * drafts, not even administrators.
 */
@RestController
class DraftsController {

    private static final String PATH = "/api/drafts/{task:[A-Za-z0-9-]{1,64}}";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProcessEngineConfigurationImpl engine;
    private final DeployedForms forms;
    private final Drafts drafts;

    DraftsController(ProcessEngineConfigurationImpl engine, DeployedForms forms, Drafts drafts) {
        this.engine = engine;
        this.forms = forms;
        this.drafts = drafts;
    }

    /**
     * @param person the current user
     * @param draft null if there is none
     */
    record Own(String person, Draft draft) {}

    /**
     * @param person who typed it: another person may have logged in meanwhile in the same browser
     * @param from the versions that it was based on: the last stored one, and those sent since that may have been
     *     stored
     * @param version a new unique name for this version
     */
    record Given(String person, List<String> from, String version, ObjectNode content) {

        private boolean isValid() {
            return from != null && version != null && VERSION.matcher(version).matches() && content != null;
        }
    }

    @GetMapping(PATH)
    ResponseEntity<?> read(@PathVariable String task) {
        return asked(
                task,
                (person, open) -> ResponseEntity.ok(
                        new Own(person, drafts.find(task, person).orElse(null))));
    }

    /** Answers 409 with the stored draft if the new one was not based on it. */
    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> save(@PathVariable String task, InputStream body) throws IOException {
        byte[] sent = body.readAllBytes();
        return asked(task, (person, open) -> {
            Given given = read(sent);
            if (!person.equals(given.person())) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            JsonNode form = forms.of(open)
                    .map(DeployedForm::schema)
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            if (!drafts.holdsOpen(task)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            Draft stored = drafts.save(
                    task, person, given.from(), given.version(), FormCheck.enteredIn(form, given.content()));
            return stored.version().equals(given.version())
                    ? ResponseEntity.ok(Map.of("savedAt", stored.savedAt()))
                    : ResponseEntity.status(HttpStatus.CONFLICT).body(new Own(person, stored));
        });
    }

    /**
     * Answers 409 if another version is stored than the person has seen.
     *
     * @param person who entered it
     */
    @PostMapping(PATH + "/pass-on")
    ResponseEntity<?> passOn(
            @PathVariable String task,
            @RequestParam(name = "person", defaultValue = "") String writer,
            @RequestParam(name = "version", defaultValue = "") String version) {
        return asked(task, (person, open) -> {
            if (!person.equals(writer)) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            if (!drafts.holdsOpen(task)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return drafts.passOn(task, person, version)
                    ? ResponseEntity.noContent().build()
                    : ResponseEntity.status(HttpStatus.CONFLICT).build();
        });
    }

    @DeleteMapping(PATH)
    ResponseEntity<?> discard(@PathVariable String task) {
        return asked(task, (person, open) -> {
            drafts.remove(task, person);
            return ResponseEntity.noContent().build();
        });
    }

    private static Given read(byte[] body) {
        try {
            Given given = JSON.readValue(body, Given.class);
            if (given != null && given.isValid()) {
                return given;
            }
        } catch (JsonProcessingException notJson) {
            // Refused below, like an invalid draft
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    /** @param answer called with the person's id and the task */
    private ResponseEntity<?> asked(String id, BiFunction<String, TaskEntity, ResponseEntity<?>> answer) {
        try {
            return engine.getCommandExecutorTxRequired().execute(new Command<ResponseEntity<?>>() {
                @Override
                public ResponseEntity<?> execute(CommandContext command) {
                    TaskEntity task = command.getTaskManager().findTaskById(id);
                    if (task == null) {
                        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                    }
                    engine.getCommandCheckers().forEach(checker -> checker.checkTaskWork(task));
                    return command.runWithoutAuthorization(() -> answer.apply(command.getAuthenticatedUserId(), task));
                }
            });
        } catch (AuthorizationException refused) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("message", refused.getMessage()));
        }
    }
}
