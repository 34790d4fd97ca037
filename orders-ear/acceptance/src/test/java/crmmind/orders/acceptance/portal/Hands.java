package crmmind.orders.acceptance.portal;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** How a person reaches what is on a page: with the mouse, or with the keyboard and nothing else. */
abstract class Hands {

    private final Page page;
    private int moves;

    private Hands(Page page) {
        this.page = page;
    }

    static Hands withMouse(Page page) {
        return new Mouse(page);
    }

    static Hands withKeyboard(Page page) {
        return new Keys(page);
    }

    /** Presses a button, follows a link, ticks a box. */
    void press(Locator target) {
        moves++;
        doPress(target);
    }

    /** Writes into a field; what was there goes. */
    void write(Locator field, String text) {
        doWrite(field, text);
    }

    /** Writes and presses Enter. */
    void writeAndGo(Locator field, String text) {
        moves++;
        doWrite(field, text);
        page.keyboard().press("Enter");
    }

    /** How often something was pressed since the last time this was asked; typing is not counted. */
    int moves() {
        int made = moves;
        moves = 0;
        return made;
    }

    Page page() {
        return page;
    }

    abstract void doPress(Locator target);

    abstract void doWrite(Locator field, String text);

    private static final class Mouse extends Hands {

        private Mouse(Page page) {
            super(page);
        }

        @Override
        void doPress(Locator target) {
            target.click();
        }

        @Override
        void doWrite(Locator field, String text) {
            field.click();
            field.fill(text);
        }
    }

    /**
     * Goes from one element to the next with Tab, as who has no mouse does; what cannot be reached so is not reached.
     */
    private static final class Keys extends Hands {

        private static final int FARTHEST = 400;

        private Keys(Page page) {
            super(page);
        }

        @Override
        void doPress(Locator target) {
            reach(target);
            var box = Boolean.TRUE.equals(target.evaluate("e => e.matches('input[type=checkbox], input[type=radio]')"));
            page().keyboard().press(box ? "Space" : "Enter");
        }

        @Override
        void doWrite(Locator field, String text) {
            reach(field);
            page().keyboard().press("Control+a");
            page().keyboard().type(text);
        }

        private void reach(Locator target) {
            target.waitFor();
            for (int i = 0; i < FARTHEST; i++) {
                if (Boolean.TRUE.equals(target.evaluate("e => e === document.activeElement"))) {
                    return;
                }
                page().keyboard().press("Tab");
            }
            throw new AssertionError("The keyboard does not reach " + target);
        }
    }
}
