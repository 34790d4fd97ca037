"use strict";
/* Badges follow what happens elsewhere. A socket names the orders that changed; where it cannot be had, the page asks. */
(() => {
  const AXES = { status: "[data-status]", sync: "[data-sync]", stock: "[data-stock]" };
  const LEAVING = 10000; // ms: a click that began a download leaves no page
  const base = document.documentElement.dataset.base || "";
  let pause = 1000;
  let socket = null;
  let asking = 0;
  let left = -Infinity;

  const rows = () => [...document.querySelectorAll("[data-order-id]")];

  function paint(scope, order) {
    for (const [axis, selector] of Object.entries(AXES)) {
      const badge = scope.querySelector(`.badge${selector}`);
      const now = order[axis];
      if (!badge || badge.dataset[axis] === now.code) { continue; }
      badge.dataset[axis] = now.code;
      badge.className = `badge badge-${now.kind} badge-new`;
      badge.removeAttribute("title");
      const icon = badge.querySelector("i");
      if (icon) { icon.className = `pi ${now.icon}`; }
      badge.replaceChildren(...(icon ? [icon] : []), now.text);
    }
  }

  function busy() { // somebody is in the middle of something that a new page would lose
    return document.querySelector("dialog[open]") !== null
      || performance.now() - left < LEAVING || document.documentElement.dataset.half !== undefined
      || [...document.querySelectorAll("main form input, main form textarea")].some((field) => field.type !== "hidden"
        && field.type !== "checkbox" && field.value !== field.defaultValue);
  }

  function refresh(ids) {
    const wanted = ids.slice(0, 200);
    if (wanted.length === 0) { return; }
    fetch(`${base}/orders/live.json?ids=${wanted.join(",")}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((orders) => {
        for (const order of orders) {
          document.querySelectorAll(`[data-order-id="${order.id}"]`).forEach((scope) => {
            const waited = scope.dataset.awaits === "true" && order.sync.code !== "pending";
            const other = scope.dataset.version !== undefined && scope.dataset.version !== String(order.version);
            paint(scope, order);
            const undo = document.querySelector(".toasts [data-undo]") !== null;
            if ((waited || other) && !undo && !busy()) { location.reload(); return; }
            if ((waited || other) && undo) { // it would be gone before somebody reaches it
              document.addEventListener("desk:toast-gone", () => { refresh([order.id]); }, { once: true });
            }
            if (other || (waited && !undo)) {
              const notice = document.getElementById("changed-elsewhere");
              if (notice) { notice.hidden = false; }
            }
          });
        }
      })
      .catch(() => {}); // asked again with the next change
  }

  function changed(ids) {
    const shown = new Set(rows().map((row) => row.dataset.orderId));
    refresh(ids.filter((id) => shown.has(id)));
    document.dispatchEvent(new CustomEvent("desk:changed", { detail: ids }));
  }

  function askNowAndThen() {
    clearTimeout(asking);
    asking = setTimeout(() => {
      if (!document.hidden) { refresh([...new Set(rows().map((row) => row.dataset.orderId))]); }
      if (!socket) { askNowAndThen(); }
    }, 15000);
  }

  function listen() {
    const address = new URL(`${base}/live`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      pause = 1000;
      document.documentElement.dataset.live = "true";
      clearTimeout(asking);
      refresh([...new Set(rows().map((row) => row.dataset.orderId))]); // what happened before it listened
      document.dispatchEvent(new CustomEvent("desk:listening"));
    });
    socket.addEventListener("message", (event) => { changed(JSON.parse(event.data)); });
    socket.addEventListener("close", (event) => {
      socket = null;
      delete document.documentElement.dataset.live;
      if (event.code === 1008) { return; } // not signed in any more
      askNowAndThen();
      setTimeout(listen, pause);
      pause = Math.min(pause * 2, 60000);
    });
  }

  window.addEventListener("beforeunload", () => { left = performance.now(); }); // loading anew would take the place of where they go
  window.addEventListener("pageshow", () => { left = -Infinity; });

  document.addEventListener("DOMContentLoaded", () => {
    const follows = rows().length > 0 || document.querySelector("[data-follows]") !== null;
    if (follows && "WebSocket" in window) { listen(); }
  });
})();
