package vn.gov.most.dataplan.dossier;

import java.text.NumberFormat;
import java.util.Locale;

/** Formats byte counts for users. */
final class Sizes {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final int THOUSAND = 1024;

    private Sizes() {}

    static String words(long bytes) {
        NumberFormat figures = NumberFormat.getNumberInstance(VIETNAMESE);
        figures.setMaximumFractionDigits(1);
        if (bytes < THOUSAND) {
            return figures.format(bytes) + " byte";
        }
        double kilo = (double) bytes / THOUSAND;
        return kilo < THOUSAND ? figures.format(kilo) + " kB" : figures.format(kilo / THOUSAND) + " MB";
    }
}
