package vn.gov.most.dataplan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.gov.most.dataplan.models.Ministry.MODEL;
import static vn.gov.most.dataplan.models.Ministry.PLAN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Variables are written before they are read, entered values are read, and the answers of a form match the flows of its
 * gateway.
 */
class VariablesTest {

    private static final String PREPARE = "forms/two-report/prepareReport.form";
    private static final String SEND = "forms/two-report/sendReport.form";
    private static final String START = "forms/two-report/periodOpened.form";

    private static final Path ROOMS = Path.of("src/main/java/vn/gov/most/dataplan");

    @Test
    void variablesAreWrittenBeforeTheyAreRead() {
        assertThat(Variables.faults(Ministry.shipped())).isEmpty();
        assertThat(Variables.faults(Ministry.sample())).isEmpty();
    }

    @Test
    void aConditionReadsWhatAFormHasAsked() {
        assertThat(broken(MODEL, "${headDecision == 'return'}", "${decision == 'return'}"))
                .contains(MODEL + ": flow_returned: reads decision, which is not written on every way there");
        assertThat(broken(
                        MODEL,
                        "<camunda:outputParameter name=\"headDecision\">${headDecision}</camunda:outputParameter>",
                        ""))
                .containsExactly(
                        MODEL + ": flow_returned: reads headDecision, which is not written on every way there");
    }

    @Test
    void aHiddenFieldIsNotSubmitted() {
        assertThat(broken(MODEL, "<camunda:inputParameter name=\"returnReason\" />", ""))
                .containsExactly(
                        MODEL + ": userTask_sendReport: reads returnReason, which is not written on every way there");
    }

    @Test
    void aListenerReadsWhatIsThere() {
        assertThat(broken(
                        MODEL,
                        "${execution.setVariable('returnedAt', now())}",
                        "${collectReports.sent(execution, 'databases, works')}"))
                .contains(MODEL + ": flow_returned: reads works, which is not written on every way there");
        assertThat(broken(MODEL, "candidateGroups=\"${unit}\"", "candidateGroups=\"${owner}\""))
                .containsExactly(
                        MODEL + ": userTask_prepareReport: reads owner, which is not written on every way there");
    }

    @Test
    void whoIsShutOutIsKnown() {
        assertThat(broken(
                        MODEL,
                        "</camunda:inputOutput>",
                        "</camunda:inputOutput><camunda:properties><camunda:property name=\"notBy\" value=\"preparedBy\" />"
                                + "</camunda:properties>"))
                .containsExactly(
                        MODEL + ": userTask_sendReport: reads preparedBy, which is not written on every way there");
    }

    @Test
    void aStepIsDueByAMomentThatHasBeen() {
        assertThat(broken(PLAN, "mending after returnedAt", "mending after sentAt"))
                .containsExactly(MODEL + ": userTask_prepareReport: is due by sentAt, which nothing has written");
    }

    @Test
    void aFormShowsWhatIsWritten() {
        assertThat(broken(PREPARE, "{{periodName}}", "{{nameOfPeriod}}"))
                .containsExactly(
                        MODEL + ": userTask_prepareReport: its form shows nameOfPeriod, which nothing has written");
        assertThat(broken(SEND, "{{accuracy}}", "{{precision}}"))
                .contains(MODEL + ": userTask_sendReport: its form shows precision, which nothing has written");
        assertThat(broken(SEND, "#loop databases", "#loop services"))
                .contains(MODEL + ": userTask_sendReport: its form shows services, which nothing has written");
        assertThat(broken(SEND, "=headDecision !=", "=decision !="))
                .contains(MODEL + ": userTask_sendReport: its form shows decision, which nothing has written");
        assertThat(broken(
                        SEND,
                        "{\"type\": \"radio\"",
                        "{\"type\": \"table\", \"dataSource\": \"=databases[name != difficulty]\", \"columns\": [{\"key\": \"size\"}]},"
                                + " {\"type\": \"radio\""))
                .containsExactly(
                        MODEL + ": userTask_sendReport: its form shows difficulty, which nothing has written",
                        MODEL + ": userTask_sendReport: its form shows size, which nothing has written");
    }

