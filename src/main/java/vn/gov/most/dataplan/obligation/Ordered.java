package vn.gov.most.dataplan.obligation;

import java.util.Optional;

/**
 * Something that a product has ordered.
 *
 * @param name what is to be done
 * @param result what was kept when it was done, as JSON
 */
public record Ordered(Obligation obligation, String name, Optional<String> result) {}
