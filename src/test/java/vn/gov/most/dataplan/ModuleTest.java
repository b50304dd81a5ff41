package vn.gov.most.dataplan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.beans.Introspector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Names;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/**
 * The rules of the modules: each uses only the modules in its package-info, and some calls are allowed in one module
 * only.
 */
class ModuleTest {

    /** The beans that models may name, with their package: a dependency that the compiler does not see. */
    private static final Map<String, String> ROOM_OF_BEAN = Map.ofEntries(
            Map.entry("draftComments", "document"),
            Map.entry("issuing", "document"),
            Map.entry("collectReports", "collecting"),
            Map.entry("deadlines", "duty"),
            Map.entry("events", "duty"),
            Map.entry("followUps", "duty"),
            Map.entry("lateWork", "duty"),
            Map.entry("movedDates", "duty"),
            Map.entry("unitAnswers", "duty"),
            Map.entry("unitFigures", "duty"),
            Map.entry("obligations", "duty"),
            Map.entry("openDuePeriods", "duty"),
            Map.entry("focalOfficers", "organisation"),
            Map.entry("issuedDocuments", "reminder"),
            Map.entry("mails", "reminder"),
            Map.entry("news", "reminder"),
            Map.entry("outcomes", "reminder"),
            Map.entry("reminders", "reminder"),
            Map.entry("unitNotices", "reminder"),
            Map.entry("urgingLetters", "reminder"),
            Map.entry("weeklyWatch", "reminder"));

    /** The objects that the engine itself offers to expressions. */
    private static final Set<String> ENGINES_OWN = Set.of("execution", "task");

    private static final String ROOT = "vn.gov.most.dataplan";
    private static final ApplicationModules ROOMS = ApplicationModules.of(DataPlanApplication.class);
    private static final JavaClasses PROGRAM_AND_TESTS = new ClassFileImporter()
            .importPackages(ROOT)
            .that(DescribedPredicate.not(equivalentTo(AsksTheMachine.class)));
    private static final JavaClasses PROGRAM = PROGRAM_AND_TESTS.that(DescribedPredicate.describe(
            "are the program's",
            type -> !type.getSource().orElseThrow().getUri().toString().contains("/test-classes/")));

    @Test
    void roomsDependOnWhatTheirDoorsSay() {
        ROOMS.verify();
    }

    @Test
    void noDoorSaysMoreThanItsRoomNeeds() {
        ROOMS.forEach(room -> assertThat(
                        room.getDirectDependencies(ROOMS).uniqueModules().map(needed -> needed.getIdentifier()
                                .toString()))
                .as("what %s needs, against the allowedDependencies of its package-info", room.getIdentifier())
                .containsExactlyInAnyOrder(allowed(room.getBasePackage().getName())));
    }

