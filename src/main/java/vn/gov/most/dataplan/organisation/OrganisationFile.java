package vn.gov.most.dataplan.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vn.gov.most.dataplan.engine.MailAddress;
import vn.gov.most.dataplan.engine.OtherSystems;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The checked content of organisation.yml: units, bodies and databases in the file's order. */
record OrganisationFile(List<NewUnit> units, List<NewBody> bodies, List<NewDatabase> databases) {

    static final String NAME = "organisation.yml";
    static final String MINISTRY = "ministry";

    /** Camunda's ids hold 64 characters, and "-head" is appended to a unit's id. */
    private static final int LONGEST_ID = 50;

    private static final int LONGEST_DATABASE_ID = 64;
    private static final int LONGEST_TEXT = 200;

    record NewName(LocalDate from, String name, String shortName) {}

    /** {@code ended} and {@code successor} are null if there is none. */
    record NewUnit(
            String id,
            List<NewName> names,
            String headTitle,
            String mailbox,
            boolean seal,
            LocalDate ended,
            String successor) {}

    record NewBody(String id, Body.Kind kind, List<NewName> names, LocalDate ended, String successor) {}

    /** {@code until} is null for an open end. */
    record NewDatabase(String id, String unit, String name, LocalDate from, LocalDate until) {}

    static OrganisationFile read(MinistryFiles files) {
        return new Reading()
                .read(files.require(NAME).spelt(TypedText::line).allowing(MINISTRY, "units", "bodies", "external"));
    }

    static String id(Entry entry, String field, int longest) {
        return entry.parsed(field, Entry.ID + ", không quá " + longest + " ký tự", text -> {
            if (text.length() > longest) {
                throw new IllegalArgumentException(text);
            }
            return Entry.id(text);
        });
    }

    static String text(Entry entry, String field) {
        String text = entry.text(field, LONGEST_TEXT);
        if (text.contains("\n")) {
            throw entry.fault(field, "không được xuống dòng");
        }
        if (!TypedText.saysSomething(text)) {
            throw entry.missing(field);
        }
        return text;
    }

    static String address(Entry entry, String field) {
        String address = text(entry, field);
        if (!MailAddress.isOne(address)) {
            throw entry.badValue(field, address, "địa chỉ thư điện tử dạng ten@mien.gov.vn");
        }
        return address;
    }

    List<String> groupBodies() {
        return bodies.stream()
                .filter(body -> body.kind() == Body.Kind.GROUP)
                .map(NewBody::id)
                .toList();
    }

    List<String> unitIds() {
        return units.stream().map(NewUnit::id).toList();
    }

    /** A time span with an id and a name; {@code until} is null for an open end. */
    private record Called(Entry entry, String id, String name, LocalDate from, LocalDate until) {

        boolean isWith(Called other) {
            return (until == null || other.from.isBefore(until)) && (other.until == null || from.isBefore(other.until));
        }
    }

    /** The state of reading the file, against which later entries are checked. */
    private static final class Reading {

        private final List<NewUnit> units = new ArrayList<>();
        private final List<NewBody> bodies = new ArrayList<>();
        private final List<NewDatabase> databases = new ArrayList<>();
        private final List<Called> calledUnits = new ArrayList<>();
        private final List<Called> calledBodies = new ArrayList<>();
        private final List<Called> calledDatabases = new ArrayList<>();
        private final Set<String> taken =
                new HashSet<>(List.of(MINISTRY, Register.MANAGERS, OtherSystems.GROUP, "camunda-admin"));

        OrganisationFile read(Entry root) {
            Faults faults = new Faults();
            faults.check(() -> {
                List<NewName> names = names(root.requiredEntry(MINISTRY).allowing("names"));
                bodies.add(new NewBody(MINISTRY, Body.Kind.MINISTRY, names, null, null));
            });
            List<Entry> unitEntries = root.entries("units", "đơn vị", "id");
            faults.check(() -> {
                if (unitEntries.isEmpty()) {
                    throw root.fault("units", "phải có ít nhất một đơn vị");
                }
            });
            unitEntries.forEach(entry -> faults.check(() -> unit(entry)));
            List<Entry> groups = root.entries("bodies", "tổ chức", "id");
            groups.forEach(entry -> faults.check(() -> body(entry, Body.Kind.GROUP)));
            List<Entry> external = root.entries("external", "cơ quan bên ngoài", "id");
            external.forEach(entry -> faults.check(() -> body(entry, Body.Kind.EXTERNAL)));
            // An entry with a fault may be the successor of another, so checking goes no further
            faults.tell();

            List<String> unitIds = units.stream().map(NewUnit::id).toList();
            unitEntries.forEach(entry -> faults.check(() -> checkSuccessor(entry, unitIds)));
            List<String> bodyIds = bodies.stream().map(NewBody::id).toList();
            Stream.concat(groups.stream(), external.stream())
                    .forEach(entry -> faults.check(() -> checkSuccessor(entry, bodyIds)));
            Stream.of(calledUnits, calledBodies, calledDatabases).forEach(all -> checkNames(all, faults));
            faults.tell();
            return new OrganisationFile(List.copyOf(units), List.copyOf(bodies), List.copyOf(databases));
        }

        private void unit(Entry entry) {
            entry.allowing("id", "names", "headTitle", "mailbox", "seal", "ended", "successor", "databases");
            String id = freshId(entry);
            take(entry, Register.headGroupOf(id));
            List<NewName> names = names(entry);
            NewUnit unit = new NewUnit(
                    id,
                    names,
                    text(entry, "headTitle"),
                    address(entry, "mailbox"),
                    entry.flag("seal"),
                    ended(entry, names),
                    successor(entry));
            units.add(unit);
            calledUnits.addAll(called(entry, id, names, unit.ended()));
            for (Entry database : entry.entries("databases", "CSDL", "id")) {
                databases.add(database(database, unit));
            }
        }

