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
  addEventListener("resize", fit);

  /* On a phone the filters open on demand, and stay so while somebody sets one after the other. */
  function filters(open) {
    const button = document.getElementById("filters-button");
    button.setAttribute("aria-expanded", String(open));
    document.getElementById("filter-fields").classList.toggle("open", open);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#filters-button");
    if (!button) { return; }
    const open = button.getAttribute("aria-expanded") !== "true";
    sessionStorage.setItem("filters", open ? "open" : "");
    filters(open);
  });

  /* What came into the list since it was read is told, and shown when it suits who reads: no row moves by itself. */
  const MOST_NEWS = 150;
  const news = new Set();
  let asking = 0;
  let asked = 0;
  function ask() {
    asking = 0;
    asked += 1;
    const mine = asked; // an answer that comes late tells less than the next one
    const place = document.getElementById("list-news");
    fetch(place.dataset.news + [...news].slice(-MOST_NEWS).join(","), { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((found) => {
        if (mine !== asked) { return; }
        const link = document.getElementById("show-news");
        link.hidden = found.count === 0;
        link.querySelector("span").textContent = found.says;
      })
      .catch(() => {}); // asked again with the next change
  }
  document.addEventListener("desk:changed", (event) => {
    if (!document.getElementById("list-news")) { return; }
    event.detail.filter((id) => !document.querySelector(`tr[data-order-id="${id}"]`)).forEach((id) => { news.add(id); });
    if (news.size > 0 && !asking) { asking = setTimeout(ask, 1000); } // many changes at once are one question
  });

  document.addEventListener("auxclick", (event) => { // the middle button opens a tab, as on a link
    const row = event.target.closest("#order-table tr[data-order]");
    if (event.button === 1 && row && !event.target.closest("a, button, input")) {
      open(row.querySelector("a.order-link").href);
    }
  });

  /* What was chosen, and how far one had scrolled, is there again after an order was looked at, on other pages of the
     same list, and after a reload; in this window, for this person. Chosen orders are kept as ids with the page they
     were chosen on, at most so many: what the bar counts is what a bulk action is sent, and nothing else. */
  const CHOSEN = "chosen";
  const HEIGHTS = "heights";
  const MOST_HEIGHTS = 20;
  let kept = null;

  const orders = () => document.getElementById("orders");
  const person = () => document.getElementById("who")?.textContent || "";
  const boxes = () => [...orders().querySelectorAll("input[data-row]")];

  function read(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch (unreadable) {
      return null;
    }
  }

  function write(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch (full) {
      // then it is as it would be without
    }
  }

  function showOthers() {
    const here = new Set(boxes().map((box) => box.value));
    const ids = Object.keys(kept.picked).filter((id) => !here.has(id));
    orders().querySelector("[data-others]").replaceChildren(...ids.map((id) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "order", value: id });
      field.dataset.other = "true";
      return field;
    }));
    orders().querySelectorAll("[data-elsewhere]").forEach((part) => {
      part.hidden = ids.length === 0;
      part.textContent = `· ${part.dataset.elsewhere.replace("{0}", String(ids.length))}`;
    });
  }

  const again = () => { orders().dispatchEvent(new CustomEvent("desk:selection", { bubbles: true })); };

  function restore() {
    kept = null;
    const form = orders();
    const before = read(CHOSEN);
    const same = form && before && before.person === person() && before.list === form.dataset.list;
    if (!same) { sessionStorage.removeItem(CHOSEN); }
    if (!form || boxes().length === 0) { return; }
    const begun = same ? before : { person: person(), list: form.dataset.list, whole: false, picked: {} };
    const here = new Set(boxes().map((box) => box.value));
    // what was chosen on this very page, or on one of several, and is not there any more is not seen, and not taken
    const onePage = form.querySelector("[data-whole]") === null;
    const gone = Object.keys(begun.picked).filter((id) => !here.has(id) && (onePage || begun.picked[id] === form.dataset.place));
    gone.forEach((id) => { delete begun.picked[id]; });
    const says = document.getElementById("selection-gone");
    says.textContent = gone.length > 0 ? says.dataset.gone.replace("{0}", String(gone.length)) : "";
    begun.whole = begun.whole && !onePage;
    form.querySelector("input[data-scope]").value = begun.whole ? "view" : "";
    boxes().forEach((box) => { box.checked = begun.whole || box.value in begun.picked; });
    kept = begun;
    showOthers();
    again();
  }

  document.addEventListener("desk:chosen", (event) => { // after every change of what is ticked
    const form = orders();
    if (!kept || event.target !== form) { return; }
    kept.whole = form.querySelector("input[data-scope]").value === "view";
    if (kept.whole) {
      kept.picked = {};
    } else {
      boxes().forEach((box) => { if (box.checked) { kept.picked[box.value] = form.dataset.place; } else { delete kept.picked[box.value]; } });
    }
    const remark = form.querySelector("[data-most]");
    const most = Number(remark.dataset.most);
    let over = Object.keys(kept.picked).length - most;
    if (over > 0) {
      boxes().reverse().filter((box) => box.checked).slice(0, over).forEach((box) => { box.checked = false; delete kept.picked[box.value]; });
    }
    const before = form.querySelectorAll("input[data-other]").length;
    showOthers();
    write(CHOSEN, kept);
    if (over > 0 || before !== form.querySelectorAll("input[data-other]").length) { again(); }
    if (over > 0) { remark.hidden = false; } else if (Object.keys(kept.picked).length < most) { remark.hidden = true; }
  });

  document.addEventListener("click", (event) => {
    if (kept && event.target.closest("#orders [data-clear-selection]")) { kept.picked = {}; }
  }, true); // before the boxes of this page are unticked

  document.addEventListener("submit", (event) => { // a row's own button comes back here
    if (event.target.id === "orders" && !event.submitter?.closest(".bulk-acts")) { write(HEIGHTS, { ...read(HEIGHTS), back: event.target.dataset.place }); }
  });

  addEventListener("pagehide", () => {
    const form = orders();
    if (!form) { return; }
    const heights = Object.entries(read(HEIGHTS)?.at || {}).filter(([place]) => place !== form.dataset.place).slice(1 - MOST_HEIGHTS);
    write(HEIGHTS, { ...read(HEIGHTS), at: Object.fromEntries([...heights, [form.dataset.place, scrollY]]) });
  });

  function scroll() {
    const form = orders();
    const heights = read(HEIGHTS) || {};
    write(HEIGHTS, { ...heights, back: undefined });
    if (!form) { return; }
    history.scrollRestoration = "manual"; // the browser does it before the bar of the selection is there
    const came = new URL(document.referrer || location.href);
    const order = came.origin === location.origin && came.pathname.match(/\/orders\/([0-9a-f-]{36})(\/edit)?$/);
    const way = performance.getEntriesByType("navigation")[0]?.type;
    if (order) { form.querySelector(`tr[data-order-id="${order[1]}"]`)?.classList.add("active"); }
    const height = heights.at?.[form.dataset.place];
    if (height && (order || way === "back_forward" || way === "reload" || heights.back === form.dataset.place)) { scrollTo({ top: height, behavior: "instant" }); }
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (sessionStorage.getItem("filters")) { filters(true); }
    restore();
    fit();
    scroll();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { restore(); } });
})();
