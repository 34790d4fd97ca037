/**
 * Who calls: sessions of people at the pages, tokens of programs at the API. What they may do is checked behind the
 * boundary.
 */
@NullMarked
package crmmind.orders.web.security;

import org.jspecify.annotations.NullMarked;