    @Test
    void everyPackageIsARoom() {
        Set<String> rooms =
                ROOMS.stream().map(room -> room.getBasePackage().getName()).collect(Collectors.toSet());

        assertThat(PROGRAM.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT)))
                .as("packages with a package-info that is an @ApplicationModule")
                .isSubsetOf(rooms);
    }

    @Test
    void thePlanTheCalendarAndTheirFilesArePlainJava() {
        plainJava("plan", "calendar", "ministry").check(PROGRAM);

        assertFails(plainJava("organisation"), PROGRAM);
    }

    @Test
    void nobodyDependsOnWhatWatchesOrPlays() {
        nobodyElseDependsOn("oversight").check(PROGRAM);
        nobodyElseDependsOn("rehearsal").check(PROGRAM);

        assertFails(nobodyElseDependsOn("engine"), PROGRAM);
    }

    @Test
    void theTimeIsTheClocksAlone() {
        nobodyAsksTheMachineForTheTime().check(PROGRAM_AND_TESTS);

        JavaClasses wrong = new ClassFileImporter().importClasses(AsksTheMachine.class);
        assertThatThrownBy(() -> nobodyAsksTheMachineForTheTime().check(wrong))
                .hasMessageContainingAll(
                        "LocalDate.now()",
                        "Instant.now()",
                        "Clock.systemUTC()",
                        "System.currentTimeMillis()",
                        "Date.<init>()",
                        "Calendar.getInstance()",
                        "Thread.sleep(long)");
    }

    @Test
    void theEnginesClockIsReadInOneRoomAndMovedInAnother() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".engine", ROOT + ".rehearsal")
                .should()
                .dependOnClassesThat(equivalentTo(ClockUtil.class));

        rule.check(PROGRAM);
    }

    @Test
    void whatModelsCallLivesWithItsSubject() {
        ArchRule rule = noClasses()
                .that()
                .areAssignableTo(JavaDelegate.class)
                .or()
                .areAssignableTo(ExecutionListener.class)
                .or()
                .areAssignableTo(TaskListener.class)
                .or()
                .areAnnotatedWith(ModelBean.class)
                .should()
                .resideInAnyPackage(ROOT, ROOT + ".engine", "..delegate..", "..listener..");

        rule.check(PROGRAM);
        assertThat(PROGRAM.stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(ProcessEnginePlugin.class))
                        .map(JavaClass::getPackageName))
                .as("engine plugins, each in the room of its subject")
                .doesNotContain(ROOT);
    }

    @Test
    void theBeansThatModelsNameAreTheOnesThatJavaHas() {
        Map<String, String> beans = new TreeMap<>();
        modelBeans().forEach((name, type) -> beans.put(name, room(type)));

        assertThat(beans).as("@ModelBean classes and their rooms").containsExactlyInAnyOrderEntriesOf(ROOM_OF_BEAN);
        assertThat(texts(Path.of("processes"), ".bpmn").values().stream()
                        .flatMap(text -> calls(text).stream())
                        .map(call -> call.split("\\.")[0])
                        .distinct())
                .as("beans that models name")
                .containsExactlyInAnyOrderElementsOf(ROOM_OF_BEAN.keySet());
    }

    /** If a model writes such an argument literally, each start checks it. */
    @Test
    void whatModelsNameByAParameterIsSaidThere() {
        Set<String> called = Set.of("clause", "part", "eventPart", "parts", "task", "unit", "leaders", "difficulties");
        List<String> unsaid = new ArrayList<>();
        Set<String> said = new TreeSet<>();
        modelBeans().forEach((name, type) -> Stream.of(type.reflect().getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .forEach(method -> Stream.of(method.getParameters())
                        .filter(parameter -> parameter.getType() == String.class)
                        .filter(parameter -> called.contains(parameter.getName()))
                        .forEach(parameter -> {
                            if (parameter.isAnnotationPresent(Names.class)) {
                                said.add(name);
                            } else {
                                unsaid.add("%s.%s: %s".formatted(name, method.getName(), parameter.getName()));
                            }
                        })));

        assertThat(unsaid).as("parameters without @Names").isEmpty();
        assertThat(said)
                .containsExactly(
                        "collectReports",
                        "deadlines",
                        "events",
                        "followUps",
                        "issuing",
                        "movedDates",
                        "obligations",
                        "weeklyWatch");
    }

    @Test
    void javaNamesNoClauseAndNoProcessOfAClause() {
        Plan plan = Plan.read(MinistryFiles.in(""));
        List<String> names = Stream.concat(
                        plan.clauses().stream().map(Clause::id),
                        plan.parts().map(Part::process).flatMap(Optional::stream))
                .toList();

        assertThat(namesIn(texts(Path.of("src/main/java"), ".java"), names)).isEmpty();
        assertThat(namesIn(
                        Map.of("Wrong.java", "// as PL.II.4 has it\nstart(\"two-unit\"); see(\"APL.II.4, two-units\")"),
                        List.of("PL.II.4", "PL.II", "two", "two-unit")))
                .containsExactly("Wrong.java names PL.II.4", "Wrong.java names two-unit");
    }

    private static ArchRule plainJava(String... rooms) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(rooms))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "org.camunda..", "jakarta..")
                        .and(DescribedPredicate.not(
                                nameMatching(Pattern.quote(ApplicationModule.class.getName()) + "(\\$.*)?"))));
    }

    private static ArchRule nobodyElseDependsOn(String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(room));
    }

    private static ArchRule nobodyAsksTheMachineForTheTime() {
        return noClasses()
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "ask the machine for the time, or sleep", ModuleTest::asksTheMachine));
    }

    private static boolean asksTheMachine(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        boolean givenAClock = access.getTarget().getFullName().contains(Clock.class.getName() + ")");
        return owner.isAssignableTo(Temporal.class) && name.equals("now") && !givenAClock
                || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(Calendar.class) && name.equals("getInstance")
                || owner.isEquivalentTo(Thread.class) && name.equals("sleep")
                || access.getTarget().getFullName().equals(Date.class.getName() + ".<init>()");
    }

    private static void assertFails(ArchRule rule, JavaClasses classes) {
        assertThatThrownBy(() -> rule.check(classes)).isInstanceOf(AssertionError.class);
    }

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> ROOT + "." + room + "..").toArray(String[]::new);
    }

    private static String[] allowed(String room) {
        try {
            return Class.forName(room + ".package-info")
                    .getAnnotation(ApplicationModule.class)
                    .allowedDependencies();
        } catch (ClassNotFoundException none) {
            throw new IllegalStateException(none);
        }
    }

    private static Map<String, JavaClass> modelBeans() {
        return PROGRAM.stream()
                .filter(type -> type.isAnnotatedWith(ModelBean.class))
                .collect(Collectors.toMap(type -> Introspector.decapitalize(type.getSimpleName()), type -> type));
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1);
    }

    /** The calls in a model's expressions, as bean.method. */
    private static Set<String> calls(String model) {
        Set<String> calls = new TreeSet<>();
        Matcher expression = Pattern.compile("[$#]\\{([^}]*)}").matcher(model);
        while (expression.find()) {
            Matcher call = Pattern.compile("(?<![\\w.])([a-zA-Z]\\w*\\.\\w+)\\(")
                    .matcher(expression.group(1).replaceAll("'[^']*'", "''"));
            while (call.find()) {
                if (!ENGINES_OWN.contains(call.group(1).split("\\.")[0])) {
                    calls.add(call.group(1));
                }
            }
        }
        return calls;
    }

    private static List<String> namesIn(Map<String, String> sources, List<String> names) {
        List<String> found = new ArrayList<>();
        sources.forEach((file, text) -> names.stream()
                .filter(name -> Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-]|\\.\\w)")
                        .matcher(text)
                        .find())
                .forEach(name -> found.add(file + " names " + name)));
        return found;
    }

    private static Map<String, String> texts(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> texts = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                texts.put(file.toString(), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Examples of forbidden calls. */
    @SuppressWarnings("unused")
    private static final class AsksTheMachine {

        Object[] wrong() throws InterruptedException {
            Thread.sleep(1);
            return new Object[] {
                java.time.LocalDate.now(),
                java.time.Instant.now(),
                Clock.systemUTC(),
                System.currentTimeMillis(),
                new Date(),
                Calendar.getInstance(),
                java.time.Instant.now(Clock.systemUTC())
            };
        }
    }
}
