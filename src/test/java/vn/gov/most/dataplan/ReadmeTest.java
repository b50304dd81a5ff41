package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;

/** The README's table of the plan says what plan.yml says. With -Dreadme.write=true it is written instead. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- plan table: written by ReadmeTest -->\n";
    private static final String END = "<!-- end of plan table -->";

    @Test
    void theTableOfThePlanIsUpToDate() throws IOException {
        String readme = Files.readString(README);
        String table = table(Plan.read(Files.readString(Path.of("src/main/resources/ministry/plan.yml"))));
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, readme.substring(0, begin) + table + readme.substring(end));
            return;
        }
        assertThat(readme.substring(begin, end))
                .as("README.md differs from plan.yml; write it with: mvn test -Dtest=ReadmeTest -Dreadme.write=true")
                .isEqualTo(table);
    }

    private static String table(Plan plan) {
        List<Part> parts = plan.parts().toList();
        long planned = parts.stream().filter(Part::isPlanned).count();
        return "%d clauses, %d parts: %d with a process, %d planned.%n%n"
                        .formatted(plan.clauses().size(), parts.size(), parts.size() - planned, planned)
                + "| mục | nhiệm vụ, trách nhiệm | thời gian hoàn thành | quy trình |\n|---|---|---|---|\n"
                + plan.clauses().stream().map(ReadmeTest::row).collect(Collectors.joining());
    }

    private static String row(Clause clause) {
        String processes = clause.parts().stream()
                .map(part -> part.process().map(id -> "`" + id + "`").orElse("planned"))
                .distinct()
                .collect(Collectors.joining(", "));
        return "| %s | %s | %s | %s |%n"
                .formatted(
                        clause.citation(),
                        clause.name(),
                        clause.deadline(),
                        clause.noProcess().orElse(processes));
    }
}
