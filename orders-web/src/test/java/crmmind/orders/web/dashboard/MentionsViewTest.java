package crmmind.orders.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a comment is cut where it mentions somebody. */
class MentionsViewTest {

    @Test
    void a_short_comment_is_whole() {
        var text = "x".repeat(200);

        assertThat(MentionsView.cut(text)).isEqualTo(text);
    }

    @Test
    void a_long_one_is_cut_between_two_words() {
        var words = "stock ".repeat(32); // 192 letters

        assertThat(MentionsView.cut(words + "warehouse is empty")).isEqualTo(words.strip() + "…");
        assertThat(MentionsView.cut("a".repeat(200) + " b")).isEqualTo("a".repeat(200) + "…");
    }

    @Test
    void one_long_word_is_cut_but_no_sign_of_it() {
        assertThat(MentionsView.cut("x".repeat(300))).isEqualTo("x".repeat(200) + "…");
        assertThat(MentionsView.cut("x".repeat(199) + "😀".repeat(9))).isEqualTo("x".repeat(199) + "…");
    }
}
