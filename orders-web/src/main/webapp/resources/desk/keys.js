"use strict";
/* The keyboard: one list of commands behind single keys, their help and the palette. */
(() => {
  const root = document.documentElement;
  const base = root.dataset.base || "";
  const PAGES = { d: "nav-dashboard", o: "nav-orders", p: "nav-pack", m: "nav-metakocka", i: "nav-inventory", q: "nav-queue", j: "nav-jobs", l: "nav-logs", s: "nav-settings" };
  const ACTIONS = { c: ["next:sync", "menu:confirm", "menu:sync"], f: ["fulfil"], p: ["pick-list"], e: ["edit"], h: ["hold"], n: ["new-order"], "[": ["previous-order", "previous-page"], "]": ["next-order", "next-page"] };
  const ROWS = "main table tbody tr:has(a[href])";
  let waiting = 0;
  let last = -1;

  const HALF = "half";
  const PATIENCE = 1500; // ms between two keys
  const half = () => root.dataset.half !== undefined; // the first key of two was pressed

  function begin(at) { // a page that is just being loaded anew must not swallow the second key
    sessionStorage.setItem(HALF, String(at));
    root.dataset.half = "g";
    waiting = setTimeout(end, Math.max(0, at + PATIENCE - Date.now()));
  }

  function end() {
    clearTimeout(waiting);
    sessionStorage.removeItem(HALF);
    delete root.dataset.half;
  }
  const off = () => document.cookie.split("; ").includes("keys=off");
  const FIELDS = ":is(input:not([type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable])";
  // a field of a dialog that was just closed keeps the focus until the browser draws again: nobody types into it
  const typing = (target) => target.matches(FIELDS) && target.checkVisibility();
  const usable = (element) => element && !element.disabled && !element.hidden;
  const rows = () => [...document.querySelectorAll(ROWS)];
  const active = () => rows().findIndex((row) => row.classList.contains("active"));

  function press(ids) {
    const found = ids.map((id) => document.getElementById(id)).find(usable);
    if (found) { found.click(); }
    return Boolean(found);
  }

  function move(by) {
    const all = rows();
    if (all.length === 0) { return; }
    const now = active();
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + by));
    all.forEach((row, at) => { row.classList.toggle("active", at === next); });
    all[next].querySelector("a[href]").focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function choose(range) {
    const all = rows();
    const at = active();
    const box = at >= 0 && all[at].querySelector("input[data-row]");
    if (!box) { return; }
    const set = (input, checked) => {
      if (input && input.checked !== checked) { input.checked = checked; input.dispatchEvent(new Event("change", { bubbles: true })); }
    };
    if (range && last >= 0) {
      for (let i = Math.min(last, at); i <= Math.max(last, at); i += 1) { set(all[i].querySelector("input[data-row]"), true); }
    } else {
      set(box, !box.checked);
    }
    last = at;
  }

  /* ---- palette */
  const palette = () => document.getElementById("palette");
  const listed = () => [...document.querySelectorAll("#palette-list [role=option]")];
  let choices = [];
  let asked = 0;

  const label = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".why, .visually-hidden, .nav-count").forEach((part) => { part.remove(); });
    return (copy.textContent.trim() || element.getAttribute("aria-label") || "").replace(/\s+/g, " ");
  };

  const icon = (element) => [...(element.querySelector("i.pi")?.classList ?? [])].find((name) => name.startsWith("pi-")) ?? "";
  const keyOf = (element) => {
    const page = Object.keys(PAGES).find((key) => PAGES[key] === element.id);
    return page ? `g ${page}` : (Object.keys(ACTIONS).find((key) => ACTIONS[key].includes(element.id)) ?? "");
  };

  /* What was selected first, then the next step, what stands on the page, what is in its menus with the menu's name, and
     the pages. Columns are found by who asks for one. */
  function commands(wanted) {
    const group = (kind, elements) => elements.map((element) => {
      const menu = element.closest("details.menu")?.querySelector("summary");
      const bulk = element.closest(".bulk-bar")?.querySelector(".bulk-said > [data-when]:not([hidden])");
      const place = element.classList.contains("btn-primary") ? 1 : 2;
      return {
        kind,
        icon: icon(element),
        text: label(element),
        side: bulk ? label(bulk) : (menu && !menu.hasAttribute("aria-label") ? label(menu) : ""),
        key: off() ? "" : keyOf(element),
        rank: menu ? 3 : (bulk ? 0 : place),
        why: element.disabled || element.getAttribute("aria-disabled") === "true" ? (element.querySelector(".why")?.textContent.trim() || element.title || "") : "",
        disabled: Boolean(element.disabled),
        run: () => element.click(),
      };
    }).filter((one) => one.text);
    const actions = [...document.querySelectorAll("main :is(.page-actions, .card-action, .bulk-bar:not([hidden]) .bulk-acts) :is(a[href], button:not([aria-label='']))")]
      .filter((element) => !element.closest("dialog, [data-when][hidden]") && (wanted !== "" || element.dataset.shown === undefined));
    return [...group("action", actions).sort((one, other) => one.rank - other.rank), ...group("page", [...document.querySelectorAll("#side-nav nav a")])];
  }

  function show(items) {
    const list = document.getElementById("palette-list");
    choices = items;
    list.replaceChildren(...items.map((item, at) => {
      const option = document.createElement("li");
      option.id = `palette-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.setAttribute("aria-disabled", String(Boolean(item.disabled)));
      option.className = `palette-option palette-${item.kind}`;
      const picture = document.createElement("i");
      picture.className = `pi ${item.icon || "pi-angle-right"}`;
      picture.setAttribute("aria-hidden", "true");
      const text = document.createElement("span");
      text.textContent = item.text;
      const side = document.createElement("small");
      side.textContent = item.why || item.side || "";
      option.append(picture, text, side);
      if (item.key) {
        const key = document.createElement("kbd");
        key.textContent = item.key;
        key.setAttribute("aria-hidden", "true");
        option.append(key);
      }
      option.addEventListener("click", () => run(at));
      return option;
    }));
    document.getElementById("palette-none").hidden = items.length > 0;
    mark(items.findIndex((item) => !item.disabled));
  }

  function mark(at) {
    listed().forEach((option, place) => { option.setAttribute("aria-selected", String(place === at)); });
    const field = document.getElementById("palette-q");
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", `palette-${at}`);
      listed()[at].scrollIntoView({ block: "nearest" });
    } else { field.removeAttribute("aria-activedescendant"); }
  }

  const marked = () => listed().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function run(at) {
    const item = choices[at];
    if (!item || item.disabled) { return; }
    palette().close();
    item.run();
  }

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function search(text) {
    const wanted = fold(text.trim());
    const known = commands(wanted).filter((item) => fold(item.text).includes(wanted));
    show(known);
    asked += 1;
    const mine = asked;
    if (wanted.length < 2) { return; }
    setTimeout(() => {
      if (mine !== asked) { return; }
      fetch(`${base}/orders/found.json?q=${encodeURIComponent(text.trim())}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((orders) => {
          if (mine !== asked) { return; }
          show([...orders.map((order) => ({ kind: "order", icon: "pi-shopping-cart", text: `${order.number} · ${order.customer}`, side: order.status, run: () => { location.assign(base + order.path); } })), ...known]);
        })
        .catch(() => {});
    }, 180);
  }

  function openPalette() {
    const dialog = palette();
    if (!dialog || dialog.open) { return; }
    const field = document.getElementById("palette-q");
    field.value = "";
    dialog.showModal();
    search("");
    field.focus();
  }

  document.addEventListener("input", (event) => { if (event.target.id === "palette-q") { search(event.target.value); } });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette]")) { openPalette(); }
    if (event.target.closest("[data-keys-help]")) { document.getElementById("keys-help").showModal(); }
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") { document.cookie = `keys=${event.target.checked ? "on" : "off"};path=/;max-age=31536000;samesite=lax`; }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
      return;
    }
    if (event.target.id === "palette-q" && palette().open) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const count = choices.length;
        let at = marked();
        for (let i = 0; i < count; i += 1) {
          at = (at + step + count) % count;
          if (!choices[at].disabled) { break; }
        }
        mark(at);
      } else if (event.key === "Enter") {
        event.preventDefault();
        run(marked());
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)
      || document.querySelector("dialog[open]") || off()) { return; }
    if (half()) {
      end();
      const page = document.getElementById(PAGES[event.key] || "");
      if (page) { event.preventDefault(); page.click(); }
      return;
    }
    const bound = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    switch (event.key) {
      case "?": event.preventDefault(); document.getElementById("keys-help").showModal(); break;
      case "g": begin(Date.now()); break;
      case "j": move(1); break;
      case "k": move(-1); break;
      case "x": choose(false); break;
      case "X": choose(true); break;
      default:
        if (usable(bound)) { event.preventDefault(); bound.click(); } else if (ACTIONS[event.key] && press(ACTIONS[event.key])) { event.preventDefault(); }
    }
  });

  const begun = Number(sessionStorage.getItem(HALF));
  if (Date.now() - begun < PATIENCE) { begin(begun); }

  document.addEventListener("DOMContentLoaded", () => {
    const on = document.getElementById("keys-on");
    if (on) { on.checked = !off(); }
  });
})();
