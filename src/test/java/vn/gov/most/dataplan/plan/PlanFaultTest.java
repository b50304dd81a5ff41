package vn.gov.most.dataplan.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.gov.most.dataplan.calendar.DayKind;
import vn.gov.most.dataplan.ministry.MinistryFileException;

/** Faults in the plan's file are reported in Vietnamese, with clause and field. */
class PlanFaultTest {

    private static final String SOUND =
            """
            document:
              title: Kế hoạch
            decree:
              symbol: 47/2020/NĐ-CP
              title: Nghị định
              inForce: 25/5/2020
            sections:
              - prefix: PL
                name: Phụ lục
            defaults:
              dueTime: "17:00"
              reminders: [5, 1]
              workingDays:
                - name: mending
                  days: 2
            clauses:
              - id: PL.7
                name: Tên
                text: Nguyên văn
                lead: it-center
                articles: [Điều 16]
                window: 2021-2025
                period: year
                opens: 1/11
                coverage: 15/12 - 14/12
                ours: [opens]
                parts:
                  - id: unit-report
                    process: seven-unit
                    each: unit
                    due: before 25/12
                    steps:
                      - task: userTask_send
                        who: head
                        due: [mending after returnedAt, as unit-report]
                  - id: ministry-report
                    process: seven
                    closes: true
                    collects: unit-report
                    due: before 31/12
            """;

    private static final String COMMON =
            """
            partSteps:
              - id: ministry-report
                steps:
                  - task: userTask_sign
                    who: leadership
                    due: as ministry-report
            """;

    @Test
    void theSoundFileIsRead() {
        assertThat(Shipped.plan(SOUND).clause("PL.7")).isPresent();
    }

    @Test
    void aNameFitsIntoALineOfAList() {
        String name = "Báo cáo " + "dài ".repeat(13) + "x";
        assertThatThrownBy(() -> Shipped.plan(SOUND.replace(
                        "- id: ministry-report\n", "- id: ministry-report\n        name: " + name + "\n")))
                .hasMessage("Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"name\": dài 61 ký tự;"
                        + " được phép: tối đa 60 ký tự.");
    }

    @Test
    void aPartWithoutStepsHasThoseOfItsId() {
        Plan plan = Shipped.plan(SOUND.replace("clauses:\n", COMMON + "clauses:\n"));

        assertThat(plan.part("PL.7", "unit-report").orElseThrow().steps())
                .as("steps of its own")
                .extracting(Step::task)
                .containsExactly("userTask_send");
        assertThat(plan.part("PL.7", "ministry-report").orElseThrow().steps())
                .extracting(step -> step.task() + " " + step.due())
                .containsExactly("userTask_sign as ministry-report");
    }

    @Test
    void stepsOfNoPartOrOfOneTwice() {
        refused("clauses:\n", COMMON.replace("ministry-report", "annual-report") + "clauses:\n")
                .hasMessage("Tệp \"plan.yml\", trường \"partSteps\": không phần nào có id \"annual-report\".");
        refused("clauses:\n", COMMON + COMMON.replace("partSteps:\n", "") + "clauses:\n")
                .hasMessage(
                        "Tệp \"plan.yml\", các bước của phần \"ministry-report\", trường \"id\": đã dùng cho một dòng khác của partSteps.");
        refused("clauses:\n", COMMON.replace("as ministry-report", "as unit-report") + "clauses:\n")
                .hasMessage(
                        "Tệp \"plan.yml\", các bước của phần \"ministry-report\", bước \"userTask_sign\", trường \"due\": nhắc đến phần \"unit-report\" không có trong mục; được phép: ministry-report.");
    }

    @Test
    void aStepMayBeOneOfOlderVersionsAlone() {
        String step = "            who: head\n";
        String marked = step + "            onlyInOlderVersions: true\n";

        assertThat(Shipped.plan(SOUND.replace(step, marked))
                        .part("PL.7", "unit-report")
                        .orElseThrow()
                        .steps())
                .extracting(Step::onlyInOlderVersions)
                .containsExactly(true);
        assertThat(Shipped.plan(SOUND).part("PL.7", "unit-report").orElseThrow().steps())
                .extracting(Step::onlyInOlderVersions)
                .containsExactly(false);
        refused(step, marked.replace("true", "maybe"))
                .hasMessage("Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", bước \"userTask_send\", trường"
                        + " \"onlyInOlderVersions\": \"maybe\" không hợp lệ; được phép: true, false.");
    }

