package vn.gov.most.dataplan.organisation;

import java.security.SecureRandom;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** Fills the register and Camunda's users and groups from the ministry's files. Only at the first start. */
@Component
public class RegisterImport {

    private static final String DEMO = "demo";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final IdentityService identityService;
    private final MinistryFiles files;
    private final Environment environment;
    private final Clock clock;

    RegisterImport(
            JdbcClient jdbc,
            PlatformTransactionManager transactionManager,
            IdentityService identityService,
            MinistryFiles files,
            Environment environment,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactionManager);
        this.identityService = identityService;
        this.files = files;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Imports everything in one transaction, unless it was done before; never overwrites existing data.
     *
     * @return whether it imported
     * @throws MinistryFileException if a file has a fault; nothing is imported then
     */
    public boolean importOnce() {
        if (jdbc.sql("select count(*) from dp_installation")
                        .query(Integer.class)
                        .single()
                > 0) {
            return false;
        }
        boolean demo = environment.acceptsProfiles(Profiles.of(DEMO));
        FirstContent content = FirstContent.read(files, demo);
        OrganisationFile organisation = content.organisation();
        try {
            transaction.executeWithoutResult(status -> {
                // Written first: if two nodes start at once, the second waits here and then finds the import done
                insertInstallation(demo);
                insert(organisation);
                createGroups(organisation);
                content.people().forEach(person -> createUser(person, demo ? DEMO : unguessable()));
            });
            return true;
        } catch (DuplicateKeyException e) {
            if (jdbc.sql("select count(*) from dp_installation")
                            .query(Integer.class)
                            .single()
                    > 0) {
                return false;
            }
            throw e;
        }
    }

    /**
     * @param inUse true for the demo, which goes into service at once: all people are entered and no mail leaves the
     *     machine
     */
    private void insertInstallation(boolean inUse) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("insert into dp_installation (id, installed_at, in_use_since) values (1, :at, :inUseSince)")
                .param("at", now)
                .param("inUseSince", inUse ? now : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private void insert(OrganisationFile organisation) {
        int order = 0;
        for (OrganisationFile.NewUnit unit : organisation.units()) {
            jdbc.sql(
                            """
                            insert into dp_unit (id, sort_order, head_title, mailbox, seal, ended_on)
                            values (:id, :order, :headTitle, :mailbox, :seal, :ended)
                            """)
                    .param("id", unit.id())
                    .param("order", ++order)
                    .param("headTitle", unit.headTitle())
                    .param("mailbox", unit.mailbox())
                    .param("seal", unit.seal())
                    .param("ended", unit.ended(), Types.DATE)
                    .update();
            insertNames("dp_unit_name", "unit_id", unit.id(), unit.names());
        }
        for (OrganisationFile.NewBody body : organisation.bodies()) {
            jdbc.sql("insert into dp_body (id, sort_order, kind, ended_on) values (:id, :order, :kind, :ended)")
                    .param("id", body.id())
                    .param("order", ++order)
                    .param("kind", body.kind().name())
                    .param("ended", body.ended(), Types.DATE)
                    .update();
            insertNames("dp_body_name", "body_id", body.id(), body.names());
        }
        for (OrganisationFile.NewDatabase database : organisation.databases()) {
            jdbc.sql(
                            """
                            insert into dp_database (id, valid_from, valid_until, unit_id, name, sort_order)
                            values (:id, :from, :until, :unit, :name, :order)
                            """)
                    .param("id", database.id())
                    .param("from", database.from())
                    .param("until", database.until(), Types.DATE)
                    .param("unit", database.unit())
                    .param("name", database.name())
                    .param("order", ++order)
                    .update();
        }
        // A successor may come later in the file
        organisation.units().forEach(unit -> setSuccessor("dp_unit", unit.id(), unit.successor()));
        organisation.bodies().forEach(body -> setSuccessor("dp_body", body.id(), body.successor()));
    }

    private void insertNames(String table, String key, String id, List<OrganisationFile.NewName> names) {
        for (OrganisationFile.NewName name : names) {
            jdbc.sql("insert into " + table + " (" + key
                            + ", valid_from, name, short_name) values (:id, :from, :name, :short)")
                    .param("id", id)
                    .param("from", name.from())
                    .param("name", name.name())
                    .param("short", name.shortName())
                    .update();
        }
    }

    private void setSuccessor(String table, String id, String successor) {
        if (successor != null) {
            jdbc.sql("update " + table + " set successor = :successor where id = :id")
                    .param("successor", successor)
                    .param("id", id)
                    .update();
        }
    }

    private void createGroups(OrganisationFile organisation) {
        LocalDate today = LocalDate.now(clock);
        for (OrganisationFile.NewUnit unit : organisation.units()) {
            String name = nameOn(today, unit.names());
            createGroup(Register.groupOf(unit.id()), name);
            createGroup(Register.headGroupOf(unit.id()), "Thủ trưởng: " + name);
        }
        for (OrganisationFile.NewBody body : organisation.bodies()) {
            if (body.kind() == Body.Kind.GROUP) {
                createGroup(body.id(), nameOn(today, body.names()));
            }
        }
        createGroup(Register.MANAGERS, "Người theo dõi");
        createSystems();
    }

    /** Creates the group of other systems, which older installations lack. */
    public void createSystems() {
        createGroup(OtherSystems.GROUP, "Hệ thống khác");
    }

    private static String nameOn(LocalDate day, List<OrganisationFile.NewName> names) {
        String name = names.get(0).name();
        for (OrganisationFile.NewName next : names) {
            if (!next.from().isAfter(day)) {
                name = next.name();
            }
        }
        return name;
    }

    private void createGroup(String id, String name) {
        if (identityService.createGroupQuery().groupId(id).count() == 0) {
            Group group = identityService.newGroup(id);
            group.setName(name);
            group.setType("WORKFLOW");
            identityService.saveGroup(group);
        }
    }

    /**
     * The initial password until an administrator sets one. Without a password, the login of the user fails in the
     * engine with a null pointer.
     */
    private static String unguessable() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        // Adds one character of each kind that the policy requires: one in 1,500 random passwords has no digit.
        return Base64.getEncoder().encodeToString(bytes) + "aA1!";
    }

    private void createUser(PeopleFile.NewPerson person, String password) {
        if (identityService.createUserQuery().userId(person.id()).count() == 0) {
            User user = identityService.newUser(person.id());
            user.setFirstName(person.firstName());
            user.setLastName(person.lastName());
            user.setEmail(person.email());
            user.setPassword(password);
            identityService.saveUser(user);
        }
        for (String group : person.groups()) {
            if (identityService
                            .createUserQuery()
                            .userId(person.id())
                            .memberOfGroup(group)
                            .count()
                    == 0) {
                identityService.createMembership(person.id(), group);
            }
        }
    }
}
