package vn.gov.most.dataplan.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** Every possible fault in the register's files, with its message. */
class RegisterFaultsTest {

    private static final String ORGANISATION = Installation.read("organisation/small.yml");
    private static final String PEOPLE = Installation.read("organisation/small-people.yml");

    @TempDir
    Path folder;

    @Test
    void the_files_without_a_fault_are_read() {
        assertThat(read(ORGANISATION, PEOPLE)).hasSize(4);
    }

    @ParameterizedTest(name = "{3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FAULTS_OF_THE_ORGANISATION)
    void a_fault_of_the_organisation_says_entry_field_and_what_is_allowed(
            String written, String instead, String entry, String field, String problem) {
        assertThat(ORGANISATION).contains(written);

        assertThatThrownBy(() -> read(ORGANISATION.replaceFirst(Pattern.quote(written), quoted(instead)), PEOPLE))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"organisation.yml\"" + place(entry) + ", trường \"" + field + "\": " + problem);
    }

    @ParameterizedTest(name = "{3}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FAULTS_OF_THE_PEOPLE)
    void a_fault_of_the_people_says_entry_field_and_what_is_allowed(
            String written, String instead, String entry, String field, String problem) {
        assertThat(PEOPLE).contains(written);

        assertThatThrownBy(() -> read(ORGANISATION, PEOPLE.replaceFirst(Pattern.quote(written), quoted(instead))))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"people.yml\"" + place(entry) + ", trường \"" + field + "\": " + problem);
    }

    @Test
    void an_empty_file_is_refused() {
        assertThatThrownBy(() -> read("", PEOPLE))
                .hasMessage(
                        "Tệp \"organisation.yml\": phải là các dòng \"trường: giá trị\"; được phép: ministry, units, bodies, external.");
    }

    @Test
    void the_ministry_itself_must_have_a_name() {
        assertThatThrownBy(() -> read(ORGANISATION.substring(ORGANISATION.indexOf("units:")), PEOPLE))
                .hasMessageEndingWith("Tệp \"organisation.yml\", trường \"ministry\": phải nhập nội dung này.");
    }

    @Test
    void the_ministry_has_names_and_nothing_else() {
        assertThatThrownBy(() -> read(ORGANISATION.replace("ministry:\n", "ministry:\n  short: Bộ\n"), PEOPLE))
                .hasMessageEndingWith(
                        "Tệp \"organisation.yml\", trường \"ministry.short\": không có trường này; được phép: names.");
    }

    @Test
    void a_body_has_no_mailbox() {
        assertThatThrownBy(() ->
                        read(ORGANISATION.replace("- id: mic\n", "- id: mic\n    mailbox: mic@most.example\n"), PEOPLE))
                .hasMessageEndingWith(
                        "cơ quan bên ngoài \"mic\", trường \"mailbox\": không có trường này; được phép: id, names, ended, successor.");
    }

    @Test
    void the_successor_of_a_body_is_a_body() {
        assertThatThrownBy(() -> read(ORGANISATION.replace("- id: mic\n", "- id: mic\n    successor: heir\n"), PEOPLE))
                .hasMessageEndingWith(
                        "cơ quan bên ngoài \"mic\", trường \"successor\": \"heir\" không hợp lệ; được phép: ministry, leadership, mic.");
    }

    @Test
    void of_a_database_the_later_time_may_stand_first() {
        String organisation = ORGANISATION
                .replace("có trước, from: 2020-01-01", "có trước, from: 2026-07-01")
                .replace("id: later", "id: early")
                .replace("có sau, from: 2026-07-01", "có sau, from: 2020-01-01, until: 2026-07-01");

        assertThat(read(organisation, PEOPLE)).hasSize(4);
    }

    @Test
    void spaces_around_and_between_the_words_of_a_name_do_not_count() {
        String people = PEOPLE.replace("Nguyễn Văn Mẫu Một", "\" Nguyễn  Văn Mẫu Một \"");

        assertThat(read(ORGANISATION, people).get(0).name()).isEqualTo("Nguyễn Văn Mẫu Một");
    }

