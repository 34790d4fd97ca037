/** Tests of the whole desk from outside, on servers they start themselves. */
@NullMarked
package crmmind.orders.acceptance;

import org.jspecify.annotations.NullMarked;
