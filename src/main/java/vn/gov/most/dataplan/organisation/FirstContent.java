package vn.gov.most.dataplan.organisation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.gov.most.dataplan.engine.TypedText;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The content of the organisation and people files, which the first start imports. */
public final class FirstContent {

    private final OrganisationFile organisation;
    private final List<PeopleFile.NewPerson> people;

    private FirstContent(OrganisationFile organisation, List<PeopleFile.NewPerson> people) {
        this.organisation = organisation;
        this.people = people;
    }

    /**
     * Reads {@code organisation.yml} and the people: the demo's, or otherwise the ministry's own if it has listed
     * any.
     *
     * @throws MinistryFileException with the faults of both files
     */
    public static FirstContent read(MinistryFiles files, boolean demo) {
        Faults faults = new Faults();
        Optional<OrganisationFile> organisation = faults.read(() -> OrganisationFile.read(files));
        List<PeopleFile.NewPerson> people = faults.read(() -> {
                    Optional<Entry> file =
                            demo ? Optional.of(files.require(PeopleFile.DEMO_NAME)) : files.read(PeopleFile.NAME);
                    return file.map(root -> PeopleFile.of(root.spelt(TypedText::line), organisation)
                                    .people())
                            .orElse(List.of());
                })
                .orElse(List.of());
        faults.tell();
        return new FirstContent(organisation.orElseThrow(), people);
    }

    public RegisterNames names() {
        return new RegisterNames(
                Set.copyOf(organisation.unitIds()),
                Set.copyOf(organisation.groupBodies()),
                organisation.bodies().stream()
                        .filter(body -> body.kind() != Body.Kind.GROUP)
                        .map(OrganisationFile.NewBody::id)
                        .collect(Collectors.toSet()));
    }

    OrganisationFile organisation() {
        return organisation;
    }

    List<PeopleFile.NewPerson> people() {
        return people;
    }
}
