package vn.gov.most.dataplan.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.builder.BuilderException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.DeploymentResourceNotFoundException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.form.FormException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.AutoDiscoverable;
import org.glassfish.jersey.server.ParamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * What REST and the web applications answer when something was not done: a Vietnamese sentence as {@code message}, which
 * Tasklist shows. Camunda's own answers take a person's mistake for a fault of the server in many places, wrap a refusal
 * in English, and name what permissions there are; all of that goes to the log.
 *
 * <p>Jersey finds this in every JAX-RS application of the program by {@code META-INF/services}.
 */
public final class RestErrors implements AutoDiscoverable {

    static final String NO_RIGHT =
            "Tài khoản này không có quyền thực hiện thao tác. Nếu cần quyền, liên hệ Trung tâm CNTT.";

    private static final String TASK_GONE =
            "Công việc này đã hoàn thành hoặc không còn. Tải lại danh sách để xem tình trạng mới.";
    static final String GONE = "Nội dung này không có hoặc không còn. Tải lại trang để xem tình trạng mới.";
    private static final String CHANGED =
            "Nội dung đã được người khác thay đổi cùng lúc. Tải lại trang rồi thực hiện lại.";
    private static final String THERE_ALREADY =
            "Nội dung này đã có, hoặc vừa được người khác thêm cùng lúc. Tải lại trang để xem tình trạng mới.";
    private static final String NOBODY_WAITS =
            "Chưa thực hiện được gì: không có quy trình nào đang chờ thông điệp này. Kiểm tra tên thông điệp và nội dung"
                    + " gửi kèm.";
    private static final String SEVERAL_WAIT =
            "Chưa thực hiện được gì: nhiều quy trình đang chờ thông điệp này. Gửi kèm nội dung đủ để xác định một quy"
                    + " trình.";
    private static final String PAUSED = "Quy trình đang tạm dừng nên chưa thực hiện được thao tác.";
    static final String INVALID =
            "Thao tác chưa thực hiện được: nội dung gửi lên thiếu hoặc không hợp lệ. Kiểm tra lại rồi gửi.";

    /** How the engine and its REST say it. */
    private static final List<String> NO_SUCH_TASK =
            List.of("Cannot find task with id", "No task found for task id", "doesn't exist: task is null");

    /** For a row that another is changing, on H2 or PostgreSQL. */
    private static final List<String> WAITED_IN_VAIN = List.of("HYT00", "55P03");

    private static final Logger LOG = LoggerFactory.getLogger(RestErrors.class);

    /** Whoever deploys or migrates needs to read which line is wrong. */
    private static final List<Class<? extends Throwable>> FOR_DEVELOPERS = List.of(
            ParseException.class,
            MigrationPlanValidationException.class,
            MigratingProcessInstanceValidationException.class);

    private static final List<Class<? extends Throwable>> MISTAKES = List.of(
            BadUserRequestException.class,
            NullValueException.class,
            TaskAlreadyClaimedException.class,
            FormException.class,
            InvalidRequestException.class,
            JsonProcessingException.class);

