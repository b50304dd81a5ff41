package vn.gov.most.dataplan.dossier;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that somebody has uploaded at a step.
 *
 * @param instance the one that nothing has called
 * @param task at which it was uploaded, by the engine's id
 * @param version from 1, of files of the same name in the instance and in those that it goes on for
 * @param pages of which there are pictures to look at; 0 where there are none
 * @param by a user id; {@code uploader} name and unit as they were then
 * @param withdrawnAt before its step was completed; then it has no content any more
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

    /** As a form names it. */
    public String reference() {
        return "%s (bản %d)".formatted(name, version);
    }

    /** "1,5 MB", to a digit behind the comma. */
    public String sizeInWords() {
        return Sizes.words(size);
    }

    /** The first eight figures. */
    public String shortSha256() {
        return sha256.substring(0, 8);
    }

    public boolean isWithdrawn() {
        return withdrawnAt.isPresent();
    }
}
