package crmmind.metakocka.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error text that is documented or was seen, and what it means. */
class AnswersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "2|Unknown document type : X",
                "2|Paramether 'status_code' has invalid value : X. Valid values : active,finished,deleted",
                "2|Product with code X not found - unit must be set to add new product",
                "2|Product with count_code X not found",
                "5|Inventuri ni mogoče dodati, ker je artikel X že vpisan na inventuri z datumom 1.1.2026",
                "6|Cannot find product with code = X",
                "6|Tracking code X not found",
                "6|file_name is required",
                "6|datetime is not valid",
                "6|claim_id is required",
                "6|Cannot find sales order with buyer order 'X'",
                "6|Cannot find report background file with name 'X'.",
                "6|Report with this token does not exist.",
                "6|Trenutno podprto tiskanje samo za eno vrsto dostavne službe. Seznam računov : X",
                "2|Type parameter must be set.",
                "2|Polje message_list je obvezno.",
                "2|Row 3: email and phone/gsm are both empty",
                "6|Some entries are already blacklisted. X",
                "8|Product with code X not found - unit must be set to add new product",
                "6|Attribute 'tax' for product with code 'X' or name 'Y' must be set.",
                "6|Profit center 'X' doesn't exist.",
                "6|Not valid date for doc_date",
                "6|Not valid number for discount_value",
                "2|Paramether discount must be valid number or numbers separate by semicolon (for example : 10;20)",
                "2|Partner data are missing",
                "1|Value is require for doc_date",
                "99|Value is require for doc_date",
                "1|Partner must have mk_address_id or customer and street for address identification.",
                "2|Paramether 'payment_type' has invalid value : X. Valid values : a,b,c",
                "6|Plačilni inštrument X, je potrebno davčno potrditi, vendar nimate vklopljenih davčnih blagajn.",
                "2|Cannot find document type sales_order with id = X",
                "2|Paramether mk_id must be set",
                "2|No partner with such properties.",
                "6|Cannot find email 'a@b' for paramether api_user_email",
                "6|No complaints found",
                "1|Cannot find value 2026-01-01+01:00 for condition doc_date_from",
                "1|cannot get beQueryParam",
                "1|No invoice for given sales order. Tracking code cannot be add.",
                "6|No invoice for given sales order. Tracking code cannot be add.",
                "77|No invoice for given sales order. Tracking code cannot be add.",
                "1|Dinamični šifrant z vrednostjo ''X'' tipa ''Prodajna naročila - status'' mora biti nastavljen",
                "1|Paramether 'tax' is not a valid tax. Supported tax values are: 000,085,EX4,EX30"
            })
    void a_known_refusal_is_a_refusal(String code, String text) {
        var outcome = classify(RemoteOperation.PUT_DOCUMENT, answer(code, text));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.text()).isEqualTo(text);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|Internal server error.",
                "1|java.lang.InterruptedException: sleep interrupted",
                "1|Napačna poštna številka",
                "3|something new",
                "4|something new",
                "7|something new",
                "4001|fiscal",
                "4004|fiscal",
                "-1|odd",
                "00|odd",
                "x|odd"
            })
    void whatever_is_not_known_leaves_a_doubt(String code, String text) {
        assertThat(classify(RemoteOperation.PUT_DOCUMENT, answer(code, text))).isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @EnumSource(RemoteOperation.class)
    void code_zero_is_done_for_every_operation(RemoteOperation operation) {
        assertThat(classify(operation, "{\"opr_code\":\"0\",\"mk_id\":\"1\"}")).isInstanceOf(Outcome.Done.class);
        assertThat(classify(operation, "{\"opr_code\":0}")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void partner_calls_succeed_without_a_code_when_they_carry_what_was_asked_for() {
        assertThat(classify(RemoteOperation.GET_PARTNER, "{\"partner_list_count\":\"0\"}"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(classify(RemoteOperation.ADD_PARTNER, "{\"mk_id\":\"1\"}")).isInstanceOf(Outcome.Done.class);
        assertThat(classify(RemoteOperation.ADD_PARTNER, "{}")).isInstanceOf(Outcome.Unknown.class);
        assertThat(classify(RemoteOperation.PUT_DOCUMENT, "{\"mk_id\":\"1\"}")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void a_repeated_reference_names_what_is_there() {
        var outcome = classify(
                RemoteOperation.PUT_DOCUMENT,
                "{\"opr_code\":\"6\",\"opr_code_app\":\"7\",\"opr_desc_app\":\"Documents with some buyer order already exist\","
                        + "\"duplicate_doc_list\":{\"count_code\":\"PP-1\",\"mk_id\":\"400\"}}");

        assertThat(outcome)
                .isEqualTo(new Outcome.Duplicate(
                        "Documents with some buyer order already exist",
                        java.util.List.of(new Outcome.Duplicate.Document("400", "PP-1"))));
    }

    @Test
    void mark_up_is_taken_out_of_a_text() {
        assertThat(classify(RemoteOperation.PUT_DOCUMENT, answer("6", "<b>No</b><br/>way")))
                .isEqualTo(new Outcome.Refused("6", "No  way", null));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void a_status_that_may_come_after_the_work_leaves_a_doubt(int status) {
        assertThat(Answers.classify(RemoteOperation.PUT_DOCUMENT, status, "text/html", new byte[0]))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 405, 413, 415})
    void a_status_that_comes_before_any_work_is_a_refusal(int status) {
        assertThat(Answers.classify(RemoteOperation.PUT_DOCUMENT, status, "text/html", new byte[0]))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("http_" + status));
    }

    private static Outcome classify(RemoteOperation operation, String body) {
        return Answers.classify(
                operation, 200, "application/json;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String code, String text) {
        return Json.object().put("opr_code", code).put("opr_desc", text).toString();
    }
}
