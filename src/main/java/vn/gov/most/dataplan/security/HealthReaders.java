package vn.gov.most.dataplan.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.health.AdditionalHealthEndpointPath;
import org.springframework.boot.actuate.health.HealthEndpointGroup;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.StatusAggregator;
import org.springframework.stereotype.Component;

/** Everybody may read the overall health; only administrators see the components and their details. */
@Component
class HealthReaders implements HealthEndpointGroupsPostProcessor {

    private final ObjectProvider<IdentityService> identity;

    HealthReaders(ObjectProvider<IdentityService> identity) {
        this.identity = identity;
    }

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        Map<String, HealthEndpointGroup> named = new LinkedHashMap<>();
        groups.getNames().forEach(name -> named.put(name, new ToAdministrators(groups.get(name))));
        return HealthEndpointGroups.of(new ToAdministrators(groups.getPrimary()), named);
    }

    private boolean isAdministrator() {
        Authentication who = identity.getObject().getCurrentAuthentication();
        return who != null && who.getGroupIds().contains(Groups.CAMUNDA_ADMIN);
    }

    private final class ToAdministrators implements HealthEndpointGroup {

        private final HealthEndpointGroup group;

        ToAdministrators(HealthEndpointGroup group) {
            this.group = group;
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return isAdministrator();
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return isAdministrator();
        }

        @Override
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }

        @Override
        public boolean isMember(String name) {
            return group.isMember(name);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return group.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }
    }
}
