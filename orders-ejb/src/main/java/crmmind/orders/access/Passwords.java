package crmmind.orders.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords as they are kept: PBKDF2 with HMAC-SHA512, 210,000 rounds (the OWASP cheat sheet's figure), a salt each;
 * the text names algorithm and rounds, so that both can be raised later. API tokens are long and random, for them one
 * SHA-256 is enough.
 */
final class Passwords {

    private static final int ROUNDS = 210_000;
    private static final int ROUNDS_OF_KNOWN = 1_000;
    private static final int SALT = 16;
    private static final int KEY_BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of nobody's password: what an unknown user's password is compared with, so that it takes as long. */
    static final String OF_NOBODY = hash(Long.toHexString(RANDOM.nextLong()));

    private Passwords() {}

    /** The text to keep. Takes a good part of a second, so that guessing does, too. */
    static String hash(String password) {
        return hash(password, ROUNDS);
    }

    /** The text to keep of a password that everybody may know: nobody has to guess it, so it need not take long. */
    static String hashOfKnown(String password) {
        return hash(password, ROUNDS_OF_KNOWN);
    }

    private static String hash(String password, int rounds) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        var base64 = Base64.getEncoder().withoutPadding();
        return "pbkdf2-sha512$" + rounds + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(password, salt, rounds));
    }

    /** Whether this is the password. Takes the same time for every wrong one. */
    static boolean matches(String password, String kept) {
        var parts = kept.split("\\$", 4);
        if (parts.length != 4 || !parts[0].equals("pbkdf2-sha512")) {
            throw new IllegalArgumentException("A password is kept in an unknown way");
        }
        var base64 = Base64.getDecoder();
        var derived = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
        return MessageDigest.isEqual(derived, base64.decode(parts[3]));
    }

    /** SHA-256 of an API token in hex. */
    static String fingerprint(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            spec.clearPassword();
        }
    }
}
