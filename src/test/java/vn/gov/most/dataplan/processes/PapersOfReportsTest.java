package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import vn.gov.most.dataplan.dossier.PaperProbe;

/** Who sees a report's papers: before it is sent, while the ministry works on it, and after the end. */
class PapersOfReportsTest extends CollectingStage {

    private static final String UNIT = "Cục Thông tin khoa học và công nghệ quốc gia: ";

    @Autowired
    private ApplicationContext program;

    private PaperProbe papers;

    @Override
    String clause() {
        return "PL.II.4";
    }

    @BeforeEach
    void inOctober() {
        installedAt("1/10/2026 08:00");
        papers = new PaperProbe(program);
    }

    @AfterEach
    void noPapers() {
        jdbc.sql("delete from dp_paper_content").update();
        jdbc.sql("delete from dp_paper").update();
        jdbc.sql("delete from dp_dossier").update();
    }

    @Test
    void aReportTakesItsPapersAlongAsTheyWereSent() {
        player.when(GUIDE).never();
        player.when(PREPARE).of("nasati").at("1/12/2026 09:00");
        player.when(SEND).of("nasati").time(1).at("3/12/2026 09:00");
        player.when(CHECK).of("nasati").time(1).at("7/12/2026 09:00").answer("checkDecision", "return");
        player.when(MEND).of("nasati").at("9/12/2026 09:00");
        player.when(SEND).of("nasati").time(2).at("11/12/2026 09:00");
        player.when(CHECK).of("nasati").time(2).at("14/12/2026 09:00");

        player.playUntil("30/11/2026 09:00");
        String first = papers.upload("nasati-staff-1", task(PREPARE).getId(), "Số liệu.docx");
        assertThat(readersOf(first))
                .as("before it is sent")
                .containsExactly(
                        "nasati-staff-1",
                        "nasati-staff-2",
                        "nasati-head",
                        "it-center-staff-1",
                        "manager-1",
                        "minister",
                        "admin");
        assertThat(papers.whyNot("nasati-staff-2", task(PREPARE).getId())).isNull();
        assertThat(papers.whyNot("it-center-staff-1", task(PREPARE).getId())).contains("không có quyền");
        assertThat(papers.whyNot("admin", task(PREPARE).getId())).contains("Chỉ người có việc này");
        Task guide = task(GUIDE);
        assertThat(papers.listed("it-center-staff-1", guide.getId())).isEmpty();

        player.playUntil("2/12/2026 09:00");
        String ofTheHead = papers.upload("nasati-head", task(SEND).getId(), "Ý kiến.docx");
        player.playUntil("4/12/2026 09:00");
        assertThat(papers.listed("it-center-staff-1", guide.getId()))
                .as("sent")
                .containsExactly(UNIT + "Số liệu.docx", UNIT + "Ý kiến.docx");
        assertThat(papers.listed("it-center-staff-1", task(CHECK).getId()))
                .containsExactly("Số liệu.docx", "Ý kiến.docx");

        player.playUntil("8/12/2026 09:00");
        String mended = papers.upload("nasati-staff-1", task(MEND).getId(), "SỐ LIỆU.docx");
        assertThat(papers.listed("nasati-staff-1", task(MEND).getId()))
                .containsExactly("SỐ LIỆU.docx", "Số liệu.docx", "Ý kiến.docx");
        assertThat(papers.listed("it-center-staff-1", guide.getId()))
                .as("as it was sent")
                .containsExactly(UNIT + "Số liệu.docx", UNIT + "Ý kiến.docx");

        player.playUntil("12/12/2026 09:00");
        assertThat(papers.listed("it-center-staff-1", guide.getId()))
                .as("sent again")
                .containsExactly(UNIT + "SỐ LIỆU.docx", UNIT + "Số liệu.docx", UNIT + "Ý kiến.docx");

        player.when(GUIDE).at("20/12/2026 09:00");
        player.playUntil("27/2/2027 09:00");
        for (String paper : List.of(first, ofTheHead, mended)) {
            assertThat(readersOf(paper))
                    .as("when all is over")
                    .containsExactly(
                            "nasati-staff-1",
                            "nasati-staff-2",
                            "nasati-head",
                            "it-center-staff-1",
                            "manager-1",
                            "minister");
        }
    }

