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
 * The error answers of REST and the web applications: a Vietnamese sentence as {@code message}, which Tasklist shows.
 * Camunda's own answers often report a user's mistake as a server error, wrap a refusal in English, and list
 * permissions; all of this goes to the log instead.
 *
 * <p>Jersey finds this class in every JAX-RS application through {@code META-INF/services}.
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

    /** Messages of the engine and its REST API for a missing task. */
    private static final List<String> NO_SUCH_TASK =
            List.of("Cannot find task with id", "No task found for task id", "doesn't exist: task is null");

    /** SQL states of H2 and PostgreSQL for a timeout on a locked row. */
    private static final List<String> WAITED_IN_VAIN = List.of("HYT00", "55P03");

    private static final Logger LOG = LoggerFactory.getLogger(RestErrors.class);

    /** Errors whose details administrators need to correct a deployment or migration. */
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

    /** Exceptions with which Camunda's code fails on unexpected input. */
    private static final List<Class<? extends Throwable>> STUMBLES = List.of(
            NullPointerException.class,
            IllegalArgumentException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class);

    private static final String CAMUNDA = "org.camunda.bpm.";
    private static final String OURS = "vn.gov.most.dataplan.";

    /** Engine classes that continue a process: a failure there is not the request's mistake. */
    private static final List<String> CARRYING_ON =
            List.of("org.camunda.bpm.engine.impl.pvm.runtime.", "org.camunda.bpm.engine.impl.jobexecutor.ExecuteJob");

    /**
     * SQL states of H2 and PostgreSQL for a missing or forbidden object, which is an internal error. Other SQL errors
     * of the engine come from the request, because the engine builds its statements from it.
     */
    private static final List<String> MISSING = List.of("42S", "42P01", "42703", "42501");

    @Override
    public void configure(FeatureContext context) {
        // One mapper for each type for which Camunda has one, with a higher priority: Jersey selects the nearest type
        // first.
        context.register(OfEngine.class, 1);
        context.register(OfRest.class, 1);
        context.register(OfJsonParsing.class, 1);
        context.register(OfJsonMapping.class, 1);
        context.register(OfAnything.class, 1);
    }

    record Answer(Status status, String message) {}

    /** Camunda's error object plus the refused fields, under which Tasklist shows the message. */
    private static final class RefusedDto extends ExceptionDto {

        @JsonProperty
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        private final List<Refusal.Place> places;

        RefusedDto(List<Refusal.Place> places) {
            this.places = places;
        }
    }

    /**
     * The message for one of our own pages; an internal error has a code under which it is logged.
     *
     * @param where the requested resource, for the log
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

    /** The answer if the database refused the input; null for all other database errors, which are internal. */
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

    /** The status of the resource, corrected if it reports a mistake as a server error. */
    private static Status told(Throwable thrown, Status otherwise) {
        Status status = null;
        if (thrown instanceof RestException rest) {
            status = rest.getStatus();
        } else if (thrown instanceof WebApplicationException web) {
            status = Status.fromStatusCode(web.getResponse().getStatus());
        }
        return status == null || status == Status.INTERNAL_SERVER_ERROR ? otherwise : status;
    }

    /**
     * The exception of the engine or of the request's parser. Deeper causes are not looked at: they can be faults of
     * beans that a model called.
     */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable said = thrown;
        while (said instanceof RestException && said.getCause() != null) {
            said = said.getCause();
        }
        return said;
    }

    /** Whether Camunda's own code failed on unexpected input. */
    private static boolean isStumble(Throwable thrown) {
        return STUMBLES.stream().anyMatch(type -> type.isInstance(thrown)) && isOfWhatWasAsked(thrown);
    }

    /**
     * Most of the engine's refusals have no exception type of their own; they differ from internal errors in having
     * no cause.
     */
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

    /** The topmost stack frame in Camunda's code or ours. */
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

    /** The mapper, registered for each type for which Camunda has one. */
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

        /** The log entry in one line: user, request and the broken rule. */
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
