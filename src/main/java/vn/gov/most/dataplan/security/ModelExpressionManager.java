package vn.gov.most.dataplan.security;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.springframework.context.ApplicationContext;
import vn.gov.most.dataplan.engine.ModelBean;

/**
 * Restricts expressions to the beans marked {@link ModelBean}, to variables, and to what {@link AllowedBases}
 * permits.
 */
final class ModelExpressionManager extends JuelExpressionManager {

    private final ApplicationContext context;

    ModelExpressionManager(ApplicationContext context) {
        this.context = context;
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new AllowedBases());
        // Before the variables: a form could post a variable with a bean's name.
        resolver.add(new ModelBeans(context));
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new ArrayELResolver(true));
        resolver.add(new ListELResolver(true));
        resolver.add(new MapELResolver(true));
        resolver.add(new BeanELResolver(true));
        return resolver;
    }

    /** Looks up a bean only when an expression uses it: the beans need the engine's services themselves. */
    private static final class ModelBeans extends ELResolver {

        private final ApplicationContext context;

        ModelBeans(ApplicationContext context) {
            this.context = context;
        }

        @Override
        public Object getValue(ELContext el, Object base, Object property) {
            if (base == null && isModelBean((String) property)) {
                el.setPropertyResolved(true);
                return context.getBean((String) property);
            }
            return null;
        }

        private boolean isModelBean(String name) {
            return context.containsBean(name) && context.findAnnotationOnBean(name, ModelBean.class, false) != null;
        }

        @Override
        public void setValue(ELContext el, Object base, Object property, Object value) {}

        @Override
        public boolean isReadOnly(ELContext el, Object base, Object property) {
            return true;
        }

        @Override
        public Class<?> getType(ELContext el, Object base, Object property) {
            return null;
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
}
