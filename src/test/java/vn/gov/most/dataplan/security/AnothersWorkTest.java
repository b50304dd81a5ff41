package vn.gov.most.dataplan.security;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.DemoServerTest;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.rehearsal.DemoStory;
import vn.gov.most.dataplan.rehearsal.TimeMachine;
import vn.gov.most.dataplan.security.EngineRestApi.Operation;

/**
 * Sends every possible request with the ids of one unit's work as each role: every operation of engine-rest, through
 * REST and through the web applications, and every other path. A response discloses something if it contains a word
 * typed by the unit's people, an id of its work, its people's names, or a count of only the unit's data. The table
 * lists the allowed disclosures; there are no others, and no request changes anything.
 */
@DemoServerTest
// Camunda keeps its web applications in static fields: the end of any other program in this JVM takes them away
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:anothers-work;DB_CLOSE_DELAY=-1",
            "dataplan.ministry-folder=src/test/resources/no-story"
        })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnothersWorkTest {

    /**
     * The requests, the roles that get something of the unit's work in the response, and why roles other than the unit
     * get it.
     */
    private static final String TABLE =
            """
            task                          unit it-center manager admin | the IT Center reads every open task,
            variable-instance             unit it-center manager admin | with what is in it,
            filter                        unit it-center admin         | in its filters,
            api/choices                   unit it-center manager admin | and what its form's lists offer
            api/tasks                     unit it-center manager admin | and its papers
            api/papers                    unit it-center manager admin leadership | who reads the plan reads them later too
            api/report-checker            unit it-center manager admin | whether its task is about reports
            bao-cao-don-vi                it-center                    | and, of what it checks, what was sent
            viec-da-xu-ly                 unit                         | what its people have done
            api/steps                     unit manager admin           | a manager reads all, in Cockpit too
            api/told                      unit it-center manager admin | that it is not theirs to do, and no more of it
            api/tasks                     unit                         | whom the head may give it to
            api/plan                      unit it-center manager leadership | what each unit owes, and no task of it
            api/incidents                 manager admin
            api/running                   manager admin
            history/task                  unit manager admin
            history/identity-link-log     unit manager admin
            history/user-operation        unit manager admin
            history/activity-instance     manager admin
            history/detail                manager admin
            history/incident              manager admin
            history/job-log               manager admin                | of jobs, why they failed alone
            history/process-definition    manager admin
            history/process-instance      manager admin
            history/variable-instance     manager admin
            process-instance              manager admin
            process-definition            manager admin
            execution                     manager admin
            event-subscription            manager admin
            incident                      manager admin
            job                           manager admin
            metrics                       manager admin
            cockpit/process-instance      manager admin
            cockpit/process-definition    manager admin
            cockpit/incident              manager admin
            group                         unit admin                   | its own
            identity                      unit admin                   | its colleagues' groups
            user                          admin
            authorization                 admin
            deployment                    admin
            optimize/activity-instance    admin
            optimize/identity-link-log    admin
            optimize/incident             admin
            optimize/process-instance     admin
            optimize/task-instance        admin
            optimize/variable-update      admin
            """;

    private static final String PASSWORD = "demo";
    private static final String UNIT = "accreditation";
    private static final String TYPIST = UNIT + "-staff-1";
    private static final String OWN = UNIT + "-head";
    private static final String ADMIN = "admin";
    private static final String NOBODY = "nobody";
    private static final String SYSTEM = "another-system";
    private static final String STAFF = "nafosted-staff-1";

    /** The users by their name in the table; those before the administrator must change nothing of the unit's. */
    private static final Map<String, String> PEOPLE = new LinkedHashMap<>();

    static {
        PEOPLE.put(NOBODY, "nobody");
        PEOPLE.put(SYSTEM, "system");
        PEOPLE.put(STAFF, "staff");
        PEOPLE.put("nafosted-head", "head");
        PEOPLE.put("nafosted-deputy", "deputy");
        PEOPLE.put("minister", "leadership");
        PEOPLE.put(OWN, "unit");
        PEOPLE.put("it-center-staff-1", "it-center");
        PEOPLE.put("manager-1", "manager");
        PEOPLE.put(ADMIN, "admin");
    }

    private static final String REST = "/engine-rest";
    private static final String WEB = "/camunda/api/engine/engine/default";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String FILE = "a file";
    private static final String BOUNDARY = "anothers-work";

    /** Replaced by the current user's id. */
    private static final String ME = "{me}";

    /** Requests with POST that change nothing. */
    private static final Pattern ASKS =
            Pattern.compile("(/history)?/(?!message|signal|condition|cleanup)[a-z-]+(/count)?"
                    + "|/filter/[^/]*/(list|singleResult|count)|/migration/(generate|validate)|/schema/log"
                    + "|/camunda/api/cockpit/.*");

    private static final Pattern FIGURES = Pattern.compile("/count\\b|report|statistics|/metrics");
    private static final Pattern MORE_THAN_NONE = Pattern.compile(":\\s*[1-9]");

    /** A word that the unit's people typed, its own id, and any other id. */
    private static final Pattern TOKEN =
            Pattern.compile("xmark[a-z]+|" + UNIT + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Sessions, and pages that are the same for everybody; "/task/{id}" of ours leads on without a look at the task.
     */
    private static final Pattern NOT_ASKED =
            Pattern.compile("[A-Z]+ (/|/error|/login|/password|/camunda/api/admin/auth/.*)");

    private static final Pattern ANY_ENGINE = Pattern.compile(
            "^([A-Z]+) (/camunda/api/engine/engine|/engine-rest/engine)/(default|\\{name})(?=/|$)|^([A-Z]+) /engine-rest");

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private DemoStory story;

    @Autowired
    private TimeMachine timeMachine;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    private final EngineRestApi api = new EngineRestApi();
    private final Map<String, Browser> browsers = new HashMap<>();
    private final ExecutorService askers = Executors.newFixedThreadPool(8);

    /** The ids of the unit's data, by resource type. */
    private final Map<String, List<String>> ids = new HashMap<>();

    private final Set<String> secrets = new HashSet<>();

    /**
     * @param room the subject, such as "history/task"
     * @param path relative to the API's root, or complete if only one API has it
     * @param body null if there is none
     * @param isNarrowed whether it asks only for the unit's data
     */
    private record Question(String room, String method, String path, String body, boolean isNarrowed) {

        boolean isChange() {
            return !method.equals("GET")
                    && !(method.equals("POST") && ASKS.matcher(path).matches());
        }

        /**
         * Requests that the engine rejects for everybody: no process here has the resource, the incident belongs to a
         * job, or the instance to restart has not ended. Messages between models are rejected for systems too.
         */
        boolean isWrongForAll() {
            return path.matches("/(batch|case-|condition|decision-|external-task|history/(batch|decision)).*"
                    + "|/incident/[^/]*|/message|/execution/.*/trigger|/process-definition/.*/restart(-async)?");
        }

        /** A list of all resources of a type. */
        boolean isList() {
            return !isNarrowed && path.matches("(/history)?/[a-z-]+");
        }

        boolean hasDoors() {
            return !path.matches("/(api|camunda|bao-cao-don-vi|viec-da-xu-ly)(/.*)?");
        }
    }

    private record Answer(String person, String door, int status, String body) {}

    // ---- the unit's work

    @BeforeAll
    void workOfOneUnit() {
        Stream.of("ii4-data-quality", "iii2-data-protection", "i7-default-sharing")
                .forEach(process -> start("it-center-head", process));
        timeMachine.runDueJobs();
        story.play(MinistryFiles.in("src/test/resources/marked-work"));
        besideTheForms();
        account(SYSTEM, OtherSystems.GROUP);
        gather();
        PEOPLE.keySet().forEach(this::login);
    }

    @AfterAll
    void rest() {
        askers.shutdownNow();
    }

    private void start(String person, String process) {
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
        as(person, () -> engine.getFormService().submitStartForm(definition, Map.of()));
    }

    /**
     * A claim, a comment, an old attachment, a filter, and a report whose sending could not be shown to the ministry.
     */
    private void besideTheForms() {
        TaskService tasks = engine.getTaskService();
        Task toSend = task("ii4-data-quality-unit");
        String returned = task("iii2-data-protection-unit").getId();
        as(TYPIST, () -> tasks.claim(returned, TYPIST));
        as(OWN, () -> tasks.createComment(toSend.getId(), null, "xmarknote"));
        tasks.createAttachment(
                "text/plain",
                toSend.getId(),
                toSend.getProcessInstanceId(),
                "xmarkfile",
                null,
                new ByteArrayInputStream("xmarkfile".getBytes(StandardCharsets.UTF_8)));
        FilterService filters = engine.getFilterService();
        String filter = filters.saveFilter(filters.newTaskFilter("xmarkfilter")
                        .setQuery(tasks.createTaskQuery().taskCandidateGroup(UNIT)))
                .getId();
        authorizations.mayUseFilter(UNIT, filter);
        ids.put(
                "filter",
                List.of(
                        filter,
                        filters.createFilterQuery()
                                .filterName("Công việc của đơn vị tôi")
                                .singleResult()
                                .getId()));
        String sent = task("i7-default-sharing-unit").getId();
        as(OWN, () -> engine.getFormService().submitTaskForm(sent, Map.of("headDecision", "send")));
        ManagementService jobs = engine.getManagementService();
        jobs.setJobRetries(
                jobs.createJobQuery()
                        .processInstanceId(instance("i7-default-sharing-unit"))
                        .singleResult()
                        .getId(),
                0);
    }

    private Task task(String process) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance(process))
                .singleResult();
    }

    private String instance(String process) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(process)
                .variableValueEquals("unit", UNIT)
                .singleResult()
                .getId();
    }

    private void account(String id, String group) {
        IdentityService identity = engine.getIdentityService();
        User user = identity.newUser(id);
        user.setPassword(PASSWORD);
        ((IdentityServiceImpl) identity).saveUser(user, true);
        identity.createMembership(id, group);
    }

    private void as(String person, Runnable deed) {
        Acting.as(engine, person, () -> {
            deed.run();
            return null;
        });
    }

    private void login(String person) {
        Browser browser = new Browser(port);
        if (!person.equals(NOBODY)) {
            browser.login(person, PASSWORD);
            browser.open("/camunda/app/welcome/default/");
        }
        browsers.put(person, browser);
        browsers.put(person + REST, new Browser(port));
    }

    private void gather() {
        Task toSend = task("ii4-data-quality-unit");
        String report = toSend.getProcessInstanceId();
        String sent = instance("i7-default-sharing-unit");
        ids.put("task", List.of(toSend.getId()));
        ids.put("paper", List.of(paper(toSend)));
        ids.put("page", List.of("1"));
        ids.put("process-instance", List.of(report, sent));
        ids.put("execution", List.of(toSend.getExecutionId()));
        ids.put("user", List.of(TYPIST));
        ids.put("group", List.of(UNIT, UNIT + "-head"));
        ids.put("metrics-name", List.of("activity-instance-start"));
        known("process-definition", "select proc_def_id_ from act_ru_execution where id_ = '%s'", report);
        known("definition-key", "select proc_def_key_ from act_hi_procinst where id_ = '%s'", report);
        known(
                "deployment",
                "select deployment_id_ from act_re_procdef where id_ = '%s'",
                ids.get("process-definition").get(0));
        known(
                "resource",
                "select id_ from act_ge_bytearray where deployment_id_ = '%s'",
                ids.get("deployment").get(0));
        known("business-key", "select business_key_ from act_ru_execution where id_ = '%s'", report);
        known(
                "variable-instance",
                "select id_ from act_ru_variable where name_ = 'databases' and proc_inst_id_ = '%s'",
                report);
        known(
                "variable",
                "select name_ from act_ru_variable where name_ = 'databases' and proc_inst_id_ = '%s'",
                report);
        known("detail", "select id_ from act_hi_detail where name_ = 'databases' and proc_inst_id_ = '%s'", report);
        known("activity-instance", "select id_ from act_hi_actinst where task_id_ = '%s'", toSend.getId());
        known("activity", "select act_id_ from act_hi_actinst where task_id_ = '%s'", toSend.getId());
        known("comment", "select id_ from act_hi_comment where type_ = 'comment' and task_id_ = '%s'", toSend.getId());
        known("attachment", "select id_ from act_hi_attachment where task_id_ = '%s'", toSend.getId());
        known("operation", "select operation_id_ from act_hi_op_log where proc_inst_id_ = '%s'", report);
        known("job", "select id_ from act_ru_job where process_instance_id_ = '%s'", sent);
        known("job-definition", "select job_def_id_ from act_ru_job where process_instance_id_ = '%s'", sent);
        known("job-log", "select id_ from act_hi_job_log where process_instance_id_ = '%s'", sent);
        known("log", "select id_ from act_hi_job_log where process_instance_id_ = '%s'", sent);
        known("incident", "select id_ from act_ru_incident where proc_inst_id_ = '%s'", sent);
        known(
                "authorization",
                "select id_ from act_ru_authorization where resource_type_ = 7 and resource_id_ = '%s'",
                toSend.getId());
        known("completed-step", "select task from dp_completed_step where process_instance = '%s'", report);
        known("report", "select cast(id as varchar(20)) from dp_obligation where process_instance = '%s'", sent);
        known(
                "period",
                "select cast(p.id as varchar(20)) from dp_obligation p join dp_obligation r"
                        + " on r.business_key = p.business_key || '/" + UNIT + "' where r.process_instance = '%s'",
                sent);
        gatherSecrets();
    }

    /** A picture that the unit's head has uploaded. */
    private String paper(Task task) {
        Browser head = new Browser(port);
        head.login(OWN, PASSWORD);
        head.open("/camunda/app/tasklist/default/");
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpResponse<String> answer =
                head.upload("/api/tasks/%s/papers?name=xmarkpaper.png".formatted(task.getId()), picture.toByteArray());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return jdbc.queryForObject("select id from dp_paper", String.class);
    }

    private void known(String kind, String query, String of) {
        List<String> found = jdbc.queryForList(query.formatted(of), String.class);
        assertThat(found).as(kind).isNotEmpty();
        ids.put(kind, found);
    }

    /** The ids of all rows of the unit's instances in all tables, and other data of the unit alone. */
    private void gatherSecrets() {
        String instances = jdbc
                .queryForList(
                        "select id_ from act_hi_procinst where business_key_ like '%/" + UNIT
                                + "' or business_key_ like '%/accredited-laboratories'",
                        String.class)
                .stream()
                .map("'%s'"::formatted)
                .collect(joining(","));
        jdbc.query(
                """
                select table_name, column_name from information_schema.columns
                where table_schema = 'PUBLIC' and column_name in ('PROC_INST_ID_', 'PROCESS_INSTANCE_ID_')""",
                row -> {
                    secrets.addAll(jdbc.queryForList(
                            "select id_ from %s where %s in (%s)"
                                    .formatted(row.getString(1), row.getString(2), instances),
                            String.class));
                });
        Stream.of("comment", "attachment", "authorization", "completed-step", "paper")
                .forEach(kind -> secrets.addAll(ids.get(kind)));
        secrets.add(ids.get("filter").get(0));
        assertThat(secrets).hasSizeGreaterThan(200);
    }

    // ---- what can be asked

    private List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        Set<String> described = new HashSet<>();
        for (Operation operation : api.operations()) {
            described.add(nameless(operation.method() + " " + operation.path()));
            questions.addAll(of(operation));
        }
        for (String mapped : MappedPaths.patternsOf(mappings)) {
            String path = ANY_ENGINE.matcher(mapped).replaceFirst("$1$4 ").replaceFirst(" $", " /engine");
            if (!NOT_ASKED.matcher(path).matches() && described.add(nameless(path))) {
                String method = path.replaceFirst(" .*", "");
                questions.add(question(
                        method,
                        filled(path.replaceFirst(".* ", "").replace("{task}", "{completed-step}")),
                        method.matches("POST|PUT") ? "{}" : null,
                        false));
            }
        }
        questions.removeIf(question -> question.method().equals("OPTIONS"));
        return questions;
    }

    private static String nameless(String path) {
        return path.replaceAll("\\{[^}]*}", "{}").replaceAll(" $", " /");
    }

    private static Question question(String method, String path, String body, boolean isNarrowed) {
        String room = path.replaceFirst("\\?.*", "")
                .replaceFirst("^/camunda/api/(\\w+)/plugin/\\w+/(default/)?", "/$1/")
                .replaceFirst("^/((history|api|cockpit|optimize)/[^/]*|[^/]*).*", "$1");
        return new Question(room, method, path, body, isNarrowed);
    }

    /** Lists are requested as a whole, and filtered by each matching id of the unit. */
    private List<Question> of(Operation operation) {
        String method = operation.method();
        List<Question> questions = new ArrayList<>();
        for (String path : operation.path().startsWith("/filter/{id}")
                ? ids.get("filter").stream()
                        .map(filter -> operation.path().replace("{id}", filter))
                        .toList()
                : List.of(filled(operation.path()))) {
            if (method.equals("POST")
                    && ASKS.matcher(path).matches()
                    && schema(operation).has("$ref")) {
                questions.add(question(method, path, "{}", false));
                properties(schema(operation)).forEach((name, described) -> fitting(name, path)
                        .forEach(id -> questions.add(question(
                                method,
                                path,
                                NODES.objectNode()
                                        .set(name, of(described, NODES.textNode(id)))
                                        .toString(),
                                true))));
            } else if (method.equals("GET")) {
                String asked = path + needed(operation);
                questions.add(question(method, asked, null, false));
                if (!path.contains("{") && operation.path().matches("[a-z/-]+")) {
                    operation.queryParameters().stream()
                            .map(one -> one.path("name").asText())
                            .forEach(name -> fitting(name, path)
                                    .forEach(id -> questions.add(question(
                                            method,
                                            asked + (asked.contains("?") ? "&" : "?") + name + "="
                                                    + EngineRestApi.encoded(id),
                                            null,
                                            true))));
                }
            } else {
                questions.add(question(method, path, body(operation), false));
            }
        }
        return questions;
    }

    private static JsonNode of(JsonNode described, JsonNode value) {
        return described.path("type").asText().equals("array")
                ? NODES.arrayNode().add(value)
                : value;
    }

    private static JsonNode schema(Operation operation) {
        return operation.content().path("application/json").path("schema");
    }

    /** Reports answer nothing without these. */
    private static String needed(Operation operation) {
        return switch (operation.path()) {
            case "/history/task/report" -> "?reportType=count&groupBy=taskName";
            case "/history/process-instance/report" -> "?reportType=duration&periodUnit=month";
            case "/identity/groups" -> "?userId=" + TYPIST;
            default -> "";
        };
    }

    private String filled(String path) {
        return EngineRestApi.filled(
                        path,
                        name -> name.equals("userId")
                                ? ME
                                : ids.getOrDefault(kind(name), List.of("x")).get(0))
                .replace("%7Bme%7D", ME);
    }

    private static String kind(String name) {
        String kind = EngineRestApi.kind(name);
        return kind.equals("process-instance-business-key") ? "business-key" : kind.equals("var") ? "variable" : kind;
    }

    /** The unit's ids that fit a parameter or field of this name. */
    private List<String> fitting(String name, String path) {
        if (name.matches(
                "(?i)(process)?DefinitionId(In)?|deploymentId|\\w*definitionKey\\w*|jobDefinitionId|\\w+NotIn|filterId|resourceId")) {
            return List.of();
        }
        if (name.matches("id|idIn")) {
            return ids.getOrDefault(kind(path.replaceFirst("/count$", "").replaceFirst(".*/", "")), List.of());
        }
        boolean isId = name.matches(
                "\\w*(Id|Ids|IdIn|usinessKey|usinessKeyIn)|assignee|taskAssignee|candidateGroups?|member(OfGroup)?|startedBy|taskInvolvedUser");
        return isId ? ids.getOrDefault(kind(name), List.of()).stream().limit(2).toList() : List.of();
    }

    private Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        if (schema.has("$ref")) {
            all.putAll(properties(api.at(schema.path("$ref").asText())));
        }
        schema.path("allOf").forEach(part -> all.putAll(properties(part)));
        schema.path("properties").fields().forEachRemaining(one -> all.put(one.getKey(), one.getValue()));
        return all;
    }

    // ---- bodies

    private static final String MIGRATION =
            "{'migrationPlan': {'sourceProcessDefinitionId': '{process-definition}', 'targetProcessDefinitionId': '{process-definition}',"
                    + " 'instructions': [{'sourceActivityIds': ['{activity}'], 'targetActivityIds': ['{activity}']}]}, 'processInstanceIds': ['{process-instance}']}";

    private static final String MODIFICATION =
            "{'processDefinitionId': '{process-definition}', 'processInstanceIds': ['{process-instance}'],"
                    + " 'instructions': [{'type': 'cancel', 'activityId': '{activity}'}]}";

    /** Bodies by operation path, if the description does not give a valid one. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry(
                    "/authorization/create",
                    "{'type': 1, 'permissions': ['ALL'], 'userId': '{me}', 'resourceType': 7, 'resourceId': '*'}"),
            Map.entry(
                    "/authorization/{id}",
                    "{'permissions': ['ALL'], 'userId': '{me}', 'resourceType': 7, 'resourceId': '{task}'}"),
            Map.entry("/execution/{id}/create-incident", "{'incidentType': 'x', 'message': 'x'}"),
            Map.entry("/filter/create", "{'name': 'x', 'resourceType': 'Task', 'query': {}}"),
            Map.entry("/filter/{id}", "{'name': 'x', 'resourceType': 'Task', 'query': {}}"),
            Map.entry("/group/create", "{'id': 'x', 'name': 'x'}"),
            Map.entry(
                    "/history/process-instance/set-removal-time",
                    "{'historicProcessInstanceIds': ['{process-instance}'], 'absoluteRemovalTime': '2020-01-01T08:00:00.000+0700'}"),
            Map.entry("/job/suspended", "{'processInstanceId': '{process-instance}', 'suspended': true}"),
            Map.entry("/job-definition/suspended", "{'processDefinitionKey': '{definition-key}', 'suspended': true}"),
            Map.entry("/message", "{'messageName': 'unit-report-closed', 'processInstanceId': '{process-instance}'}"),
            Map.entry("/process-definition/key/{key}/start", "{}"),
            Map.entry("/process-definition/{id}/start", "{}"),
            Map.entry("/process-definition/key/{key}/suspended", "{'suspended': true}"),
            Map.entry("/process-definition/{id}/suspended", "{'suspended': true}"),
            Map.entry(
                    "/process-definition/suspended", "{'processDefinitionKey': '{definition-key}', 'suspended': true}"),
            Map.entry(
                    "/process-definition/{id}/restart",
                    "{'processInstanceIds': ['{process-instance}'], 'instructions': [{'type': 'startBeforeActivity', 'activityId': '{activity}'}]}"),
            Map.entry(
                    "/process-definition/{id}/restart-async",
                    "{'processInstanceIds': ['{process-instance}'], 'instructions': [{'type': 'startBeforeActivity', 'activityId': '{activity}'}]}"),
            Map.entry(
                    "/process-instance/suspended", "{'processInstanceIds': ['{process-instance}'], 'suspended': true}"),
            Map.entry(
                    "/process-instance/suspended-async",
                    "{'processInstanceIds': ['{process-instance}'], 'suspended': true}"),
            Map.entry(
                    "/process-instance/message-async",
                    "{'messageName': 'unit-report-closed', 'processInstanceIds': ['{process-instance}']}"),
            Map.entry(
                    "/process-instance/variables-async",
                    "{'processInstanceIds': ['{process-instance}'], 'variables': {'{variable}': {'value': 'x'}}}"),
            Map.entry(
                    "/process-instance/{id}/modification",
                    "{'instructions': [{'type': 'cancel', 'activityId': '{activity}'}]}"),
            Map.entry(
                    "/process-instance/{id}/modification-async",
                    "{'instructions': [{'type': 'cancel', 'activityId': '{activity}'}]}"),
            Map.entry("/migration/execute", MIGRATION),
            Map.entry("/migration/executeAsync", MIGRATION),
            Map.entry("/modification/execute", MODIFICATION),
            Map.entry("/modification/executeAsync", MODIFICATION),
            Map.entry("/task/create", "{'name': 'x', 'parentTaskId': '{task}'}"),
            Map.entry("/task/{id}", "{'name': 'x', 'assignee': '{me}'}"),
            Map.entry("/task/{id}/identity-links", "{'userId': '{me}', 'type': 'candidate'}"),
            Map.entry("/task/{id}/identity-links/delete", "{'groupId': 'accreditation-head', 'type': 'candidate'}"),
            Map.entry("/tenant/create", "{'id': 'x', 'name': 'x'}"),
            Map.entry(
                    "/user/create",
                    "{'profile': {'id': 'x', 'firstName': 'x', 'lastName': 'x'}, 'credentials': {'password': 'Mot-mat-khau-dai-2026'}}"),
            Map.entry(
                    "/user/{id}/profile",
                    "{'id': '{user}', 'firstName': 'x', 'lastName': 'x', 'email': 'x@most.example'}"),
            Map.entry(
                    "/user/{id}/credentials",
                    "{'password': 'Mot-mat-khau-dai-2026', 'authenticatedUserPassword': 'demo'}"));

    private String body(Operation operation) {
        if (operation.content().has("multipart/form-data")) {
            return FILE;
        } else if (operation.content().isMissingNode()) {
            return null;
        } else if (BODIES.containsKey(operation.path())) {
            String body = BODIES.get(operation.path()).replace('\'', '"');
            for (Map.Entry<String, List<String>> kind : ids.entrySet()) {
                body = body.replace("{" + kind.getKey() + "}", kind.getValue().get(0));
            }
            return body;
        }
        return value("", schema(operation), 0).map(JsonNode::toString).orElse("{}");
    }

    /** Empty if no value is known, because an invented one would be refused as invalid. */
    private Optional<JsonNode> value(String name, JsonNode schema, int depth) {
        String reference = schema.path("$ref").asText();
        if (reference.endsWith("QueryDto")) {
            return Optional.of(NODES.objectNode()
                    .put("processInstanceId", ids.get("process-instance").get(0)));
        } else if (schema.has("$ref") && depth < 5) {
            return value(name, api.at(reference), depth);
        } else if (schema.has("allOf") || schema.has("properties")) {
            ObjectNode object = NODES.objectNode();
            properties(schema).forEach((field, described) -> value(field, described, depth + 1)
                    .ifPresent(value -> object.set(field, value)));
            return Optional.of(object);
        } else if (schema.has("enum")) {
            return Optional.of(schema.path("enum").path(0));
        } else if (schema.has("additionalProperties")) {
            return value(name, schema.path("additionalProperties"), depth + 1)
                    .map(value -> NODES.objectNode().set("content", value));
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> Optional.of(NODES.booleanNode(true));
            case "integer", "number" ->
                name.equals("asyncResponseTimeout") ? Optional.empty() : Optional.of(NODES.numberNode(1));
            case "array" ->
                value(name, schema.path("items"), depth + 1)
                        .map(value -> NODES.arrayNode().add(value));
            case "string" -> text(name, schema);
            default -> name.equals("value") ? Optional.of(NODES.textNode("x")) : Optional.empty();
        };
    }

    private Optional<JsonNode> text(String name, JsonNode schema) {
        if (schema.path("format").asText().startsWith("date")) {
            return Optional.of(NODES.textNode("2030-01-01T08:00:00.000+0700"));
        } else if (name.matches("name|message|annotation|errorCode|escalationCode|deleteReason|firstName")) {
            return Optional.of(NODES.textNode("x"));
        }
        String kind = kind(name);
        return kind.equals("user")
                ? Optional.of(NODES.textNode(ME))
                : ids.getOrDefault(kind, List.of()).stream().findFirst().map(NODES::textNode);
    }

    // ---- asking

    private Answer ask(String person, String door, Question question) {
        List<String> headers = new ArrayList<>(List.of("Accept", "application/json, */*;q=0.5"));
        String body = question.body();
        if (FILE.equals(body)) {
            headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY));
            body = "--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x.bpmn\"\r\n\r\nx\r\n--" + BOUNDARY
                    + "--\r\n";
        } else if (body != null) {
            headers.addAll(List.of("Content-Type", "application/json"));
            body = body.replace(ME, person);
        }
        Browser browser = browsers.get(door.equals(REST) ? person + REST : person);
        if (!person.equals(NOBODY)) {
            headers.addAll(
                    door.equals(REST)
                            ? List.of("Authorization", Browser.basic(person, PASSWORD))
                            : List.of("X-XSRF-TOKEN", browser.camundaToken()));
        }
        HttpResponse<String> answer = browser.send(
                question.method(), door + question.path().replace(ME, person), body, headers.toArray(String[]::new));
        return new Answer(person, door, answer.statusCode(), answer.body());
    }

    private List<Answer> askAll(Question question, Stream<String> people, int turn) {
        return all(people.flatMap(person ->
                        doors(question, person, turn).<Callable<Answer>>map(door -> () -> ask(person, door, question)))
                .toList());
    }

    /** By both doors where most is at stake, the other people by one and the other in turn. */
    private static Stream<String> doors(Question question, String person, int turn) {
        if (!question.hasDoors()) {
            return Stream.of("");
        }
        return person.equals(STAFF) ? Stream.of(REST, WEB) : Stream.of((turn + person.length()) % 2 == 0 ? REST : WEB);
    }

    private <T> List<T> all(List<Callable<T>> questions) {
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : askers.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a response discloses of the unit; in a refusal, values from the request do not count. */
    private Set<String> told(Question question, Answer answer) {
        Set<String> told = new HashSet<>();
        boolean isOk = answer.status() / 100 == 2;
        String sent = isOk ? "" : question.path() + question.body();
        tokens(answer.body()).filter(token -> !sent.contains(token)).forEach(told::add);
        boolean isFigure = FIGURES.matcher(question.path()).find()
                && (question.isNarrowed() || !question.path().endsWith("/count"));
        if (isOk && isFigure && MORE_THAN_NONE.matcher(answer.body()).find()) {
            told.add("a figure");
        } else if (isOk
                && !answer.body().equals("[]")
                && tokens(question.path().replaceFirst("\\?.*", "")).findAny().isPresent()) {
            told.add("that it is there");
        }
        return told;
    }

    private Stream<String> tokens(String text) {
        return TOKEN.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(token -> token.length() < 30 || secrets.contains(token));
    }

    /** Of the filtered requests for one list, the first that an administrator gets a response for. */
    private List<Question> real(List<Question> all) {
        List<Question> real = new ArrayList<>();
        String found = "";
        for (Question question : all) {
            String list = question.method() + question.path().replaceFirst("\\?.*", "");
            if (!question.isNarrowed()) {
                real.add(question);
            } else if (!found.equals(list)
                    && !told(question, ask(ADMIN, REST, question)).isEmpty()) {
                real.add(question);
                found = list;
            }
        }
        return real;
    }

    // ---- responses

    @Test
    void whatEachRoleIsToldOfAnothersWork() {
        Map<String, String> told = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int turn = 0;
        int real = 0;
        for (Question question : real(
                questions().stream().filter(question -> !question.isChange()).toList())) {
            Stream<String> people =
                    PEOPLE.keySet().stream().filter(person -> !question.isList() || isToldLittle(person));
            for (Answer answer : askAll(question, people, turn++)) {
                Set<String> news = told(question, answer);
                if (!news.isEmpty()) {
                    real += answer.person().equals(ADMIN) ? 1 : 0;
                    told.putIfAbsent(
                            question.room() + " " + PEOPLE.get(answer.person()),
                            "%s, by %s %s%s %s"
                                    .formatted(
                                            news, question.method(), answer.door(), question.path(), question.body()));
                }
                if (answer.status() >= 500) {
                    wrong.add(answer + " to " + question);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(real).as("questions that are answered at all").isGreaterThan(100);
        Set<String> allowed = allowed();
        assertThat(told.entrySet().stream()
                        .filter(one -> !allowed.contains(one.getKey()))
                        .map(String::valueOf))
                .as("told beside the table")
                .isEmpty();
        assertThat(told.keySet())
                .as("what the table allows is told, or the questions are no real ones")
                .containsAll(allowed);
    }

    private static Set<String> allowed() {
        Set<String> allowed = new TreeSet<>();
        for (String line : TABLE.split("\n")) {
            String[] columns = line.replaceFirst("\\|.*", "").trim().split("\\s+");
            Stream.of(columns).skip(1).forEach(person -> allowed.add(columns[0] + " " + person));
        }
        return allowed;
    }

    private static boolean isToldLittle(String person) {
        return !Set.of("unit", "it-center", "manager", "admin").contains(PEOPLE.get(person));
    }

    @Test
    void headAnswersAsGetDoes() {
        List<Question> all = questions().stream()
                .filter(question -> question.method().equals("GET") && question.hasDoors() && !question.isNarrowed())
                .toList();
        List<Callable<String>> compared = new ArrayList<>();
        for (Question question : all) {
            Question head = new Question(question.room(), "HEAD", question.path(), null, false);
            compared.add(() -> {
                int get = ask(STAFF, REST, question).status();
                int said = ask(STAFF, REST, head).status();
                return get == said ? "" : "%s: %d, HEAD %d".formatted(question.path(), get, said);
            });
        }
        assertThat(all(compared)).containsOnly("");
    }

    @Test
    void whatNobodyButAnAdministratorChanges() {
        KeptTables tables = new KeptTables(jdbc);
        List<String> people = PEOPLE.keySet().stream()
                .filter(person -> !Set.of(OWN, ADMIN).contains(person))
                .toList();
        List<String> wrong = new ArrayList<>();
        int turn = 0;
        for (Question question : questions().stream().filter(Question::isChange).toList()) {
            List<Answer> answers = askAll(question, people.stream(), turn++);
            Set<String> written = tables.writtenTo();
            List<String> changed = tables.changed(written);
            answers.stream()
                    .filter(answer -> !isRefused(question, answer))
                    .forEach(answer -> wrong.add("%s %s: %s".formatted(question.method(), question.path(), answer)));
            if (!changed.isEmpty()) {
                wrong.add("%s changed %s: %s".formatted(question, changed, answers));
            }
            if (!written.isEmpty()) {
                tables.putBack(written);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * Telemetry is a switch without effect for everybody. A form without its token redirects to its page, which says
     * that nothing was done.
     */
    private static boolean isRefused(Question question, Answer answer) {
        return Set.of(401, 403, 404).contains(answer.status())
                || answer.status() < 500 && answer.status() >= 400 && question.isWrongForAll()
                || question.path().equals("/telemetry/configuration")
                || question.room().equals("bao-cao-don-vi") && answer.status() == 302;
    }
}
