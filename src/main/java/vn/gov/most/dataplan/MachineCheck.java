package vn.gov.most.dataplan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.StartRefused;

/**
 * Before anything is opened or written, checks that the program can write to its folders and that its port is free.
 */
@Component
class MachineCheck implements BeanFactoryPostProcessor, ApplicationContextAware {

    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:waiting:|file:)+([^;]+).*");

    private ApplicationContext context;

    @Override
    public void setApplicationContext(ApplicationContext context) {
        this.context = context;
    }

    /**
     * @throws StartRefused with the faults of all folders
     * @throws PortInUseException if another program uses the port
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Environment settings = context.getEnvironment();
        List<String> faults = new ArrayList<>();
        Matcher database = H2_FILE.matcher(settings.getProperty("spring.datasource.url", ""));
        if (database.matches()) {
            check("spring.datasource.url", database.group(1) + ".mv.db", faults);
        }
        if (settings.getProperty("spring.mail.host", "").isBlank()) {
            check("dataplan.mail.folder", settings.getProperty("dataplan.mail.folder", "") + "/x.eml", faults);
        }
        if (!faults.isEmpty()) {
            throw new StartRefused(
                    String.join("\n\n", faults),
                    "Cấp quyền ghi cho tài khoản chạy chương trình, hoặc đặt thư mục khác trong cài đặt nêu trên,"
                            + " rồi khởi động lại.");
        }
        int port = settings.getRequiredProperty("server.port", Integer.class);
        if (context instanceof WebServerApplicationContext && port > 0) {
            checkPort(port, settings.getProperty("server.address", InetAddress.class));
        }
    }

    private static void checkPort(int port, InetAddress address) {
        try (ServerSocket free = new ServerSocket()) {
            // As Tomcat does: a port in TIME_WAIT from an ended program counts as free
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(address, port));
        } catch (IOException refused) {
            // The server itself reports other faults, such as an address of another machine
            PortInUseException.throwIfPortBindingException(refused, () -> port);
        }
    }

    private static void check(String setting, String name, List<String> faults) {
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (!takes(file)) {
                faults.add("Cài đặt \"%s\": không ghi được vào %s."
                        .formatted(setting, Files.exists(file) ? "tệp " + file : "thư mục " + file.getParent()));
            }
        } catch (InvalidPathException e) {
            faults.add(
                    ("Cài đặt \"%s\": đường dẫn %s có ký tự mà máy này không đọc được; nếu là chữ có dấu, đặt biến môi"
                                    + " trường LC_ALL=C.UTF-8.")
                            .formatted(setting, name));
        }
    }

    /** Writes a file to find out: on a read-only disk the file permissions alone would be misleading. */
    private static boolean takes(Path file) {
        if (Files.exists(file)) {
            return Files.isWritable(file);
        }
        Path there = file.getParent();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            Files.delete(Files.createTempFile(there, "data-plan", ".part"));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
