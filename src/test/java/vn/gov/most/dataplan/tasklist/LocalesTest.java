package vn.gov.most.dataplan.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camunda's pages have every English text in Vietnamese too: a missing text would be shown as its key. */
class LocalesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The placeholders of Camunda and moment.js, and the links and line breaks that the pages display. */
    private static final Pattern FILLED_IN = Pattern.compile("\\{\\{[^}]*}}|%[a-z]|</?a\\b[^>]*>|<br/>");

    private static final Set<String> SAME_IN_BOTH = Set.of(
            "labels.APP_VENDOR",
            "labels.SEARCH_LESS_THAN",
            "labels.SEARCH_LESS_THAN_EQUALS",
            "labels.SEARCH_GREATER_THAN",
            "labels.SEARCH_GREATER_THAN_EQUALS",
            "dateLocales.calendar.sameElse",
            "dateLocales.longDateFormat.L",
            "dateLocales.longDateFormat.LT",
            "dateLocales.week.dow",
            "dateLocales.week.doy");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome"})
    void everyEnglishTextIsThereInVietnameseAndNoOther(String app) {
        assertThat(texts(app, "vi")).containsOnlyKeys(texts(app, "en").keySet());
    }

    /** Texts that only administrators see are in Camunda's English. */
    @Test
    void everyTextOfCockpitIsOneOfCamundas() {
        assertThat(texts("cockpit", "en").keySet())
                .containsAll(texts("cockpit", "vi").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "cockpit"})
    void noTextIsEmptyOrDecomposed(String app) {
        assertThat(texts(app, "vi").entrySet())
                .filteredOn(text ->
                        text.getValue().isBlank() || !Normalizer.isNormalized(text.getValue(), Normalizer.Form.NFC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "cockpit"})
    void noTextIsLeftInEnglish(String app) {
        Map<String, String> english = texts(app, "en");
        assertThat(texts(app, "vi").entrySet())
                .filteredOn(text -> text.getValue().equals(english.get(text.getKey())))
                .extracting(Map.Entry::getKey)
                .isSubsetOf(SAME_IN_BOTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "cockpit"})
    void whatIsFilledIntoATextIsFilledInInVietnameseToo(String app) {
        Map<String, String> english = texts(app, "en");
        assertThat(texts(app, "vi").entrySet())
                .filteredOn(
                        text -> !filledIn(text.getValue()).equals(filledIn(english.getOrDefault(text.getKey(), ""))))
                .isEmpty();
    }

    private static List<String> filledIn(String text) {
        return FILLED_IN
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static Map<String, String> texts(String app, String language) {
        String file = "/META-INF/resources/webjars/camunda/app/%s/locales/%s.json".formatted(app, language);
        try (InputStream in = LocalesTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            Map<String, String> texts = new LinkedHashMap<>();
            MAPPER.readTree(in).properties().forEach(part -> collect(part.getKey(), part.getValue(), texts));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String key, JsonNode node, Map<String, String> texts) {
        if (node.isObject()) {
            node.properties().forEach(part -> collect(key + "." + part.getKey(), part.getValue(), texts));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(key + "." + i, node.get(i), texts);
            }
        } else {
            texts.put(key, node.asText());
        }
    }
}
