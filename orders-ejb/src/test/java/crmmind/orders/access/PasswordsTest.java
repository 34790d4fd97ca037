package crmmind.orders.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    void a_password_matches_what_was_kept_of_it_and_no_other_does() {
        var kept = Passwords.hash("čšž geslo");

        assertThat(kept).startsWith("pbkdf2-sha512$210000$").doesNotContain("geslo");
        assertThat(Passwords.matches("čšž geslo", kept)).isTrue();
        assertThat(Passwords.matches("csz geslo", kept)).isFalse();
        assertThat(Passwords.matches("", kept)).isFalse();
    }

    @Test
    void only_a_password_that_everybody_knows_is_kept_with_few_rounds() {
        var kept = Passwords.hashOfKnown("demo");

        assertThat(kept).startsWith("pbkdf2-sha512$1000$");
        assertThat(Passwords.matches("demo", kept)).isTrue();
        assertThat(Passwords.matches("Demo", kept)).isFalse();
    }

    @Test
    void the_same_password_is_kept_differently_each_time() {
        assertThat(Passwords.hash("demo")).isNotEqualTo(Passwords.hash("demo"));
    }

    @Test
    void what_was_kept_in_an_unknown_way_is_a_defect_and_no_wrong_password() {
        assertThatThrownBy(() -> Passwords.matches("demo", "plain$demo")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_token_is_kept_as_its_sha_256() {
        assertThat(Passwords.fingerprint("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
