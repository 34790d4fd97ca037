/** Tests of the protocol and of its tables. */
package crmmind.metakocka.ledger;
