/** What all pages share: addresses, theme, who is signed in, notices, errors. */
@NullMarked
package crmmind.orders.web.shell;

import org.jspecify.annotations.NullMarked;
