package crmmind.orders.mention;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.access.People;
import crmmind.orders.access.Person;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Mentions: the way in for the pages, for the caller alone. */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class MentionService {

    private static final int SHOWN = 20;
    private static final int PROPOSED = 10;

    @Inject
    Mentions mentions;

    @Inject
    People people;

    @Resource
    SessionContext context;

    /** The newest comments that mention the caller and are not done with, at most 20. */
    public List<Mention> open() {
        return mentions.open(caller(), SHOWN);
    }

    /** Ends a mention of the caller's; returns whether there was one that was open. */
    public boolean done(UUID eventId) {
        return mentions.done(eventId, caller());
    }

    /** Whom the caller may mean by the beginning of a name, at most ten; for those who may write comments. */
    @RolesAllowed({SALES, WAREHOUSE, ADMIN})
    public List<Person> people(String typed) {
        return people.others(caller(), typed, PROPOSED);
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }
}
