package vn.gov.most.dataplan.processes;

import java.util.List;

class ReportRacesOnH2Test extends ReportRaces {

    @Override
    List<String> database() {
        return List.of("--spring.datasource.url=jdbc:h2:mem:report-races;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
    }
}
