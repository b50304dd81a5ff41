package vn.gov.most.dataplan.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * All mapped paths with their HTTP methods, such as "GET /engine-rest/user/x", read from the frameworks that map them.
 */
final class MappedPaths {

    private final Set<String> found = new TreeSet<>();

    static Set<String> of(Iterable<RequestMappingHandlerMapping> spring) {
        return patternsOf(spring).stream()
                .map(path -> path.replaceAll("\\{\\w*}", "x"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same, where variables keep their names: "GET /engine-rest/user/{id}". */
    static Set<String> patternsOf(Iterable<RequestMappingHandlerMapping> spring) {
        MappedPaths paths = new MappedPaths();
        spring.forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(paths::addSpring));
        CamundaRestResources.getResourceClasses().forEach(root -> paths.addRoot("/engine-rest", root));
        paths.addAll("/camunda/api/engine", new EngineRestApplication());
        paths.addAll("/camunda/api/cockpit", new CockpitApplication());
        paths.addAll("/camunda/api/admin", new AdminApplication());
        paths.addAll("/camunda/api/tasklist", new TasklistApplication());
        paths.addAll("/camunda/api/welcome", new WelcomeApplication());
        return paths.found;
    }

    private void addSpring(RequestMappingInfo mapping) {
        for (String pattern : mapping.getPatternValues()) {
            String path = named(pattern.replace("/**", "/x"));
            if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                found.add("GET " + path);
                found.add("POST " + path);
            }
            mapping.getMethodsCondition().getMethods().forEach(method -> found.add(method + " " + path));
        }
    }

    private void addAll(String prefix, Application application) {
        application.getClasses().forEach(type -> addRoot(prefix, type));
    }

    private void addRoot(String prefix, Class<?> type) {
        Path path = annotation(type, Path.class);
        if (path != null) {
            walk(joined(prefix, path.value()), type, new ArrayList<>());
        }
    }

    private void walk(String prefix, Class<?> type, List<Class<?>> above) {
        if (above.contains(type)) {
            return;
        }
        List<Class<?>> here = new ArrayList<>(above);
        here.add(type);
        for (Method method : type.getMethods()) {
            Path path = annotation(method, Path.class);
            String verb = verb(method);
            String full = path == null ? prefix : joined(prefix, path.value());
            if (verb != null) {
                found.add(verb + " " + named(full));
            } else if (path != null) {
                walk(full, method.getReturnType(), here);
            }
        }
    }

    private static String verb(Method method) {
        for (Method declared : declarations(method)) {
            for (Annotation annotation : declared.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    return verb.value();
                }
            }
        }
        return null;
    }

    private static <A extends Annotation> A annotation(Method method, Class<A> wanted) {
        return declarations(method).stream()
                .map(declared -> declared.getAnnotation(wanted))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static <A extends Annotation> A annotation(Class<?> type, Class<A> wanted) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            if (current.isAnnotationPresent(wanted)) {
                return current.getAnnotation(wanted);
            }
            for (Class<?> implemented : current.getInterfaces()) {
                if (implemented.isAnnotationPresent(wanted)) {
                    return implemented.getAnnotation(wanted);
                }
            }
        }
        return null;
    }

    /** The method and the interface methods that it implements, which have the JAX-RS annotations. */
    private static List<Method> declarations(Method method) {
        List<Method> all = new ArrayList<>(List.of(method));
        for (Class<?> current = method.getDeclaringClass(); current != null; current = current.getSuperclass()) {
            for (Class<?> implemented : current.getInterfaces()) {
                try {
                    all.add(implemented.getMethod(method.getName(), method.getParameterTypes()));
                } catch (NoSuchMethodException notThere) {
                    // The next one may have it.
                }
            }
        }
        return all;
    }

    private static String joined(String prefix, String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? prefix : prefix + "/" + trimmed;
    }

    /** Variables keep only their names; the engine's gets its real name. */
    private static String named(String pattern) {
        return pattern.replaceAll("\\{(engineName|processEngineName|engine)[^}]*}", "default")
                .replaceAll("\\{\\s*(\\w+)[^/]*}", "{$1}");
    }
}
