package crmmind.orders.entry;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeping what is typed into the form for orders, for the caller alone. */
@Stateless
@RolesAllowed({SALES, ADMIN})
public class EntryDraftService {

    @Inject
    EntryDrafts drafts;

    @Resource
    SessionContext context;

    /**
     * Keeps what was typed in a window. Empty where another window has changed the draft since, or it was saved or
     * discarded.
     *
     * @param revision what this window knows of; 0 for the first time
     * @return the revision it has now
     */
    public OptionalLong keep(
            UUID id, long revision, @Nullable UUID orderId, String content, String customerName, int lineCount) {
        return drafts.keep(caller(), id, revision, orderId, content, customerName, lineCount);
    }

    /** The caller's drafts of a new order, or of changes of one, newest first. */
    public List<EntryDraft> open(@Nullable UUID orderId) {
        return drafts.open(caller(), orderId);
    }

    /** One of the caller's drafts; empty where it is none of his, saved or discarded. */
    public Optional<EntryDraft> find(UUID id) {
        return drafts.find(caller(), id);
    }

    /**
     * Discards a draft of the caller's; within an hour it can be had back.
     *
     * @return whether there was such a draft
     */
    public boolean discard(UUID id) {
        return drafts.discard(caller(), id);
    }

    /** Brings a draft of the caller's back that was discarded within an hour; false where there is none. */
    public boolean reopen(UUID id) {
        return drafts.reopen(caller(), id);
    }

    /** Ends a draft of the caller's that was saved as an order. */
    public void close(UUID id) {
        drafts.close(caller(), id);
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }
}
