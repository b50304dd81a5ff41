package vn.gov.most.dataplan.organisation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * The units' focal officers. For models: {@code ${focalOfficers.appoint(execution)}} after a unit's letter has
 * arrived.
 */
@Component
@ModelBean
public class FocalOfficers {

    private final JdbcClient jdbc;
    private final Clock clock;

    FocalOfficers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records the officer named by the instance's unit, who replaces the previous one. */
    public void appoint(DelegateExecution execution) {
        jdbc.sql(
                        """
                        insert into dp_focal_officer (unit_id, appointed_at, name, job_position, duty, phone, email)
                        values (:unit, :at, :name, :position, :duty, :phone, :email)
                        """)
                .param("unit", execution.getVariable("unit"))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("name", execution.getVariable("officerName"))
                .param("position", execution.getVariable("officerPosition"))
                .param("duty", execution.getVariable("officerDuty"))
                .param("phone", execution.getVariable("officerPhone"))
                .param("email", execution.getVariable("officerEmail"))
                .update();
    }

    /** The current officer of each unit that has named one. */
    public List<FocalOfficer> current() {
        return jdbc.sql(
                        """
                        select unit_id, name, email from dp_focal_officer
                        where id in (select max(id) from dp_focal_officer group by unit_id)
                        """)
                .query((row, n) ->
                        new FocalOfficer(row.getString("unit_id"), row.getString("name"), row.getString("email")))
                .list();
    }
}
