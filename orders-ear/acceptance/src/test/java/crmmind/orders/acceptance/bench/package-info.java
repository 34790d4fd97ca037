/** Measurements of the whole desk, started by hand; nothing here fails a build. */
package crmmind.orders.acceptance.bench;
