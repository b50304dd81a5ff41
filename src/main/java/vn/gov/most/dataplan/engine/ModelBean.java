package vn.gov.most.dataplan.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean that models may name in an expression; they see no other. Its class is public, or the engine cannot call it. What
 * its methods return should be a plain value, a date, a list, a map or JSON: an expression can go on from these alone.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelBean {}
