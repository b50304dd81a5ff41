package vn.gov.most.dataplan.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.gov.most.dataplan.Databases;

/** The organisation of the shipped demo. */
class DemoOrganisationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private static Installation installation;
    private static Register register;

    @BeforeAll
    static void install() {
        installation = new Installation(Databases.H2);
        register = installation.register;
        installation.demoImport("2026-11-24").importOnce();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    @Test
    void there_are_18_units_of_which_14_own_20_databases() {
        assertThat(register.unitsOn(DAY)).hasSize(18);
        assertThat(register.ownersOn(DAY)).hasSize(14);
        assertThat(register.ownersOn(DAY))
                .flatExtracting(DatabaseOwner::databases)
                .hasSize(20);
    }

    @Test
    void the_register_says_the_same_from_its_first_day_on() {
        assertThat(register.unitsOn(LocalDate.of(2020, 1, 1))).isEqualTo(register.unitsOn(DAY));
        assertThat(register.ownersOn(LocalDate.of(2020, 1, 1))).isEqualTo(register.ownersOn(DAY));
    }

    @Test
    void the_units_of_the_plan_bear_the_names_of_2020() {
        assertThat(List.of("it-center", "nasati", "planning-finance", "legal", "ministry-office"))
                .map(id -> register.unit(id, DAY).orElseThrow().name())
                .containsExactly(
                        "Trung tâm Công nghệ thông tin",
                        "Cục Thông tin khoa học và công nghệ quốc gia",
                        "Vụ Kế hoạch - Tài chính",
                        "Vụ Pháp chế",
                        "Văn phòng Bộ");
    }

    @Test
    void every_unit_has_a_head_a_deputy_and_two_staff_and_the_it_center_four() {
        for (Unit unit : register.unitsOn(DAY)) {
            String id = unit.id();
            assertThat(membersOf(Register.headGroupOf(id)))
                    .as(id)
                    .containsExactlyInAnyOrder(id + "-head", id + "-deputy");
            assertThat(membersOf(Register.groupOf(id)))
                    .as(id)
                    .hasSize(id.equals("it-center") ? 6 : 4)
                    .contains(id + "-head", id + "-deputy", id + "-staff-1", id + "-staff-2");
        }
    }

    @Test
    void every_unit_has_the_title_of_its_head_that_goes_with_its_name_and_a_mailbox() {
        for (Unit unit : register.unitsOn(DAY)) {
            assertThat(unit.headTitle()).as(unit.name()).isEqualTo(titleFor(unit.name()));
            assertThat(unit.mailbox()).isEqualTo(unit.id() + "@most.example");
        }
    }

    @Test
    void a_department_that_advises_has_no_seal_and_all_others_have() {
        for (Unit unit : register.unitsOn(DAY)) {
            assertThat(unit.seal()).as(unit.name()).isEqualTo(!unit.name().startsWith("Vụ "));
        }
    }

    @Test
    void the_leadership_is_the_minister_and_two_deputies() {
        assertThat(membersOf("leadership"))
                .containsExactlyInAnyOrder("minister", "deputy-minister-1", "deputy-minister-2");
    }

    @Test
    void the_committee_has_members_and_two_people_follow_the_plan() {
        assertThat(membersOf("egov-committee")).contains("minister", "it-center-head");
        assertThat(membersOf(Register.MANAGERS)).containsExactlyInAnyOrder("manager-1", "manager-2");
    }

    @Test
    void external_bodies_are_neither_users_nor_groups() {
        List<String> external = register.bodiesOn(DAY).stream()
                .filter(body -> body.kind() == Body.Kind.EXTERNAL)
                .map(Body::id)
                .toList();
        assertThat(external).contains("mic", "prime-minister", "national-data-portal");
        assertThat(installation.identity().createGroupQuery().list())
                .extracting(Group::getId)
                .doesNotContainAnyElementsOf(external);
        assertThat(users()).extracting(User::getId).doesNotContainAnyElementsOf(external);
    }

    @Test
    void nobody_is_an_administrator_and_nobody_who_follows_the_plan_works_in_a_unit() {
        assertThat(installation
                        .identity()
                        .createGroupQuery()
                        .groupId("camunda-admin")
                        .count())
                .isZero();
        for (String manager : membersOf(Register.MANAGERS)) {
            assertThat(installation
                            .identity()
                            .createGroupQuery()
                            .groupMember(manager)
                            .list())
                    .extracting(Group::getId)
                    .containsExactly(Register.MANAGERS);
        }
    }

    @Test
    void everybody_has_a_name_of_their_own_that_shows_it_is_invented_and_an_address_that_reaches_nobody() {
        assertThat(users())
                .extracting(user -> user.getFirstName() + " " + user.getLastName())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("\\p{Lu}\\p{L}+ (Văn|Thị) Mẫu \\p{Lu}\\p{L}+"));
        assertThat(users()).allMatch(user -> user.getEmail().equals(user.getId() + "@most.example"));
        assertThat(users()).hasSize(18 * 4 + 2 + 3 + 2);
    }

    @Test
    void an_invented_database_says_so_at_the_end_of_its_name() {
        assertThat(register.ownersOn(DAY))
                .flatExtracting(DatabaseOwner::databases)
                .extracting(DatabaseEntry::name)
                .filteredOn(name -> name.contains("minh họa"))
                .hasSize(5)
                .allMatch(name -> name.endsWith(" (minh họa)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ministry/organisation.yml", "ministry/organisation-demo-people.yml"})
    void the_files_are_nfc_with_tone_marks_in_the_old_style(String file) {
        String text = Installation.read(file);
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(text).doesNotContain("ð", "–", "—", "«", "»", "\t");
        assertThat(newStyleSyllables(text)).isEmpty();
    }

    @Test
    void the_new_style_of_tone_marks_would_be_found() {
        assertThat(newStyleSyllables("minh hoạ, hoà bình, khoẻ, luỹ, uỷ ban, thuý; quý, quỹ, hòa, hoàn, toàn, loài"))
                .containsExactly("hoạ", "hoà", "khoẻ", "luỹ", "uỷ", "thuý");
    }

    private static List<String> newStyleSyllables(String text) {
        Pattern newStyle = Pattern.compile(
                "\\p{L}*(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return newStyle.matcher(text).results().map(found -> found.group()).toList();
    }

    private static String titleFor(String unit) {
        return Stream.of(
                        "Tổng cục - Tổng cục trưởng",
                        "Cục - Cục trưởng",
                        "Vụ - Vụ trưởng",
                        "Viện - Viện trưởng",
                        "Trung tâm - Giám đốc",
                        "Quỹ - Giám đốc",
                        "Văn phòng Bộ - Chánh Văn phòng",
                        "Văn phòng - Giám đốc",
                        "Thanh tra - Chánh Thanh tra")
                .map(rule -> rule.split(" - "))
                .filter(rule -> unit.startsWith(rule[0]))
                .map(rule -> rule[1])
                .findFirst()
                .orElseThrow();
    }

    private static List<User> users() {
        return installation.identity().createUserQuery().list();
    }

    private static List<String> membersOf(String group) {
        return installation.identity().createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .toList();
    }
}
