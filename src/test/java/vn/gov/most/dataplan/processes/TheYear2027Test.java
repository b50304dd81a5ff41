package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Part;

/**
 * All periods of 2027 and one of each event, played the usual way. Each date is written by hand, from the calendar as
 * it is known: days that no notice covers yet (Hùng Vương's day on 16/4, the compensation of 1/5 on 3/5) follow the
 * law's rules.
 */
class TheYear2027Test extends Stage {

    @Override
    String clause() {
        throw new UnsupportedOperationException("All clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return true;
    }

    @Test
    void whatComesRoundAndOneOfEachEventIsDoneInTime() {
        installedAt("1/1/2027 08:00");
        player.when("userTask_forwardReport").answer("receiver", "Bộ Thông tin và Truyền thông");
        player.when("userTask_planWorks").answer("works", List.of(Map.of("orderedFor", "2027-09-30")));

        player.playUntil("8/3/2027 09:00");
        message(
                "difficulty-stated",
                Map.of(
                        "unit", "nasati",
                        "concerns", "Mục II.4 Phụ lục",
                        "taskName", "Lập báo cáo của đơn vị",
                        "difficulty", "Chưa kết nối được"));
        message("service-help-requested", Map.of("unit", "legal", "service", "tra-cuu", "helpContent", "Đăng tải"));
        player.playUntil("15/3/2027 09:00");
        message(
                "data-improvement-requested",
                Map.of(
                        "database", "st-tasks",
                        "requester", "Văn phòng Chính phủ",
                        "requestedAt", "2027-03-12T09:00+07:00",
                        "dueDate", "2027-04-28"));
        player.playUntil("5/4/2027 09:00");
        message("database-goes-live", Map.of("database", "st-researchers", "plannedLiveAt", "2027-06-01T08:00+07:00"));
        player.playUntil("6/4/2027 09:00");
        message(
                "going-live-moved",
                Map.of(
                        "database",
                        "st-researchers",
                        "plannedLiveAt",
                        "2027-07-01T08:00+07:00",
                        "reason",
                        "Chậm máy chủ"));
        player.playUntil("10/5/2027 09:00");
        message(
                "service-ready",
                Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", "2027-05-10T08:00+07:00"));
        message("focal-officer-changed", Map.of("unit", "nasati", "changedAt", "2027-05-10T08:00+07:00"));
        player.playUntil("14/6/2027 09:00");
        message(
                "open-data-feedback",
                Map.of(
                        "unit", "nasati",
                        "receivedAt", "2027-06-11T10:00+07:00",
                        "sender", "Hội Tin học",
                        "feedbackContent", "Đề nghị công bố"));
        message(
                "connection-planned",
                Map.of(
                        "unit", "nasati",
                        "matter", "Kết nối LGSP",
                        "partner", "Trục LGSP của Bộ",
                        "plannedDate", "2027-08-31"));
        player.playUntil("12/7/2027 09:00");
        message("document-to-review", Map.of("unit", "nasati", "matter", "Thông tư 14"));
        message(
                "milestone-planned",
                Map.of(
                        "matter", "Đề án CSDL quốc gia",
                        "expectedResult", "Đề án được phê duyệt",
                        "plannedDate", "2027-09-30"));
        player.playUntil("5/10/2027 09:00");
        message("infrastructure-report-date", Map.of("requester", "Công văn số 5", "dueDate", "2027-11-15"));
        player.playUntil("18/10/2027 09:00");
        message(
                "report-requested",
                Map.of(
                        "requester", "Bộ Thông tin và Truyền thông",
                        "requestSubject", "Kết quả năm 2026",
                        "dueDate", "2027-11-30"));
        player.playUntil("31/12/2027 23:59");

        assertThat(rows("unit = '' and period <> ''"))
                .containsExactlyInAnyOrder(
                        "PL.III.1-works/2027 4/1/2027 due 31/3/2027 17:00 DONE",
                        "PL.I.6/2027 4/1/2027 due 31/3/2027 17:00 DONE",
                        "KH.III.1.b/2027 1/2/2027 due 29/4/2027 17:00 DONE",
                        "PL.II.3/2027 1/3/2027 due 30/6/2027 17:00 DONE",
                        "PL.II.8/2027-H1 1/4/2027 due 29/4/2027 17:00 DONE",
                        "PL.IV.1/2027 1/4/2027 due 30/9/2027 17:00 DONE",
                        "PL.I.3/2027-H1 4/5/2027 due 30/6/2027 17:00 DONE",
                        "PL.I.7/2027-H1 4/5/2027 due 30/6/2027 17:00 DONE",
                        "KH.III.3/2027 4/5/2027 due 19/7/2027 17:00 DONE",
                        "KH.III.1.a/2027-H1 1/6/2027 due 30/6/2027 17:00 DONE",
                        "PL.IV.2/2027 1/9/2027 due 14/12/2027 17:00 DONE",
                        "PL.II.8/2027-H2 1/10/2027 due 29/10/2027 17:00 DONE",
                        "PL.III.1/2027 1/10/2027 due 15/11/2027 17:00 DONE",
                        "PL.I.3/2027-H2 1/11/2027 due 31/12/2027 17:00 DONE",
                        "PL.I.7/2027-H2 1/11/2027 due 31/12/2027 17:00 DONE",
                        "PL.II.4/2027 1/11/2027 due 30/12/2027 17:00 DONE",
                        "PL.III.2/2027 1/11/2027 due 31/12/2027 17:00 DONE",
                        "KH.III.1.a/2027-H2 1/12/2027 due 31/12/2027 17:00 DONE",
                        "PL.III.1-report-date/2027/2027-11-15/# 5/10/2027 due never DONE",
                        "KH.III.4.đ/2027-11-30-# 18/10/2027 due 30/11/2027 17:00 DONE");
        assertThat(rows("period = ''"))
                .containsExactlyInAnyOrder(
                        "KH.III.1.a-difficulty/nasati/Mục II.4 Phụ lục/# 8/3/2027 due 17/3/2027 17:00 DONE",
                        "KH.III.1.c/legal/tra-cuu/# 8/3/2027 due never DONE",
                        "PL.II.2/st-tasks/2027-03-12 15/3/2027 due 28/4/2027 17:00 DONE",
                        "PL.II.2-implementation-report/st-tasks/2027-03-12 28/4/2027 due 21/6/2027 17:00 DONE",
                        "PL.I.8/st-researchers 5/4/2027 due 1/7/2027 17:00 DONE",
                        "PL.I.9/st-researchers 5/4/2027 due 1/7/2027 17:00 DONE",
                        "PL.I.8-change/st-researchers/2027-07-01/# 6/4/2027 due never DONE",
                        "PL.II.6/tra-cuu/2027-05-10 10/5/2027 due 11/5/2027 17:00 DONE",
                        "PL.II.7-change/nasati/2027-05-10 10/5/2027 due 17/5/2027 17:00 DONE",
                        "KH.III.4.c/nasati/Kết nối LGSP 14/6/2027 due 31/8/2027 17:00 DONE",
                        "PL.II.8-feedback/nasati/2027-06-11/Hội Tin học/# 14/6/2027 due 18/6/2027 17:00 DONE",
                        "KH.III.2/Đề án CSDL quốc gia 12/7/2027 due 30/9/2027 17:00 DONE",
                        "KH.III.4.b/nasati/Thông tư 14 12/7/2027 due never DONE");
        assertThat(rows("coalesce(first_sent_at, done_at) >= late_from or state in ('OPEN', 'SENT', 'MENDING',"
                        + " 'NOT_SENT')"))
                .as("what is late or not finished")
                .isEmpty();
        // No mails here, so the processes that write them wait
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .rootProcessInstances()
                        .list())
                .extracting(ProcessInstance::getProcessDefinitionId)
                .filteredOn(definition -> MAILS.stream().noneMatch(definition::startsWith))
                .isEmpty();
        assertNoIncident();
    }

    private List<String> rows(String which) {
        return jdbc.sql("select * from dp_obligation where %s order by opened_at, business_key".formatted(which))
                .query((row, n) -> "%s %s due %s %s"
                        .formatted(
                                row.getString("business_key").replaceFirst("[0-9a-f]{8}$", "#"),
                                moment(row, "opened_at").split(" ")[0],
                                moment(row, "due_at"),
                                row.getString("state")))
                .list();
    }

    private static String moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? "never" : Player.local(moment.toInstant());
    }
}
