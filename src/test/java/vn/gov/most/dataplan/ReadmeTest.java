package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Window;

/** The README's table of the plan says what plan.yml says. With -Dreadme.write=true it is written instead. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- plan table: written by ReadmeTest -->\n";
    private static final String END = "<!-- end of plan table -->";

    @Test
    void theTableOfThePlanIsUpToDate() throws IOException {
        String readme = Files.readString(README);
        String table = table(Plan.read(MinistryFiles.in("")));
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
                + "° do Bộ đặt, Kế hoạch không nêu. Hiệu lực của căn cứ: theo `decree` trong plan.yml.\n\n"
                + "| mục | nhiệm vụ, trách nhiệm° | sản phẩm | chủ trì; phối hợp | thời gian hoàn thành | giai đoạn; kỳ; mở"
                + " | quy trình: hạn hoàn thành | căn cứ, hiệu lực |\n|---|---|---|---|---|---|---|---|\n"
                + plan.clauses().stream().map(ReadmeTest::row).collect(Collectors.joining());
    }

    private static String row(Clause clause) {
        String parts =
                clause.parts().stream().map(part -> process(clause, part)).collect(Collectors.joining("<br>"));
        return Stream.of(
                        clause.citation(),
                        clause.name(),
                        clause.product(),
                        list(
                                "; ",
                                own(clause, "lead", clause.lead()),
                                own(clause, "coordinators", String.join(", ", clause.coordinators()))),
                        clause.deadline(),
                        clause.parts().isEmpty() ? "" : rhythm(clause),
                        clause.noProcess().orElse(parts),
                        list(
                                " ",
                                clause.ground().text() + ".",
                                String.join(" ", clause.ground().statesOn(LocalDate.MAX))))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String process(Clause clause, Part part) {
        return part.process().map(id -> "`" + id + "`").orElse("planned")
                + part.due()
                        .map(rule -> ": " + own(clause, part.id() + ".due", rule.toString()))
                        .orElse("");
    }

    private static String rhythm(Clause clause) {
        String opens = clause.parts().stream()
                .flatMap(part -> part.opens().stream())
                .distinct()
                .map(day -> day.getDayOfMonth() + "/" + day.getMonthValue())
                .collect(Collectors.joining(", "));
        return list(
                "; ",
                own(clause, "window", clause.window().map(Window::toString).orElse("")),
                own(clause, "period", clause.period().word()),
                own(clause, "opens", opens));
    }

    private static String own(Clause clause, String field, String value) {
        return value.isEmpty() || !clause.isOurs(field) ? value : value + "°";
    }

    private static String list(String separator, String... values) {
        return Stream.of(values).filter(value -> !value.isEmpty()).collect(Collectors.joining(separator));
    }
}
