package vn.gov.most.dataplan.obligation;

import java.util.Optional;

/**
 * An obligation with its name, such as ordered work or an event.
 *
 * @param name its subject in words; otherwise empty
 * @param result the content of its last sending, as JSON; empty for open work and where it is not read
 */
public record NamedObligation(Obligation obligation, String name, Optional<String> result) {}
