/** The pages of jobs: what was chosen, the dry run, the progress, the report. Depends on the bulk boundary. */
@NullMarked
package crmmind.orders.web.bulk;

import org.jspecify.annotations.NullMarked;
