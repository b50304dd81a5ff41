package vn.gov.most.dataplan.ministry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Collects the faults of several reads, so that all of them are reported at once and each only once. */
public final class Faults {

    private final Set<String> found = new LinkedHashSet<>();

    /** The result of the read; empty if it has a fault. */
    public <T> Optional<T> read(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (MinistryFileException fault) {
            found.addAll(fault.faults());
            return Optional.empty();
        }
    }

    /** Runs a check that returns nothing and collects its faults. */
    public void check(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** One Vietnamese sentence each. */
    public List<String> all() {
        return List.copyOf(found);
    }

    /** @throws MinistryFileException with all faults, if there are any */
    public void tell() {
        if (!found.isEmpty()) {
            throw new MinistryFileException(found);
        }
    }

    /**
     * The results of the reads, in the same order.
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
