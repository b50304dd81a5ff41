package vn.gov.most.dataplan.oversight;

import java.util.Collection;
import java.util.List;
import vn.gov.most.dataplan.obligation.ObligationGroup;

/**
 * Obligations of which every rule says the same, as the pages count them.
 *
 * @param example stands for all
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

    /** Without those whose number is none of these. */
    OwedGroup only(Collection<Long> ids) {
        List<Long> left = group.rows().stream().filter(ids::contains).toList();
        return new OwedGroup(example, new ObligationGroup(group.example(), left.size(), left));
    }
}
