package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.form.Choices;
import vn.gov.most.dataplan.form.Choices.Asked;
import vn.gov.most.dataplan.form.Choices.Choice;

/** Forms offer the entries of the register, the plan and the ledger as choices. */
class ChoicesTest extends Stage {

    private static final String DESCRIBE = "userTask_describeService";

    @Autowired
    private Choices choices;

    @Override
    String clause() {
        return "PL.II.6";
    }

    @BeforeEach
    void inNovember() {
        installedAt("23/11/2026 09:00");
    }

    @Test
    void eachListThatAFormNamesIsThere() throws IOException {
        Set<String> lists = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("forms"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode form = new ObjectMapper().readTree(file.toFile());
                form.findValues("choices").forEach(list -> lists.add(list.asText()));
                form.findValues("suggestions").forEach(list -> lists.add(list.asText()));
            }
        }

        assertThat(lists).contains("databases", "units", "clauses", "periods").allSatisfy(list -> assertThatCode(
                        () -> offered(list, "nasati"))
                .doesNotThrowAnyException());
    }

    @Test
    void aUnitsTaskOffersItsOwnDatabasesByName() {
        assertThat(offered("databases", "legal"))
                .containsExactly("CSDL văn bản quy phạm pháp luật về KH&CN (minh họa)");
        assertThat(offered("databases", "personnel")).isEmpty();
    }

    @Test
    void aHeadStartsForTheUnitsOfTheirOwnAndTheirDatabases() {
        Asked legal = new Asked("ii6-sharing-service", null, List.of("legal", "legal-head"));
        Asked personnel = new Asked("ii6-sharing-service", null, List.of("personnel", "personnel-head"));
        Asked administrator = new Asked("ii6-sharing-service", null, List.of("camunda-admin"));

        assertThat(choices.of("units", legal)).containsExactly(new Choice("Vụ Pháp chế", "legal"));
        assertThat(choices.of("databases", legal)).extracting(Choice::value).containsExactly("legal-documents");
        assertThat(choices.of("units", personnel)).isEmpty();
        assertThat(choices.of("databases", personnel)).isEmpty();
        assertThat(choices.of("units", new Asked("kh-iii1a-difficulty", null, List.of("legal"))))
                .extracting(Choice::value)
                .containsExactly("legal");
        assertThat(choices.of("units", new Asked("kh-iii1a-difficulty", null, List.of("it-center"))))
                .as("of whoever leads the clause")
                .extracting(Choice::value)
                .contains("legal", "nasati");
        assertThat(choices.of("units", administrator)).extracting(Choice::value).contains("legal", "nasati");
        assertThat(choices.of("databases", administrator))
                .extracting(Choice::value)
                .contains("legal-documents", "st-tasks");
    }

    @Test
    void thePeopleOfAUnitAreOfferedToIt() {
        assertThat(offered("accounts", "legal")).hasSize(4);
        assertThat(offered("addresses", "legal")).hasSize(4).allSatisfy(address -> assertThat(address)
                .contains("@"));
    }

    @Test
    void aServiceThatIsPublishedIsOfferedAndWrittenAsItWas() {
        start("Tra cứu nhiệm vụ", "2026-11-20");
        player.playUntil("30/11/2026 18:00");

        assertThat(offered("products PL.II.6 publication service", "nasati")).containsExactly("Tra cứu nhiệm vụ");
        assertThat(offered("products PL.II.6 publication service", "legal")).isEmpty();
        start("TRA CỨU  NHIỆM VỤ", "2026-11-27");
        Task task = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(DESCRIBE)
                .singleResult();
        assertThat(engine.getTaskService().getVariable(task.getId(), "service")).isEqualTo("Tra cứu nhiệm vụ");
    }

    private void start(String service, String readyOn) {
        player.as(
                "nasati-head",
                () -> startByHand(
                        Map.of("database", "st-tasks", "service", service, "readyAt", readyOn + "T08:00+07:00")));
    }

    private List<String> offered(String list, String unit) {
        return choices.of(list, new Asked("ii6-sharing-service", unit, List.of())).stream()
                .map(Choice::value)
                .toList();
    }
}
