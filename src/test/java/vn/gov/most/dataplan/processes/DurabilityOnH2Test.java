package vn.gov.most.dataplan.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

class DurabilityOnH2Test extends Durability {

    private int copies;

    @Override
    Map<String, String> environment() {
        return Map.of("SPRING_PROFILES_ACTIVE", "demo");
    }

    /** Reads a copy of the file, so that the program finds the original as the kill left it. */
    @Override
    Connection stored() throws IOException, SQLException {
        Path copy = folder.resolve("copy-" + ++copies);
        Files.copy(folder.resolve("data/data-plan.mv.db"), Path.of(copy + ".mv.db"));
        return DriverManager.getConnection("jdbc:h2:file:" + copy + ";IFEXISTS=TRUE", "sa", "");
    }
}
