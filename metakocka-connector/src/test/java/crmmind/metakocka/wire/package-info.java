/** Tests of the wire. */
package crmmind.metakocka.wire;
