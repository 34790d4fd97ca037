"use strict";
/* Nothing typed is lost when the session has ended: whoever signs in again finds it in its fields. A page leaves what
   was typed into it in the window's own storage; the page that comes next puts it back if the way led over the sign-in
   or the page was forgotten by the server, and forgets it otherwise. Secrets are never kept. */
(() => {
  const KEY = "typed";
  const touched = new Set(); // of the form's id and the field's name: fields are replaced, names stay
  const key = (field) => `${field.form.id}\n${field.name}`;

  const isKept = (field) => field.name && field.form && field.form.id && field.form.method === "post"
    && !["password", "hidden", "file", "submit", "button"].includes(field.type)
    && !field.closest("[data-own-draft]");

  function read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY));
    } catch (unreadable) {
      return null;
    }
  }

  function person() {
    const who = document.getElementById("who");
    return who ? who.textContent : "";
  }

  function fields() {
    return [...document.querySelectorAll("form[method=post] [name]")].filter(isKept);
  }

  function valueOf(field) {
    return ["checkbox", "radio"].includes(field.type) ? { value: field.value, checked: field.checked } : { value: field.value };
  }

  function leave() {
    if (!person()) { return; } // the sign-in itself
    const values = fields().filter((field) => touched.has(key(field)))
      .map((field) => ({ form: field.form.id, name: field.name, ...valueOf(field) }));
    try {
      if (values.length === 0) {
        sessionStorage.removeItem(KEY);
      } else {
        sessionStorage.setItem(KEY, JSON.stringify({ person: person(), path: location.pathname, values }));
      }
    } catch (full) {
      // then it is as it would be without
    }
  }

  function putBack(kept) {
    const back = [];
    kept.values.forEach((one) => {
      const field = fields().find((candidate) => candidate.form.id === one.form && candidate.name === one.name
        && (one.checked === undefined || candidate.value === one.value));
      if (!field || field.disabled || field.readOnly) { return; }
      if (one.checked === undefined) { field.value = one.value; } else { field.checked = one.checked; }
      touched.add(key(field));
      field.dispatchEvent(new Event("input", { bubbles: true }));
      back.push(field);
    });
    return back;
  }

  function tell(field, expired) {
    const notice = document.getElementById("kept").content.firstElementChild.cloneNode(true);
    notice.id = "kept-notice";
    notice.querySelector(`[data-after=${expired ? "sign-in" : "expired"}]`).remove();
    const dialog = field.closest("dialog");
    if (dialog) {
      if (!dialog.open) { dialog.showModal(); }
      (dialog.querySelector(".dialog-body") || dialog).prepend(notice);
    } else {
      const content = document.getElementById("content");
      content.insertBefore(notice, content.firstChild);
    }
    const menu = field.closest("details");
    if (menu) { menu.open = true; }
    field.focus();
  }

  document.addEventListener("input", (event) => {
    if (event.target.form && isKept(event.target)) { touched.add(key(event.target)); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.form && isKept(event.target)) { touched.add(key(event.target)); }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id === "session") { touched.clear(); } // who signs out is done with it
  });
  addEventListener("pagehide", leave);

  document.addEventListener("DOMContentLoaded", () => {
    const kept = read();
    const expired = location.hash === "#expired";
    if (expired) { history.replaceState(null, "", location.pathname + location.search); }
    if (!kept) { return; }
    if (document.getElementById("login")) {
      kept.signedIn = true; // it is asked for now
      sessionStorage.setItem(KEY, JSON.stringify(kept));
      return;
    }
    sessionStorage.removeItem(KEY);
    if ((kept.signedIn || expired) && kept.person === person() && kept.path === location.pathname) {
      const back = putBack(kept);
      if (back.length > 0) { tell(back[0], expired); }
    }
  });
})();
