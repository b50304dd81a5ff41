package vn.gov.most.dataplan.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secret marks are found in every spelling; text that only mentions secrecy is not a mark. */
class SecretMarksTest {

    @ParameterizedTest
    @CsvSource({
        "Báo cáo (Mật).pdf, Mật",
        "MẬT - Kế hoạch năm 2026.docx, Mật",
        "Kế hoạch_mật_2026.docx, Mật",
        "Tờ trình TỐI MẬT.pdf, Tối mật",
        "Phụ lục tuyệt mật.xlsx, Tuyệt mật"
    })
    void aNameMayHaveOne(String name, String mark) {
        assertThat(SecretMarks.inName(name)).contains(mark);
        assertThat(SecretMarks.inName(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .contains(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bảo mật dữ liệu.pdf",
                "Đổi mật khẩu.docx",
                "Danh mục bí mật nhà nước.pdf",
                "Mật độ dân số.xlsx",
                "Phân loại độ mật.xlsx",
                "mat.pdf",
                "TOI MAT.pdf",
                "Mặt bằng.pdf"
            })
    void aNameMayHaveWordsLikeIt(String name) {
        assertThat(SecretMarks.inName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BỘ KHOA HỌC VÀ CÔNG NGHỆ\nMẬT\nBÁO CÁO",
                "Số: 12/BC\n  [TỐI MẬT]  \n",
                "TUYỆT  MẬT",
                "M Ậ T",
                "T Ố I  M Ậ T",
                "T U Y Ệ T M Ậ T",
                "Độ mật: Mật",
                "- Độ mật : TỐI MẬT (bản số 1)",
                "\u00a0MẬT\u200b"
            })
    void aPageMayHaveOne(String page) {
        assertThat(SecretMarks.inText(page)).isPresent();
        assertThat(SecretMarks.inText(Normalizer.normalize(page, Normalizer.Form.NFD)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mật",
                "QUY CHẾ BẢO MẬT",
                "AN TOÀN THÔNG TIN VÀ BẢO\nMẬT",
                "MẬT KHẨU",
                "MAT",
                "Độ mật: không",
                "Độ mật: mật khẩu",
                "Tài liệu được bảo mật theo quy định",
                "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT"
            })
    void aPageMaySpeakOfIt(String page) {
        assertThat(SecretMarks.inText(page)).isEmpty();
    }
}
