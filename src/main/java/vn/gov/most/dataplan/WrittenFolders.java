package vn.gov.most.dataplan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import vn.gov.most.dataplan.engine.StartRefused;

/** Before anything is opened: the folders that the program writes to must take a file. */
@Component
class WrittenFolders implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:waiting:|file:)+([^;]+).*");

    private Environment settings;

    @Override
    public void setEnvironment(Environment environment) {
        settings = environment;
    }

    /** @throws StartRefused with all faults */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
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
    }

    private static void check(String setting, String name, List<String> faults) {
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (!takes(file)) {
                faults.add("Cài đặt \"%s\": không ghi được vào thư mục %s.".formatted(setting, file.getParent()));
            }
        } catch (InvalidPathException e) {
            faults.add(
                    ("Cài đặt \"%s\": đường dẫn %s có ký tự mà máy này không đọc được; nếu là chữ có dấu, đặt biến môi"
                                    + " trường LC_ALL=C.UTF-8.")
                            .formatted(setting, name));
        }
    }

    /** Tried, for what the system says of rights is not the whole truth: a disk may be read-only. */
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
