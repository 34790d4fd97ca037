/** Tests of finding out what is wrong with a connection. */
package crmmind.metakocka.connection;
