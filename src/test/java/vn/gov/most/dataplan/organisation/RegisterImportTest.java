package vn.gov.most.dataplan.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import vn.gov.most.dataplan.Databases;
import vn.gov.most.dataplan.ministry.MinistryFileException;

class RegisterImportTest {

    @TempDir
    Path folder;

    private Installation installation;

    @BeforeEach
    void write_the_small_ministry() {
        Installation.writeSmallMinistry(folder);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void units_and_bodies_become_groups_with_vietnamese_names() {
        installed(Databases.H2).importOf(folder, "2024-06-01").importOnce();

        assertThat(installation.identity().createGroupQuery().list())
                .extracting(Group::getId, Group::getName, Group::getType)
                .containsExactlyInAnyOrder(
                        tuple("renamed", "Cục Cũ", "WORKFLOW"),
                        tuple("renamed-head", "Thủ trưởng: Cục Cũ", "WORKFLOW"),
                        tuple("merged", "Vụ Đã nhập", "WORKFLOW"),
                        tuple("merged-head", "Thủ trưởng: Vụ Đã nhập", "WORKFLOW"),
                        tuple("heir", "Vụ Tiếp nhận", "WORKFLOW"),
                        tuple("heir-head", "Thủ trưởng: Vụ Tiếp nhận", "WORKFLOW"),
                        tuple("leadership", "Lãnh đạo Bộ", "WORKFLOW"),
                        tuple("manager", "Người theo dõi", "WORKFLOW"),
                        tuple("system", "Hệ thống khác", "WORKFLOW"));
    }

    @Test
    void a_group_bears_the_name_of_the_day_of_the_import() {
        installed(Databases.H2).importOf(folder, "2025-03-01").importOnce();

        assertThat(group("renamed").getName()).isEqualTo("Cục Mới");
    }

    @Test
    void the_unit_holds_all_its_people_and_the_head_group_its_head_and_deputies() {
        installed(Databases.H2).importOf(folder, "2026-11-24").importOnce();

        assertThat(membersOf(Register.groupOf("renamed")))
                .containsExactlyInAnyOrder("renamed-head", "renamed-deputy", "renamed-staff-1");
        assertThat(membersOf(Register.headGroupOf("renamed")))
                .containsExactlyInAnyOrder("renamed-head", "renamed-deputy");
        assertThat(membersOf("leadership")).containsExactly("renamed-head");
        assertThat(membersOf(Register.MANAGERS)).containsExactly("manager-1");
        assertThat(membersOf("heir")).isEmpty();
    }

    @Test
    void a_name_reads_in_vietnamese_order_as_tasklist_prints_it() {
        installed(Databases.H2).importOf(folder, "2026-11-24").importOnce();

        User head = user("renamed-head");
        assertThat(head.getFirstName() + " " + head.getLastName()).isEqualTo("Nguyễn Văn Mẫu Một");
        assertThat(head.getLastName()).isEqualTo("Một");
        assertThat(head.getEmail()).isEqualTo("renamed-head@most.example");
    }

    @Test
    void the_password_of_the_demo_is_demo() {
        installed(Databases.H2).demoImport("2026-11-24").importOnce();

        assertThat(installation.identity().checkPassword("it-center-head", "demo"))
                .isTrue();
    }

    @Test
    void nobody_logs_in_before_an_administrator_has_set_a_password() {
        installed(Databases.H2).importOf(folder, "2026-11-24").importOnce();

        // Each check uses another user: a wrong password locks a user for a while, and then the right one fails too
        assertThat(installation.identity().checkPassword("renamed-head", "demo"))
                .isFalse();
        assertThat(installation.identity().checkPassword("manager-1", "")).isFalse();
    }

    @Test
    void without_a_file_of_people_there_are_groups_and_nobody_in_them() {
        assertThat(folder.resolve(PeopleFile.NAME).toFile().delete()).isTrue();

        assertThat(installed(Databases.H2).importOf(folder, "2026-11-24").importOnce())
                .isTrue();

        assertThat(installation.identity().createUserQuery().count()).isZero();
        assertThat(group("heir").getName()).isEqualTo("Vụ Tiếp nhận");
    }

    @ParameterizedTest
    @EnumSource
    void a_restart_imports_nothing_again_and_overwrites_nothing(Databases databases) {
        assertThat(installed(databases).importOf(folder, "2026-11-24").importOnce())
                .isTrue();
        User head = user("renamed-head");
        head.setEmail("moi@most.example");
        installation.identity().saveUser(head);
        installation.identity().deleteUser("manager-1");
        installation
                .jdbc
                .sql("update dp_unit set mailbox = 'moi@most.example' where id = 'heir'")
                .update();
        Installation.write(folder, OrganisationFile.NAME, "không còn đọc được: [");

        assertThat(installation.importOf(folder, "2027-01-04").importOnce()).isFalse();

        assertThat(user("renamed-head").getEmail()).isEqualTo("moi@most.example");
        assertThat(user("manager-1")).isNull();
        assertThat(installation
                        .jdbc
                        .sql("select mailbox from dp_unit where id = 'heir'")
                        .query(String.class)
                        .single())
                .isEqualTo("moi@most.example");
        assertThat(installation.register.installedAt()).contains(Instant.parse("2026-11-24T01:30:00Z"));
    }

    @Test
    void a_user_or_group_that_is_there_already_stays_as_it_is() {
        installed(Databases.H2);
        User head = installation.identity().newUser("renamed-head");
        head.setEmail("truoc@most.example");
        installation.identity().saveUser(head);
        Group managers = installation.identity().newGroup(Register.MANAGERS);
        managers.setName("Theo dõi");
        installation.identity().saveGroup(managers);
        installation.identity().createMembership("renamed-head", Register.MANAGERS);
        Installation.write(
                folder,
                PeopleFile.NAME,
                Installation.read("organisation/small-people.yml")
                        .replace("groups: [leadership]", "groups: [leadership, manager]"));

        installation.importOf(folder, "2026-11-24").importOnce();

        assertThat(user("renamed-head").getEmail()).isEqualTo("truoc@most.example");
        assertThat(group(Register.MANAGERS).getName()).isEqualTo("Theo dõi");
        assertThat(membersOf("renamed-head")).contains("renamed-head");
        assertThat(membersOf(Register.MANAGERS)).containsExactlyInAnyOrder("manager-1", "renamed-head");
    }

    @ParameterizedTest
    @EnumSource
    void a_unit_that_is_there_without_an_import_is_not_taken_for_another_nodes_import(Databases databases) {
        installed(databases)
                .jdbc
                .sql(
                        "insert into dp_unit (id, sort_order, head_title, mailbox, seal) values ('heir', 1, 'x', 'x', true)")
                .update();

        assertThatThrownBy(() -> installation.importOf(folder, "2026-11-24").importOnce())
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(installation.register.installedAt()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_fails_halfway_leaves_nothing(Databases databases) {
        installed(databases);
        installation
                .jdbc
                .sql("alter table dp_database add constraint full_disk check (id <> 'later')")
                .update();

        assertThatThrownBy(() -> installation.importOf(folder, "2026-11-24").importOnce())
                .hasStackTraceContaining("dp_database");
        assertNothingImported();
    }

    @Test
    void a_user_that_camunda_refuses_leaves_nothing() {
        installed(Databases.H2);
        installation
                .jdbc
                .sql("alter table act_id_user add constraint full_disk check (id_ <> 'renamed-staff-1')")
                .update();

        assertThatThrownBy(() -> installation.importOf(folder, "2026-11-24").importOnce())
                .isInstanceOf(RuntimeException.class);
        assertNothingImported();
    }

    @Test
    void a_fault_in_the_people_leaves_no_unit_behind() {
        Installation.write(folder, PeopleFile.NAME, Installation.read("organisation/small-people.yml") + "  - {}\n");

        assertThatThrownBy(() ->
                        installed(Databases.H2).importOf(folder, "2026-11-24").importOnce())
                .isInstanceOf(MinistryFileException.class);
        assertNothingImported();
    }

    @ParameterizedTest
    @EnumSource
    void of_nodes_that_start_at_once_one_imports(Databases databases) throws Exception {
        installed(databases);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> node =
                    () -> installation.importOf(folder, "2026-11-24").importOnce();
            List<Boolean> imported = new ArrayList<>();
            for (Future<Boolean> started : nodes.invokeAll(List.of(node, node, node, node))) {
                imported.add(started.get());
            }
            assertThat(imported).containsExactlyInAnyOrder(true, false, false, false);
        } finally {
            nodes.shutdown();
        }
        assertThat(installation.identity().createUserQuery().count()).isEqualTo(4);
    }

    private Installation installed(Databases databases) {
        installation = new Installation(databases);
        return installation;
    }

    private void assertNothingImported() {
        assertThat(installation.register.installedAt()).isEmpty();
        assertThat(installation
                        .jdbc
                        .sql("select count(*) from dp_unit")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(installation.identity().createUserQuery().count()).isZero();
        assertThat(installation.identity().createGroupQuery().count()).isZero();
    }

    private List<String> membersOf(String group) {
        return installation.identity().createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .toList();
    }

    private User user(String id) {
        return installation.identity().createUserQuery().userId(id).singleResult();
    }

    private Group group(String id) {
        return installation.identity().createGroupQuery().groupId(id).singleResult();
    }
}
