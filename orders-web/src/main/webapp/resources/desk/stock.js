"use strict";
/* What warehouses have of a product, beside its code: while the pointer or the keyboard is on the code or on what is
   shown; to stay when it is pressed; gone with Esc or when somebody goes elsewhere. Asked for once, and only then. */
(() => {
  const base = document.documentElement.dataset.base || "";
  const SOON = 120; // ms: a pointer on its way passes by
  const LATER = 250; // ms: from the code to what is shown
  const asked = new Map();
  let button = null; // whose stock is shown
  let pinned = false;
  let timer = 0;

  const popover = () => (button ? button.nextElementSibling : null);
  const within = (node) => button !== null && node instanceof Node && (button.contains(node) || popover().contains(node));

  function ask(code) {
    if (!asked.has(code)) {
      const answer = fetch(`${base}/orders/stock.json?product=${encodeURIComponent(code)}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))));
      asked.set(code, answer);
      answer.catch(() => { asked.delete(code); }); // the next look asks again
    }
    return asked.get(code);
  }

  function row(place, own) {
    const line = document.createElement("div");
    line.setAttribute("role", "row");
    line.className = [place.warehouse === own ? "stock-own" : "", place.short ? "stock-short" : ""].join(" ").trim();
    const cell = (kind, role, text) => {
      const part = document.createElement(kind);
      part.setAttribute("role", role);
      part.textContent = text;
      line.append(part);
      return part;
    };
    const name = cell("span", "rowheader", place.warehouse);
    if (place.warehouse === own) {
      const mark = document.createElement("small");
      mark.textContent = document.getElementById("stock-template").dataset.own;
      name.append(mark);
    }
    cell("span", "cell", place.onHand);
    cell("span", "cell", place.reserved);
    cell("span", "cell", place.held);
    cell("span", "cell", place.unbooked).dataset.stockUnbooked = "true";
    cell("strong", "cell", place.available);
    return line;
  }

  function fill(box, stock, own) {
    box.dataset.stockState = stock.places.length > 0 ? "there" : "none";
    box.classList.toggle("stock-all-booked", !stock.unbooked);
    box.querySelector(".stock-places").append(...stock.places.map((place) => row(place, own)));
    if (stock.asOf) {
      const time = box.querySelector("time");
      time.dateTime = stock.asOf.at;
      time.title = stock.asOf.moment;
      time.textContent = stock.asOf.ago;
    } else {
      box.querySelector("time").parentElement.hidden = true;
    }
  }

  function put() { // below the code; above it where there is no room; never beyond the window
    const box = popover();
    if (!box) { return; }
    const at = button.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const below = at.bottom + 6 + size.height <= innerHeight || at.top - 6 - size.height < 0;
    box.style.left = `${Math.max(12, Math.min(at.left, document.documentElement.clientWidth - size.width - 12))}px`;
    box.style.top = `${below ? at.bottom + 6 : at.top - 6 - size.height}px`;
  }

  function close() {
    clearTimeout(timer);
    const box = popover();
    if (!box) { return; }
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    box.remove();
    button = null;
    pinned = false;
  }

  function open(which) {
    clearTimeout(timer);
    if (button === which) { return; }
    close();
    const box = document.importNode(document.getElementById("stock-template").content.firstElementChild, true); // in the template links lead nowhere
    const code = which.dataset.stockOf;
    button = which;
    box.id = "stock-popover";
    box.setAttribute("aria-label", `${box.getAttribute("aria-label")}: ${code}`);
    box.querySelector("a").search = `?q=${encodeURIComponent(code)}`;
    box.popover = "manual"; // above everything, and cut off by nothing that scrolls
    which.after(box); // the next Tab leads into it
    box.showPopover();
    which.setAttribute("aria-expanded", "true");
    which.setAttribute("aria-controls", box.id);
    put();
    ask(code).then((stock) => { if (popover() === box) { fill(box, stock, which.dataset.stockOwn); put(); } })
      .catch(() => { if (popover() === box) { box.dataset.stockState = "failed"; put(); } });
  }

  const at = (event) => (event.target instanceof Element ? event.target.closest("[data-stock-of]") : null);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") { return; } // a finger presses
    const which = at(event);
    if (within(event.target)) { clearTimeout(timer); } else if (which) {
      clearTimeout(timer);
      timer = setTimeout(() => { if (!pinned) { open(which); } }, SOON);
    }
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "mouse" || within(event.relatedTarget) || !(within(event.target) || at(event))) { return; }
    clearTimeout(timer);
    timer = setTimeout(() => { if (!pinned && !within(document.activeElement)) { close(); } }, LATER);
  });
  document.addEventListener("focusin", (event) => {
    const which = at(event);
    if (which && which.matches(":focus-visible")) { open(which); } else if (!within(event.target)) { close(); }
  });
  document.addEventListener("click", (event) => {
    const which = at(event);
    if (which) {
      if (button === which && pinned) { close(); } else { open(which); pinned = true; }
    } else if (!within(event.target)) { close(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button) {
      const back = button;
      const inside = popover().contains(document.activeElement);
      close();
      if (inside) { back.focus(); close(); } // being there shows nothing again
    }
  });
  addEventListener("scroll", put, { capture: true, passive: true });
  addEventListener("resize", put);
})();
