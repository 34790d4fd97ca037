package crmmind.metakocka.simulator;

import static crmmind.metakocka.simulator.CompanyModel.MAIN;
import static crmmind.metakocka.simulator.CompanyModel.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.CompanyModel.Line;
import crmmind.metakocka.simulator.CompanyModel.Order;
import crmmind.metakocka.simulator.CompanyModel.Paper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What chance gives: orders, papers, lines, amounts, and the ways in which they may be written in a request. */
abstract class RandomChoices {
    static final List<String> CODES =
            new ArrayList<>(CompanyModel.START.getOrDefault(MAIN, Map.of()).keySet());

    final DifferentialCompany company;
    final CompanyModel model;
    private final Random random;

    RandomChoices(DifferentialCompany company, Random random) {
        this.company = company;
        this.model = company.model;
        this.random = random;
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** One of the newer orders, now and then any. */
    Order order() {
        var live = model.live();
        var newest = Math.min(live.size(), chance(80) ? 40 : live.size());
        return live.get(live.size() - 1 - random.nextInt(newest));
    }

    BigDecimal amount() {
        return chance(15)
                ? new BigDecimal(1 + random.nextInt(1000)).movePointLeft(2)
                : new BigDecimal(1 + random.nextInt(9));
    }

    BigDecimal price() {
        return new BigDecimal(random.nextInt(20_000)).movePointLeft(2);
    }

    String code() {
        return chance(12) ? SERVICE : one(CODES);
    }

    List<Line> lines(int least) {
        var lines = new ArrayList<Line>();
        for (var left = least + random.nextInt(4); left > 0; left--) {
            lines.add(new Line(code(), amount(), price()));
        }
        return lines;
    }

    /** Numbers go as text or as numbers, with a dot or a comma: the API takes them all. */
    void number(ObjectNode object, String field, BigDecimal number) {
        switch (random.nextInt(3)) {
            case 0 -> object.put(field, number);
            case 1 -> object.put(field, number.toPlainString());
            default -> object.put(field, number.toPlainString().replace('.', ','));
        }
    }

    void put(ObjectNode request, String list, List<Line> lines) {
        for (var line : lines) {
            put(array(request, list).addObject(), line);
        }
    }

    void put(ObjectNode sent, Line line) {
        sent.put("code", line.code);
        number(sent, "amount", line.amount);
        number(sent, "price_with_tax", line.price);
        sent.put("tax", "EX4");
    }

    static ArrayNode array(ObjectNode object, String name) {
        return object.withArray(name);
    }

    static ObjectNode document(String type) {
        var document = DifferentialCompany.object().put("doc_type", type).put("doc_date", "23.11.2026");
        return document;
    }

    static void partner(ObjectNode document) {
        document.putObject("partner").put("mk_id", "1600100001").put("mk_address_id", "1600110001");
    }

    static void assertCode(JsonNode answer, String code) {
        assertThat(answer.path("opr_code").asText()).as(answer.toString()).isEqualTo(code);
    }

    static void assertRefused(JsonNode answer) {
        assertThat(answer.path("opr_code").asText("0")).as(answer.toString()).isNotEqualTo("0");
    }

    /** One of the newer papers of a type; none when there is none. */
    @Nullable
    Paper anyPaper(String type) {
        var papers = model.papers(type);
        return papers.isEmpty() ? null : papers.get(papers.size() - 1 - random.nextInt(Math.min(30, papers.size())));
    }

    /** A random number below the given one. */
    int below(int most) {
        return random.nextInt(most);
    }

    void shuffle(List<Line> lines) {
        Collections.shuffle(lines, random);
    }
}
