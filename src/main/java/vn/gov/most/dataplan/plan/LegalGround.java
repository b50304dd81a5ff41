package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The articles of the decree behind a clause. Their state is derived from the decree's repeals, which stand in one
 * place.
 *
 * @param articles as cited in Vietnamese, each with one "Điều N"; empty if the clause names none
 */
public record LegalGround(Decree decree, List<String> articles) {

    private static final Pattern ARTICLE = Pattern.compile("Điều (\\d+)");

    /** Empty unless the citation names exactly one article: the state of a second one would go unseen. */
    static Optional<Integer> articleOf(String citation) {
        Matcher matcher = ARTICLE.matcher(citation);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Integer article = Integer.valueOf(matcher.group(1));
        return matcher.find() ? Optional.empty() : Optional.of(article);
    }

    /** The articles in Vietnamese, or a sentence that the clause names none. */
    public String text() {
        return articles.isEmpty()
                ? "Nghị định số " + decree.symbol() + ", không nêu điều cụ thể"
                : String.join("; ", articles) + " Nghị định số " + decree.symbol();
    }

    /**
     * The state of the articles on a day: one Vietnamese sentence, or one for each group of articles with the same
     * state.
     */
    public List<String> statesOn(LocalDate day) {
        Map<String, String> articlesByState = new LinkedHashMap<>();
        for (String article : articles) {
            String state = decree.repealOf(articleOf(article).orElseThrow())
                    .filter(repeal -> !day.isBefore(repeal.on()))
                    .map(Decree.Repeal::text)
                    .orElse("còn hiệu lực");
            articlesByState.merge(state, article, (all, next) -> all + "; " + next);
        }
        return articlesByState.entrySet().stream()
                .map(lot -> (articlesByState.size() == 1 ? "Căn cứ này" : "Căn cứ tại " + lot.getValue()) + " "
                        + lot.getKey() + ".")
                .toList();
    }
}