    @Test
    void theMinistersTaskShowsWhatTheUnitsSent() {
        player.when(APPROVE).never();
        player.when(PREPARE).of("nasati").at("10/12/2026 09:00");
        player.playUntil("9/12/2026 09:00");
        String sent = papers.upload("nasati-staff-1", task(PREPARE).getId(), "Báo cáo.docx");

        player.playUntil("31/12/2026 09:00");

        Task approve = task(APPROVE);
        assertThat(papers.listed("minister", approve.getId())).containsExactly(UNIT + "Báo cáo.docx");
        assertThat(papers.reads("minister", sent)).isTrue();
        String own = papers.upload("minister", approve.getId(), "Ý kiến của Bộ trưởng.docx");
        assertThat(readersOf(own))
                .as("of the ministry's report")
                .containsExactly("it-center-staff-1", "manager-1", "minister", "admin");
    }

    @Test
    void aReportThatIsOpenedAgainHasThePapersItHadBefore() {
        player.when(GUIDE).never();
        player.when(PREPARE).of("nasati").at("1/12/2026 09:00");
        player.when(SEND).of("nasati").at("3/12/2026 09:00");
        player.when(CHECK).of("nasati").never();
        player.playUntil("30/11/2026 09:00");
        String first = papers.upload("nasati-staff-1", task(PREPARE).getId(), "Số liệu.docx");
        player.playUntil("4/12/2026 09:00");
        Task ended = task(CHECK);
        player.as("admin", () -> engine.getRuntimeService()
                .deleteProcessInstance(ended.getProcessInstanceId(), "Mở nhầm", true, true, true, false));
        player.playUntil("7/12/2026 09:00");
        player.as("admin", () -> engine.getRuntimeService()
                .restartProcessInstances(ended.getProcessDefinitionId())
                .startBeforeActivity(PREPARE)
                .processInstanceIds(ended.getProcessInstanceId())
                .execute());

        String again = task(PREPARE).getId();
        String next = papers.upload("nasati-staff-2", again, "SỐ LIỆU.docx");

        assertThat(papers.shown("nasati-head", again))
                .containsExactly("SỐ LIỆU.docx (bản 2)", "Số liệu.docx (bản 1), đã hủy lúc 09:00 04/12/2026");
        assertThat(papers.listed("it-center-staff-1", task(GUIDE).getId()))
                .as("as it was sent")
                .containsExactly(UNIT + "Số liệu.docx");
        player.when(PREPARE).of("nasati").at("8/12/2026 09:00");
        player.when(SEND).of("nasati").at("9/12/2026 09:00");
        player.playUntil("10/12/2026 09:00");
        assertThat(papers.listed("it-center-staff-1", task(GUIDE).getId()))
                .as("sent again")
                .containsExactly(UNIT + "SỐ LIỆU.docx", UNIT + "Số liệu.docx");
        for (String paper : List.of(first, next)) {
            assertThat(readersOf(paper))
                    .containsExactly(
                            "nasati-staff-1",
                            "nasati-staff-2",
                            "nasati-head",
                            "it-center-staff-1",
                            "manager-1",
                            "minister",
                            "admin");
        }
    }

    private List<String> readersOf(String paper) {
        return Stream.of(
                        "nasati-staff-1",
                        "nasati-staff-2",
                        "nasati-head",
                        "legal-staff-1",
                        "legal-head",
                        "it-center-staff-1",
                        "manager-1",
                        "minister",
                        "admin")
                .filter(person -> papers.reads(person, paper))
                .toList();
    }

    /** The task of this step; nasati's if each unit has one. */
    private Task task(String step) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(step).list().stream()
                .filter(task -> List.of(GUIDE, APPROVE).contains(step)
                        || "nasati".equals(engine.getTaskService().getVariable(task.getId(), "unit")))
                .findFirst()
                .orElseThrow();
    }
}