    @Test
    void aMomentThatAnEventCarriesSaysItsKind() {
        String due = "        due: before 31/12\n";
        String sound =
                """
                        carries:
                          - name: requestedAt
                            kind: happened
                          - name: dueDate
                            kind: expected
                            notBefore: requestedAt
                """;

        assertThat(Shipped.plan(SOUND.replace(due, due + sound))
                        .part("PL.7", "ministry-report")
                        .orElseThrow()
                        .carries())
                .containsExactly(
                        new CarriedDay("requestedAt", DayKind.HAPPENED, Optional.empty()),
                        new CarriedDay("dueDate", DayKind.EXPECTED, Optional.of("requestedAt")));
        String place = "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", thời điểm ";
        String kinds = "happened, past-duty, expected, ordered, either.";
        refused(due, due + sound.replace("            kind: happened\n", ""))
                .hasMessage(place + "\"requestedAt\", trường \"kind\": phải nhập nội dung này; được phép: " + kinds);
        refused(due, due + sound.replace("happened", "past"))
                .hasMessage(place + "\"requestedAt\", trường \"kind\": \"past\" không hợp lệ; được phép: " + kinds);
        refused(due, due + sound.replace("name: dueDate", "name: due"))
                .hasMessage(
                        place + "\"due\", trường \"name\": \"due\" không hợp lệ; được phép: tên kết thúc bằng At (thời"
                                + " điểm) hoặc Date (ngày), ví dụ requestedAt.");
        refused(due, due + sound.replace("name: dueDate", "name: requestedAt"))
                .hasMessage(place + "\"requestedAt\", trường \"name\": đã dùng cho một thời điểm khác của phần.");
        refused(due, due + sound.replace("notBefore: requestedAt", "notBefore: askedAt"))
                .hasMessage(
                        place + "\"dueDate\", trường \"notBefore\": \"askedAt\" không hợp lệ; được phép: requestedAt.");
    }

