package vn.gov.most.dataplan.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.plan.Part;

/** Mails are also sent for work that no period opens: one of each kind, opened in December 2026. */
class WhatAHandOrAnEventOpensTest extends Stage {

    @Override
    String clause() {
        throw new UnsupportedOperationException("Several clauses are played.");
    }

    @Override
    boolean isPlayed(Part part) {
        return !part.period().isPeriodic();
    }

    @Test
    void peopleAreToldOfIt() {
        peopleAreTold();
        installedAt("1/12/2026 08:00");
        for (String ofMany :
                List.of("i1-national-databases", "i2-shared-databases", "i4-open-data-plan", "ii5-document-review")) {
            startByHand(ofMany, Map.of());
        }
        String now = "2026-12-01T08:00+07:00";
        message("database-goes-live", Map.of("database", "st-tasks", "plannedLiveAt", "2026-12-31T09:00+07:00"));
        message("service-ready", Map.of("database", "st-tasks", "service", "tra-cuu", "readyAt", now));
        message(
                "data-improvement-requested",
                Map.of("database", "st-tasks", "requester", "Bộ", "requestedAt", now, "dueDate", "2026-12-30"));
        message(
                "open-data-feedback",
                Map.of("unit", "nasati", "receivedAt", now, "sender", "Hội", "feedbackContent", "Đề nghị công bố"));
        message(
                "difficulty-stated",
                Map.of("unit", "nasati", "concerns", "Mục II.8 Phụ lục", "taskName", "Cả mục", "difficulty", "Thiếu"));
        message("service-help-requested", Map.of("unit", "nasati", "service", "tra-cuu", "helpContent", "Đăng tải"));
        message(
                "report-requested",
                Map.of("requester", "Bộ", "requestSubject", "Kết quả năm 2026", "dueDate", "2026-12-30"));

        player.playUntil("7/12/2026 08:00");

        assertThat(clausesInMails())
                .containsExactly(
                        "Mục I.1 Phụ lục",
                        "Mục I.2 Phụ lục",
                        "Mục I.4 Phụ lục",
                        "Mục I.8 Phụ lục",
                        "Mục I.9 Phụ lục",
                        "Mục II.2 Phụ lục",
                        "Mục II.5 Phụ lục",
                        "Mục II.6 Phụ lục",
                        "Mục II.8 Phụ lục",
                        "Mục III.1.a Kế hoạch",
                        "Mục III.1.c Kế hoạch",
                        "Mục III.4.đ Kế hoạch");
        assertNoIncident();
    }
}
