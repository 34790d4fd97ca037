package crmmind.orders.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crmmind.orders.Desk;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.shared.Database;
import crmmind.orders.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavedViewsTest {

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk();
        desk.run(() -> {
            var database = desk.bean(Database.class);
            database.update("truncate users cascade");
            for (var name : List.of("ana", "bor", "eva")) {
                database.update(
                        "insert into users (id, username, display_name, password_hash, created_at)"
                                + " values (?, ?, initcap(?), '', now())",
                        UUID.randomUUID(),
                        name,
                        name);
            }
        });
    }

    @Test
    void a_view_is_its_owners_until_it_is_shared() {
        var id = save("ana", "Čaka", "status=draft", false);
        save("ana", "Blago", "", true);
        save("bor", "Za odpremo", "base=to-ship", false);

        assertThat(seenBy("ana")).extracting(SavedView::name).containsExactly("Blago", "Čaka");
        assertThat(seenBy("bor")).extracting(SavedView::name).containsExactly("Za odpremo", "Blago");
        assertThat(seenBy("bor").get(1)).extracting("owner", "mine").containsExactly("Ana", false);

        desk.run(() -> views().share("ana", false, id, true));
        assertThat(seenBy("bor")).extracting(SavedView::name).containsExactly("Za odpremo", "Blago", "Čaka");
    }

    @Test
    void a_name_is_taken_in_whatever_case_but_only_once_per_person() {
        save("ana", "To pack", "", false);
        var other = save("ana", "Later", "", false);
        save("bor", "To pack", "", false);

        refused(() -> save("ana", "  to PACK ", "", false), "/name", "DUPLICATE");
        refused(() -> desk.run(() -> views().rename("ana", false, other, "TO PACK")), "/name", "DUPLICATE");
        desk.run(() -> views().rename("ana", false, other, "later")); // its own name is no other's
        refused(() -> save("ana", " ", "", false), "/name", "REQUIRED");
        refused(() -> save("ana", "x".repeat(61), "", false), "/name", "TOO_LONG");
        refused(() -> save("ana", "two\nlines", "", false), "/name", "ONE_LINE");
        refused(() -> save("ana", "long", "q=" + "x".repeat(2000), false), "/query", "TOO_LONG");
    }

    @Test
    void only_its_owner_changes_a_view_and_administrators_a_shared_one() {
        var own = save("ana", "Mine", "q=1", false);
        var shared = save("ana", "Ours", "q=1", true);

        for (var id : List.of(own, shared)) {
            for (Runnable change : List.<Runnable>of(
                    () -> desk.run(() -> views().rename("bor", false, id, "Taken")),
                    () -> desk.run(() -> views().replaceQuery("bor", false, id, "")),
                    () -> desk.run(() -> views().share("bor", false, id, true)),
                    () -> desk.run(() -> views().delete("bor", false, id)))) {
                assertThatThrownBy(change::run)
                        .satisfies(e ->
                                assertThat(((BusinessException) e).problem()).isEqualTo(Problem.NOT_FOUND));
            }
        }
        assertThatThrownBy(() -> desk.run(() -> views().rename("eva", true, own, "Taken")));
        desk.run(() -> views().rename("eva", true, shared, "Everybody's"));
        assertThat(seenBy("ana")).extracting(SavedView::name).containsExactly("Everybody's", "Mine");
        assertThat(seenBy("ana")).extracting(SavedView::query).containsOnly("q=1");
    }

    @Test
    void who_opened_the_list_with_a_deleted_view_opens_all_orders() {
        var id = save("ana", "Ours", "", true);
        desk.run(() -> views().openWith("bor", id.toString()));
        assertThat(opensWith("bor")).isEqualTo(id.toString());

        desk.run(() -> views().delete("ana", false, id));
        desk.run(() -> views().delete("ana", false, id)); // twice is once

        assertThat(opensWith("bor")).isEmpty();
        assertThat(seenBy("bor")).isEmpty();
    }

    @Test
    void saved_twice_at_once_it_is_there_once() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var saves = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                saves.add(() -> {
                    try {
                        save("ana", "Same", "", false);
                        return true;
                    } catch (BusinessException e) {
                        return false;
                    }
                });
            }
            int saved = 0;
            for (var one : threads.invokeAll(saves)) {
                saved += one.get() ? 1 : 0;
            }
            assertThat(saved).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
    }

    private static void refused(Runnable attempt, String pointer, String code) {
        assertThatThrownBy(attempt::run)
                .satisfies(e -> assertThat(((BusinessException) e).violations())
                        .extracting("pointer", "code")
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, code)));
    }

    private UUID save(String username, String name, String query, boolean shared) {
        return desk.call(() -> views().save(username, name, query, shared));
    }

    private List<SavedView> seenBy(String username) {
        return desk.call(() -> views().seenBy(username));
    }

    private String opensWith(String username) {
        return desk.call(() -> views().opensWith(username)).orElse("");
    }

    private SavedViews views() {
        return desk.bean(SavedViews.class);
    }
}
