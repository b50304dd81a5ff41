package vn.gov.most.dataplan.plan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter that names something and that models pass in expressions. If the argument is a literal, each
 * start checks that the named thing exists.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Names {

    What value();

    /** The kinds of names. */
    enum What {
        CLAUSE,
        /** A part of the clause named by an earlier parameter, or of the instance's own clause. */
        PART,
        /** Clause and part, separated by a space; several are separated by commas. */
        CLAUSES_AND_PARTS,
        /** A user task of the same process. */
        STEP,
        /**
         * Variables that an event carries, comma-separated. The part in the plan must name the times and days among
         * them.
         */
        CARRIED,
        UNIT,
        /** A group of people: a unit, its head or a body with members. */
        GROUP
    }
}
