package crmmind.orders.web.dashboard;

import crmmind.orders.mention.Mention;
import crmmind.orders.mention.MentionService;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/**
 * Behind the card of {@code dashboard.xhtml} with the comments that mention the reader. It keeps what it has shown: a
 * button ends the mention it stands beside, whatever came in since.
 */
@Named
@ViewScoped
public class MentionsView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    @Inject
    MentionService service;

    @Inject
    Me me;

    private List<Mention> mentions = List.of();

    /** Reads them, where there are any: most pages of most people cost nothing. */
    public void load() {
        mentions = me.getMentions() == 0 ? List.of() : service.open();
    }

    /** Ends one; twice is as good as once. */
    public void done(Mention mention) {
        service.done(mention.eventId());
        Pages.goTo("/dashboard");
    }

    /** The beginning of a comment, cut between two words. */
    public String beginning(Mention mention) {
        return cut(mention.text());
    }

    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = LONGEST;
        while (end > LONGEST / 2 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        if (!Character.isWhitespace(text.charAt(end))) { // one long word
            end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** Not done with, the newest first. */
    public List<Mention> getMentions() {
        return mentions;
    }

    /** Whether there are others that are not shown. */
    public boolean isMore() {
        return me.getMentions() > mentions.size();
    }
}
