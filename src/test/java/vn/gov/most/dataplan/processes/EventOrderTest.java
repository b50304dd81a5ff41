package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.gov.most.dataplan.engine.Refusal;

/**
 * A day of an event may not precede the day that the plan file names. The ministry here accepts requests for past days,
 * so both days may be on either side of today. In the shipped plan, the kinds alone keep the days in order.
 */
class EventOrderTest extends Stage {

    private static final String DUE_DAY =
            "- name: dueDate\n            kind: expected\n            notBefore: requestedAt";

    @TempDir
    static Path ministry;

    @DynamicPropertySource
    static void ownPlan(DynamicPropertyRegistry properties) throws IOException {
        for (String file : new String[] {"organisation.yml", "organisation-demo-people.yml", "demo-story.yml"}) {
            Files.copy(Path.of("src/test/resources/eight-units", file), ministry.resolve(file));
        }
        String plan = Files.readString(Path.of("src/main/resources/ministry/plan.yml"));
        assertThat(plan).contains(DUE_DAY);
        Files.writeString(ministry.resolve("plan.yml"), plan.replace(DUE_DAY, DUE_DAY.replace("expected", "either")));
        properties.add("dataplan.ministry-folder", ministry::toString);
        properties.add("spring.datasource.url", () -> "jdbc:h2:mem:event-order;DB_CLOSE_DELAY=-1");
    }

    @Override
    String clause() {
        return "PL.II.2";
    }

    @Test
    void aRequestIsNotDueBeforeItWasMade() {
        installedAt("1/10/2026 11:00");

        assertThatThrownBy(() -> message("data-improvement-requested", request("2026-09-29")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "\"Hạn hoàn thành\" (dueDate): ngày 29/09/2026 không được trước ngày 30/09/2026 ở mục \"Thời"
                                + " điểm yêu cầu\" (requestedAt).");
        assertThat(openInstances("ii2-data-improvement")).isEmpty();

        message("data-improvement-requested", request("2026-09-30"));
        assertThat(openInstances("ii2-data-improvement")).containsExactly("PL.II.2/st-tasks/2026-09-30");
    }

    private static Map<String, Object> request(String dueDate) {
        return Map.of(
                "database", "st-tasks",
                "requester", "Văn phòng Chính phủ",
                // The 30th in Hà Nội
                "requestedAt", "2026-09-29T18:00Z",
                "dueDate", dueDate);
    }
}