    /** What Camunda's code ends with where it did not expect what was sent. */
    private static final List<Class<? extends Throwable>> STUMBLES = List.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class);

    private static final String CAMUNDA = "org.camunda.bpm.";
    private static final String OURS = "vn.gov.most.dataplan.";

    /** Where the engine carries a process on: what fails there is not what was asked. */
    private static final List<String> CARRYING_ON =
            List.of("org.camunda.bpm.engine.impl.pvm.runtime.", "org.camunda.bpm.engine.impl.jobexecutor.ExecuteJob");

    /**
     * What H2 or PostgreSQL misses or may not read, which is a fault; whatever else is wrong with a statement of the engine's
     * comes from what was asked, of which it puts its words together.
     */
    private static final List<String> MISSING = List.of("42S", "42P01", "42703", "42501");

    @Override
    public void configure(FeatureContext context) {
        // Before Camunda's own, one for each type that has one there: the nearest type is asked first.
        context.register(OfEngine.class, 1);
        context.register(OfRest.class, 1);
        context.register(OfJsonParsing.class, 1);
        context.register(OfJsonMapping.class, 1);
        context.register(OfAnything.class, 1);
    }

    record Answer(Status status, String message) {}

    /** Camunda's, and the fields that were refused, which Tasklist shows them under. */
    private static final class RefusedDto extends ExceptionDto {

        @JsonProperty
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        private final List<Refusal.Place> places;

        RefusedDto(List<Refusal.Place> places) {
            this.places = places;
        }
    }

    /**
     * What a person reads on a page of ours of what was not done; a fault of the program with a code, under which the log
     * has it.
     *
     * @param where what was asked for, for the log
     */
    public static String words(Throwable thrown, String where) {
        Answer answer = answer(thrown);
        return answer.status().getFamily() == Status.Family.SERVER_ERROR
                ? Fault.report(where, thrown)
                : answer.message();
    }

    static Answer answer(Throwable thrown) {
        Refusal refusal = first(thrown, Refusal.class);
        if (refusal != null) {
            return new Answer(Status.BAD_REQUEST, refusal.getMessage());
        }
        RequestBodyRefusedException refused = first(thrown, RequestBodyRefusedException.class);
        if (refused != null) {
            return new Answer(Status.fromStatusCode(refused.status()), refused.getMessage());
        }
        AuthorizationException noRight = first(thrown, AuthorizationException.class);
        if (noRight != null) {
            return new Answer(
                    Status.FORBIDDEN, noRight instanceof CurrentUser.Refused ? noRight.getMessage() : NO_RIGHT);
        } else if (first(thrown, OptimisticLockingException.class) != null) {
            return new Answer(Status.CONFLICT, CHANGED);
        } else if (first(thrown, SuspendedEntityInteractionException.class) != null) {
            return new Answer(Status.BAD_REQUEST, PAUSED);
        } else if (first(thrown, BuilderException.class) != null) {
            return new Answer(Status.BAD_REQUEST, INVALID);
        }
        Answer ofDatabase = ofDatabase(first(thrown, SQLException.class));
        if (ofDatabase != null) {
            return ofDatabase;
        }
        Throwable said = unwrapped(thrown);
        if (said instanceof NotFoundException || said instanceof DeploymentResourceNotFoundException) {
            return of(Status.NOT_FOUND, thrown);
        } else if (said instanceof MismatchingMessageCorrelationException) {
            boolean isOfSeveral = said.getMessage().contains("to a single");
            return new Answer(Status.BAD_REQUEST, isOfSeveral ? SEVERAL_WAIT : NOBODY_WAITS);
        } else if (thrown instanceof ParamException || isStumble(said)) {
            return new Answer(Status.BAD_REQUEST, INVALID);
        } else if (MISTAKES.stream().anyMatch(type -> type.isInstance(said)) || isRuleOfEngine(said)) {
            return of(told(thrown, Status.BAD_REQUEST), thrown);
        }
        return of(told(thrown, Status.INTERNAL_SERVER_ERROR), thrown);
    }

    /** What the database says to what was sent, or null: everything else that it says is a fault. */
    private static Answer ofDatabase(SQLException said) {
        String state = said == null || said.getSQLState() == null ? "" : said.getSQLState();
        if (state.equals("23505")) {
            return new Answer(Status.CONFLICT, THERE_ALREADY);
        } else if (state.startsWith("23") || state.startsWith("40") || WAITED_IN_VAIN.contains(state)) {
            return new Answer(Status.CONFLICT, CHANGED);
        }
        boolean isData = state.startsWith("22") || said instanceof SQLDataException;
        boolean isStatement = (state.startsWith("42") || said instanceof SQLSyntaxErrorException)
                && MISSING.stream().noneMatch(state::startsWith)
                && nearest(said).startsWith(CAMUNDA);
        return isData || isStatement ? new Answer(Status.BAD_REQUEST, INVALID) : null;
    }

    private static Answer of(Status status, Throwable thrown) {
        if (NO_SUCH_TASK.stream().anyMatch(String.valueOf(thrown.getMessage())::contains)) {
            return new Answer(Status.NOT_FOUND, TASK_GONE);
        } else if (status == Status.FORBIDDEN || status == Status.UNAUTHORIZED) {
            return new Answer(status, NO_RIGHT);
        }
        return new Answer(status, status == Status.NOT_FOUND ? GONE : INVALID);
    }

    /** The status that the resource gave, unless it took a mistake for a fault. */
    private static Status told(Throwable thrown, Status otherwise) {
        Status status = null;
        if (thrown instanceof RestException rest) {
            status = rest.getStatus();
        } else if (thrown instanceof WebApplicationException web) {
            status = Status.fromStatusCode(web.getResponse().getStatus());
        }
        return status == null || status == Status.INTERNAL_SERVER_ERROR ? otherwise : status;
    }

    /** What the engine or the reading of a request threw; further down lie the faults of what a model called. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable said = thrown;
        while (said instanceof RestException && said.getCause() != null) {
            said = said.getCause();
        }
        return said;
    }

    /** Camunda's own code, not ours, met what it did not expect. */
    private static boolean isStumble(Throwable thrown) {
        return STUMBLES.stream().anyMatch(type -> type.isInstance(thrown)) && isOfWhatWasAsked(thrown);
    }

    /** The engine has no type of its own for most of what it does not allow; a fault that it met is the cause. */
    private static boolean isRuleOfEngine(Throwable thrown) {
        return thrown.getClass() == ProcessEngineException.class
                && thrown.getCause() == null
                && isOfWhatWasAsked(thrown);
    }

    private static boolean isOfWhatWasAsked(Throwable thrown) {
        return nearest(thrown).startsWith(CAMUNDA)
                && Arrays.stream(thrown.getStackTrace())
                        .noneMatch(frame -> CARRYING_ON.stream().anyMatch(frame.getClassName()::startsWith));
    }

    /** Where of Camunda's code and ours it happened. */
    private static String nearest(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::toString)
                .filter(frame -> frame.contains(CAMUNDA) || frame.contains(OURS))
                .findFirst()
                .map(frame -> frame.substring(frame.lastIndexOf('/') + 1))
                .orElse("");
    }

    private static <T> T first(Throwable thrown, Class<T> type) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return type.cast(one);
            }
        }
        return null;
    }

    /** One mapper, under each type that Camunda has one of its own for. */
    private abstract static class Mapper<T extends Throwable> implements ExceptionMapper<T> {

        @jakarta.ws.rs.core.Context
        private UriInfo asked;

        @jakarta.ws.rs.core.Context
        private Request request;

        @Override
        public Response toResponse(T thrown) {
            if (FOR_DEVELOPERS.stream().anyMatch(type -> type.isInstance(thrown))) {
                return ExceptionHandlerHelper.getInstance().getResponse(thrown);
            }
            Answer answer = answer(thrown);
            String message = answer.message();
            if (answer.status().getFamily() == Status.Family.SERVER_ERROR) {
                message = Fault.report(asked.getPath(), thrown);
            } else {
                LOG.info(line(answer, thrown));
            }
            Refusal refusal = first(thrown, Refusal.class);
            ExceptionDto dto = refusal == null ? new ExceptionDto() : new RefusedDto(refusal.places());
            dto.setType(thrown.getClass().getSimpleName());
            dto.setMessage(message);
            return Response.status(answer.status())
                    .entity(dto)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }

        /** One line, whatever was asked for: what, who, and the rule that it broke. */
        private String line(Answer answer, Throwable thrown) {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            String reason = ours(thrown) ? answer.message() : thrown.toString();
            if (isStumble(unwrapped(thrown))) {
                reason += " at " + nearest(unwrapped(thrown));
            }
            return "%d %s %s, %s: %s"
                    .formatted(
                            answer.status().getStatusCode(),
                            request.getMethod(),
                            asked.getPath(),
                            who == null ? "-" : who.getName(),
                            reason)
                    .replaceAll("\\s+", " ");
        }

        private static boolean ours(Throwable thrown) {
            return first(thrown, Refusal.class) != null || first(thrown, CurrentUser.Refused.class) != null;
        }
    }

    static final class OfEngine extends Mapper<ProcessEngineException> {}

    static final class OfRest extends Mapper<RestException> {}

    static final class OfJsonParsing extends Mapper<JsonParseException> {}

    static final class OfJsonMapping extends Mapper<JsonMappingException> {}

    static final class OfAnything extends Mapper<Throwable> {}
}