    /** As a person writes it, and as the file says it in escapes, which are read after the file has been composed. */
    @ParameterizedTest
    @ValueSource(strings = {"Cục Mới", "CỤC MỚI", "Cục\u00A0Mới", "Cục  Mới\u200B", "\"Cu\\u0323c Mo\\u031B\\u0301i\""})
    void two_units_of_one_time_that_are_called_the_same_are_refused(String name) {
        assertThatThrownBy(() -> read(ORGANISATION.replace("Vụ Tiếp nhận", name), PEOPLE))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage("Tệp \"organisation.yml\", đơn vị \"heir\", tên thứ 1, trường \"name\": \""
                        + (name.startsWith("CỤC") ? name : "Cục Mới")
                        + "\" trùng với \"Cục Mới\" của đơn vị \"renamed\", tên thứ 2; trong cùng thời gian, tên phải khác"
                        + " nhau, không chỉ khác chữ hoa, chữ thường hoặc cách gõ.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CSDL bàn giao", "csdl BÀN giao", "CSDL\u00A0bàn\u2060 giao", "\"CSDL ba\\u0300n giao\""})
    void two_databases_of_one_time_that_are_called_the_same_are_refused(String name) {
        assertThatThrownBy(() -> read(ORGANISATION.replace("CSDL có trước", name), PEOPLE))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith(
                        "Tệp \"organisation.yml\", đơn vị \"merged\", CSDL \"handed-over\", trường \"name\": \"CSDL bàn"
                                + " giao\" trùng với \"")
                .hasMessageContaining("của đơn vị \"renamed\", CSDL \"early\"; ")
                .hasMessageContaining("đơn vị \"heir\", CSDL \"handed-over\"");
    }

    @Test
    void a_name_may_pass_to_another_unit_and_a_database_to_another_owner() {
        assertThat(read(ORGANISATION.replace("Vụ Tiếp nhận", "Cục Cũ"), PEOPLE)).hasSize(4);
    }

    @Test
    void what_the_files_say_is_read_without_what_nobody_sees() {
        String organisation = ORGANISATION
                .replace("- id: heir\n", "- id: \"heir\\u200B\"\n")
                .replace("successor: heir", "successor: \"\\u2060heir\"")
                .replace("Vụ Tiếp nhận", "\"\\u00A0Vu\\u0323 \\u00A0Tiếp\\u200B nhận \"");
        String people = PEOPLE.replace("Nguyễn Văn Mẫu Một", "\"Nguye\\u0302\\u0303n\\u00A0Văn Mẫu Một\\uFEFF\"")
                .replace("email: renamed-head@most.example", "email: \"renamed-head@most.example\\u200B\"")
                .replace("id: manager-1", "id: \"manager-1\\u00AD\"");
        Installation.write(folder, OrganisationFile.NAME, organisation);
        Installation.write(folder, PeopleFile.NAME, people);

        FirstContent content = FirstContent.read(MinistryFiles.in(folder.toString()), false);

        assertThat(content.organisation().unitIds()).containsExactly("renamed", "merged", "heir");
        assertThat(content.organisation().units().get(1).successor()).isEqualTo("heir");
        assertThat(content.organisation().units().get(2).names().get(0).name()).isEqualTo("Vụ Tiếp nhận");
        PeopleFile.NewPerson head = content.people().get(0);
        assertThat(head.firstName() + "|" + head.lastName() + "|" + head.email())
                .isEqualTo("Nguyễn Văn Mẫu|Một|renamed-head@most.example");
        assertThat(content.people().get(3).id()).isEqualTo("manager-1");
    }

    @Test
    void a_name_of_nothing_that_can_be_read_is_refused() {
        for (String nothing : new String[] {"\"\\u200B\"", "\"\\u00A0\"", "\" - \""}) {
            assertThatThrownBy(() -> read(ORGANISATION.replace("Vụ Tiếp nhận", nothing), PEOPLE))
                    .hasMessageEndingWith("đơn vị \"heir\", tên thứ 1, trường \"name\": phải nhập nội dung này.");
        }
        assertThatThrownBy(() -> read(ORGANISATION.replace("Vụ Tiếp nhận", "\"Vụ\\nTiếp nhận\""), PEOPLE))
                .hasMessageEndingWith("trường \"name\": không được xuống dòng.");
    }

    @Test
    void a_ministry_without_units_is_refused() {
        assertThatThrownBy(() -> read(ORGANISATION.substring(0, ORGANISATION.indexOf("units:")), PEOPLE))
                .hasMessageEndingWith("Tệp \"organisation.yml\", trường \"units\": phải có ít nhất một đơn vị.");
    }

    @Test
    void a_text_that_no_column_holds_is_refused() {
        assertThatThrownBy(() -> read(ORGANISATION.replace("Cục Cũ", "Cục " + "x".repeat(200)), PEOPLE))
                .hasMessageEndingWith("tên thứ 1, trường \"name\": không được dài quá 200 ký tự.");
    }

