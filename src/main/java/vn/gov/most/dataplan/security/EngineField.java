package vn.gov.most.dataplan.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Access to an engine field that has no getter. It is looked up once, when its guard is created: with an engine
 * version that lacks the field the program does not start, instead of running without the guard.
 */
public record EngineField<T>(VarHandle handle) {

    public static <T> EngineField<T> of(Class<?> owner, String name, Class<T> type) {
        try {
            return new EngineField<>(
                    MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "The guards need the field %s.%s of type %s, and this engine has none"
                            .formatted(owner.getName(), name, type.getSimpleName()),
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    public T of(Object object) {
        return (T) handle.get(object);
    }

    /** Not for final fields. */
    public void set(Object object, T value) {
        handle.set(object, value);
    }
}
