package vn.gov.most.dataplan.ministry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The faults of what is read one after the other: whoever mends them is told of all at once, of the same one once. */
public final class Faults {

    private final Set<String> found = new LinkedHashSet<>();

    /** What is read; empty where that has a fault. */
    public <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (MinistryFileException fault) {
            found.addAll(fault.faults());
            return Optional.empty();
        }
    }

    /** The same of what gives nothing. */
    public void check(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** @throws MinistryFileException where there was a fault, with all of them */
    public void tell() {
        if (!found.isEmpty()) {
            throw new MinistryFileException(found);
        }
    }

    /**
     * What each of them is read as, in their order.
     *
     * @throws MinistryFileException with the faults of all
     */
    public static <T, R> List<R> each(Collection<T> all, Function<T, R> reading) {
        Faults faults = new Faults();
        List<R> read = new ArrayList<>();
        all.forEach(one -> faults.read(() -> reading.apply(one)).ifPresent(read::add));
        faults.tell();
        return List.copyOf(read);
    }
}
