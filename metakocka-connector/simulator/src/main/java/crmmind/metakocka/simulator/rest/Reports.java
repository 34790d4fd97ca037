package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.flag;
import static crmmind.metakocka.simulator.wire.Fields.text;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.store.Document;
import crmmind.metakocka.simulator.wire.Refusal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code report}: one page of PDF about a document, at once or by token. Tokens are not kept over a restart. */
final class Reports {
    private final Company company;
    private final Supplier<String> address;
    private final Map<String, Job> jobs = new HashMap<>();

    private static final class Job {
        private final byte[] pdf;
        private int asked;

        Job(byte[] pdf) {
            this.pdf = pdf;
        }
    }

    /** Reports of a company, to be fetched from the given address when they were asked for by token. */
    Reports(Company company, Supplier<String> address) {
        this.company = company;
        this.address = address;
    }

    Outcome report(ObjectNode request) {
        var token = text(request, "token");
        if (token != null) {
            return Outcome.json(progress(token));
        }
        if (text(request, "report_id") == null) {
            throw new Refusal("2", "Paramether report_id must be set");
        }
        var id = text(request, "mk_id");
        var async = flag(request, "async");
        var document = id == null && async ? Optional.<Document>empty() : Optional.of(document(id));
        var pdf = pdf(document.map(Reports::lines).orElseGet(() -> List.of("Report " + text(request, "report_id"))));
        if (!async) {
            return Outcome.file("application/pdf", pdf);
        }
        var fresh = UUID.randomUUID().toString();
        jobs.put(fresh, new Job(pdf));
        return Outcome.json(Answers.done().put("token", fresh));
    }

    private Document document(@Nullable String id) {
        return Ids.number(id)
                .flatMap(number -> company.store().types().stream()
                        .map(type -> company.store().document(type, number))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseThrow(() -> new Refusal("6", "Cannot find document with id = " + id));
    }

    /** In work when asked the first time, ready when asked again. */
    private ObjectNode progress(String token) {
        var job = jobs.get(token);
        if (job == null) {
            throw new Refusal("6", "Report with this token does not exist.");
        }
        job.asked++;
        var answer = Answers.done().put("token", token);
        return job.asked == 1
                ? answer.put("progress", "Priprava podatkov 1 / 2")
                : answer.put("url", address.get() + "/download/report/" + token);
    }

    /** The finished report of a token. */
    Optional<byte[]> finished(String token) {
        return Optional.ofNullable(jobs.get(token)).map(job -> job.pdf);
    }

    private static List<String> lines(Document document) {
        var content = document.content();
        var lines = new ArrayList<String>();
        lines.add(document.type() + " " + document.number());
        lines.add("Datum: " + text(content, "doc_date", "").replace("+02:00", ""));
        lines.add("Kupec: " + text(content.path("partner"), "customer", ""));
        for (var line : content.path("product_list")) {
            lines.add(text(line, "amount") + " x " + text(line, "code") + "  " + text(line, "name", ""));
        }
        lines.add("Skupaj: " + text(content, "sum_all", "0") + " " + text(content, "currency_code", ""));
        return lines;
    }

    private static byte[] pdf(List<String> lines) {
        var page = new StringBuilder("BT /F1 12 Tf 60 780 Td 16 TL\n");
        for (var line : lines) {
            page.append('(').append(plain(line)).append(") Tj T*\n");
        }
        page.append("ET");
        var objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                "<</Length " + page.length() + ">>\nstream\n" + page + "\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        var pdf = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder("0000000000 65535 f \n");
        for (var i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        var start = pdf.length();
        pdf.append("xref\n0 ").append(objects.size() + 1).append('\n').append(table);
        pdf.append("trailer\n<</Size ").append(objects.size() + 1).append("/Root 1 0 R>>\n");
        pdf.append("startxref\n").append(start).append("\n%%EOF\n");
        return pdf.toString().getBytes(US_ASCII);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("[^\\x20-\\x7e]", "")
                .replaceAll("([()\\\\])", "\\\\$1");
    }
}
