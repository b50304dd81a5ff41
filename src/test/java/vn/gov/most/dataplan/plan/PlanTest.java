package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theDataQualityClauseHasAUnitReportAndAMinistryReport() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/ministry/plan.yml")) {
            Plan plan = Plan.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(plan.clause("PL.II.4").orElseThrow().parts())
                    .extracting(Part::id)
                    .containsExactly("unit-report", "ministry-report");
            assertThat(plan.partOfProcess("ii4-data-quality-unit")
                            .orElseThrow()
                            .step("userTask_mendReport")
                            .orElseThrow()
                            .due())
                    .hasToString("2 working days after returnedAt | as unit-report");
        }
    }
}
