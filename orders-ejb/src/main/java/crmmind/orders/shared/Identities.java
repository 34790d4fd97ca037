package crmmind.orders.shared;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes identities that sort by the time they were made (UUID version 7, RFC 9562), which keeps indexes compact. */
public final class Identities {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Identities() {}

    /** A new identity for something that happened at {@code now}. */
    public static UUID at(Instant now) {
        long random = RANDOM.nextLong();
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
