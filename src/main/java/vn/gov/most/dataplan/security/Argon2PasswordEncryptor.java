package vn.gov.most.dataplan.security;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords with Argon2id, in NFC because keyboards differ. At most four checks run at once; the others wait.
 */
final class Argon2PasswordEncryptor implements PasswordEncryptor {

    static final String NAME = "argon2id";

    private static final int WAIT_SECONDS = 5;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore places = new Semaphore(4, true);

    private Argon2PasswordEncryptor(int kibibytes, int passes) {
        argon2 = new Argon2PasswordEncoder(16, 32, 1, kibibytes, passes);
    }

    /** 16 MiB and two passes: about 75 ms per check. */
    static Argon2PasswordEncryptor costly() {
        return new Argon2PasswordEncryptor(16 * 1024, 2);
    }

    /** For the demo's public passwords: there is nothing to guess, and a hundred of them are hashed at once. */
    static Argon2PasswordEncryptor cheap() {
        return new Argon2PasswordEncryptor(64, 1);
    }

    @Override
    public String encrypt(String password) {
        enter();
        try {
            return argon2.encode(Normalizer.normalize(password, Normalizer.Form.NFC));
        } finally {
            places.release();
        }
    }

    @Override
    public boolean check(String password, String encrypted) {
        enter();
        try {
            return argon2.matches(password, encrypted);
        } finally {
            places.release();
        }
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    private void enter() {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
    }

    /** More password checks are waiting than the machine can handle. */
    static final class Busy extends RuntimeException {
        Busy() {
            super("Quá nhiều lượt đăng nhập cùng lúc", null, false, false);
        }
    }
}
