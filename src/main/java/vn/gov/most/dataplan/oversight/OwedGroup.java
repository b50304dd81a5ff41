package vn.gov.most.dataplan.oversight;

import java.util.Collection;
import java.util.List;
import vn.gov.most.dataplan.obligation.ObligationGroup;

/**
 * Obligations that count alike in all figures of the pages.
 *
 * @param example any of them
 */
record OwedGroup(Owed example, ObligationGroup group) {

    int size() {
        return group.size();
    }

    static List<Long> ids(Collection<OwedGroup> groups) {
        return groups.stream()
                .flatMap(one -> one.group().rows().stream())
                .sorted()
                .toList();
    }

    static List<ObligationGroup> rows(Collection<OwedGroup> groups) {
        return groups.stream().map(OwedGroup::group).toList();
    }

    /** Without the rows that have none of these ids. */
    OwedGroup only(Collection<Long> ids) {
        List<Long> left = group.rows().stream().filter(ids::contains).toList();
        return new OwedGroup(example, new ObligationGroup(group.example(), left.size(), left));
    }
}
