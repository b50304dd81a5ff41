package vn.gov.most.dataplan.organisation;

import java.util.List;

/** A unit that owns at least one database on the requested day, with its databases. */
public record DatabaseOwner(Unit unit, List<DatabaseEntry> databases) {

    public DatabaseOwner {
        databases = List.copyOf(databases);
    }
}
