"use strict";
/* Choosing many orders, and following a job: works on data attributes, so that updated parts need no new wiring. */
(() => {
  const PAUSE = 1500;
  const afterOthers = (work) => setTimeout(work, 0); // the other scripts tick the boxes of this very event

  /* the bar above the list */
  function whole(form) {
    const scope = form.querySelector("input[data-scope]");
    return Boolean(scope) && scope.value === "view";
  }

  const others = (form) => [...form.querySelectorAll("input[data-other]")]; // chosen on other pages

  function show(form) {
    const bar = form.querySelector("[data-selection-bar]");
    if (!bar || !bar.querySelector("input[data-scope]")) { return; }
    const boxes = [...form.querySelectorAll("input[data-row]")];
    const full = boxes.length > 0 && boxes.every((box) => box.checked);
    if (!full) { bar.querySelector("input[data-scope]").value = ""; }
    const all = whole(form);
    const page = full && others(form).length === 0 && bar.querySelector("[data-offer]") !== null;
    const now = all ? "view" : (page ? "page" : "rows");
    bar.querySelectorAll("[data-when]").forEach((part) => { part.hidden = !part.dataset.when.split(" ").includes(now); });
    bar.querySelectorAll("[data-offer]").forEach((part) => { part.hidden = all || !full; });
    form.dispatchEvent(new CustomEvent("desk:chosen", { bubbles: true }));
  }

  function choose(form, scope) {
    form.querySelector("input[data-scope]").value = scope;
    show(form);
    const next = form.querySelector(scope ? "[data-page-only]" : "[data-whole]");
    if (next) { next.focus(); }
  }

  const packed = (ids) => btoa(ids.join("").replaceAll("-", "").replace(/../g, (hex) => String.fromCharCode(parseInt(hex, 16))))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""); // an address has not room for 200 ids as they are

  document.addEventListener("desk:selection", (event) => { show(event.target); });

  document.addEventListener("change", (event) => {
    if (event.target.matches("input[data-all], input[data-row]")) { afterOthers(() => show(event.target.form)); }
  });

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const wholeView = at("[data-whole]");
    if (wholeView) { choose(wholeView.closest("form"), "view"); return; }
    const pageOnly = at("[data-page-only]");
    if (pageOnly) { choose(pageOnly.closest("form"), ""); return; }
    const clear = at("[data-clear-selection]");
    if (clear) { afterOthers(() => show(clear.closest("form"))); return; }
    const file = at("a[data-picked]");
    if (file) { // the address names what is chosen now
      const form = file.closest("form");
      const picked = [...form.querySelectorAll("input[data-row]:checked"), ...others(form)].map((box) => box.value);
      file.href = whole(form) ? file.dataset.view : `${file.dataset.picked}?orders=${packed(picked)}`;
      const menu = file.closest("details");
      if (menu) { menu.open = false; }
    }
  });

  /* what is chosen in the list is kept (list.js) until a job of it was started, or somebody signs out */
  const CHOSEN = "chosen";

  function change(what) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(CHOSEN));
      if (kept && what(kept)) { sessionStorage.setItem(CHOSEN, JSON.stringify(kept)); } else { sessionStorage.removeItem(CHOSEN); }
    } catch (unreadable) {
      // then nothing is chosen
    }
  }

  document.addEventListener("submit", (event) => {
    if (event.target.id === "session") { change(() => false); }
    if (event.submitter && event.submitter.closest(".bulk-acts")) { change((kept) => { kept.asked = true; return true; }); }
  });

  function ofAJob(state) {
    change((kept) => {
      if (state.dataset.state === "planned") {
        if (kept.asked) { kept.job = location.pathname; }
        kept.asked = false;
        return true;
      }
      return kept.job !== location.pathname;
    });
  }

  /* a job under way */
  const ask = (address) => fetch(address, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));

  function again(work) {
    setTimeout(() => { if (document.hidden) { again(work); } else { work(); } }, PAUSE);
  }

  function follow(card) {
    ask(card.dataset.jobState).then((job) => {
      if (job.state !== card.dataset.now) { location.reload(); return; } // its rows, reasons and buttons are others now
      card.querySelector("progress").value = job.percent;
      const text = card.querySelector("[data-text]");
      const number = new Intl.NumberFormat(document.documentElement.lang);
      text.textContent = text.dataset.text.replace("{0}", number.format(job.ended)).replace("{1}", number.format(job.total));
      card.querySelectorAll("[data-job-count]").forEach((place) => { place.textContent = String(job[place.dataset.jobCount]); });
      again(() => follow(card));
    }).catch(() => { again(() => follow(card)); });
  }

  function accompany(sign) {
    ask(sign.dataset.jobsLive).then((live) => {
      if (live.jobs.length === 0) { sign.remove(); return; }
      sign.querySelector("progress").value = live.percent;
      sign.querySelector("[data-percent]").textContent = `${live.percent} %`;
      again(() => accompany(sign));
    }).catch(() => { again(() => accompany(sign)); });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form").forEach(show);
    const state = document.getElementById("job-state");
    if (state) { ofAJob(state); }
    document.querySelectorAll("[data-job-state][data-now=running]").forEach((card) => again(() => follow(card)));
    document.querySelectorAll("[data-jobs-live]").forEach((sign) => again(() => accompany(sign)));
  });
})();