    @Test
    void anUnknownField() {
        refused("    lead: it-center", "    leed: it-center")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"leed\": không có trường này; được phép: id, name,");
    }

    @Test
    void anUnknownFieldOfAPart() {
        refused("        each: unit\n", "        every: unit\n")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"every\": không có trường này");
    }

    @Test
    void aMissingField() {
        refused("    text: Nguyên văn\n", "")
                .hasMessage("Tệp \"plan.yml\", mục \"PL.7\", trường \"text\": phải nhập nội dung này.");
    }

    @Test
    void aMissingTopField() {
        refused("  dueTime: \"17:00\"\n", "")
                .hasMessage(
                        "Tệp \"plan.yml\", trường \"defaults.dueTime\": phải nhập nội dung này; được phép: \"giờ:phút\", ví dụ \"17:00\".");
    }

    @Test
    void aClauseWrittenTwice() {
        assertThatThrownBy(() -> Shipped.plan(SOUND + "  - {id: PL.7, name: a, text: b, noProcess: c}\n"))
                .isInstanceOf(MinistryFileException.class)
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"id\": \"PL.7\" đã dùng cho một mục khác; mỗi mục có một id riêng.");
    }

    @Test
    void aProcessWrittenTwice() {
        refused("process: seven-unit", "process: seven")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"process\": \"seven\" đã dùng cho một phần khác; mỗi quy trình thực hiện một phần.");
    }

    @Test
    void aPartWrittenTwice() {
        refused("id: ministry-report", "id: unit-report")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"id\": đã dùng cho một phần khác của mục; mỗi phần có một id riêng.");
    }

    @Test
    void aStepWrittenTwice() {
        refused(
                        "        steps:\n",
                        "        steps:\n          - {task: userTask_send, who: unit, due: as unit-report}\n")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", bước \"userTask_send\", trường \"task\": đã dùng cho một bước khác của phần.");
    }

    @Test
    void aClauseWithNeitherPartsNorReason() {
        assertThatThrownBy(() -> Shipped.plan(SOUND + "  - {id: PL.8, name: a, text: b}\n"))
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.8\", trường \"parts\": còn thiếu; phải có các phần, hoặc lý do không có quy trình ở trường \"noProcess\".");
    }

    @Test
    void aClauseWithBothPartsAndReason() {
        refused("    ours: [opens]\n", "    noProcess: không cần\n")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"parts\": không được có cùng với trường \"noProcess\"; chỉ được có một trong hai.");
    }

    @Test
    void aClauseOfNoSection() {
        refused("- id: PL.7", "- id: XX.7")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"XX.7\", trường \"id\": \"XX.7\" không hợp lệ; được phép: tiền tố và số mục, ví dụ PL.1; các tiền tố: PL.");
    }

    @Test
    void anUnknownPeriod() {
        refused("period: year", "period: month")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"period\": \"month\" không hợp lệ; được phép: year, half-year, once, event.");
    }

    @Test
    void anUnknownKindOfUnit() {
        refused("each: unit", "each: province")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"each\": \"province\" không hợp lệ; được phép: unit, database-owner, coordinator.");
    }

    @Test
    void coordinatorsThatTheClauseDoesNotName() {
        refused("each: unit", "each: coordinator")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"each\": \"coordinator\" chỉ dùng cho mục có cơ quan phối hợp (trường \"coordinators\").");
    }

    @Test
    void aPartOfCoordinatorsThatNobodyPutsTogether() {
        refused(
                        "    articles: [Điều 16]",
                        "    coordinators: [database-owners]\n    articles: [Điều 16]",
                        "each: unit",
                        "each: coordinator",
                        "collects: unit-report",
                        "product: Báo cáo")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"each\": \"coordinator\" chỉ dùng cho phần được một phần khác tổng hợp (trường \"collects\").");
    }

    @Test
    void anOpeningThatIsNoDay() {
        refused("opens: 1/11", "opens: 32/11")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"opens\": \"32/11\" không hợp lệ; được phép: ngày/tháng, ví dụ 1/11.");
    }

    @Test
    void aMissingOpening() {
        refused("    opens: 1/11\n", "")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"opens\": còn thiếu; phải có một giá trị cho một năm.");
    }

    @Test
    void oneOpeningForTwoHalfYears() {
        refused("period: year", "period: half-year")
                .hasMessageContaining(
                        "\"1/11\" không hợp lệ; được phép: hai giá trị, của 6 tháng đầu năm rồi của 6 tháng cuối năm.");
    }

    @Test
    void anOpeningOfWhatWaitsForAnEvent() {
        refused("        each: unit\n", "        each: unit\n        period: event\n        opens: 1/11\n")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"opens\": \"1/11\" không hợp lệ; được phép: để trống, hoặc một giá trị nếu period là once.");
    }

    @Test
    void aMissingWindow() {
        refused("    window: 2021-2025\n", "")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"window\": còn thiếu; chỉ mục có period là event được để trống.");
    }

    @Test
    void aWindowThatEndsBeforeItBegins() {
        refused("window: 2021-2025", "window: 2025-2021")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"window\": \"2025-2021\" không hợp lệ; được phép: một năm hoặc từ năm đến năm, ví dụ 2021-2025.");
    }

    @Test
    void aCoverageThatIsNone() {
        refused("coverage: 15/12 - 14/12", "coverage: 15/12")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"coverage\": \"15/12\" không hợp lệ; được phép: ngày/tháng - ngày/tháng, ví dụ 15/12 - 14/12.");
    }

    @Test
    void aRuleThatIsNone() {
        refused("due: before 25/12", "due: end of year")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"due\": Hạn \"end of year\" không hợp lệ.");
    }

    @Test
    void aRuleThatNamesAnUnknownPart() {
        refused("as unit-report]", "as units-report]")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", bước \"userTask_send\", trường \"due\": nhắc đến phần \"units-report\" không có trong mục; được phép: unit-report, ministry-report.");
    }

    @Test
    void aRuleThatNamesAnUnknownLength() {
        refused("mending after returnedAt", "repairs after returnedAt")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", bước \"userTask_send\", trường \"due\": Hạn \"repairs after returnedAt\" không hợp lệ.");
    }

    @Test
    void aRuleThatWaitsForWhatIsNoMoment() {
        refused("mending after returnedAt", "mending after ministry-report")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", bước \"userTask_send\", trường \"due\": \"ministry-report\" không hợp lệ; được phép: tên thời điểm kết thúc bằng At, ví dụ openedAt.");
    }

    @Test
    void rulesThatLeanOnEachOther() {
        refused(
                        "due: before 25/12",
                        "due: 2 working days before ministry-report",
                        "due: before 31/12",
                        "due: as unit-report")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"due\": các phần lấy hạn của nhau thành vòng: unit-report, ministry-report.");
    }

    @Test
    void aMissingDeadline() {
        refused("        due: before 25/12\n", "")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"due\": còn thiếu; chỉ phần có period là event được để trống.");
    }

    @Test
    void aMissingProcess() {
        refused("        process: seven\n", "")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"process\": còn thiếu; phải là id quy trình, hoặc planned.");
    }

    @Test
    void aSecondPartThatCloses() {
        refused("        each: unit\n", "        closes: true\n")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"closes\": mỗi mục chỉ có một phần kết thúc kỳ.");
    }

    @Test
    void aPartOfEachUnitThatCloses() {
        refused("        each: unit\n", "        each: unit\n        closes: true\n")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"closes\": phần của từng đơn vị (có trường \"each\") không kết thúc kỳ của mục.");
    }

    @Test
    void aPartThatCollectsWhatIsNoPartOfEachUnit() {
        refused("        each: unit\n", "")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"collects\": \"unit-report\" không hợp lệ; được phép: id một phần khác của mục, có trường \"each\".");
    }

    /** The second part as one that opens for a unit of whom something is late. */
    private static final String OPENS_AFTER_LATE =
            """
                    each: unit
                    period: event
                    opensAfterLate: {days: 3, again: 15}
                    steps:
                      - task: userTask_draft
                        who: it-center
                        due: 2 working days after assignedAt
            """;

    private static final String SECOND =
            """
                    closes: true
                    collects: unit-report
                    due: before 31/12
            """;

    private static String opensAfterLate(String sound, String instead) {
        String faulty = OPENS_AFTER_LATE.replace(sound, instead);
        assertThat(faulty).isNotEqualTo(OPENS_AFTER_LATE);
        return faulty;
    }

    @Test
    void whatOpensAfterSomethingLate() {
        assertThat(Shipped.plan(SOUND.replace(SECOND, OPENS_AFTER_LATE))
                        .part("PL.7", "ministry-report")
                        .orElseThrow()
                        .opensAfterLate())
                .contains(new LateOpening(3, 15));
        String place = "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"opensAfterLate";
        refused(SECOND, opensAfterLate("days: 3", "days: 0"))
                .hasMessage(place + ".days\": \"0\" không hợp lệ; được phép: số ngày làm việc từ 1.");
        refused(SECOND, opensAfterLate(", again: 15", ""))
                .hasMessage(place + ".again\": phải nhập nội dung này; được phép: số ngày làm việc từ 1.");
        refused(SECOND, opensAfterLate("days: 3", "late: 3"))
                .hasMessageStartingWith(place + ".late\": không có trường này; được phép: days, again.");
        refused(SECOND, opensAfterLate("each: unit", "each: database-owner"))
                .hasMessage(place + "\": chỉ có ở việc phát sinh của từng đơn vị (period: event, each: unit).");
        refused(SECOND, opensAfterLate("period: event", "due: before 31/12"))
                .hasMessage(place + "\": chỉ có ở việc phát sinh của từng đơn vị (period: event, each: unit).");
        refused(SECOND, opensAfterLate("period: event", "period: event\n        message: told"))
                .hasMessage(place
                        + "\": không được có cùng với trường \"message\": phần này do phần mềm tự mở, không ai mở bằng tay hoặc"
                        + " bằng thông điệp, và không có hạn hoàn thành riêng.");
        refused(SECOND, opensAfterLate("period: event", "period: event\n        due: 2 working days after openedAt"))
                .hasMessageContaining("không được có cùng với trường \"due\"");
        refused(SECOND, opensAfterLate("who: it-center", "who: unit"))
                .hasMessage(place
                        + "\": bước đầu tiên (steps) phải do đơn vị đôn đốc thực hiện: who là id trong danh bạ đơn vị,"
                        + " không phải unit hoặc head.");
    }

    @Test
    void anArticleThatIsNone() {
        refused("articles: [Điều 16]", "articles: [khoản 16]")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"articles\": \"khoản 16\" không hợp lệ; được phép: một điều của Nghị định, ví dụ khoản 1 Điều 16.");
    }

    @Test
    void twoArticlesInOne() {
        refused("articles: [Điều 16]", "articles: [Điều 16 và Điều 17]")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"articles\": \"Điều 16 và Điều 17\" không hợp lệ");
    }

    @Test
    void ourOwnFieldThatIsNone() {
        refused("ours: [opens]", "ours: [unit-reports.due]")
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", trường \"ours\": \"unit-reports.due\" không hợp lệ; được phép: tên một trường của mục hoặc <phần>.<trường>, ví dụ opens.");
    }

    @Test
    void aReminderThatIsNoNumber() {
        refused("reminders: [5, 1]", "reminders: [5, hai]")
                .hasMessage(
                        "Tệp \"plan.yml\", trường \"defaults.reminders\": \"hai\" không hợp lệ; được phép: số ngày làm việc từ 0.");
    }

    @Test
    void aTimeOfDayThatIsNone() {
        refused("\"17:00\"", "\"17 giờ\"")
                .hasMessage(
                        "Tệp \"plan.yml\", trường \"defaults.dueTime\": \"17 giờ\" không hợp lệ; được phép: \"giờ:phút\", ví dụ \"17:00\".");
    }

    @Test
    void aPartThatOwesNothing() {
        String watch = "      - id: watch\n        process: seven-watch\n        owes: nothing\n";
        String first = "      - id: unit-report\n";

        Plan plan = Shipped.plan(SOUND.replace(first, watch + first)
                .replace("clauses:\n", COMMON.replace("ministry-report", "watch") + "clauses:\n"));
        Part part = plan.part("PL.7", "watch").orElseThrow();
        assertThat(part.owesNothing()).isTrue();
        assertThat(part.period()).as("it has none").isEqualTo(PeriodRule.EVENT);
        assertThat(part.opens()).isEmpty();
        assertThat(part.steps()).as("not those of its id either").isEmpty();
        assertThat(plan.part("PL.7", "unit-report").orElseThrow().owesNothing()).isFalse();

        refused(first, watch.replace("nothing", "all") + first)
                .hasMessage("Tệp \"plan.yml\", mục \"PL.7\", phần \"watch\", trường \"owes\": \"all\" không hợp lệ;"
                        + " được phép: nothing.");
        for (String field : new String[] {
            "each: unit",
            "closes: true",
            "collects: unit-report",
            "period: event",
            "opens: 1/11",
            "carries: [{name: readyAt, kind: happened}]",
            "message: told",
            "startedBy: unit",
            "due: before 25/12",
            "steps: [{task: userTask_watch, who: head, due: before 25/12}]",
            "product: Bản tin",
            "reminders: [5]"
        }) {
            refused(first, watch + "        " + field + "\n" + first)
                    .hasMessage(
                            ("Tệp \"plan.yml\", mục \"PL.7\", phần \"watch\", trường \"%s\": phần không mở việc phải"
                                            + " thực hiện (owes: nothing) không có trường này; được phép: id, name, process, owes.")
                                    .formatted(field.replaceFirst(":.*", "")));
        }
        String shared =
                """
                shared:
                  - process: seven-watch
                    steps:
                      - task: userTask_carryOut
                        who: unit
                        due: 5 working days after assignedAt
                """;
        refused("clauses:\n", shared + "clauses:\n", first, watch + first)
                .hasMessage(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"watch\", trường \"owes\": quy trình dùng chung (shared)"
                                + " luôn mở việc phải thực hiện; bỏ trường này.");
    }

    @Test
    void aPartThatIsAText() {
        refused(
                        SOUND.substring(
                                SOUND.indexOf("      - id: unit-report"), SOUND.indexOf("      - id: ministry-report")),
                        "      - unit-report\n")
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần thứ 1: phải là các dòng \"trường: giá trị\"; được phép: id, name,");
    }

    @Test
    void faultsOfSeveralClausesAndPartsAreToldTogether() {
        String second = SOUND.substring(SOUND.indexOf("  - id: PL.7"))
                .replace("PL.7", "PL.8")
                .replace("seven", "eight")
                .replace("    lead: it-center\n", "    lead: Trung tâm\n");
        String faulty =
                SOUND.replace("due: before 25/12", "due: 25/12").replace("due: before 31/12", "due: 31/12") + second;

        assertThatThrownBy(() -> Shipped.plan(faulty).clauses()).satisfies(told -> assertThat(told.getMessage()
                        .lines()
                        .filter(line -> line.startsWith("Tệp "))
                        .map(line -> line.replaceFirst(": .*", "")))
                .containsExactly(
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"unit-report\", trường \"due\"",
                        "Tệp \"plan.yml\", mục \"PL.7\", phần \"ministry-report\", trường \"due\"",
                        "Tệp \"plan.yml\", mục \"PL.8\", trường \"lead\""));
    }

    @Test
    void whatNobodyStartsByHandIsNotStartedOutOfATask() {
        refused("    each: unit\n", "    each: unit\n        fromTask: Nêu khó khăn\n")
                .hasMessageContaining("trường \"fromTask\": chỉ phần do người mở bằng tay (có trường \"startedBy\")");
    }

    @Test
    void anEmptyFile() {
        assertThatThrownBy(() -> Shipped.plan(""))
                .isInstanceOf(MinistryFileException.class)
                .hasMessageStartingWith(
                        "Tệp \"plan.yml\": phải là các dòng \"trường: giá trị\"; được phép: document, decree,");
    }

    /** The error for the valid file after each first text is replaced by the second. */
    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(String... changes) {
        String file = SOUND;
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(file).contains(changes[i]);
            file = file.replace(changes[i], changes[i + 1]);
        }
        String faulty = file;
        return assertThatThrownBy(() -> Shipped.plan(faulty)).isInstanceOf(MinistryFileException.class);
    }
}
