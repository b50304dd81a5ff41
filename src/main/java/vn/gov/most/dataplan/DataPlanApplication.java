package vn.gov.most.dataplan;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.gov.most.dataplan.calendar.WorkingCalendar;

/**
 * Starts the engine, its web applications and the services of the plan. With {@code --check} it only checks the
 * files.
 */
@SpringBootApplication
public class DataPlanApplication {

    public static void main(String[] args) {
        // The output is Vietnamese, so it is UTF-8 whatever the terminal's locale is.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        if (!isReadable(System.getProperty("user.dir"))) {
            // From such a folder neither Spring nor its failure reports can be loaded.
            System.err.println("Tên thư mục đang chạy chương trình có ký tự mà máy này không đọc được."
                    + " Nếu là chữ có dấu, đặt biến môi trường LC_ALL=C.UTF-8 rồi khởi động lại.");
            System.exit(1);
        }
        // The engine stores and reads times in the JVM's time zone, so every node must use the same one.
        TimeZone.setDefault(TimeZone.getTimeZone(WorkingCalendar.ZONE));
        if (List.of(args).contains(CheckCommand.ARGUMENT)) {
            System.exit(CheckCommand.run(args));
        }
        SpringApplication.run(DataPlanApplication.class, args);
    }

    private static PrintStream utf8(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }

    private static boolean isReadable(String folder) {
        try {
            Path.of(folder);
            return true;
        } catch (InvalidPathException inThisLocale) {
            return false;
        }
    }
}
