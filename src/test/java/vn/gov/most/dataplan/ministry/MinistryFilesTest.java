package vn.gov.most.dataplan.ministry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every file that a ministry edits, whatever it says. */
class MinistryFilesTest {

    private static final String UNREADABLE =
            "không đọc được; kiểm tra dấu cách đầu dòng, dấu hai chấm, dấu ngoặc và trường bị lặp.";

    @TempDir
    Path folder;

    @Test
    void theMinistrysOwnFileComesBeforeTheOneInTheJar() throws IOException {
        String shipped = MinistryFiles.in("").text("mail/closing.txt");
        MinistryFiles files = MinistryFiles.in(folder.toString());
        assertThat(files.text("mail/closing.txt")).isEqualTo(shipped);

        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("mail/closing.txt"), "Cục Chuyển đổi số");

        assertThat(files.text("mail/closing.txt")).isEqualTo("Cục Chuyển đổi số");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        MinistryFiles files = MinistryFiles.in(folder.toString());

        assertThatThrownBy(() -> files.require("khong-co.yml"))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"khong-co.yml\": không tìm thấy tệp này.");
        assertThat(files.read("khong-co.yml")).isEmpty();
    }

    @Test
    void whatIsNoYamlSaysTheLine() {
        assertRefused("a: 1\nb: [\n", "Tệp \"a.yml\", dòng 2: " + UNREADABLE);
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        assertRefused("a: 1\nb: 1\na: 2\n", "Tệp \"a.yml\", dòng 3: " + UNREADABLE);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertRefused("a: 1\n---\na: 2\n", "Tệp \"a.yml\", dòng 3: " + UNREADABLE);
    }

    @Test
    void decomposedLettersAreReadAsTheComposedOnesThatLookTheSame() {
        assertThat(read("a: " + Normalizer.normalize("Cục Cũ", Normalizer.Form.NFD))
                        .text("a"))
                .isEqualTo("Cục Cũ");
    }

    @Test
    void aBlockAndAListSayWhereAFieldStands() {
        Entry file = read("block: {list: [{id: one}, {}]}");
        Entry block = file.requiredEntry("block");

        assertThat(block.missing("field")).hasMessage("Tệp \"a.yml\", trường \"block.field\": phải nhập nội dung này.");
        assertThat(block.entries("list", "dòng", "id"))
                .extracting(entry -> entry.fault("field", "sai").getMessage())
                .containsExactly(
                        "Tệp \"a.yml\", dòng \"one\", trường \"field\": sai.",
                        "Tệp \"a.yml\", dòng thứ 2, trường \"field\": sai.");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage(message);
    }

    private static Entry read(String text) {
        return new MinistryFiles(name -> Optional.of(text)).require("a.yml");
    }
}
