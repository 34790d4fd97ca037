/** Tests of the connector, and the stand-ins they use. */
package crmmind.metakocka;
