package vn.gov.most.dataplan.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Finds the bean, method and arguments of an expression, however it is formatted. */
class CallTest {

    @Test
    void aCallHasItsArgumentsAsTheyAreWritten() {
        assertThat(Call.in("${a.b(execution, 'x, y', c, \"d)\")} and #{!e.f()}"))
                .containsExactly(
                        new Call("a", "b", List.of("execution", "'x, y'", "c", "\"d)\"")),
                        new Call("e", "f", List.of()));
    }

    @Test
    void aCallInAnArgumentIsACallToo() {
        assertThat(Call.in("${a.b(c.d(1, [2, 3]), 4)}"))
                .containsExactly(
                        new Call("a", "b", List.of("c.d(1, [2, 3])", "4")), new Call("c", "d", List.of("1", "[2, 3]")));
    }

    @Test
    void whatStandsInATextOrOutsideOfAnExpressionIsNoCall() {
        assertThat(Call.in("${x == 'a.b(' } c.d(1) ${unit}-head ${execution.x.y(1)}"))
                .isEmpty();
    }

    @Test
    void onlyAnArgumentThatIsWrittenOutIsALiteral() {
        Call call = Call.in("${a.b('x', \"y\", z, 'x'.concat(z))}").get(0);

        assertThat(call.literal(0)).contains("x");
        assertThat(call.literal(1)).contains("y");
        assertThat(call.literal(2)).isEmpty();
        assertThat(call.literal(3)).isEmpty();
    }

    @Test
    void aTextIsKnownWhereAllOfItIsWrittenOut() {
        assertThat(Call.literal("legal")).contains("legal");
        assertThat(Call.literal("${'legal'}-head")).contains("legal-head");
        assertThat(Call.literal("${''}")).contains("");
        assertThat(Call.literal("${unit}-head")).isEmpty();
    }
}
