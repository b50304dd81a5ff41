package vn.gov.most.dataplan.ministry;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for every file that a ministry edits, whatever its content. */
class MinistryFilesTest {

    private static final String UNREADABLE =
            "không đọc được; kiểm tra dấu cách đầu dòng, dấu hai chấm, dấu ngoặc và trường bị lặp.";

    private static final String TEXT = "tên: Cục Cũ\nđịa chỉ: \"Hòa Lạc\"\n";

    @TempDir
    Path folder;

    @Test
    void theMinistrysOwnFileComesBeforeTheOneInTheJar() throws IOException {
        String shipped = MinistryFiles.in("").text("mail/closing.txt");
        MinistryFiles files = MinistryFiles.in(folder.toString());
        Files.createDirectory(folder.resolve("mail"));
        assertThat(files.text("mail/closing.txt")).isEqualTo(shipped);

        Files.writeString(folder.resolve("mail/closing.txt"), "Cục Chuyển đổi số");

        assertThat(files.text("mail/closing.txt")).isEqualTo("Cục Chuyển đổi số");
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("mail"));
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

    /** The parser takes most tabs for the end of the previous line. */
    @Test
    void aTabIsCalledByItsNameInItsLine() {
        String tab = "có dấu Tab; được phép: dấu cách thay cho mỗi dấu Tab.";
        assertRefused("a:\n  b: 1\n\tc: 1\n", "Tệp \"a.yml\", dòng 3: " + tab);
        assertRefused("a:\n  b:\t1\n", "Tệp \"a.yml\", dòng 2: " + tab);
        assertRefused("a: 1 \t\nb: [\n", "Tệp \"a.yml\", dòng 2: " + UNREADABLE);
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        assertRefused("a: 1\nb: 1\na: 2\n", "Tệp \"a.yml\", dòng 3: " + UNREADABLE);
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertRefused("a: 1\n---\na: 2\n", "Tệp \"a.yml\", dòng 3: " + UNREADABLE);
    }

    @ParameterizedTest
    @MethodSource
    void aTextIsReadAsItLooksHoweverItWasSaved(byte[] saved) throws IOException {
        Files.write(folder.resolve("a.txt"), saved);

        assertThat(MinistryFiles.in(folder.toString()).text("a.txt")).isEqualTo(TEXT);
    }

    static Stream<Named<byte[]>> aTextIsReadAsItLooksHoweverItWasSaved() {
        String windows = TEXT.replace("\n", "\r\n");
        return Stream.of(
                Named.of("UTF-8", TEXT.getBytes(UTF_8)),
                Named.of("with a byte order mark", ("\uFEFF" + TEXT).getBytes(UTF_8)),
                Named.of("UTF-16 LE of Notepad", ("\uFEFF" + windows).getBytes(UTF_16LE)),
                Named.of("UTF-16 BE of Notepad", ("\uFEFF" + windows).getBytes(UTF_16BE)),
                Named.of("with the line breaks of Windows", windows.getBytes(UTF_8)),
                Named.of("with those of an old Mac", TEXT.replace("\n", "\r").getBytes(UTF_8)),
                Named.of(
                        "decomposed",
                        Normalizer.normalize(TEXT, Normalizer.Form.NFD).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource
    void aFileInAnotherEncodingIsNamedAndItIsSaidHowToSaveIt(byte[] saved) throws IOException {
        Files.write(folder.resolve("plan.yml"), saved);
        MinistryFiles files = MinistryFiles.in(folder.toString());

        assertThatThrownBy(() -> files.require("plan.yml"))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"plan.yml\", dòng 2: không phải UTF-8 nên chữ có dấu không đọc được;"
                        + " mở tệp bằng Notepad, chọn Save as, ở ô Encoding chọn UTF-8 rồi lưu lại.");
    }

    static Stream<Named<byte[]>> aFileInAnotherEncodingIsNamedAndItIsSaidHowToSaveIt() {
        String ansi = "a: 1\nb: Lê Hoà Bình\n";
        return Stream.of(
                Named.of("windows-1258", ansi.getBytes(Charset.forName("windows-1258"))),
                Named.of("windows-1252", ansi.getBytes(Charset.forName("windows-1252"))),
                Named.of("UTF-8 cut off", Arrays.copyOf("a: 1\nb: ế".getBytes(UTF_8), 10)),
                Named.of("with a NUL", "a: 1\nb: \0\n".getBytes(UTF_8)));
    }

    @Test
    void aFolderThatIsNamedMustBeThereAndHaveFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertNoFolder(folder.resolve("none"), "không có thư mục " + folder.resolve("none"));
        assertNoFolder(file, "không có thư mục " + file);
        assertNoFolder(empty, "thư mục %s trống".formatted(empty));
    }

    @ParameterizedTest
    @CsvSource({
        "people.yml.txt, people.yml",
        "People.yml, people.yml",
        "plan.yaml, plan.yml",
        "plan, plan.yml",
        "calendar/2027.yml.txt, calendar/2027.yml",
        "calendar/2031.YML, calendar/2031.yml",
        "mail/closing.txt.txt, mail/closing.txt"
    })
    void aNameThatIsNearlyOneOfOursIsRefused(String saved, String meant) throws IOException {
        Path file = folder.resolve(saved);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a");
        Files.writeString(folder.resolve("ghi-chu.txt"), "của Bộ");
        MinistryFiles files = MinistryFiles.in(folder.toString());

        assertThatThrownBy(() -> files.text("organisation.yml"))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage(
                        "Tệp \"%s\": tên viết khác nên không được đọc; được phép: đổi tên thành %s, hoặc bỏ tệp khỏi"
                                        .formatted(saved, meant)
                                + " thư mục.");

        Files.writeString(folder.resolve(meant), "a");
        assertThat(files.text(meant)).as("a copy beside the one that is read").isEqualTo("a");
    }

    private static void assertNoFolder(Path folder, String problem) {
        MinistryFiles files = MinistryFiles.in(folder.toString());
        assertThatThrownBy(() -> files.read("plan.yml"))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage(
                        "Cài đặt \"dataplan.ministry-folder\": " + problem
                                + "; được phép: thư mục có tệp của Bộ, hoặc bỏ cài đặt này để dùng các tệp kèm theo chương trình.");
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
