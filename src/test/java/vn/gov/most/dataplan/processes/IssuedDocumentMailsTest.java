package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mails of the decision of PL.I.6 in a ministry of five units, received by a real SMTP server. */
class IssuedDocumentMailsTest extends MailStage {

    @Override
    String clause() {
        return "PL.I.6";
    }

    @BeforeEach
    void inDecember() {
        installedAt("1/12/2026 08:00");
        player.when(IssuingStage.DRAFT)
                .answer("documentTitle", "Phê duyệt Kế hoạch kiểm tra, đánh giá dữ liệu năm 2027");
        player.when(IssuingStage.SIGN).at("16/3/2027 09:00").answer("signedFor", "TM");
        player.when(IssuingStage.ISSUE)
                .at("17/3/2027 15:00")
                .answer("documentNumber", "123/QĐ-BKHCN")
                .answer("documentLocation", "Hồ sơ 05-2027");
    }

    @Test
    void allConcernedAreToldOnceWhatWasIssuedAndWhereItIsKept() {
        officer("nasati", "dau-moi@nasati.example");
        officer("legal", "LEGAL-staff@most.example");
        player.playUntil("17/3/2027 14:59");
        assertThat(issued()).isEmpty();

        player.playUntil("31/3/2027 23:59");

        assertThat(issued().map(MailStage::address))
                .containsExactlyInAnyOrder(
                        "dau-moi@nasati.example",
                        "it-center-head@most.example",
                        "it-center-staff@most.example",
                        "legal-head@most.example",
                        "legal-staff@most.example",
                        "minister@most.example",
                        "nasati-head@most.example",
                        "nasati-staff-1@most.example",
                        "nasati-staff-2@most.example");
        assertThat(issued().map(IssuedDocumentMailsTest::subject))
                .containsOnly("[Kế hoạch NĐ 47] Đã ban hành: Quyết định số 123/QĐ-BKHCN");
        assertThat(text("nasati-staff-1@most.example"))
                .isEqualTo(
                        """
                        Kính gửi Ông/Bà Trần Thị Mẫu,

                        Quyết định số 123/QĐ-BKHCN ngày 16/03/2027 đã được ban hành.

                        Trích yếu: Phê duyệt Kế hoạch kiểm tra, đánh giá dữ liệu năm 2027
                        Nhiệm vụ: Xây dựng kế hoạch kiểm tra, đánh giá dữ liệu hằng năm, Mục I.6 Phụ lục, năm 2027
                        Người ký: Tô Văn Mẫu
                        Thẩm quyền ký: TM. (thay mặt)
                        Nơi lưu văn bản đã ký: Hồ sơ 05-2027
                        Mở hệ thống:
                        http://127.0.0.1:8080/

                        Trân trọng.
                        Trung tâm Công nghệ thông tin, Bộ Khoa học và Công nghệ

                        Thư do hệ thống gửi tự động, đề nghị không trả lời thư này.
                        """);
        assertThat(text("minister@most.example"))
                .startsWith(
                        """
                        Kính gửi Lãnh đạo Bộ,

                        Kính báo cáo Lãnh đạo Bộ: Quyết định số 123/QĐ-BKHCN ngày 16/03/2027 đã được ban hành.
                        """);
        assertThat(openInstances("tell-issued")).isEmpty();
        assertNoIncident();
    }

    @Test
    void ofADraftThatIsReturnedOrRejectedNobodyIsTold() {
        player.when(IssuingStage.SIGN)
                .time(1)
                .answer("signDecision", "return")
                .answer("returnReason", "Nêu rõ tiêu chí.");
        player.when(IssuingStage.SIGN).time(2).answer("signDecision", "reject").answer("returnReason", "Chưa phù hợp.");
        player.when("userTask_planInspections").time(2).never();

        player.playUntil("31/3/2027 23:59");

        assertThat(player.done(IssuingStage.SIGN)).hasSize(2);
        assertThat(issued()).isEmpty();
        assertNoIncident();
    }

    @Test
    void aMailThatCannotBeWrittenIsAnIncidentAndHoldsUpNeitherTheClerkNorTheClause() {
        player.playUntil("17/3/2027 14:59");
        String name = name("legal-staff", "Phạm".repeat(60));
        try {
            player.playUntil("31/3/2027 23:59");
        } finally {
            name("legal-staff", name);
        }

        assertThat(states("inspection-plan")).containsExactly("DONE");
        assertThat(openInstances("i6-inspection-plan")).isEmpty();
        assertThat(openInstances("tell-issued")).containsExactly("PL.I.6/2027");
        assertThat(engine.getRuntimeService().createIncidentQuery().list())
                .singleElement()
                .extracting(incident -> incident.getActivityId())
                .isEqualTo("serviceTask_writeMails");
    }

    /** Gives the person another first name, and says the old one. */
    private String name(String person, String first) {
        User user = engine.getIdentityService().createUserQuery().userId(person).singleResult();
        String old = user.getFirstName();
        user.setFirstName(first);
        engine.getIdentityService().saveUser(user);
        return old;
    }

    private static Stream<MimeMessage> issued() {
        return Stream.of(SERVER.getReceivedMessages())
                .filter(mail -> subject(mail).contains("Đã ban hành"));
    }

    private static String text(String address) {
        MimeMessage mail =
                issued().filter(one -> address(one).equals(address)).findFirst().orElseThrow();
        try {
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            return ((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
