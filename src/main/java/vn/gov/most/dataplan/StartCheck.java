package vn.gov.most.dataplan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.agreement.Agreement;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.ModelFiles;
import vn.gov.most.dataplan.engine.StartRefused;
import vn.gov.most.dataplan.engine.StoredModels;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.plan.Plan;

/**
 * Checks at each start that plan, register and models agree and that the templates can be filled in. It runs after the models are deployed and before
 * anything else is done.
 */
@Component
class StartCheck {

    private final Plan plan;
    private final MinistryContent content;
    private final TemplateChecks templates;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final ApplicationContext context;
    private final String followUpUnit;

    StartCheck(
            Plan plan,
            MinistryContent content,
            TemplateChecks templates,
            Ledger ledger,
            JdbcClient jdbc,
            ApplicationContext context,
            @Value("${dataplan.follow-up-unit}") String followUpUnit) {
        this.plan = plan;
        this.content = content;
        this.templates = templates;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.context = context;
        this.followUpUnit = followUpUnit;
    }

    /** @throws StartRefused with all faults */
    void check() {
        ModelFiles models = new ModelFiles(context.getClassLoader());
        List<String> faults = new ArrayList<>(templates.faults().all());
        faults.addAll(new Agreement(
                        plan,
                        StoredModels.with(models.models(), jdbc),
                        ModelFiles.forms(models.read()),
                        modelBeans(context),
                        content.register().orElseThrow(),
                        followUpUnit,
                        ledger.carriedOut())
                .faults());
        if (!faults.isEmpty()) {
            throw new StartRefused(
                    String.join("\n\n", faults), "Sửa những chỗ nêu trên rồi khởi động lại; --check chỉ kiểm tra.");
        }
    }

    /** The beans that models may call, by bean name. */
    static Map<String, Class<?>> modelBeans(ApplicationContext context) {
        return Arrays.stream(context.getBeanNamesForAnnotation(ModelBean.class))
                .collect(Collectors.toMap(Function.identity(), name -> context.getType(name, false)));
    }
}
