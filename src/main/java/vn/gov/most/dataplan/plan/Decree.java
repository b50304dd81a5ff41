package vn.gov.most.dataplan.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The decree that the plan implements, and its repeals.
 *
 * @param symbol number and symbol: 47/2020/NĐ-CP
 * @param repeals in the order of the file; the first that names an article, or that names none, applies to it
 */
public record Decree(String symbol, String title, LocalDate inForceFrom, List<Repeal> repeals) {

    /**
     * The repeal of some articles.
     *
     * @param first the first article; 0 means all articles that no other repeal names
     * @param by the act and its article, as cited in Vietnamese
     * @param followedBy the act that now regulates the matter
     * @param reported whether this is known only from reports and not from the text of the act
     */
    public record Repeal(int first, int last, LocalDate on, String by, String followedBy, boolean reported) {

        boolean holdsFor(int article) {
            return first == 0 || article >= first && article <= last;
        }

        /** A Vietnamese clause: since when, by what, followed by what. */
        public String text() {
            // Administrative Vietnamese writes a leading zero only for days below 10 and months 1 and 2.
            String day = String.format(
                    on.getMonthValue() < 3 ? "%02d/%02d/%d" : "%02d/%d/%d",
                    on.getDayOfMonth(),
                    on.getMonthValue(),
                    on.getYear());
            return "hết hiệu lực từ ngày " + day + " theo " + by + "; được thay thế bằng " + followedBy
                    + (reported ? " (theo thông tin đã công bố, chưa đối chiếu với văn bản gốc)" : "");
        }
    }

    Optional<Repeal> repealOf(int article) {
        return repeals.stream().filter(repeal -> repeal.holdsFor(article)).findFirst();
    }
}
