package vn.gov.most.dataplan.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.UserId;
import vn.gov.most.dataplan.ministry.Entry;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;

/** The content of demo-story.yml. */
@Component
@Profile("demo")
final class StoryFile implements MinistryFileCheck {

    static final String NAME = "demo-story.yml";

    private final MinistryFiles files;

    StoryFile(MinistryFiles files) {
        this.files = files;
    }

    /**
     * A chapter without a message continues an open instance; if its first task is not open, the chapter is skipped.
     */
    record Chapter(String name, Optional<String> message, Map<String, Object> carries, List<Work> works) {

        private static Chapter of(Entry entry) {
            entry.allowing("name", "message", "carries", "works").requiring("works");
            return new Chapter(
                    entry.text("name"),
                    entry.optionalText("message"),
                    entry.values("carries"),
                    Faults.each(entry.entries("works", "công việc", ""), Work::of));
        }
    }

    /**
     * @param of a LIKE pattern for the business key of the task's instance; periods depend on the day of the demo, so
     *     % matches any
     */
    record Work(String of, String task, String by, Map<String, Object> answers) {

        private static Work of(Entry entry) {
            entry.allowing("of", "task", "by", "answers").requiring("answers");
            return new Work(entry.text("of"), entry.text("task"), UserId.of(entry.text("by")), entry.values("answers"));
        }
    }

    /**
     * The chapters; none if there is no such file.
     *
     * @throws MinistryFileException for its faults
     */
    static List<Chapter> read(MinistryFiles files) {
        return files.read(NAME)
                .map(file -> Faults.each(
                        file.allowing("chapters").requiring("chapters").entries("chapters", "chương", "name"),
                        Chapter::of))
                .orElse(List.of());
    }

    @Override
    public void check() {
        read(files);
    }
}
