package crmmind.orders.dashboard;

import static crmmind.orders.shared.Role.ADMIN;
import static crmmind.orders.shared.Role.SALES;
import static crmmind.orders.shared.Role.VIEWER;
import static crmmind.orders.shared.Role.WAREHOUSE;

import crmmind.orders.sync.SyncHealth;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;

/** The numbers of the first page: the way in for the pages. */
@Stateless
@RolesAllowed({VIEWER, SALES, WAREHOUSE, ADMIN})
public class DashboardService {

    private static final int DAYS = 30;
    private static final int WORST = 8;

    @Inject
    OrderFigures figures;

    @Inject
    SyncHealth sync;

    @Inject
    Clock clock;

    /** How the desk stands now: six statements. */
    public Dashboard now() {
        var now = clock.instant();
        var open = figures.open(now);
        var shortages = figures.shortages(WORST);
        return new Dashboard(
                now,
                open.byStatus(),
                open.toShipAmount(),
                figures.syncs(),
                open.ages(),
                shortages.worst(),
                shortages.count(),
                figures.days(now, DAYS),
                sync.now());
    }
}
