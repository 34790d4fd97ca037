/**
 * Starts a whole order desk from one file: PostgreSQL, the Metakocka simulator and Payara Micro with the portal, as
 * processes of their own on the loopback address, with their data in one folder. Depends on nothing but the JDK and an
 * xz decoder.
 */
@NullMarked
package crmmind.orders.quickstart;

import org.jspecify.annotations.NullMarked;
