package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {

    private static final String SERVICE = "Tra cứu nhiệm vụ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERVICE,
                "  Tra cứu nhiệm vụ ",
                "Tra\u00A0cứu nhiệm vụ",
                "Tra  cứu\tnhiệm vụ",
                "Tra cứu nhiệm\u200B vụ\uFEFF",
                "TRA CỨU NHIỆM VỤ"
            })
    void theSameWordsAreOne(String typed) {
        for (Normalizer.Form keyboard : Normalizer.Form.values()) {
            assertThat(TypedText.isSame(Normalizer.normalize(typed, keyboard), SERVICE))
                    .isTrue();
        }
        assertThat(TypedText.isSame("Tra cứu nhiệm vu", SERVICE)).isFalse();
    }

    @Test
    void aLongTextKeepsItsLines() {
        assertThat(TypedText.lines(" Điều 1.\r\n\r\n  a)\u00A0Nội dung \u2028b) "))
                .isEqualTo("Điều 1.\n\n  a) Nội dung \nb)");
        assertThat(TypedText.line(" Điều  1\u3000a ")).isEqualTo("Điều 1 a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "-", "...", "\u00A0/ \u00A0"})
    void dotsAndStrokesSayNothing(String typed) {
        assertThat(TypedText.saysSomething(typed)).isFalse();
        assertThat(TypedText.saysSomething(typed + "7")).isTrue();
        assertThat(TypedText.saysSomething(typed + "ạ")).isTrue();
    }
}
