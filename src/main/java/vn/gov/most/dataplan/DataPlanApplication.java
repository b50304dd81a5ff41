package vn.gov.most.dataplan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the engine, its web applications and everything that the plan needs. */
@SpringBootApplication
public class DataPlanApplication {

    public static void main(String[] args) {
        SpringApplication.run(DataPlanApplication.class, args);
    }
}