        private void body(Entry entry, Body.Kind kind) {
            entry.allowing("id", "names", "ended", "successor");
            String id = freshId(entry);
            List<NewName> names = names(entry);
            NewBody body = new NewBody(id, kind, names, ended(entry, names), successor(entry));
            bodies.add(body);
            calledBodies.addAll(called(entry, id, names, body.ended()));
        }

        private NewDatabase database(Entry entry, NewUnit unit) {
            entry.allowing("id", "name", "from", "until");
            NewDatabase database = new NewDatabase(
                    OrganisationFile.id(entry, "id", LONGEST_DATABASE_ID),
                    unit.id(),
                    text(entry, "name"),
                    date(entry, "from"),
                    entry.has("until") ? date(entry, "until") : null);
            if (database.from().isBefore(unit.names().get(0).from())) {
                throw entry.fault("from", "không được trước ngày đơn vị có tên đầu tiên.");
            }
            if (database.until() != null && !database.until().isAfter(database.from())) {
                throw entry.fault("until", "phải sau ngày ở trường \"from\".");
            }
            if (unit.ended() != null
                    && (database.until() == null || database.until().isAfter(unit.ended()))) {
                throw entry.fault("until", "phải nhập, không sau ngày đơn vị kết thúc (trường \"ended\" của đơn vị).");
            }
            Called called = new Called(entry, database.id(), database.name(), database.from(), database.until());
            if (calledDatabases.stream().anyMatch(d -> d.id().equals(database.id()) && d.isWith(called))) {
                throw entry.fault(
                        "id",
                        "\"" + database.id()
                                + "\" đã dùng cho một CSDL khác trong cùng thời gian; mỗi mã chỉ dùng cho một CSDL.");
            }
            calledDatabases.add(called);
            return database;
        }

        private static List<Called> called(Entry owner, String id, List<NewName> names, LocalDate ended) {
            List<Entry> entries = owner.entries("names", "tên", "");
            List<Called> called = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                LocalDate until = i + 1 < names.size() ? names.get(i + 1).from() : ended;
                called.add(new Called(
                        entries.get(i), id, names.get(i).name(), names.get(i).from(), until));
            }
            return called;
        }

        /** People search a unit or a database by name, ignoring case. */
        private static void checkNames(List<Called> all, Faults faults) {
            for (int i = 0; i < all.size(); i++) {
                Called later = all.get(i);
                all.subList(0, i).stream()
                        .filter(earlier -> !earlier.id().equals(later.id())
                                && earlier.isWith(later)
                                && TypedText.isSame(earlier.name(), later.name()))
                        .findFirst()
                        .ifPresent(earlier -> faults.check(() -> {
                            throw later.entry()
                                    .fault(
                                            "name",
                                            "\"%s\" trùng với \"%s\" của %s; trong cùng thời gian, tên phải khác nhau, không chỉ khác chữ hoa, chữ thường hoặc cách gõ."
                                                    .formatted(
                                                            later.name(),
                                                            earlier.name(),
                                                            earlier.entry().place()));
                        }));
            }
        }

        private static LocalDate date(Entry entry, String field) {
            return entry.parsed(field, "năm-tháng-ngày, ví dụ 2020-01-01", LocalDate::parse);
        }

        private static List<NewName> names(Entry owner) {
            List<NewName> names = new ArrayList<>();
            for (Entry entry : owner.entries("names", "tên", "")) {
                entry.allowing("from", "name", "short");
                String name = text(entry, "name");
                NewName next = new NewName(date(entry, "from"), name, entry.has("short") ? text(entry, "short") : name);
                if (!names.isEmpty()
                        && !next.from().isAfter(names.get(names.size() - 1).from())) {
                    throw entry.fault("from", "phải sau ngày của tên đứng trước.");
                }
                names.add(next);
            }
            if (names.isEmpty()) {
                throw owner.fault("names", "phải có ít nhất một tên, mỗi tên có ngày bắt đầu (from).");
            }
            return List.copyOf(names);
        }

        private static LocalDate ended(Entry entry, List<NewName> names) {
            if (!entry.has("ended")) {
                return null;
            }
            LocalDate ended = date(entry, "ended");
            if (!ended.isAfter(names.get(names.size() - 1).from())) {
                throw entry.fault("ended", "phải sau ngày của tên cuối cùng.");
            }
            return ended;
        }

        private static String successor(Entry entry) {
            if (!entry.has("successor")) {
                return null;
            }
            if (!entry.has("ended")) {
                throw entry.fault("successor", "chỉ được nhập khi có ngày kết thúc (ended).");
            }
            return entry.text("successor");
        }

        private static void checkSuccessor(Entry entry, List<String> ids) {
            if (entry.has("successor")) {
                String successor = entry.oneOf("successor", ids);
                if (successor.equals(entry.text("id"))) {
                    throw entry.fault("successor", "không được là chính đơn vị này.");
                }
            }
        }

        private String freshId(Entry entry) {
            String id = OrganisationFile.id(entry, "id", LONGEST_ID);
            take(entry, id);
            return id;
        }

        private void take(Entry entry, String group) {
            if (!taken.add(group)) {
                throw entry.fault(
                        "id",
                        "\"" + group + "\" đã dùng; mã của đơn vị, tổ chức, cơ quan bên ngoài và nhóm phải khác nhau.");
            }
        }
    }
}
