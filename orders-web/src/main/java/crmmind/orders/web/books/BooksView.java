package crmmind.orders.web.books;

import crmmind.orders.books.BooksService;
import crmmind.orders.books.BooksService.Check;
import crmmind.orders.books.BooksService.Repair;
import crmmind.orders.books.Change;
import crmmind.orders.books.Finding;
import crmmind.orders.books.Rule;
import crmmind.orders.shared.BusinessException;
import crmmind.orders.web.shell.Me;
import crmmind.orders.web.shell.Pages;
import crmmind.orders.web.shell.Refusals;
import crmmind.orders.web.shell.Toasts;
import crmmind.orders.web.shown.Texts;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind {@code books.xhtml}: the findings of the audit, and one of them looked at closely. */
@Named
@ViewScoped
public class BooksView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String BUNDLE = "booktexts";
    private static final int LATEST = 5;

    @Inject
    BooksService books;

    @Inject
    Toasts toasts;

    @Inject
    Me me;

    @Inject
    Texts texts;

    @Inject
    Refusals refusals;

    private String rule = "";
    private String order = "";
    private String subject = "";
    private String reason = "";
    private List<Finding> findings = List.of();
    private List<Check> checks = List.of();
    private List<Repair> repairs = List.of();
    private @Nullable Finding chosen;
    private List<Change> changes = List.of();
    private @Nullable String refusal;

    /** Reads what is broken now, and what the repair of the chosen finding would change. */
    public void load() {
        if (!me.isAdmin()) {
            Pages.forbidden();
            return;
        }
        findings = books.findings();
        checks = books.latest(LATEST);
        repairs = books.repairs(LATEST);
        chosen = chosenFinding().orElse(null);
        var present = chosen;
        if (present != null) {
            try {
                changes = books.preview(present.rule(), present.documentId(), present.subject());
            } catch (BusinessException e) {
                refusal = refusals.detail(e);
            }
        }
    }

    private Optional<Finding> chosenFinding() {
        return findings.stream()
                .filter(finding -> finding.rule().code().equals(rule)
                        && finding.subject().equals(subject)
                        && (finding.documentId() == null
                                ? order.isEmpty()
                                : finding.documentId().toString().equals(order)))
                .findFirst();
    }

    /** Looks at the books now. */
    public void check() {
        var found = books.check();
        toasts.say(
                found.isEmpty() ? "success" : "warning",
                found.isEmpty()
                        ? texts.text(BUNDLE, "toast.balanced")
                        : texts.count(BUNDLE, "toast.findings", found.size()));
        Pages.goTo("/books");
    }

    /** Repairs the chosen finding. */
    public void repair() {
        try {
            var changed = books.repair(
                    Rule.of(rule).orElseThrow(), order.isEmpty() ? null : UUID.fromString(order), subject, reason);
            toasts.done(texts.count(BUNDLE, "toast.repaired", changed.size()));
            Pages.goTo("/books");
        } catch (BusinessException e) {
            toasts.say("warning", refusals.detail(e));
            Pages.goTo(Pages.here());
        }
    }

    /** Where a finding is looked at closely. */
    public String address(Finding finding) {
        return "/books?rule=" + finding.rule().code()
                + (finding.documentId() == null ? "" : "&order=" + finding.documentId())
                + "&subject=" + URLEncoder.encode(finding.subject(), StandardCharsets.UTF_8);
    }

    public List<Finding> getFindings() {
        return findings;
    }

    public List<Check> getChecks() {
        return checks;
    }

    public List<Repair> getRepairs() {
        return repairs;
    }

    /** The finding looked at closely. */
    public @Nullable Finding getChosen() {
        return chosen;
    }

    public List<Change> getChanges() {
        return changes;
    }

    /** Why a repair does not help. */
    public @Nullable String getRefusal() {
        return refusal;
    }

    /** Whether somebody followed a link to a finding that is none any more. */
    public boolean gone() {
        return !rule.isEmpty() && chosen == null;
    }

    public String getRule() {
        return rule;
    }

    public void setRule(@Nullable String rule) {
        this.rule = rule == null ? "" : rule;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(@Nullable String order) {
        this.order = order == null ? "" : order;
    }

    public String getSubject() {
        return subject;
    }

    public void setSubject(@Nullable String subject) {
        this.subject = subject == null ? "" : subject;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason == null ? "" : reason;
    }
}
