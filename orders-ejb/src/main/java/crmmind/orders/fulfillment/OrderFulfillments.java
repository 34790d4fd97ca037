package crmmind.orders.fulfillment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The shipments. */
@ApplicationScoped
public class OrderFulfillments {

    @PersistenceContext(unitName = "orders")
    EntityManager entities;

    /** Adds one. */
    public void add(OrderFulfillment shipment) {
        entities.persist(shipment);
    }

    /** The shipment, if there is one. */
    public Optional<OrderFulfillment> find(UUID id) {
        return Optional.ofNullable(entities.find(OrderFulfillment.class, id));
    }

    /** The shipments of an order, first one first. */
    public List<OrderFulfillment> of(UUID documentId) {
        return entities.createQuery(
                        "select distinct f from OrderFulfillment f left join fetch f.items"
                                + " where f.documentId = :id order by f.sequence",
                        OrderFulfillment.class)
                .setParameter("id", documentId)
                .getResultList();
    }
}
