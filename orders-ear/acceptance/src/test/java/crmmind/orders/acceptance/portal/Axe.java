package crmmind.orders.acceptance.portal;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What axe finds on a page as it stands. The pages have no frames, so axe runs in them directly: the way of its library
 * opens another page for each look, which takes several times as long.
 */
final class Axe {

    /** Waits for what moves shortly, as colours in between are nobody's choice. What moves for long is left to move. */
    private static final String LOOK = """
            async () => {
              const ends = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime <= 1500);
              await Promise.allSettled(ends.map(one => one.finished));
              const found = await axe.run({
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
                resultTypes: ['violations'],
              });
              return found.violations
                .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
                .flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.help}) at ${node.html}`));
            }""";

    private Axe() {}

    /**
     * @return what is serious or critical by WCAG 2.2 AA, each with its rule and the element; empty where nothing is
     */
    @SuppressWarnings("unchecked")
    static List<String> grave(Page page) {
        if (!(Boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(LOOK);
    }
}
