package vn.gov.most.dataplan.processes;

import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import vn.gov.most.dataplan.Databases;

class ReportRacesOnPostgresqlTest extends ReportRaces {

    @Override
    List<String> database() {
        PGSimpleDataSource empty = (PGSimpleDataSource) Databases.POSTGRESQL.empty();
        return List.of(
                "--spring.datasource.url=" + empty.getUrl(),
                "--spring.datasource.username=" + empty.getUser(),
                "--spring.datasource.password=");
    }
}
