package vn.gov.most.dataplan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LimitedRequestBodyTest {

    private long nanos;

    @Test
    void noMoreIsReadThanAllowed() {
        AtomicInteger given = new AtomicInteger();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return given.incrementAndGet() < 1_000_000 ? 'x' : -1;
            }
        };
        assertThatThrownBy(() -> body(endless, 1_000, true).readAllBytes())
                .isInstanceOfSatisfying(RequestBodyRefusedException.class, refused -> assertThat(refused.status())
                        .isEqualTo(413));
        assertThat(given).hasValueLessThan(20_000);
        assertThatCode(() -> body("x".repeat(1_000), 1_000).readAllBytes()).doesNotThrowAnyException();
        assertThatThrownBy(() -> body("x".repeat(1_001), 1_000).readAllBytes())
                .isInstanceOf(RequestBodyRefusedException.class);
    }

    @Test
    void whatDripsIsNotReadForLong() throws IOException {
        LimitedRequestBody slow = body("x".repeat(100), 1_000);
        for (int second = 1; second <= 10; second++) {
            nanos += Duration.ofSeconds(1).toNanos();
            assertThat(slow.read()).isEqualTo('x');
        }
        nanos += Duration.ofSeconds(1).toNanos();
        for (String time : List.of("once", "and for good")) {
            assertThatThrownBy(slow::read)
                    .as(time)
                    .isInstanceOfSatisfying(RequestBodyRefusedException.class, refused -> assertThat(refused.status())
                            .isEqualTo(408));
        }
    }

    @Test
    void whatIsLongMayTakeItsTime() {
        LimitedRequestBody steady = body("x".repeat(1_000_000), 2_000_000);
        assertThatCode(() -> {
                    for (int second = 1; second <= 40; second++) {
                        nanos += Duration.ofSeconds(1).toNanos();
                        assertThat(steady.readNBytes(25_000)).hasSize(25_000);
                    }
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\u0000b", "{\"a\": \"\\u0000\"}", "{\"a\": \"[{\\\"b\\\": \\\"\\\\u0000\\\"}]\"}", "\\\\u0000"
            })
    void aNulIsRefusedHoweverItIsWritten(String text) {
        assertThatThrownBy(() -> body(text, 1_000).readAllBytes())
                .isInstanceOfSatisfying(RequestBodyRefusedException.class, refused -> assertThat(refused.status())
                        .isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u0000", "\\u0001", "\\n\\u00e00000", ""})
    void whatIsNoneIsRead(String text) throws IOException {
        assertThat(body(text, 1_000).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(text);
    }

    @Test
    void jsonIsRefusedWhereItIsDeep() {
        String deep = "[".repeat(LimitedRequestBody.DEEPEST) + "]".repeat(LimitedRequestBody.DEEPEST);
        assertThatCode(() -> body("[" + "{},".repeat(100) + "\"" + "[".repeat(100) + "\\\"[\"]", 1_000)
                        .readAllBytes())
                .as("many beside each other, and some in a text")
                .doesNotThrowAnyException();
        assertThatCode(() -> body(deep, 1_000).readAllBytes()).doesNotThrowAnyException();
        assertThatThrownBy(() -> body("[" + deep + "]", 1_000).readAllBytes())
                .isInstanceOf(RequestBodyRefusedException.class);
        assertThatThrownBy(() -> body("{\"a\\\\\": " + deep + "}", 1_000).readAllBytes())
                .isInstanceOf(RequestBodyRefusedException.class);
        assertThatCode(() -> body(stream("[" + deep), 1_000, false).readAllBytes())
                .as("of another type")
                .doesNotThrowAnyException();
    }

    @Test
    void ofWhatIsHeavyFourAreCarriedAtOnceAndOthersGoOn() throws Exception {
        RequestBodyFilter filter = new RequestBodyFilter(LimitedRequestBody.LONGEST);
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        List<Thread> heavy = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            heavy.add(new Thread(() -> carry(filter, LimitedRequestBody.HEAVY + 1, () -> {
                inside.incrementAndGet();
                released.await();
            })));
        }
        heavy.forEach(Thread::start);
        await().until(() -> inside.get()
                        + heavy.stream()
                                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                                .count()
                == 20);
        assertThat(inside).hasValue(4);
        AtomicInteger light = new AtomicInteger();
        carry(filter, 1_000, light::incrementAndGet);
        assertThat(light).hasValue(1);

        released.countDown();
        for (Thread thread : heavy) {
            thread.join();
        }
        assertThat(inside).hasValue(20);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void carry(RequestBodyFilter filter, int length, Work work) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/engine-rest/task");
        request.setContentType("application/json");
        request.setContent(" ".repeat(length).getBytes(StandardCharsets.UTF_8));
        try {
            filter.doFilter(request, new MockHttpServletResponse(), (asked, answer) -> {
                asked.getInputStream().readAllBytes();
                try {
                    work.run();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private LimitedRequestBody body(String text, int longest) {
        return body(stream(text), longest, true);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private LimitedRequestBody body(InputStream source, int longest, boolean isJson) {
        return new LimitedRequestBody(
                new DelegatingServletInputStream(source), longest, isJson, new Semaphore(4), () -> nanos);
    }
}
