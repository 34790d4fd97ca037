/** Orders to look at in a demonstration, made through the same commands as everybody's. */
@NullMarked
package crmmind.orders.demo;

import org.jspecify.annotations.NullMarked;
