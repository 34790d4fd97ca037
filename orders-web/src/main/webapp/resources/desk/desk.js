"use strict";
/* Behaviour of the portal. Works on data attributes and by delegation, so that updated parts need no new wiring. */
(() => {
  const root = document.documentElement;
  const on = (type, listener) => document.addEventListener(type, listener);

  const isDark = () => root.dataset.theme === "dark"
    || (root.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);

  const typing = (target) => target.matches("input, textarea, select") && target.checkVisibility(); // see keys.js

  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) {
      dialog.showModal();
      const first = dialog.querySelector("[data-first]");
      if (first) { first.focus(); }
    }
  }

  function put(field, number) { // as people of the page's language write it
    const text = String(Number(number.toFixed(3)));
    field.value = root.lang === "sl" ? text.replace(".", ",") : text;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function showSelection(scope) {
    const boxes = [...scope.querySelectorAll("input[data-row]")];
    const chosen = boxes.filter((box) => box.checked);
    const bar = scope.querySelector("[data-selection-bar]");
    if (bar) {
      const all = chosen.length + scope.querySelectorAll("input[data-other]").length; // those on other pages, too
      bar.hidden = all === 0;
      bar.querySelectorAll("[data-selection-count]").forEach((place) => { place.textContent = String(all); });
    }
    const all = scope.querySelector("input[data-all]");
    if (all) {
      all.checked = chosen.length > 0 && chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
    }
    boxes.forEach((box) => { box.closest("tr").classList.toggle("chosen", box.checked); });
  }

  /* Toasts: one at a time, the oldest first; one that stays until somebody closes it lets the others go first. The time
     stands still while the pointer or the keyboard is on it, and while nobody looks at the page. */
  const STAYS = 7000;
  const STAYS_WITH_UNDO = 10000;
  let leaving = 0;
  let left = 0;
  let since = 0;
  let hovered = false;

  const toasts = () => [...document.querySelectorAll(".toasts > .toast")];
  const withUndo = (toast) => toast.querySelector("[data-undo]");
  const stays = (toast) => (withUndo(toast) ? STAYS_WITH_UNDO : (toast.matches(".toast-success") ? STAYS : 0));

  function halt() {
    if (leaving) {
      clearTimeout(leaving);
      leaving = 0;
      left -= Date.now() - since;
    }
  }

  function goOn() {
    const toast = toasts().find((one) => !one.hidden);
    if (!toast || leaving || left <= 0 || hovered || document.hidden || toast.contains(document.activeElement)) { return; }
    since = Date.now();
    leaving = setTimeout(() => { drop(toast); }, left);
  }

  function showNext() {
    clearTimeout(leaving);
    leaving = 0;
    hovered = false;
    const waiting = toasts();
    const next = waiting.find(stays) || waiting[0];
    waiting.forEach((toast) => {
      toast.hidden = toast !== next;
      const undo = withUndo(toast);
      if (undo) { if (toast === next) { undo.dataset.key = "z"; } else { delete undo.dataset.key; } }
    });
    left = next ? stays(next) : 0;
    goOn();
  }

  function drop(told) {
    const focused = told.contains(document.activeElement);
    const inTray = told.parentElement.matches(".toasts");
    told.remove();
    if (focused) { document.getElementById("content").focus({ preventScroll: true }); }
    if (inTray) {
      showNext();
      document.dispatchEvent(new CustomEvent("desk:toast-gone"));
    }
  }

  on("mouseover", (event) => { if (event.target.closest(".toasts")) { hovered = true; halt(); } });
  on("mouseout", (event) => {
    if (event.target.closest(".toasts") && !(event.relatedTarget instanceof Element && event.relatedTarget.closest(".toasts"))) { hovered = false; goOn(); }
  });
  on("focusin", (event) => { if (event.target.closest(".toasts")) { halt(); } });
  on("focusout", (event) => { if (event.target.closest(".toasts")) { setTimeout(goOn, 0); } });
  on("visibilitychange", () => { if (document.hidden) { halt(); } else { goOn(); } });

  on("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
    const theme = at("[data-theme-toggle]");
    if (theme) {
      const next = isDark() ? "light" : "dark";
      root.dataset.theme = next;
      document.cookie = `theme=${next};path=/;max-age=31536000;samesite=lax`;
      return;
    }
    const toggle = at("[data-toggle]");
    if (toggle) {
      const body = document.getElementById(toggle.dataset.toggle);
      const open = body.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
      return;
    }
    const opener = at("[data-open]");
    if (opener) {
      const menu = opener.closest("details");
      if (menu) { menu.open = false; }
      const field = opener.dataset.fill && document.getElementById(opener.dataset.fill);
      if (field) { field.value = opener.dataset.value; }
      openDialog(opener.dataset.open);
      return;
    }
    const closer = at("[data-close]");
    if (closer) { closer.closest("dialog").close(); return; }
    if (event.target.matches("dialog")) { event.target.close(); return; }
    const dismiss = at("[data-dismiss]");
    if (dismiss) { drop(dismiss.closest(".toast, .notice")); return; }
    const copy = at("[data-copy]");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.classList.add("copied");
        setTimeout(() => { copy.classList.remove("copied"); }, 1500);
      });
      return;
    }
    const step = at("[data-step]");
    if (step) {
      const field = step.parentElement.querySelector("input");
      const most = Number(step.parentElement.dataset.most);
      const now = Number(field.value.replace(",", ".")) || 0;
      put(field, Math.min(most, Math.max(0, now + Number(step.dataset.step))));
      return;
    }
    const all = at("[data-step-all]");
    if (all) {
      all.closest("form").querySelectorAll(".stepper").forEach((stepper) => {
        put(stepper.querySelector("input"), all.dataset.stepAll === "most" ? Number(stepper.dataset.most) : 0);
      });
      return;
    }
    const clear = at("[data-clear-selection]");
    if (clear) {
      const scope = clear.closest("form");
      scope.querySelectorAll("input[data-row]").forEach((box) => { box.checked = false; });
      showSelection(scope);
      return;
    }
  });

  on("change", (event) => {
    const target = event.target;
    if (target.matches("input[data-all]")) {
      target.form.querySelectorAll("input[data-row]").forEach((box) => { box.checked = target.checked; });
      showSelection(target.form);
    } else if (target.matches("input[data-row]")) {
      showSelection(target.form);
    } else if (target.closest("form[data-auto]")) {
      target.form.requestSubmit();
    }
  });

  on("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; } // a double click sends once
    if (form.method === "dialog") { return; }
    if (form.matches("form[data-auto], form[data-lean]")) { // empty filters stay out of the address
      [...form.elements].forEach((field) => { if (!field.value) { field.disabled = true; } });
      return;
    }
    form.dataset.sent = "true";
    if (event.submitter) { event.submitter.classList.add("busy"); }
    form.setAttribute("aria-busy", "true");
    if (form.matches("[data-stay]")) {
      sessionStorage.setItem("stay", JSON.stringify({ form: form.id, path: location.pathname, top: scrollY, at: buttons(form).indexOf(event.submitter) }));
    }
    setTimeout(() => { delete form.dataset.sent; }, 20000);
  });

  on("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      const toast = event.target.closest(".toasts > .toast");
      if (toast) { drop(toast); }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const dialog = event.target.closest("dialog[open]");
      const button = dialog && dialog.querySelector("button[type=submit]");
      if (button) { button.click(); }
    }
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      const search = document.querySelector("input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });

  /* A form of many rows comes back to its page: at the same height, with the focus on the row that took the place. */
  const buttons = (form) => [...form.querySelectorAll("button[type=submit]")];

  function stay() {
    const kept = JSON.parse(sessionStorage.getItem("stay"));
    sessionStorage.removeItem("stay");
    if (!kept || kept.path !== location.pathname) { return; }
    const form = document.getElementById(kept.form);
    const next = form && buttons(form)[Math.min(kept.at, buttons(form).length - 1)];
    (next || document.getElementById("content")).focus({ preventScroll: true });
    scrollTo({ top: kept.top, behavior: "instant" });
  }

  on("DOMContentLoaded", () => {
    showNext();
    stay();
    document.querySelectorAll("dialog[data-reopen]").forEach((dialog) => { openDialog(dialog.id); });
    document.querySelectorAll("form").forEach(showSelection);
  });

  on("desk:selection", (event) => { showSelection(event.target); }); // somebody else ticked boxes

  addEventListener("pageshow", (event) => { // back from the browser's memory: nothing is under way
    if (event.persisted) {
      document.querySelectorAll("form").forEach((form) => {
        delete form.dataset.sent;
        form.removeAttribute("aria-busy");
        [...form.elements].forEach((field) => { field.disabled = field.hasAttribute("disabled") && !form.matches("[data-auto], [data-lean]"); });
      });
      document.querySelectorAll(".busy").forEach((button) => { button.classList.remove("busy"); });
      toasts().forEach((toast) => { toast.remove(); }); // what they told is long ago
    }
  });
})();
