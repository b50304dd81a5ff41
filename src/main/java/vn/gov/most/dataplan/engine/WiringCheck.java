package vn.gov.most.dataplan.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.ApplicationContext;

/**
 * What stored models name must be there: Java has one version, the models that still have instances have many. A bean or
 * a method that one of them calls and Java lacks stops the start, before a job fails on it at night.
 */
final class WiringCheck {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern CALL = Pattern.compile("(?<![\\w.'])([a-zA-Z]\\w*)\\.(\\w+)\\(");
    /** What the engine itself puts there. */
    private static final Set<String> ENGINES_OWN = Set.of("execution", "task", "caseExecution");

    private final ApplicationContext context;

    WiringCheck(ApplicationContext context) {
        this.context = context;
    }

    /** @throws IllegalStateException in Vietnamese, naming process, version, bean and method */
    void check(ProcessEngine engine) {
        List<String> faults = new ArrayList<>();
        for (ProcessDefinition definition :
                engine.getRepositoryService().createProcessDefinitionQuery().list()) {
            if (isInUse(engine, definition)) {
                for (String fault : faults(model(engine, definition))) {
                    faults.add("%s, phiên bản %d: %s".formatted(definition.getKey(), definition.getVersion(), fault));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Quy trình đã cài gọi thành phần mà phần mềm không có:\n" + String.join("\n", faults));
        }
    }

    private static boolean isInUse(ProcessEngine engine, ProcessDefinition definition) {
        boolean latest = engine.getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(definition.getKey())
                        .latestVersion()
                        .singleResult()
                        .getVersion()
                == definition.getVersion();
        return latest
                || engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionId(definition.getId())
                                .count()
                        > 0;
    }

    private static String model(ProcessEngine engine, ProcessDefinition definition) {
        try (InputStream stream = engine.getRepositoryService().getProcessModel(definition.getId())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Không đọc được quy trình " + definition.getId() + ".", e);
        }
    }

    Set<String> faults(String model) {
        Set<String> faults = new TreeSet<>();
        Matcher expression = EXPRESSION.matcher(model);
        while (expression.find()) {
            Matcher call = CALL.matcher(expression.group(1));
            while (call.find()) {
                String bean = call.group(1);
                if (ENGINES_OWN.contains(bean)) {
                    continue;
                }
                Class<?> type = context.containsBean(bean) ? context.getType(bean, false) : null;
                if (type == null || context.findAnnotationOnBean(bean, ModelBean.class, false) == null) {
                    faults.add("không có thành phần \"%s\"".formatted(bean));
                } else if (!hasPublicMethod(type, call.group(2))) {
                    faults.add("thành phần \"%s\" không có chức năng \"%s\"".formatted(bean, call.group(2)));
                }
            }
        }
        return faults;
    }

    private static boolean hasPublicMethod(Class<?> type, String name) {
        return Modifier.isPublic(type.getModifiers())
                && Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(name::equals);
    }
}