    @Test
    void whatAFormAsksIsRead() {
        assertThat(broken(SEND, "<p>{{difficulties}}</p>", ""))
                .containsExactly(MODEL + ": userTask_prepareReport: its form asks difficulties, which nothing reads");
        assertThat(broken(SEND, ": {{accuracy}}", ""))
                .containsExactly(
                        MODEL + ": userTask_prepareReport: its form asks accuracy of each row, which nothing reads");
        assertThat(broken(START, "\"key\": \"period\"", "\"key\": \"when\""))
                .containsExactly(MODEL + ": startEvent_periodOpened: its form asks when, which nothing reads");
    }

    @Test
    void theAnswersAreTheWaysTheUsualOneFirst() {
        assertThat(broken(SEND, "\"value\": \"return\"}", "\"value\": \"refuse\"}"))
                .containsExactly(
                        MODEL + ": gateway_reportSent: headDecision is never return",
                        MODEL + ": gateway_reportSent: headDecision needs one answer for the usual way, not [send,"
                                + " refuse]");
        assertThat(broken(
                        SEND,
                        "{\"label\": \"Gửi\", \"value\": \"send\"}, {\"label\": \"Trả lại\", \"value\": \"return\"}",
                        "{\"label\": \"Trả lại\", \"value\": \"return\"}, {\"label\": \"Gửi\", \"value\": \"send\"}"))
                .containsExactly(MODEL + ": gateway_reportSent: headDecision does not begin with the usual way, send");
        assertThat(broken(SEND, "{\"label\": \"Gửi\"", "{\"label\": \"Đồng ý\""))
                .containsExactly(
                        MODEL + ": gateway_reportSent: headDecision says \"Đồng ý\" where the flow says \"Gửi\"");
    }

    @Test
    void theTableOfWhatJavaWritesIsWhatJavaWrites() throws IOException {
        Pattern write = Pattern.compile(
                "(?:setVariable\\((?:[\\w.]+\\(\\),\\s*)?|putValue\\(\\s*)(?:\"(\\w+)\"|PlanContext\\.([A-Z]+)\\b)");
        Set<String> written = new TreeSet<>();
        for (String room : List.of("duty", "collecting", "document")) {
            try (Stream<Path> sources = Files.list(ROOMS.resolve(room))) {
                for (Path source : sources.toList()) {
                    write.matcher(Files.readString(source))
                            .results()
                            .forEach(found -> written.add(
                                    found.group(1) != null
                                            ? found.group(1)
                                            : found.group(2).toLowerCase()));
                }
            }
        }

        assertThat(Stream.concat(
                                Stream.of(Variables.JAVA_WRITES, Variables.JAVA_TELLS)
                                        .flatMap(table -> table.values().stream())
                                        .flatMap(Set::stream),
                                Variables.JAVA_OPENS.stream())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void theTableOfWhatJavaPutsInARowIsWhatJavaPuts() throws IOException {
        Pattern put = Pattern.compile("row\\.put\\(\\s*\"(\\w+)\"");

        for (Map.Entry<String, String> list : Map.of(
                        "unitReports", "collecting/UnitReports.java",
                        "orderedBefore", "duty/FollowUps.java",
                        "keptDates", "duty/UnitFigures.java",
                        "overdueWork", "duty/Lateness.java",
                        "comments", "document/DraftComments.java")
                .entrySet()) {
            assertThat(put.matcher(Files.readString(ROOMS.resolve(list.getValue())))
                            .results()
                            .map(found -> found.group(1)))
                    .containsExactlyInAnyOrderElementsOf(Variables.JAVA_ROWS.get(list.getKey()));
        }
    }

    private static List<String> broken(String file, String old, String replacement) {
        return Variables.faults(Ministry.sample().with(file, old, replacement));
    }
}
