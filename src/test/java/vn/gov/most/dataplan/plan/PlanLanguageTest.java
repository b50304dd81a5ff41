package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The spelling of the plan file: the source's conventions, also in our own texts. */
class PlanLanguageTest {

    private static final int CASES = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern NEW_STYLE_TONE =
            Pattern.compile("\\p{L}*(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\\p{L})", CASES);
    private static final Pattern OURS_WRITTEN_OTHERWISE =
            Pattern.compile("quản lí|xử lí|kĩ thuật|định kì|hàng năm|[–—«»ð]", CASES);

    private static final String FILE = Shipped.planText();
    private static final Plan PLAN = Shipped.plan();

    @Test
    void theFileIsComposed() {
        assertThat(Normalizer.isNormalized(FILE, Normalizer.Form.NFC)).isTrue();
    }

    @Test
    void toneMarksStandInTheOldStyle() {
        assertThat(NEW_STYLE_TONE.matcher(FILE).results().map(MatchResult::group))
                .isEmpty();
        assertThat(NEW_STYLE_TONE.matcher("hoà, khoá, tuỳ, uỷ").results()).hasSize(4);
        assertThat(NEW_STYLE_TONE.matcher("hòa, hoàn, quý, quỹ, tùy").results()).isEmpty();
    }

    @Test
    void wordsAreWrittenAsInTheSource() {
        assertThat(OURS_WRITTEN_OTHERWISE.matcher(FILE).results().map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void ourWordsMendTheSourcesSlips() {
        List<String> ours = new ArrayList<>();
        for (Clause clause : PLAN.clauses()) {
            ours.add(clause.name());
            clause.noProcess().ifPresent(ours::add);
            clause.parts().forEach(part -> ours.add(part.name()));
        }

        assertThat(ours).noneMatch(text -> text.matches(".*(đảm bảo|Trực thuộc|bản hành|47/NĐ-CP).*"));
    }

    @Test
    void namesAreShortEnoughForLists() {
        assertThat(PLAN.clauses())
                .allSatisfy(clause -> assertThat(clause.name()).hasSizeLessThanOrEqualTo(60));
        assertThat(PLAN.parts()).allSatisfy(part -> assertThat(part.name()).hasSizeLessThanOrEqualTo(60));
    }
}
