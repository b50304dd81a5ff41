package vn.gov.most.dataplan.dossier;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that was uploaded at a step.
 *
 * @param instance the root instance
 * @param task the engine's id of the task at which it was uploaded
 * @param version from 1, among the files with this name in the instance and in the cancelled instances that it
 *     continues
 * @param pages the number of pages with a preview picture; 0 if there is none
 * @param by a user id; {@code uploader} has the name and unit at that time
 * @param withdrawnAt a time before its step was completed; a withdrawn paper has no content
 */
public record Paper(
        String id,
        String instance,
        String task,
        String name,
        int version,
        long size,
        Kind kind,
        int pages,
        String sha256,
        Instant at,
        String by,
        String uploader,
        Optional<Instant> withdrawnAt) {

    /** The text that names it in a form. */
    public String reference() {
        return "%s (bản %d)".formatted(name, version);
    }

    /** Such as "1,5 MB", with one decimal. */
    public String sizeInWords() {
        return Sizes.words(size);
    }

    /** The first eight hex digits. */
    public String shortSha256() {
        return sha256.substring(0, 8);
    }

    public boolean isWithdrawn() {
        return withdrawnAt.isPresent();
    }
}
