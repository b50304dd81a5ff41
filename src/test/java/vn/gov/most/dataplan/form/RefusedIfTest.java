package vn.gov.most.dataplan.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.gov.most.dataplan.form.Feel.Place;

/**
 * The choice "Không sửa đổi" is refused if rows were taken in: a condition that does not parse would refuse nothing.
 */
class RefusedIfTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"i3-open-data,datasets", "i7-default-sharing,defaultData", "kh-iii1b-shared-databases,databases"})
    void nothingChangesOnlyWhereNoRowIsTakenIn(String process, String list) throws IOException {
        JsonNode form =
                MAPPER.readTree(Path.of("forms", process, "concludeReview.form").toFile());
        JsonNode condition = form.findParents("key").stream()
                .filter(field -> field.path("key").asText().equals("amendment"))
                .findFirst()
                .orElseThrow()
                .path("properties")
                .path("refusedIf");

        assertThat(isRefused(condition, list, "keep", "accept")).isTrue();
        assertThat(isRefused(condition, list, "keep", "refuse")).isFalse();
        assertThat(isRefused(condition, list, "amend", "accept")).isFalse();
    }

    private static boolean isRefused(JsonNode condition, String list, String amendment, String conclusion) {
        ObjectNode data = MAPPER.createObjectNode().put("amendment", amendment);
        data.putArray(list).addObject().put("conclusion", "refuse");
        data.withArray(list).addObject().put("conclusion", conclusion);
        return new Feel().isTrue(condition, Place.top(data));
    }
}
