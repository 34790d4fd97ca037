"use strict";
/* The sync queue follows what happens: its numbers and the states of what it lists. Its rows stay where they are, so that
   nobody presses the button of another one; what came or went is told. */
(() => {
  const base = document.documentElement.dataset.base || "";
  const PAUSE = 1000;
  const NOW_AND_THEN = 15000; // not each step of an operation is in a timeline
  let asked = 0;
  let waiting = 0;

  function paintCounts(data) {
    for (const [key, number] of Object.entries(data.counts)) {
      const place = document.querySelector(`#count-${key} .stat-value`);
      if (place && place.textContent !== String(number)) { place.textContent = String(number); }
    }
    const oldest = document.getElementById("queue-oldest");
    if (oldest) { oldest.textContent = data.oldest; }
  }

  function paintRow(row, now) {
    if (row.dataset.state !== now.state) {
      row.dataset.state = now.state;
      const badge = row.querySelector(".queue-state .badge");
      const icon = document.createElement("i");
      icon.className = `pi ${now.icon}`;
      icon.setAttribute("aria-hidden", "true");
      badge.className = `badge badge-${now.kind} badge-new`;
      badge.replaceChildren(icon, now.text);
    }
    const attempts = row.querySelector("[data-attempts]");
    if (attempts) { attempts.textContent = String(now.attempt); }
    row.querySelectorAll("input[data-row], .queue-act button").forEach((command) => {
      command.disabled = !now.retryable;
      if (command.disabled && command.checked) {
        command.checked = false;
        command.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }

  function ask() {
    asked = Date.now();
    const stats = document.getElementById("queue-stats");
    const rows = new Map([...document.querySelectorAll("tr[data-operation]")].map((row) => [row.dataset.operation, row]));
    fetch(`${base}/queue/live.json?ids=${[...rows.keys()].join(",")}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((data) => {
        const before = new Map([...rows].map(([id, row]) => [id, row.dataset.state]));
        paintCounts(data);
        data.rows.forEach((now) => { paintRow(rows.get(now.id), now); });
        const moved = data.rows.some((now) => before.get(now.id) !== now.state);
        if (moved || String(data.counts.open) !== stats.dataset.open) {
          document.getElementById("queue-changed").hidden = false;
        }
      })
      .catch(() => {}); // asked again with the next change
  }

  function soon() { // many changes at once are one question
    clearTimeout(waiting);
    waiting = setTimeout(ask, Math.max(0, asked + PAUSE - Date.now()));
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!document.getElementById("queue-stats")) { return; }
    document.addEventListener("desk:changed", soon);
    document.addEventListener("desk:listening", soon);
    setInterval(() => { if (!document.hidden) { ask(); } }, NOW_AND_THEN);
  });
})();
