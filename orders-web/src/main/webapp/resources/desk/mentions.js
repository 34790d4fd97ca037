"use strict";
/* Who may be meant, below the comment, while somebody types an @ and the beginning of a name. A field of several lines
   is no combobox to a screen reader: it stays a text field that has a list, and how many people that are is told. */
(() => {
  const base = document.documentElement.dataset.base || "";
  const SOON = 150; // ms: between two letters nobody has to be asked
  const NAME = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}._-]{0,50})$/u; // before the caret; an e-mail address has none
  let field = null;
  let list = null;
  let people = [];
  let active = -1;
  let timer = 0;
  let running = null;
  let refused = -1; // where the @ stands whose proposals somebody closed

  const isOpen = () => !list.hidden;
  const say = (text) => { document.getElementById("people-says").textContent = text; };

  function close() {
    clearTimeout(timer);
    if (running) { running.abort(); running = null; }
    if (!isOpen()) { return; }
    list.hidden = true;
    active = -1;
    field.removeAttribute("aria-activedescendant");
    say("");
  }

  /** The name before the caret and where its @ stands; null where there is none. */
  function typed() {
    const at = field.selectionStart;
    if (at !== field.selectionEnd) { return null; }
    const found = field.value.slice(0, at).match(NAME);
    return found ? { name: found[1], from: at - found[1].length - 1, to: at } : null;
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((option, place) => { option.setAttribute("aria-selected", String(place === index)); });
    field.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    const name = typed();
    const chosen = people[index];
    close();
    if (!name) { return; }
    const spaced = /^\s/.test(field.value.slice(name.to));
    field.setRangeText(`@${chosen.username}${spaced ? "" : " "}`, name.from, name.to, "end");
    if (spaced) { field.setSelectionRange(field.selectionEnd + 1, field.selectionEnd + 1); }
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function open(found) {
    if (found.items.length === 0) { close(); return; }
    people = found.items;
    list.replaceChildren(...people.map((person, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      const username = document.createElement("strong");
      username.textContent = `@${person.username}`;
      const name = document.createElement("span");
      name.className = "combo-name";
      name.textContent = person.name;
      option.append(username, " ", name);
      option.addEventListener("mousedown", (event) => { event.preventDefault(); }); // the field keeps the focus
      option.addEventListener("click", () => { choose(index); });
      return option;
    }));
    list.hidden = false;
    mark(0);
    say(found.says);
  }

  async function propose(name) {
    if (running) { running.abort(); }
    const mine = new AbortController();
    running = mine;
    try {
      const answer = await fetch(`${base}/orders/people.json?text=${encodeURIComponent(name)}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store", signal: mine.signal });
      const found = answer.ok ? await answer.json() : { items: [] };
      if (running === mine && document.activeElement === field && typed()?.name === name) { open(found); }
    } catch (failure) {
      if (running === mine) { close(); } // the name can be typed in full
    }
  }

  function look() {
    clearTimeout(timer);
    const name = typed();
    if (!name || name.from === refused) {
      close();
      if (!name) { refused = -1; }
      return;
    }
    timer = setTimeout(() => { propose(name.name); }, SOON);
  }

  function press(event) {
    if (!isOpen() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark((active + (event.key === "ArrowDown" ? 1 : -1) + people.length) % people.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
      choose(active);
    } else if (event.key === "Escape") {
      refused = typed()?.from ?? -1;
      close();
    } else { return; }
    event.preventDefault();
    event.stopPropagation();
  }

  document.addEventListener("DOMContentLoaded", () => {
    field = document.querySelector("textarea[data-people]");
    if (!field) { return; }
    list = document.getElementById(field.dataset.people);
    field.addEventListener("input", look);
    field.addEventListener("keydown", press);
    field.addEventListener("blur", close);
    document.addEventListener("selectionchange", () => { if (isOpen() && document.activeElement === field && !typed()) { close(); } });
  });
})();
