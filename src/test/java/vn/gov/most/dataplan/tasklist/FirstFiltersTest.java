package vn.gov.most.dataplan.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;
import vn.gov.most.dataplan.DemoServerTest;

/**
 * Filters are created once, and so are those of a later version; a filter that administrators have deleted is not
 * created again.
 */
@DemoServerTest
@Transactional
class FirstFiltersTest {

    private static final String RETURNED = "Được trả lại";
    private static final List<String> ALL = List.of(
            "Báo cáo chưa gửi",
            "Công việc của đơn vị tôi",
            "Do tôi xử lý",
            "Đã qua hạn xử lý",
            "Đến hạn trong 7 ngày",
            RETURNED);

    @Autowired
    private FirstFilters first;

    @Autowired
    private ProcessEngine engine;

    private final List<String> forAll = new ArrayList<>();
    private final List<String> forFollowUp = new ArrayList<>();

    @Test
    void theyAreCreatedOnceAndThoseWhoUseThemAreToldAtEachStart() {
        start();

        assertThat(names()).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(forAll).hasSize(5).contains(id(RETURNED));
        assertThat(forFollowUp).containsExactly(id("Báo cáo chưa gửi"));
    }

    @Test
    void whatWasDeletedStaysAway() {
        engine.getFilterService().deleteFilter(id(RETURNED));

        start();

        assertThat(names()).hasSize(5).doesNotContain(RETURNED);
        assertThat(forAll).hasSize(4);
    }

    @Test
    void anInstallationOfBeforeGetsTheNewOnesAndNotWhatItHasDeleted() {
        engine.getManagementService().getProperties().keySet().stream()
                .filter(name -> name.startsWith("dataplan.filter."))
                .forEach(engine.getManagementService()::deleteProperty);
        engine.getFilterService().deleteFilter(id(RETURNED));
        engine.getFilterService().deleteFilter(id("Đã qua hạn xử lý"));

        start();
        start();

        assertThat(names()).hasSize(5).contains(RETURNED, "Do tôi xử lý").doesNotContain("Đã qua hạn xử lý");
        assertThat(forAll).contains(id(RETURNED), id("Do tôi xử lý"));
    }

    private void start() {
        first.createOnce(forAll::add, forFollowUp::add);
    }

    private List<String> names() {
        return engine.getFilterService().createFilterQuery().list().stream()
                .map(Filter::getName)
                .toList();
    }

    private String id(String name) {
        return engine.getFilterService()
                .createFilterQuery()
                .filterName(name)
                .singleResult()
                .getId();
    }
}
