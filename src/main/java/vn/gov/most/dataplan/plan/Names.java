package vn.gov.most.dataplan.plan;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a text names that models hand over in an expression: where it is a literal, each start checks that this is there. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Names {

    What value();

    /** The kinds of names. */
    enum What {
        CLAUSE,
        /** Of the clause that a parameter before it names, or else of the instance's own. */
        PART,
        /** Clause and part with a space between them, with commas between several. */
        CLAUSES_AND_PARTS,
        /** Of the process that the model is. */
        STEP,
        /** Variables that an event carries, with commas between them: of its part the plan names the moments and days. */
        CARRIED,
        UNIT,
        /** Of people: a unit, its head or a body with members. */
        GROUP
    }
}
