/** Tests of the API log. */
package crmmind.metakocka.exchange;
