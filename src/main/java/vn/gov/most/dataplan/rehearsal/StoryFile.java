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

/** What demo-story.yml says. */
@Component
@Profile("demo")
final class StoryFile implements MinistryFileCheck {

    static final String NAME = "demo-story.yml";

    private final MinistryFiles files;

    StoryFile(MinistryFiles files) {
        this.files = files;
    }

    /** One that begins with no message goes on from what is open; where its first task is not, there is nothing to tell. */
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

    /** @param of the business key of the task's instance; periods differ by the day on which the demo starts: % is any */
    record Work(String of, String task, String by, Map<String, Object> answers) {

        private static Work of(Entry entry) {
            entry.allowing("of", "task", "by", "answers").requiring("answers");
            return new Work(entry.text("of"), entry.text("task"), UserId.of(entry.text("by")), entry.values("answers"));
        }
    }

    /**
     * None where there is no such file.
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
