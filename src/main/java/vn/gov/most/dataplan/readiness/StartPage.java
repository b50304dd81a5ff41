package vn.gov.most.dataplan.readiness;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import vn.gov.most.dataplan.calendar.VietnameseDate;
import vn.gov.most.dataplan.calendar.WorkingCalendar;
import vn.gov.most.dataplan.duty.Coordinators;
import vn.gov.most.dataplan.duty.OpenDuePeriods;
import vn.gov.most.dataplan.engine.Refusal;
import vn.gov.most.dataplan.mail.MailJournal;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.organisation.Register;
import vn.gov.most.dataplan.organisation.Unit;
import vn.gov.most.dataplan.plan.Clause;
import vn.gov.most.dataplan.plan.Deadline;
import vn.gov.most.dataplan.plan.Opening;
import vn.gov.most.dataplan.plan.Part;
import vn.gov.most.dataplan.plan.Plan;
import vn.gov.most.dataplan.plan.Schedule;

/**
 * The page that guides an administrator through the first hour of an installation. It shows the current state, and
 * puts the program into service. Afterwards it stays, to send trial mails.
 */
@RestController
class StartPage {

    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final int TRIALS = 5;
    private static final int MOST_NAMED = 3;

    private final TemplateEngine engine = new TemplateEngine();
    private final Readiness readiness;
    private final EnteredPeople entered;
    private final OpenDuePeriods openDuePeriods;
    private final Coordinators coordinators;
    private final Register register;
    private final Plan plan;
    private final Schedule schedule;
    private final MailJournal journal;
    private final MailSettings mail;
    private final IdentityService identity;
    private final Clock clock;
    private final String mailHost;
    private final String followUpUnit;
    private final String ministry;
    private final String title;

