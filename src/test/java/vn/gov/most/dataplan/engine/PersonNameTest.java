package vn.gov.most.dataplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Văn, A, Nguyễn Văn A",
        "Nguyễn, , Nguyễn",
        ", An, An",
        "'', ' ', nguyen.van.a",
        ", , nguyen.van.a"
    })
    void nobodyIsCalledNull(String first, String last, String called) {
        UserEntity user = new UserEntity("nguyen.van.a");
        user.setFirstName(first);
        user.setLastName(last);

        assertThat(PersonName.of(user)).isEqualTo(called);
    }
}