    @Test
    void the_faults_of_all_entries_of_both_files_are_told_together() {
        String organisation =
                ORGANISATION.replace("headTitle: Cục trưởng", "headTitle:").replace("id: mic", "id: MIC");
        String people = PEOPLE.replace("Nguyễn Văn Mẫu Một", "Một").replace("role: deputy", "role: boss");

        assertThatThrownBy(() -> read(organisation, people))
                .hasMessage(
                        """
                        Tệp "organisation.yml", đơn vị "renamed", trường "headTitle": phải nhập nội dung này.

                        Tệp "organisation.yml", cơ quan bên ngoài "MIC", trường "id": "MIC" không hợp lệ; được phép: chữ thường không dấu, số và dấu gạch nối ở giữa, ví dụ it-center, không quá 50 ký tự.

                        Tệp "people.yml", người dùng "renamed-head", trường "name": "Một" chưa đủ họ và tên.

                        Tệp "people.yml", người dùng "renamed-deputy", trường "role": "boss" không hợp lệ; được phép: head, deputy, staff.""");
    }

    @Test
    void a_unit_may_not_take_the_name_of_another_ones_head_group() {
        assertThatThrownBy(() -> read(ORGANISATION.replace("- id: leadership", "- id: heir-head"), PEOPLE))
                .hasMessageContaining("tổ chức \"heir-head\", trường \"id\": \"heir-head\" đã dùng");
    }

