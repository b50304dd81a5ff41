package vn.gov.most.dataplan.obligation;

import java.util.Optional;

/**
 * Work that a product has ordered.
 *
 * @param name what is to be done
 * @param result the content when it was done, as JSON
 */
public record Ordered(Obligation obligation, String name, Optional<String> result) {}
