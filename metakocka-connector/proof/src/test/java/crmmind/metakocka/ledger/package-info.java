/** The ledger in processes of their own that are killed. In the package of what it kills, to reach its ports. */
package crmmind.metakocka.ledger;
