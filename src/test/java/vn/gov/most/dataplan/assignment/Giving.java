package vn.gov.most.dataplan.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** Assigns tasks as a head, without a browser. The caller must be authenticated as the head. */
public final class Giving {

    private Giving() {}

    public static void give(ApplicationContext program, String task, String holder, String to, String instruction) {
        try {
            byte[] asked = new ObjectMapper()
                    .writeValueAsBytes(Map.of("to", to, "holder", holder, "instruction", instruction));
            program.getBean(AssignmentController.class).give(task, new ByteArrayInputStream(asked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
