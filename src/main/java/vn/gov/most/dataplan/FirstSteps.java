package vn.gov.most.dataplan;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.obligation.OpenDuePeriods;
import vn.gov.most.dataplan.organisation.RegisterImport;

/**
 * What every start does, in order, before a request is served and before the job executor runs: the register's first
 * content, then the opening of what ought to be open.
 */
@Component
class FirstSteps implements SmartInitializingSingleton {

    private final RegisterImport registerImport;
    private final OpenDuePeriods openDuePeriods;
    private final boolean openAtStart;

    FirstSteps(
            RegisterImport registerImport,
            OpenDuePeriods openDuePeriods,
            @Value("${dataplan.open-at-start:true}") boolean openAtStart) {
        this.registerImport = registerImport;
        this.openDuePeriods = openDuePeriods;
        this.openAtStart = openAtStart;
    }

    @Override
    public void afterSingletonsInstantiated() {
        registerImport.importOnce();
        if (openAtStart) {
            openDuePeriods.softwareStarted();
        }
    }
}
