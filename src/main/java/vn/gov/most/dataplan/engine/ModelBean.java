package vn.gov.most.dataplan.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bean that models may call in an expression; all other beans are hidden from them. Its class must be public, or
 * the engine cannot call it. Its methods should return a plain value, a date, a list, a map or JSON: expressions can
 * use only these.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelBean {}
