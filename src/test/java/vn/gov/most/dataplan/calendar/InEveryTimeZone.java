package vn.gov.most.dataplan.calendar;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs the test once in each of four default time zones of the JVM, and restores the zone. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(InEveryTimeZone.Zones.class)
public @interface InEveryTimeZone {

    /** A time zone west of UTC, UTC, the plan's own, and the easternmost. */
    class Zones implements TestTemplateInvocationContextProvider {

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return Stream.of("America/Los_Angeles", "UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati")
                    .map(Zone::new);
        }
    }

    /** One run. */
    record Zone(String id) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "in " + id;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            TimeZone before = TimeZone.getDefault();
            BeforeEachCallback set = context -> TimeZone.setDefault(TimeZone.getTimeZone(id));
            AfterEachCallback restore = context -> TimeZone.setDefault(before);
            return List.of(set, restore);
        }
    }
}
