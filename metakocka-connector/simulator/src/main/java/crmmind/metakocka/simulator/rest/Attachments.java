package crmmind.metakocka.simulator.rest;

import static crmmind.metakocka.simulator.wire.Fields.objects;
import static crmmind.metakocka.simulator.wire.Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crmmind.metakocka.simulator.company.Company;
import crmmind.metakocka.simulator.rest.Documents.Reason;
import crmmind.metakocka.simulator.wire.Refusal;
import java.util.Base64;

/** Files at documents. Names and sizes are kept, contents are not; each call adds, also a name that is there. */
final class Attachments {
    private final Company company;
    private final Documents documents;

    Attachments(Company company, Documents documents) {
        this.company = company;
        this.documents = documents;
    }

    /** Refuses a list that is wrong. */
    void check(JsonNode request) {
        for (var file : objects(request, "attachment_list")) {
            if (text(file, "file_name") == null) {
                throw new Refusal("6", "file_name is required");
            }
            size(file);
        }
    }

    private static int size(ObjectNode file) {
        var data = text(file, "data_b64");
        if (data == null) {
            if (text(file, "source_url") == null) {
                throw new Refusal("6", "source_url or data_b64 is required");
            }
            return 0;
        }
        try {
            return Base64.getMimeDecoder().decode(data).length;
        } catch (IllegalArgumentException e) {
            throw new Refusal("6", "data_b64 is not valid");
        }
    }

    /** Adds the files of a request to a document's content. */
    void add(ObjectNode content, JsonNode request) {
        for (var file : objects(request, "attachment_list")) {
            var name = text(file, "file_name", "");
            if (company.settings().flag("sameNameReplacesAttachment")) {
                remove(content, name);
            }
            Documents.list(content, "_attachments")
                    .addObject()
                    .put("id", Long.toString(company.store().nextId()))
                    .put("file_name", name)
                    .put("size", size(file));
        }
    }

    private static void remove(ObjectNode content, String name) {
        var files = Documents.list(content, "_attachments");
        for (var i = files.size() - 1; i >= 0; i--) {
            if (files.path(i).path("file_name").asText().equals(name)) {
                files.remove(i);
            }
        }
    }

    /** {@code add_attachment}. */
    ObjectNode addAttachment(ObjectNode request) {
        var type = text(request, "doc_type", "null");
        var content = documents.find(type, text(request, "mk_id")).content();
        if (objects(request, "attachment_list").isEmpty()) {
            throw new Refusal("6", "file_name is required");
        }
        check(request);
        add(content, request);
        documents.save(content, Reason.CONTENT);
        return Answers.done();
    }

    /** Shows the addresses of a document's files; names are not shown. */
    static void show(ObjectNode content, ObjectNode shown) {
        for (var file : objects(content, "_attachments")) {
            Documents.list(shown, "attachment_list")
                    .addObject()
                    .put("source_url", "https://files.example.test/" + text(file, "id"));
        }
    }
}
