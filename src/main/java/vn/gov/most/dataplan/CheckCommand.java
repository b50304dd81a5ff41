package vn.gov.most.dataplan;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import vn.gov.most.dataplan.agreement.Agreement;
import vn.gov.most.dataplan.engine.AllowedModel;
import vn.gov.most.dataplan.engine.ModelBean;
import vn.gov.most.dataplan.engine.ModelFiles;
import vn.gov.most.dataplan.engine.StoredModels;
import vn.gov.most.dataplan.engine.UsedModel;
import vn.gov.most.dataplan.mail.MailSettings;
import vn.gov.most.dataplan.ministry.Faults;
import vn.gov.most.dataplan.ministry.MinistryFileCheck;
import vn.gov.most.dataplan.ministry.MinistryFileException;
import vn.gov.most.dataplan.ministry.MinistryFiles;
import vn.gov.most.dataplan.obligation.Ledger;
import vn.gov.most.dataplan.obligation.ObligationKey;
import vn.gov.most.dataplan.organisation.Register;

/**
 * {@code --check}: says whether the program would start with these files and settings. It writes nothing and opens no
 * port. It reads a database only where a URL is given, and never writes to it.
 */
@ComponentScan(
        useDefaultFilters = false,
        includeFilters = {
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = MinistryFileCheck.class),
            // Only their names and methods are read; no bean is created.
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = ModelBean.class)
        },
        lazyInit = true)
@EnableConfigurationProperties(MailSettings.class)
class CheckCommand {

    static final String ARGUMENT = "--check";

    private static final String URL = "spring.datasource.url";

    /** The bundled settings name a database too, but no operator chose that one. */
    private static final String BROUGHT = "class path resource";

    /** @return the exit code: 0 where nothing is wrong, otherwise 1 */
    static int run(String... args) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(CheckCommand.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(args)) {
            Optional<String> url = givenDatabase(context.getEnvironment());
            List<String> faults = faults(context, url);
            if (faults.isEmpty()) {
                System.out.println("Kế hoạch, danh bạ đơn vị và các quy trình khớp nhau (%s cơ sở dữ liệu)."
                        .formatted(url.isPresent() ? "đã đọc" : "không đọc"));
                return 0;
            }
            System.err.println(String.join("\n\n", faults));
            return 1;
        }
    }

    @Bean
    MinistryFiles ministryFiles(ConfigurableEnvironment environment) {
        return MinistryFiles.in(environment.getProperty("dataplan.ministry-folder", ""));
    }

    private static List<String> faults(ApplicationContext context, Optional<String> url) {
        try (Connection connection = url.isPresent() ? connect(url.get(), context.getEnvironment()) : null) {
            return faultsBeside(Optional.ofNullable(connection), context);
        } catch (SQLException e) {
            return List.of(
                    "Cơ sở dữ liệu \"%s\": không đọc được (%s); được phép: cơ sở dữ liệu đang có mà tài khoản đọc được."
                            .formatted(
                                    url.orElseThrow(),
                                    DatabaseFileFaults.isInUse(e) ? DatabaseFileFaults.IN_USE : e.getMessage()));
        }
    }

    private static List<String> faultsBeside(Optional<Connection> connection, ApplicationContext context)
            throws SQLException {
        boolean hasEngine = connection.isPresent() && hasTable(connection.get(), "act_re_procdef");
        boolean isOurs = connection.isPresent() && hasTable(connection.get(), "dp_obligation");
        Optional<JdbcClient> jdbc = connection.map(one -> JdbcClient.create(new SingleConnectionDataSource(one, true)));
        Faults ofFiles = new Faults();
        MinistryContent content = MinistryContent.read(
                context.getBean(MinistryFiles.class),
                jdbc.filter(ignored -> isOurs).map(Register::new),
                context.getEnvironment().acceptsProfiles(Profiles.of("demo")),
                ofFiles);
        context.getBeanProvider(MinistryFileCheck.class).orderedStream().forEach(check -> ofFiles.check(check::check));
        ModelFiles models = new ModelFiles(context.getClassLoader());
        Optional<List<UsedModel>> files = ofFiles.read(models::models);
        Map<String, String> forms = new HashMap<>();
        if (files.isPresent()) {
            ofFiles.read(models::read).map(ModelFiles::forms).ifPresent(forms::putAll);
            files.get().forEach(file -> ofFiles.check(() -> parse(file)));
        }
        // Plan and models can report the same fault; each is shown once
        Set<String> faults = new LinkedHashSet<>();
        try {
            ofFiles.tell();
        } catch (MinistryFileException e) {
            faults.addAll(List.of(e.getMessage().split("\n\n")));
        }
        if (content.plan().isPresent() && content.register().isPresent() && files.isPresent()) {
            List<ObligationKey> carriedOut =
                    isOurs && hasEngine ? new Ledger(jdbc.orElseThrow(), event -> {}).carriedOut() : List.of();
            faults.addAll(new Agreement(
                            content.plan().get(),
                            hasEngine ? StoredModels.with(files.get(), jdbc.orElseThrow()) : files.get(),
                            forms,
                            StartCheck.modelBeans(context),
                            content.register().get(),
                            context.getEnvironment().getRequiredProperty("dataplan.follow-up-unit"),
                            carriedOut)
                    .faults());
        }
        return List.copyOf(faults);
    }

    /** Parses the model as the engine would, which refuses what does not parse. */
    private static void parse(UsedModel file) {
        try {
            Bpmn.readModelFromStream(new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8)));
        } catch (ModelException e) {
            throw new MinistryFileException(
                    file.file(),
                    "",
                    "không hợp lệ (%s); được phép: sơ đồ BPMN 2.0"
                            .formatted(
                                    NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
        }
        AllowedModel.check(file.file(), file.text());
    }

    private static Optional<String> givenDatabase(ConfigurableEnvironment environment) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            // This source only repeats the values of all others
            if (source.getName().equals("configurationProperties") || source.getProperty(URL) == null) {
                continue;
            }
            return source.getName().contains(BROUGHT)
                    ? Optional.empty()
                    : Optional.ofNullable(environment.getProperty(URL)).filter(url -> !url.isBlank());
        }
        return Optional.empty();
    }

    private static Connection connect(String url, Environment environment) throws SQLException {
        boolean isH2 = url.startsWith("jdbc:h2:");
        Connection connection = DriverManager.getConnection(
                isH2 ? url + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE" : url,
                environment.getProperty("spring.datasource.username"),
                environment.getProperty("spring.datasource.password"));
        connection.setReadOnly(true);
        // PostgreSQL enforces a read-only connection only inside a transaction
        connection.setAutoCommit(false);
        return connection;
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), null, null)) {
            boolean found = false;
            while (tables.next()) {
                found |= tables.getString("TABLE_NAME").equalsIgnoreCase(name);
            }
            return found;
        }
    }
}