    StartPage(
            Readiness readiness,
            EnteredPeople entered,
            OpenDuePeriods openDuePeriods,
            Coordinators coordinators,
            Register register,
            Plan plan,
            Schedule schedule,
            MailJournal journal,
            MailSettings mail,
            @Lazy IdentityService identity,
            Clock clock,
            @Value("${spring.mail.host:}") String mailHost,
            @Value("${dataplan.follow-up-unit}") String followUpUnit,
            @Value("${dataplan.page.ministry}") String ministry,
            @Value("${dataplan.page.title}") String title) {
        this.readiness = readiness;
        this.entered = entered;
        this.openDuePeriods = openDuePeriods;
        this.coordinators = coordinators;
        this.register = register;
        this.plan = plan;
        this.schedule = schedule;
        this.journal = journal;
        this.mail = mail;
        this.identity = identity;
        this.clock = clock;
        this.mailHost = mailHost;
        this.followUpUnit = followUpUnit;
        this.ministry = ministry;
        this.title = title;
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver(StartPage.class.getClassLoader());
        files.setPrefix("vn/gov/most/dataplan/readiness/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setTemplateMode(TemplateMode.HTML);
        engine.setTemplateResolver(files);
    }

    @GetMapping("/khoi-dau")
    ResponseEntity<String> show(HttpServletRequest request) {
        administrator();
        return page(
                HttpStatus.OK,
                Optional.ofNullable(request.getParameter("stale"))
                        .map(stale ->
                                "Trang đã mở quá lâu nên chưa thực hiện được gì. Kiểm tra lại rồi thực hiện lại."),
                request);
    }

    @PostMapping("/khoi-dau/thu-thu")
    ResponseEntity<String> tryMail(@RequestParam("dia-chi") String address, HttpServletRequest request) {
        String by = administrator();
        try {
            readiness.tryMail(by, address);
        } catch (Refusal refusal) {
            return page(HttpStatus.BAD_REQUEST, Optional.of(refusal.getMessage()), request);
        }
        return backTo("/khoi-dau#thu", request);
    }

    /** @param seen whether the administrator has confirmed the list of what is missing: this step cannot be undone */
    @PostMapping("/khoi-dau")
    ResponseEntity<String> putToUse(
            @RequestParam(name = "da-xem", defaultValue = "") String seen, HttpServletRequest request) {
        String by = administrator();
        try {
            if (seen.isEmpty()) {
                throw new Refusal("Chưa đưa vào sử dụng: đánh dấu vào ô xác nhận ở bước 4 trước.");
            }
            readiness.putToUse(by);
        } catch (Refusal refusal) {
            return page(HttpStatus.BAD_REQUEST, Optional.of(refusal.getMessage()), request);
        }
        return backTo("/khoi-dau", request);
    }

    /** @return the account of the administrator who asks */
    private String administrator() {
        if (!identity.getCurrentAuthentication().getGroupIds().contains(Groups.CAMUNDA_ADMIN)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return identity.getCurrentAuthentication().getUserId();
    }

    private ResponseEntity<String> page(HttpStatus status, Optional<String> fault, HttpServletRequest request) {
        Optional<Instant> since = register.inUseSince();
        List<EnteredPeople.Group> groups = entered.groups();
        Map<String, Object> values = new HashMap<>();
        values.put("root", request.getContextPath());
        values.put("person", identity.getCurrentAuthentication().getUserId());
        values.put("csrf", request.getAttribute(CsrfToken.class.getName()));
        values.put("ministry", ministry);
        values.put("plan", title);
        values.put("fault", fault.orElse(null));
        values.put("since", since.map(VietnameseDate::shortMoment).orElse(null));
        values.put("by", readiness.putToUseBy());
        values.put("groups", groups);
        values.put("withoutAddress", entered.withoutAddress(groups));
        values.put("withoutGroup", entered.withoutGroup(groups));
        values.put("mailHost", mailHost);
        values.put("mailFolder", mail.folder());
        values.put("mailFrom", mail.from());
        values.put("linkBase", mail.linkBase());
        values.put("isSampleSender", isSample(mail.from()));
        values.put("isLocalLink", mail.linkBase().matches("https?://(127\\..*|localhost.*)"));
        values.put(
                "trials",
                journal.trials(TRIALS).stream()
                        .map(trial -> new Trial(
                                VietnameseDate.shortMoment(trial.writtenAt()),
                                trial.address(),
                                trial.sentAt().isPresent(),
                                outcome(trial)))
                        .toList());
        values.put("openings", since.isPresent() ? List.of() : openings());
        values.put("lacking", lacking(groups));
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", POLICY)
                .cacheControl(CacheControl.noStore())
                .body(engine.process("start", new Context(Locale.ROOT, values)));
    }

    /** A trial mail, as the page shows it. */
    record Trial(String at, String address, boolean sent, String outcome) {}

    private String outcome(MailJournal.Trial trial) {
        if (trial.sentAt().isEmpty()) {
            return trial.error().isEmpty() ? "Chưa gửi xong" : trial.error();
        }
        if (trial.through().isEmpty()) {
            return "Ghi thành tệp trên máy chủ, không đến hộp thư nào";
        }
        return trial.through().equals(mailHost)
                ? "Máy chủ thư đã nhận; xem thư có trong hộp thư không"
                : "Máy chủ thư %s, nay không dùng nữa, đã nhận".formatted(trial.through());
    }

    /** What is missing, one sentence each, for the button that cannot be undone. */
    private List<String> lacking(List<EnteredPeople.Group> groups) {
        List<String> lacking = new ArrayList<>();
        List<String> empty = names(groups, EnteredPeople.Group::isEmpty);
        List<String> headless = names(groups, EnteredPeople.Group::lacksHead);
        if (!empty.isEmpty()) {
            lacking.add("Chưa có người nào ở %s. Công việc ở đó mở ra mà không ai được báo.".formatted(inWords(empty)));
        }
        if (!headless.isEmpty()) {
            lacking.add("Chưa có thủ trưởng, cấp phó ở %s. Báo cáo của đơn vị không ai gửi được."
                    .formatted(inWords(headless)));
        }
        List<String> sample = register.unitsOn(LocalDate.now(clock.withZone(WorkingCalendar.ZONE))).stream()
                .filter(unit -> isSample(unit.mailbox()))
                .map(Unit::name)
                .toList();
        if (!sample.isEmpty()) {
            lacking.add(("Hộp thư của đơn vị còn là địa chỉ mẫu ở %s, thư gửi tới đó không ai đọc."
                            + " Sửa organisation.yml và khởi động lần đầu với một cơ sở dữ liệu mới.")
                    .formatted(inWords(sample)));
        }
        if (mailHost.isEmpty()) {
            lacking.add("Chưa có máy chủ thư: không ai nhận được thư nào.");
        } else if (journal.trials(TRIALS).stream()
                .noneMatch(
                        trial -> trial.sentAt().isPresent() && trial.through().equals(mailHost))) {
            lacking.add("Chưa có thư thử nào gửi được qua máy chủ thư này.");
        }
        return lacking;
    }

    /** Whether it is one of the addresses in the bundled files, which nobody reads. */
    private static boolean isSample(String address) {
        return address.endsWith(".example");
    }

    private static List<String> names(List<EnteredPeople.Group> groups, Predicate<EnteredPeople.Group> which) {
        return groups.stream().filter(which).map(EnteredPeople.Group::name).toList();
    }

    /** The names while there are few; otherwise only their number, because the first table lists all. */
    private static String inWords(List<String> places) {
        return places.size() <= MOST_NAMED ? String.join("; ", places) : places.size() + " nơi";
    }

    /**
     * What opens today once the program is in service.
     *
     * @param due in words; empty where the plan sets no date
     * @param nobodyOf the units without anybody to notify, in words
     */
    record Row(
            String citation,
            String name,
            String period,
            String due,
            String lead,
            int reports,
            int told,
            String nobodyOf) {}

    private List<Row> openings() {
        List<Row> rows = new ArrayList<>();
        openDuePeriods.toOpen().forEach((part, openings) -> {
            if (openings.isEmpty()) {
                rows.add(row(part, "", "Không tính được, xem Cockpit sau khi mở"));
            }
            openings.forEach(opening -> rows.add(row(part, opening.period().vietnamese(), due(opening))));
        });
        return rows;
    }

    private String due(Opening opening) {
        return schedule.deadline(opening.part(), opening.period(), Map.of())
                .map(Deadline::dueAt)
                .map(VietnameseDate::day)
                .orElse("");
    }

    private Row row(Part part, String period, String due) {
        LocalDate today = LocalDate.now(clock.withZone(WorkingCalendar.ZONE));
        Clause clause = plan.clause(part.clause()).orElseThrow();
        Optional<Unit> lead =
                register.unit(clause.owedBy(part, "", register.names().units(), followUpUnit), today);
        List<Unit> reporting =
                part.collects().flatMap(clause::part).map(coordinators::owing).orElse(List.of());
        List<Unit> all = new ArrayList<>(reporting);
        lead.filter(unit -> !all.contains(unit)).ifPresent(all::add);
        EnteredPeople.Reached reached = entered.reached(all);
        return new Row(
                clause.citation(),
                clause.name(),
                period,
                due,
                lead.map(Unit::shortName).orElse(""),
                reporting.size(),
                reached.people(),
                reached.nobodyOf().isEmpty() ? "" : inWords(reached.nobodyOf()));
    }

    private static ResponseEntity<String> backTo(String place, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(request.getContextPath() + place))
                .build();
    }
}
