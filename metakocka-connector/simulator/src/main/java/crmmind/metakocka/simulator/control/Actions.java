package crmmind.metakocka.simulator.control;

import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.rest.Operations;
import crmmind.metakocka.simulator.wire.Decimals;
import crmmind.metakocka.simulator.wire.Json;

/** What a person or another system does inside Metakocka, without the API that is being tested. */
final class Actions {
    private final Company company;
    private final Operations operations;

    Actions(Company company, Operations operations) {
        this.company = company;
        this.operations = operations;
    }

    /**
     * Does it.
     *
     * @throws IllegalArgumentException if there is no such action or something is missing, with a text that says so
     * @throws crmmind.metakocka.simulator.wire.Refusal if Metakocka would refuse it to a person as well
     */
    ObjectNode act(ObjectNode order) {
        var action = text(order, "action", text(order, "type", ""));
        return switch (action) {
            case "change_status" -> operations.changeStatusByHand(order);
            case "edit_line" -> operations.editLineByHand(order);
            case "delete_document" -> operations.deleteByHand(order);
            case "create_order" -> operations.createOrderByHand(order);
            case "adjust_stock" -> adjustStock(order);
            default -> throw new IllegalArgumentException("There is no action '" + action + "'");
        };
    }

    private ObjectNode adjustStock(ObjectNode order) {
        var store = company.store();
        var mark = text(order, "warehouse", "");
        var warehouse = (mark.isEmpty() ? store.mainWarehouse() : store.warehouse(mark))
                .orElseThrow(() -> new IllegalArgumentException("There is no warehouse '" + mark + "'"));
        var code = text(order, "code", "");
        var product = store.product(code)
                .orElseThrow(() -> new IllegalArgumentException("There is no product '" + code + "'"));
        var level = store.stock(warehouse.id(), product.id());
        var amount = Decimals.read(text(order, "amount"));
        var change = Decimals.read(text(order, "change"));
        if (amount.isEmpty() && change.isEmpty()) {
            throw new IllegalArgumentException("amount (what is there now) or change (more or less) is needed");
        }
        var counted = amount.map(now -> now.subtract(level.moved()))
                .orElseGet(() -> level.counted().add(change.orElseThrow()));
        store.count(warehouse.id(), product.id(), counted);
        var now = store.stock(warehouse.id(), product.id());
        return Json.object()
                .put("warehouse", warehouse.mark())
                .put("code", code)
                .put("amount", Decimals.dot(now.amount()))
                .put("reserved", Decimals.dot(now.reserved()));
    }
}
