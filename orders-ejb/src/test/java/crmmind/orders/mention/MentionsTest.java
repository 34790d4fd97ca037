package crmmind.orders.mention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import crmmind.orders.Desk;
import crmmind.orders.access.Accounts;
import crmmind.orders.access.People;
import crmmind.orders.access.Person;
import crmmind.orders.access.SignedIn;
import crmmind.orders.activity.Activity;
import crmmind.orders.order.OrderComments;
import crmmind.orders.order.OrderFixture;
import crmmind.orders.order.OrderViews;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a comment mentions, and how they are done with it. */
class MentionsTest {

    private Desk desk;
    private UUID order;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.run(() -> desk.bean(Database.class).update("truncate users cascade"));
        user("ana", "Ana Novak");
        user("bor.kos", "Bor Kos");
        user("eva-2", "Eva Žagar");
        desk.product("ART-001", false);
        order = new OrderFixture(desk).draft("ART-001 x 1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    @bor.kos                         | bor.kos
                    Ask @Bor.Kos, please             | bor.kos
                    Has @bor.kos. Or not?            | bor.kos
                    Has @bor.kos... Or not?          | bor.kos
                    (@eva-2)                         | eva-2
                    @eva-2,@bor.kos;@EVA-2 @bor.kos  | eva-2 bor.kos
                    @@eva-2                          | eva-2
                    č@eva-2                          | ""
                    info@eva-2 and 7@bor.kos         | ""
                    @eva-2č                          | ""
                    @eva-2x @eva @bor                | ""
                    @nobody and @ eva-2              | ""
                    @eva-2 by @ana herself           | eva-2
                    """)
    void a_name_behind_an_at_mentions_whoever_has_it(String text, String expected) {
        comment(text);

        var names = expected.isEmpty() ? List.<String>of() : List.of(expected.split(" "));
        assertThat(mentioned()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(desk.call(() -> desk.bean(Activity.class).of(order))
                        .get(0)
                        .details()
                        .values())
                .as("what the timeline keeps of it")
                .containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void the_longest_name_there_may_be_is_one_and_a_longer_word_is_not() {
        var longest = "a".repeat(50);
        user(longest, "Long");

        comment("@" + longest + ". @" + longest + "a");
        assertThat(mentioned()).containsExactly(longest);

        desk.run(() -> desk.bean(Database.class).update("delete from order_mentions"));
        comment("@" + longest + "a");
        assertThat(mentioned()).isEmpty();
    }

    @Test
    void one_comment_reaches_twenty_people_the_first_ones() {
        IntStream.rangeClosed(1, 25).forEach(i -> user("user" + i, "User " + i));

        comment(IntStream.rangeClosed(1, 25).mapToObj(i -> "@user" + i).collect(Collectors.joining(" ")));

        assertThat(mentioned())
                .hasSize(Mentions.MOST)
                .contains("user1", "user20")
                .doesNotContain("user21");
    }

    @Test
    void who_may_not_come_in_is_not_mentioned_and_who_is_shut_out_later_keeps_what_there_was() {
        active("bor.kos", false);
        comment("@bor.kos @eva-2");
        assertThat(mentioned()).containsExactly("eva-2");

        active("eva-2", false);
        assertThat(desk.call(() -> desk.bean(Accounts.class).byName("eva-2"))).isEmpty();
        active("eva-2", true);
        assertThat(open("eva-2")).hasSize(1);
        assertThat(signedIn("eva-2").mentions()).isOne();
    }

    @Test
    void the_person_mentioned_reads_who_wrote_what_where_newest_first() {
        comment("First: @bor.kos");
        var other = new OrderFixture(desk).draft("ART-001 x 2");
        desk.run(() -> desk.bean(OrderComments.class).add(other, "Then: @bor.kos", "eva-2"));

        assertThat(open("bor.kos"))
                .extracting(Mention::orderId, Mention::author, Mention::text, Mention::customerName)
                .containsExactly(
                        tuple(other, "eva-2", "Then: @bor.kos", "Buyer d.o.o."),
                        tuple(order, "ana", "First: @bor.kos", "Buyer d.o.o."));
        assertThat(open("bor.kos").get(1).orderNumber())
                .isEqualTo(desk.call(() -> desk.bean(OrderViews.class).details(order))
                        .orderNumber());
        assertThat(desk.call(() -> desk.bean(Mentions.class).open("bor.kos", 1)))
                .extracting(Mention::orderId)
                .containsExactly(other);
        assertThat(signedIn("bor.kos").mentions()).isEqualTo(2);
        assertThat(signedIn("ana").mentions()).isZero();
    }

    @Test
    void a_mention_is_done_once_and_only_by_the_person_it_mentions() {
        comment("@bor.kos @eva-2");
        var id = open("bor.kos").get(0).eventId();

        assertThat(done(id, "ana")).isFalse();
        assertThat(done(id, "bor.kos")).isTrue();
        var when = "select extract(epoch from done_at) * 1000000 from order_mentions where done_at is not null";
        long first = desk.number(when);
        assertThat(done(id, "bor.kos")).isFalse();

        assertThat(desk.number(when)).isEqualTo(first);
        assertThat(open("bor.kos")).isEmpty();
        assertThat(signedIn("bor.kos").mentions()).isZero();
        assertThat(open("eva-2")).as("somebody else's stays").hasSize(1);
    }

    @Test
    void a_comment_that_is_refused_mentions_nobody() {
        assertThatThrownBy(() -> comment("@bor.kos " + "x".repeat(2000))).isInstanceOf(BusinessException.class);

        assertThat(mentioned()).isEmpty();
    }

    @Test
    void whoever_gets_the_name_of_a_user_that_is_gone_inherits_no_mention() {
        comment("@bor.kos");
        desk.run(() -> desk.bean(Database.class).update("delete from users where username = 'bor.kos'"));
        user("bor.kos", "Another");

        assertThat(open("bor.kos")).isEmpty();
    }

    @Test
    void a_person_counts_up_to_a_hundred() {
        comment("@bor.kos");
        desk.run(() -> desk.bean(Database.class).update("""
                with written as (
                    insert into order_events (id, document_id, at, actor, kind, message)
                    select gen_random_uuid(), ?, now(), 'ana', 'comment', '@bor.kos' from generate_series(1, 120)
                    returning id, document_id, at)
                insert into order_mentions (event_id, document_id, username, at)
                select id, document_id, 'bor.kos', at from written
                """, order));

        assertThat(signedIn("bor.kos").mentions()).isEqualTo(100);
    }

    @Test
    void people_are_proposed_by_the_beginning_of_a_name_but_oneself_and_who_may_not_come_in() {
        user("novak", "Zala Eva");
        user("e_a", "Underscore");
        user("gone", "Eva Gone");
        active("gone", false);

        assertThat(proposed("ana", "")).containsExactly("bor.kos", "e_a", "eva-2", "novak");
        assertThat(proposed("ana", "EV")).containsExactly("eva-2", "novak");
        assertThat(proposed("ana", "zag")).containsExactly("eva-2");
        assertThat(proposed("eva-2", "nov"))
                .as("a name before what somebody is called")
                .containsExactly("novak", "ana");
        assertThat(proposed("ana", "e_")).as("no wildcard").containsExactly("e_a");
        assertThat(proposed("ana", "agar")).as("not from the middle").isEmpty();
        assertThat(desk.call(() -> desk.bean(People.class).others("ana", "bor", 10)))
                .containsExactly(new Person("bor.kos", "Bor Kos"));
        assertThat(desk.call(() -> desk.bean(People.class).others("ana", "", 2)))
                .hasSize(2);
    }

    private void user(String name, String displayName) {
        desk.run(() -> desk.bean(Database.class)
                .update(
                        "insert into users (id, username, display_name, password_hash, created_at)"
                                + " values (?, ?, ?, '', now())",
                        UUID.randomUUID(),
                        name,
                        displayName));
    }

    private void active(String name, boolean active) {
        desk.run(
                () -> desk.bean(Database.class).update("update users set active = ? where username = ?", active, name));
    }

    private void comment(String text) {
        desk.run(() -> desk.bean(OrderComments.class).add(order, text, "ana"));
    }

    private List<String> mentioned() {
        return desk.call(
                () -> desk.bean(Database.class).query("select username from order_mentions", row -> row.getString(1)));
    }

    private List<Mention> open(String name) {
        return desk.call(() -> desk.bean(Mentions.class).open(name, 20));
    }

    private SignedIn signedIn(String name) {
        return desk.call(() -> desk.bean(Accounts.class).byName(name)).orElseThrow();
    }

    private boolean done(UUID eventId, String name) {
        return desk.call(() -> desk.bean(Mentions.class).done(eventId, name));
    }

    private List<String> proposed(String who, String typed) {
        return desk.call(() -> desk.bean(People.class).others(who, typed, 10)).stream()
                .map(Person::username)
                .toList();
    }
}
