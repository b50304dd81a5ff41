package vn.gov.most.dataplan.oversight;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.Obligation;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.security.AtTheirBrowsers;

/** The program's pages, and what they tell of: what is owed of II.4 in 2026, written into the ledger by hand. */
abstract class PagesOfAPeriod extends AtTheirBrowsers {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    static final Instant NOW = at("2026-12-28T09:00");
    static final Instant OPENED = at("2026-11-02T06:30");
    static final Instant DUE = at("2026-12-24T17:00");
    static final Instant LATE_FROM = at("2026-12-25T00:00");

    @Autowired
    Ledger ledger;

    @AfterEach
    void clear() {
        ClockUtil.reset();
        jdbc.sql("delete from dp_completed_step where process = 'pages'").update();
        jdbc.sql("delete from dp_sending where obligation_id in"
                        + " (select id from dp_obligation where business_key like 'pages/%')")
                .update();
        jdbc.sql("delete from dp_earlier_life where obligation_id in"
                        + " (select id from dp_obligation where business_key like 'pages/%')")
                .update();
        jdbc.sql("delete from dp_obligation where business_key like 'pages/%'").update();
    }

    /** The ministry's report and three units', of which one has sent its own: it is after the units' date. */
    void aFewReports() {
        clear();
        ClockUtil.setCurrentTime(Date.from(NOW));
        open(key("ministry-report", ""), "none-", OPENED, at("2026-12-30T17:00"), at("2026-12-31T00:00"));
        for (String unit : new String[] {"nasati", "legal", "planning-finance"}) {
            open(key("unit-report", unit), "none-" + unit, OPENED, DUE, LATE_FROM);
        }
        ledger.send(row("legal"), at("2026-12-20T10:00"), "legal-head", false, "{}");
    }

    void open(ObligationKey key, String instance, Instant opened, Instant due, Instant lateFrom) {
        ledger.open(
                key,
                "pages/" + key.part() + "/" + key.unit() + key.subject(),
                instance,
                Optional.of(LocalDate.ofInstant(opened, VIETNAM)),
                opened,
                Optional.of(new Deadline(due, lateFrom, false)));
    }

    static ObligationKey key(String part, String unit) {
        return new ObligationKey("PL.II.4", part, "2026", unit, "");
    }

    /** The unit's report; the ministry's where there is no unit. */
    Obligation row(String unit) {
        return ledger.find(key(unit.isEmpty() ? "ministry-report" : "unit-report", unit))
                .orElseThrow();
    }

    /** What the person has done, under that name. */
    void step(
            String task,
            String instance,
            String step,
            String group,
            String by,
            String name,
            Instant at,
            String shown,
            String entered) {
        jdbc.sql(
                        """
                        insert into dp_completed_step (task, process_instance, process, step, name, of_groups, completed_at,
                            completed_by, completed_by_name, shown, entered)
                        values (:task, :instance, 'pages', :step, 'Lập <báo cáo>', :groups, :at, :by, :name, :shown, :entered)
                        """)
                .param("task", task)
                .param("instance", instance)
                .param("step", step)
                .param("groups", "," + group + ",")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("name", name)
                .param("shown", shown)
                .param("entered", entered)
                .update();
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(VIETNAM).toInstant();
    }
}
