"use strict";
/* The order list: rows that open their order, how close they stand, and a head that stays where all columns fit. */
(() => {
  const root = document.documentElement;

  document.addEventListener("click", (event) => {
    const density = event.target.closest("[data-density-toggle]");
    if (density) {
      const next = root.dataset.density === "compact" ? "comfortable" : "compact";
      root.dataset.density = next;
      density.setAttribute("aria-pressed", String(next === "compact"));
      document.cookie = `density=${next};path=/;max-age=31536000;samesite=lax`;
      return;
    }
    const row = event.target.closest("#order-table tr[data-order]");
    if (!row || event.target.closest("a, button, input, label, select, summary, .check")) { return; }
    if (getSelection().toString()) { return; } // somebody marks a text to copy it
    const link = row.querySelector("a.order-link");
    if (event.ctrlKey || event.metaKey) { open(link.href); } else { location.assign(link.href); }
  });

  function fit() {
    const table = document.getElementById("order-table");
    if (!table) { return; }
    const wrap = table.parentElement;
    wrap.classList.remove("fits");
    wrap.classList.toggle("fits", table.scrollWidth <= wrap.clientWidth);
  }
  document.addEventListener("DOMContentLoaded", fit);
  addEventListener("resize", fit);

  document.addEventListener("auxclick", (event) => { // the middle button opens a tab, as on a link
    const row = event.target.closest("#order-table tr[data-order]");
    if (event.button === 1 && row && !event.target.closest("a, button, input")) {
      open(row.querySelector("a.order-link").href);
    }
  });
})();
