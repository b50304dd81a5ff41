package vn.gov.most.dataplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Window;

/**
 * The README's table of the plan matches plan.yml, and its list of modules matches their package-info. With
 * -Dreadme.write=true both are written instead.
 */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path ROOMS = Path.of("src/main/java/vn/gov/most/dataplan");
    private static final Pattern SENTENCE = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    private static final Map<String, String> NAMES = names();

    @Test
    void theTableOfThePlanIsUpToDate() throws IOException {
        isUpToDate("plan table", table(Plan.read(MinistryFiles.in(""))));
    }

    @Test
    void theRoomsAreThoseThatThereAre() throws IOException {
        isUpToDate("rooms", rooms());
    }

    @Test
    void theProxyThatItSetsUpLetsTheLargestPaperThrough() throws IOException {
        Matcher proxy = Pattern.compile("client_max_body_size (\\d+)m;").matcher(Files.readString(README));
        Matcher paper = Pattern.compile("\n    largest: (\\d+)MB")
                .matcher(Files.readString(Path.of("src/main/resources/application.yml")));
        assertThat(proxy.find() && paper.find()).isTrue();
        assertThat(Integer.parseInt(proxy.group(1))).isGreaterThan(Integer.parseInt(paper.group(1)));
    }

    private static void isUpToDate(String what, String text) throws IOException {
        String readme = Files.readString(README);
        String mark = "<!-- %s: written by ReadmeTest -->\n".formatted(what);
        int begin = readme.indexOf(mark) + mark.length();
        int end = readme.indexOf("<!-- end of %s -->".formatted(what));
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(README, readme.substring(0, begin) + text + readme.substring(end));
            return;
        }
        assertThat(readme.substring(begin, end))
                .as("README.md is out of date; write it with: mvn test -Dtest=ReadmeTest -Dreadme.write=true")
                .isEqualTo(text);
    }

    private static String rooms() throws IOException {
        try (Stream<Path> doors = Files.walk(ROOMS)) {
            return doors.filter(file -> file.endsWith("package-info.java"))
                    .sorted()
                    .map(ReadmeTest::room)
                    .collect(Collectors.joining("", "| package | what |\n|---|---|\n", ""));
        }
    }

    private static String room(Path door) {
        try {
            Matcher sentence = SENTENCE.matcher(Files.readString(door));
            assertThat(sentence.find()).as("%s says what the package is", door).isTrue();
            return "| `%s` | %s |%n"
                    .formatted(
                            door.getParent().getFileName(),
                            sentence.group(1)
                                    .replaceAll("\\s*\\n \\*\\s*", " ")
                                    .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The present names of the units, and the names of the groups of units that a clause may use. */
    private static Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        names.put(Clause.ALL_UNITS, "các đơn vị trực thuộc Bộ");
        names.put(Clause.DATABASE_OWNERS, "các đơn vị chủ quản CSDL");
        try (InputStream file = ReadmeTest.class.getResourceAsStream("/ministry/organisation.yml")) {
            Map<String, List<Map<String, Object>>> organisation = new Yaml().load(file);
            organisation.get("units").forEach(unit -> {
                List<?> all = (List<?>) unit.get("names");
                Map<?, ?> last = (Map<?, ?>) all.get(all.size() - 1);
                Object name = last.containsKey("short") ? last.get("short") : last.get("name");
                names.put((String) unit.get("id"), (String) name);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String name(String unit) {
        return Optional.ofNullable(NAMES.get(unit)).orElseThrow(() -> new IllegalStateException(unit));
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
                                own(clause, "lead", clause.lead().isEmpty() ? "" : name(clause.lead())),
                                own(
                                        clause,
                                        "coordinators",
                                        clause.coordinators().stream()
                                                .map(ReadmeTest::name)
                                                .collect(Collectors.joining(", ")))),
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
