package crmmind.orders.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import crmmind.orders.Desk;
import crmmind.orders.access.AccessAdministration.AccessEvent;
import crmmind.orders.access.AccessAdministration.TokenState;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessChangesTest {

    private static final String PASSWORD = "a long password";

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.run(() -> {
            desk.bean(Database.class).update("truncate users, access_events, sign_in_attempts cascade");
            changes().addUser("system", "ana", "Ana Novak", PASSWORD, List.of("admin"));
            changes().addUser("ana", "bor", "Bor Kos", PASSWORD, List.of("sales", "warehouse"));
        });
    }

    @Test
    void the_last_administrator_keeps_access_and_role() {
        desk.run(() -> changes().activate("ana", "bor", false));

        refused(() -> changes().activate("ana", "ana", false), "/active", "LAST_ADMINISTRATOR");
        refused(() -> change("ana", "ana", "viewer"), "/roles", "LAST_ADMINISTRATOR");
        assertThat(signIn("ana")).isTrue();

        // one who may not come in administers nothing
        desk.run(() -> change("ana", "bor", "admin"));
        refused(() -> changes().activate("ana", "ana", false), "/active", "LAST_ADMINISTRATOR");
        desk.run(() -> changes().activate("ana", "bor", true));
        desk.run(() -> changes().activate("ana", "ana", false));
        assertThat(signIn("ana")).isFalse();
    }

    @Test
    void two_administrators_who_shut_each_other_out_at_once_leave_one() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 25; round++) {
                desk.run(() -> {
                    desk.bean(Database.class).update("update users set active = true");
                    desk.bean(Users.class).giveRoles(id("bor"), List.of("admin"));
                    desk.bean(Users.class).giveRoles(id("ana"), List.of("admin"));
                });
                var together = new CyclicBarrier(2);
                boolean byRole = round % 2 == 0;
                var attempts = new ArrayList<Callable<Boolean>>();
                for (var pair : List.of(List.of("ana", "bor"), List.of("bor", "ana"))) {
                    attempts.add(() -> {
                        together.await();
                        try {
                            desk.run(() -> {
                                if (byRole) {
                                    change(pair.get(0), pair.get(1), "viewer");
                                } else {
                                    changes().activate(pair.get(0), pair.get(1), false);
                                }
                            });
                            return true;
                        } catch (BusinessException e) {
                            return false;
                        }
                    });
                }
                int done = 0;
                for (var one : threads.invokeAll(attempts)) {
                    done += one.get() ? 1 : 0;
                }
                assertThat(done).as("round %s", round).isEqualTo(1);
                assertThat(desk.number("select count(*) from users u join user_roles r on r.user_id = u.id"
                                + " where u.active and r.role = 'admin'"))
                        .isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void sessions_end_with_the_password_and_with_being_shut_out() {
        int first = generation("bor");

        int second = desk.call(() -> changes().changeOwnPassword("bor", PASSWORD, "another password"));
        assertThat(second).isGreaterThan(first).isEqualTo(generation("bor"));

        desk.run(() -> changes().changeUser("ana", "bor", "Bor Kos", "a third password", List.of("sales")));
        int third = generation("bor");
        assertThat(third).isGreaterThan(second);

        // let in again, the old sessions stay over
        desk.run(() -> changes().activate("ana", "bor", false));
        assertThat(desk.call(() -> desk.bean(Accounts.class).byName("bor"))).isEmpty();
        desk.run(() -> changes().activate("ana", "bor", true));
        assertThat(generation("bor")).isGreaterThan(third);

        // what has nothing to do with it ends nothing
        int before = generation("bor");
        desk.run(() -> changes().rename("bor", "Bor Kosec"));
        desk.run(() -> change("ana", "bor", "warehouse"));
        assertThat(generation("bor")).isEqualTo(before);
    }

    @Test
    void one_s_own_password_is_changed_by_who_knows_it() {
        refused(
                () -> changes().changeOwnPassword("bor", "not the one", "another password"),
                "/present",
                "WRONG_PASSWORD");
        refused(() -> changes().changeOwnPassword("bor", PASSWORD, "short"), "/password", "LENGTH");
        refused(() -> changes().changeOwnPassword("bor", PASSWORD, PASSWORD), "/password", "SAME_PASSWORD");
        desk.run(() -> changes().addUser("ana", "bozidar.k", "Božidar", PASSWORD, List.of("sales")));
        refused(() -> changes().changeOwnPassword("bozidar.k", PASSWORD, "Bozidar.K"), "/password", "NAME_AS_PASSWORD");

        desk.run(() -> changes().changeOwnPassword("bor", PASSWORD, "another password"));

        assertThat(desk.call(() -> desk.bean(Accounts.class).byPassword("bor", PASSWORD)))
                .isEmpty();
        assertThat(desk.call(() -> desk.bean(Accounts.class).byPassword("bor", "another password")))
                .isPresent();
    }

    @Test
    void a_token_has_no_more_than_its_role_and_its_user() {
        var all = issue("bor", null, null);
        var looks = issue("bor", null, "viewer");
        var sells = issue("bor", null, "sales");
        refused(() -> changes().issueToken("ana", "bor", "x", null, "admin"), "/roleLimit", "ROLE_NOT_HELD");
        refused(() -> changes().issueToken("ana", "bor", "x", null, "king"), "/roleLimit", "ROLE_NOT_HELD");
        assertThat(roles(all)).containsExactly("sales", "warehouse");
        assertThat(roles(looks)).containsExactly("viewer");
        assertThat(roles(sells)).containsExactly("sales");
        assertThat(roles(issue("ana", null, "warehouse"))).containsExactly("warehouse");

        desk.run(() -> change("ana", "bor", "warehouse"));

        assertThat(roles(all)).containsExactly("warehouse");
        assertThat(roles(looks)).containsExactly("viewer");
        assertThat(roles(sells)).as("the user sells no more").isEmpty();

        desk.run(() -> changes().activate("ana", "bor", false));
        assertThat(desk.call(() -> desk.bean(Accounts.class).byToken(all))).isEmpty();
    }

    @Test
    void a_token_ends_when_it_expires_and_when_it_is_revoked() {
        var now = desk.bean(Clock.class).instant();
        refused(() -> changes().issueToken("ana", "bor", "x", now, null), "/expiresAt", "NOT_FUTURE");
        var shortLived = issue("bor", Duration.ofDays(1), null);
        var revoked = issue("bor", null, null);
        assertThat(roles(shortLived)).isNotEmpty();

        desk.run(() -> desk.bean(Database.class)
                .update("update api_tokens set expires_at = now() where expires_at is not null"));
        var id = desk.call(() -> desk.bean(Users.class).tokens("bor")).stream()
                .filter(token -> token.expiresAt() == null)
                .findFirst()
                .orElseThrow()
                .id();
        assertThatThrownBy(() -> desk.run(() -> changes().revokeOwnToken("ana", id)))
                .as("somebody else's")
                .satisfies(e -> assertThat(((BusinessException) e).problem()).isEqualTo(Problem.NOT_FOUND));
        desk.run(() -> changes().revokeOwnToken("bor", id));

        assertThat(desk.call(() -> desk.bean(Accounts.class).byToken(shortLived)))
                .isEmpty();
        assertThat(desk.call(() -> desk.bean(Accounts.class).byToken(revoked))).isEmpty();
        assertThat(desk.call(() -> desk.bean(Users.class).tokens("bor")))
                .extracting(AccessAdministration.TokenView::state)
                .containsExactlyInAnyOrder(TokenState.EXPIRED, TokenState.REVOKED);
    }

    @Test
    void every_change_leaves_a_line_and_what_is_refused_none() {
        desk.run(() -> changes().changeUser("ana", "bor", "Bor Kosec", "a third password", List.of("viewer")));
        desk.run(() -> changes().activate("ana", "bor", false));
        desk.run(() -> changes().activate("ana", "bor", false)); // nothing changes
        desk.run(() -> changes().activate("ana", "bor", true));
        desk.run(() -> changes().changeOwnPassword("bor", "a third password", PASSWORD));
        issue("bor", Duration.ofDays(1), "viewer");
        desk.run(() -> changes()
                .revokeToken("ana", desk.bean(Users.class).tokens("bor").get(0).id()));
        refused(() -> changes().activate("ana", "ana", false), "/active", "LAST_ADMINISTRATOR");
        refused(() -> changes().addUser("ana", "bor", "Bor", PASSWORD, List.of("sales")), "/username", "TAKEN");

        var record = record(null, 50);
        assertThat(record)
                .extracting(AccessEvent::actor, AccessEvent::kind, AccessEvent::username)
                .containsExactly(
                        tuple("ana", "token_revoked", "bor"),
                        tuple("bor", "token_issued", "bor"),
                        tuple("bor", "password_changed", "bor"),
                        tuple("ana", "user_let_in", "bor"),
                        tuple("ana", "user_shut_out", "bor"),
                        tuple("ana", "password_set", "bor"),
                        tuple("ana", "roles_changed", "bor"),
                        tuple("ana", "user_renamed", "bor"),
                        tuple("ana", "user_added", "bor"),
                        tuple("system", "user_added", "ana"));
        assertThat(record.get(6).details())
                .containsEntry("before", "sales, warehouse")
                .containsEntry("roles", "viewer");
        assertThat(record.toString()).doesNotContain("password,", PASSWORD, "a third password", "omt_");

        // page by page it is the same
        var pages = new ArrayList<AccessEvent>();
        for (UUID before = null; ; before = pages.get(pages.size() - 1).id()) {
            var page = record(before, 3);
            pages.addAll(page);
            if (page.size() < 3) {
                break;
            }
        }
        assertThat(pages).isEqualTo(record);
        assertThatThrownBy(() -> desk.run(() -> desk.bean(Database.class).update("delete from access_events")))
                .hasStackTraceContaining("append-only");
    }

    private List<AccessEvent> record(UUID before, int limit) {
        return desk.call(() -> desk.bean(AccessRecord.class).list(before, limit));
    }

    private void change(String actor, String username, String... roles) {
        changes().changeUser(actor, username, "Somebody", null, List.of(roles));
    }

    private String issue(String username, Duration lives, String roleLimit) {
        var expiresAt = lives == null ? null : desk.bean(Clock.class).instant().plus(lives);
        return desk.call(() -> changes().issueToken(username, username, "Stock", expiresAt, roleLimit));
    }

    private Iterable<String> roles(String token) {
        return desk.call(() -> desk.bean(Accounts.class).byToken(token))
                .orElseThrow()
                .roles();
    }

    private boolean signIn(String username) {
        return desk.call(() -> desk.bean(Accounts.class).byPassword(username, PASSWORD))
                .isPresent();
    }

    private int generation(String username) {
        return desk.call(() -> desk.bean(Users.class).find(username))
                .orElseThrow()
                .user()
                .generation();
    }

    private UUID id(String username) {
        return desk.bean(Users.class).find(username).orElseThrow().id();
    }

    private void refused(Runnable attempt, String pointer, String code) {
        assertThatThrownBy(() -> desk.run(attempt))
                .isInstanceOfSatisfying(
                        BusinessException.class,
                        e -> assertThat(e.violations())
                                .extracting("pointer", "code")
                                .containsExactly(tuple(pointer, code)));
    }

    private AccessChanges changes() {
        return desk.bean(AccessChanges.class);
    }
}