    private List<PeopleFile.NewPerson> read(String organisation, String people) {
        Installation.write(folder, OrganisationFile.NAME, organisation);
        Installation.write(folder, PeopleFile.NAME, people);
        return FirstContent.read(MinistryFiles.in(folder.toString()), false).people();
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement == null ? "" : replacement);
    }

    private static String place(String entry) {
        return entry == null ? "" : ", " + entry;
    }

    private static final String FAULTS_OF_THE_ORGANISATION =
            """
            ministry:|bo:||bo|không có trường này; được phép: ministry, units, bodies, external.
            headTitle: Cục trưởng|title: Cục trưởng|đơn vị "renamed"|title|không có trường này; được phép: id, names, headTitle, mailbox, seal, ended, successor, databases.
            headTitle: Cục trưởng|headTitle:|đơn vị "renamed"|headTitle|phải nhập nội dung này.
            headTitle: Cục trưởng|headTitle: " "|đơn vị "renamed"|headTitle|phải nhập nội dung này.
            headTitle: Cục trưởng|headTitle: [Cục trưởng]|đơn vị "renamed"|headTitle|phải là một giá trị.
            - id: renamed|- id: Cục_1|đơn vị "Cục_1"|id|"Cục_1" không hợp lệ; được phép: chữ thường không dấu, số và dấu gạch nối ở giữa, ví dụ it-center, không quá 50 ký tự.
            - id: merged|- id: mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm|đơn vị "mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"|id|"mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm" không hợp lệ; được phép: chữ thường không dấu, số và dấu gạch nối ở giữa, ví dụ it-center, không quá 50 ký tự.
            - id: merged|- id: renamed|đơn vị "renamed"|id|"renamed" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.
            - id: leadership|- id: manager|tổ chức "manager"|id|"manager" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.
            - id: leadership|- id: ministry|tổ chức "ministry"|id|"ministry" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.
            - id: leadership|- id: camunda-admin|tổ chức "camunda-admin"|id|"camunda-admin" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.
            - id: mic|- id: heir|cơ quan bên ngoài "heir"|id|"heir" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.
            {from: 2020-01-01, name: Cục Cũ, short: Cục C}|{name: Cục Cũ}|đơn vị "renamed", tên thứ 1|from|phải nhập nội dung này; được phép: năm-tháng-ngày, ví dụ 2020-01-01.
            from: 2020-01-01, name: Cục Cũ|from: 01/01/2020, name: Cục Cũ|đơn vị "renamed", tên thứ 1|from|"01/01/2020" không hợp lệ; được phép: năm-tháng-ngày, ví dụ 2020-01-01.
            short: Cục C|shortName: Cục C|đơn vị "renamed", tên thứ 1|shortName|không có trường này; được phép: from, name, short.
            from: 2025-03-01, name: Cục Mới|from: 2020-01-01, name: Cục Mới|đơn vị "renamed", tên thứ 2|from|phải sau ngày của tên đứng trước.
            - {from: 2020-01-01, name: Vụ Đã nhập}||đơn vị "merged"|names|phải có ít nhất một tên, mỗi tên có ngày bắt đầu (from).
            mailbox: renamed@most.example|mailbox: renamed|đơn vị "renamed"|mailbox|"renamed" không hợp lệ; được phép: địa chỉ thư điện tử dạng ten@mien.gov.vn.
            seal: true|seal: có|đơn vị "renamed"|seal|"có" không hợp lệ; được phép: true, false.
            seal: true||đơn vị "renamed"|seal|phải nhập nội dung này; được phép: true, false.
            ended: 2025-03-01|ended: 2020-01-01|đơn vị "merged"|ended|phải sau ngày của tên cuối cùng.
            from: 2020-01-01, name: Bộ Ngoài|from: 2025-03-01, name: Bộ Ngoài|cơ quan bên ngoài "mic"|ended|phải sau ngày của tên cuối cùng.
            ended: 2025-03-01||đơn vị "merged"|successor|chỉ được nhập khi có ngày kết thúc (ended).
            successor: heir|successor: nobody|đơn vị "merged"|successor|"nobody" không hợp lệ; được phép: renamed, merged, heir.
            successor: heir|successor: merged|đơn vị "merged"|successor|không được là chính đơn vị này.
            id: later|id: Later|đơn vị "renamed", CSDL "Later"|id|"Later" không hợp lệ; được phép: chữ thường không dấu, số và dấu gạch nối ở giữa, ví dụ it-center, không quá 64 ký tự.
            until: 2025-03-01|to: 2025-03-01|đơn vị "merged", CSDL "handed-over"|to|không có trường này; được phép: id, name, from, until.
            name: CSDL có trước, from: 2020-01-01|name: CSDL có trước, from: 2019-01-01|đơn vị "renamed", CSDL "early"|from|không được trước ngày đơn vị có tên đầu tiên.
            until: 2025-03-01|until: 2020-01-01|đơn vị "merged", CSDL "handed-over"|until|phải sau ngày ở trường "from".
            until: 2025-03-01|until: 2025-03-02|đơn vị "merged", CSDL "handed-over"|until|phải nhập, không sau ngày đơn vị kết thúc (trường "ended" của đơn vị).
            , until: 2025-03-01||đơn vị "merged", CSDL "handed-over"|until|phải nhập, không sau ngày đơn vị kết thúc (trường "ended" của đơn vị).
            id: later|id: early|đơn vị "renamed", CSDL "early"|id|"early" đã dùng cho một CSDL khác trong cùng thời gian; mỗi mã chỉ dùng cho một CSDL.
            """;

    private static final String FAULTS_OF_THE_PEOPLE =
            """
            people:|persons:||persons|không có trường này; được phép: people.
            id: renamed-deputy|id: Cán.bộ|người dùng "Cán.bộ"|id|"Cán.bộ" không hợp lệ; được phép: chữ không dấu, chữ số và ở giữa một dấu chấm, gạch dưới, gạch nối hoặc @, ví dụ nguyen.van.a, không quá 64 ký tự.
            id: renamed-deputy|id: Renamed-Head|người dùng "Renamed-Head"|id|"renamed-head" đã dùng; mỗi mã chỉ dùng cho một người.
            id: renamed-deputy|id: renamed-head|người dùng "renamed-head"|id|"renamed-head" đã dùng; mỗi mã chỉ dùng cho một người.
            name: Nguyễn Văn Mẫu Một|name: Một|người dùng "renamed-head"|name|"Một" chưa đủ họ và tên.
            email: renamed-deputy@most.example|email: renamed-deputy|người dùng "renamed-deputy"|email|"renamed-deputy" không hợp lệ; được phép: địa chỉ thư điện tử dạng ten@mien.gov.vn.
            unit: renamed, role: deputy|unit: nobody, role: deputy|người dùng "renamed-deputy"|unit|"nobody" không hợp lệ; được phép: renamed, merged, heir.
            unit: renamed, role: deputy|unit: renamed, role: boss|người dùng "renamed-deputy"|role|"boss" không hợp lệ; được phép: head, deputy, staff.
            unit: renamed, role: deputy|unit: renamed|người dùng "renamed-deputy"|role|phải nhập cả hai trường unit và role.
            unit: renamed, role: deputy|role: deputy|người dùng "renamed-deputy"|unit|phải nhập cả hai trường unit và role.
            groups: [manager]|groups: [mic]|người dùng "manager-1"|groups|"mic" không hợp lệ; được phép: leadership, manager, system.
            groups: [manager]|groups: [[manager]]|người dùng "manager-1"|groups|phải là một giá trị.
            groups: [manager]|group: [manager]|người dùng "manager-1"|group|không có trường này; được phép: id, name, email, unit, role, groups.
            """;
}
