package vn.gov.most.dataplan.form;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import vn.gov.most.dataplan.Acting;
import vn.gov.most.dataplan.engine.Json;

/** A person's drafts at one node, without a browser. */
public record DraftProbe(ApplicationContext node, String person, String task) {

    /** The response to saving the draft: status and JSON body. */
    public String saves(String draft) {
        return Acting.as(
                node.getBean(ProcessEngine.class),
                person,
                () -> said(node.getBean(DraftsController.class)
                        .save(task, new ByteArrayInputStream(draft.getBytes(StandardCharsets.UTF_8)))));
    }

    public String reads() {
        return Acting.as(
                node.getBean(ProcessEngine.class),
                person,
                () -> said(node.getBean(DraftsController.class).read(task)));
    }

    private static String said(ResponseEntity<?> answer) {
        Object draft = answer.getBody() instanceof DraftsController.Own own && own.draft() != null
                ? own.draft().content()
                : "";
        return answer.getStatusCode().value() + " " + Json.text(draft);
    }
}
