package vn.gov.most.dataplan.security;

import java.beans.FeatureDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.BpmnModelExecutionContext;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ProcessEngineServicesAware;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.spin.json.SpinJsonNode;
import org.camunda.spin.json.SpinJsonPathQuery;
import org.joda.time.DateTime;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotationUtils;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * An ELResolver before all others. It refuses an expression step unless its base has one of these types and the type
 * itself declares the member. This is an allowlist, because no denylist is ever complete.
 */
final class AllowedBases extends ELResolver {

    private static final List<Class<?>> TYPES = List.of(
            DelegateExecution.class,
            DelegateTask.class,
            VariableScope.class,
            Map.class,
            Collection.class,
            List.class,
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Date.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            ZonedDateTime.class,
            OffsetDateTime.class,
            Year.class,
            YearMonth.class,
            Month.class,
            DayOfWeek.class,
            Period.class,
            Duration.class,
            // The result of dateTime()
            DateTime.class,
            SpinJsonNode.class,
            SpinJsonPathQuery.class);

    /** Members of the execution and the task that lead to the engine's services and the model. */
    private static final Set<Class<?>> CLOSED =
            Set.of(Object.class, ProcessEngineServicesAware.class, BpmnModelExecutionContext.class);

    /** JSON members that create objects of a type the caller names, or expose the underlying library. */
    private static final Set<String> CLOSED_OF_JSON = Set.of("mapTo", "unwrap", "writeToWriter");

    private static final ClassValue<Set<String>> METHODS = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            Stream<Class<?>> views = isModelBean(type)
                    ? Stream.of(type)
                    : TYPES.stream().filter(allowed -> allowed.isAssignableFrom(type));
            Set<String> methods = views.flatMap(view -> Stream.of(view.getMethods()))
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !CLOSED.contains(method.getDeclaringClass()))
                    .map(Method::getName)
                    .collect(Collectors.toSet());
            methods.removeAll(Set.of("getClass", "wait", "notify", "notifyAll"));
            if (SpinJsonNode.class.isAssignableFrom(type)) {
                methods.removeAll(CLOSED_OF_JSON);
            }
            return Set.copyOf(methods);
        }
    };

    private static boolean isModelBean(Class<?> type) {
        return AnnotationUtils.findAnnotation(type, ModelBean.class) != null;
    }

    @Override
    public Object getValue(ELContext el, Object base, Object property) {
        checkProperty(base, property);
        return null;
    }

    @Override
    public Class<?> getType(ELContext el, Object base, Object property) {
        checkProperty(base, property);
        return null;
    }

    @Override
    public void setValue(ELContext el, Object base, Object property, Object value) {
        checkProperty(base, property);
    }

    @Override
    public boolean isReadOnly(ELContext el, Object base, Object property) {
        checkProperty(base, property);
        return true;
    }

    @Override
    public Object invoke(ELContext el, Object base, Object method, Class<?>[] types, Object[] arguments) {
        if (base != null && !methodsOf(base).contains(String.valueOf(method))) {
            throw refused(base, method);
        }
        return null;
    }

    private static void checkProperty(Object base, Object property) {
        if (base == null
                || base instanceof Map
                || base instanceof List
                || base.getClass().isArray()) {
            return;
        }
        String name = String.valueOf(property);
        String capitalized = name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Set<String> methods = methodsOf(base);
        if (!methods.contains("get" + capitalized) && !methods.contains("is" + capitalized)) {
            throw refused(base, property);
        }
    }

    private static Set<String> methodsOf(Object base) {
        return METHODS.get(AopUtils.getTargetClass(base));
    }

    private static ProcessEngineException refused(Object base, Object what) {
        return new ProcessEngineException("Biểu thức không được dùng \"%s\" của kiểu %s."
                .formatted(what, base.getClass().getSimpleName()));
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext el, Object base) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext el, Object base) {
        return null;
    }
}
