"use strict";
/* Packing with a scanner, which is a keyboard that types and presses Enter. What was counted stands in the inputs of the
   lines, so that the server gets and checks it as anything else that is typed; the window's own storage keeps it over a
   reload and an ended session, as long as the same is open. */
(() => {
  const base = document.documentElement.dataset.base || "";
  const slovenian = document.documentElement.lang === "sl";
  const pack = document.getElementById("pack");

  /* ---- sound: high is well, low is wrong */
  const SOUND = "pack-sound";
  let audio = null;

  function soundOff() {
    try { return localStorage.getItem(SOUND) === "off"; } catch (refused) { return false; }
  }

  function tones(...notes) { // of [pitch in Hz, length in s, shape]
    if (soundOff() || !("AudioContext" in window)) { return; }
    if (navigator.userActivation && !navigator.userActivation.hasBeenActive) { return; } // nothing was pressed yet: not allowed
    audio ??= new AudioContext();
    if (audio.state === "suspended") { audio.resume().catch(() => {}); }
    let at = audio.currentTime;
    notes.forEach(([pitch, length, shape]) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.type = shape;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.0001, at);
      volume.gain.exponentialRampToValueAtTime(0.2, at + 0.01); // a tone that starts at once clicks
      volume.gain.exponentialRampToValueAtTime(0.0001, at + length);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + length);
      at += length;
    });
  }

  const SOUNDS = {
    match: () => tones([1319, 0.09, "sine"]),
    done: () => tones([880, 0.1, "sine"], [1175, 0.1, "sine"], [1760, 0.2, "sine"]),
    wrong: () => tones([175, 0.18, "square"], [131, 0.3, "square"]),
  };

  /* ---- the page that asks for an order */
  const order = document.getElementById("order");
  if (order) {
    order.focus();
    if (order.getAttribute("aria-invalid") === "true") {
      order.select();
      SOUNDS.wrong();
    }
  }
  if (!pack) { return; }

  /* ---- numbers: thousandths, so that 0.1 and 0.2 are 0.3 */
  const units = (text) => Math.round(Number(String(text).replace(",", ".")) * 1000);
  const plain = (number) => String(number / 1000);
  const local = (number) => (slovenian ? plain(number).replace(".", ",") : plain(number));
  const NUMBER = /^\d{1,9}([.,]\d{1,3})?$/;

  const say = (key, ...values) => document.getElementById("pack-texts").content.querySelector(`[data-say="${key}"]`)
    .textContent.trim().replace(/\{(\d)\}/g, (place, at) => String(values[Number(at)] ?? ""));
  const of = (counted, open) => say("of", local(counted), local(open));

  /* ---- lines */
  const line = (row) => ({
    row,
    id: row.dataset.item,
    code: row.dataset.code,
    barcode: row.dataset.barcode || "",
    service: row.dataset.service === "true",
    open: units(row.dataset.wanted),
    input: row.querySelector("input"),
    good: 0, // what stood in the input when it was right
  });
  const all = [...document.querySelectorAll(".pack-line")].map(line);
  const goods = all.filter((one) => !one.service);
  const counted = (one) => (NUMBER.test(one.input.value.trim()) ? Math.min(units(one.input.value), one.open) : 0);
  const sum = (what) => goods.reduce((total, one) => total + what(one), 0);
  const packed = () => sum(counted);
  const wanted = () => sum((one) => one.open);
  const complete = () => packed() === wanted();
  all.forEach((one) => { one.good = counted(one); });

  function put(one, number) {
    one.input.value = local(number);
    one.good = number;
  }

  const scan = document.getElementById("scan");
  const form = document.getElementById("packing");
  const tracking = document.getElementById("packing:tracking");
  const carrier = document.getElementById("packing:carrier");
  const ship = document.getElementById("packing:ship");
  const undo = document.getElementById("undo");
  const partly = document.getElementById("partly");
  let scans = []; // each a list of [line, how much]

  /* ---- what is kept */
  const KEY = `pack:${pack.dataset.pack}`;
  const opened = all.map((one) => `${one.id}=${one.open}`).join(";"); // counts are good for this and nothing else

  function keep(sent) {
    const counts = {};
    all.forEach((one) => { counts[one.id] = one.good; });
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ opened, version: document.getElementById("pills").dataset.version, sent, counts, scans: scans.map((parts) => parts.map(([one, amount]) => [one.id, amount])) }));
    } catch (full) {
      // then it is as it would be without
    }
  }

  function kept() {
    try { return JSON.parse(sessionStorage.getItem(KEY)); } catch (unreadable) { return null; }
  }

  function restore() {
    const was = kept();
    if (!was) { return; }
    if (was.opened !== opened) {
      const some = Object.values(was.counts).some((number) => number > 0);
      sessionStorage.removeItem(KEY);
      if (some && !was.sent) { document.getElementById("pack-changed").hidden = false; } // what was sent is what changed it
      return;
    }
    const byId = new Map(all.map((one) => [one.id, one]));
    all.forEach((one) => { put(one, Math.min(one.open, was.counts[one.id] || 0)); });
    scans = was.scans.map((parts) => parts.map(([id, amount]) => [byId.get(id), amount]));
    keep(false);
  }

  /* ---- what is said */
  const panel = document.getElementById("said");
  const well = document.getElementById("said-well");
  const bad = document.getElementById("said-wrong");
  const more = document.getElementById("said-more");
  const ICONS = { ready: "pi-barcode", match: "pi-check-circle", wrong: "pi-times-circle", done: "pi-verified" };

  function tell(kind, text) {
    panel.dataset.kind = kind;
    panel.querySelector("i").className = `pi ${ICONS[kind]}`;
    const part = document.createElement("span"); // anew each time: the same text twice is read out twice
    part.textContent = text;
    (kind === "wrong" ? bad : well).replaceChildren(part);
    (kind === "wrong" ? well : bad).replaceChildren();
    more.replaceChildren();
    panel.classList.remove("flash");
    void panel.offsetWidth; // begins the animation anew
    panel.classList.add("flash");
  }

  function wrong(text) {
    tell("wrong", text);
    SOUNDS.wrong();
  }

  function render() {
    all.forEach((one) => {
      const now = counted(one);
      const full = now === one.open;
      one.row.querySelector("[data-counted]").textContent = of(now, one.open);
      one.row.classList.toggle("full", full && !one.service);
      one.row.classList.toggle("begun", now > 0 && !full);
      const mark = one.row.querySelector("[data-full]");
      if (mark) { mark.hidden = !full; }
    });
    const now = packed();
    const most = wanted();
    const bar = document.getElementById("pack-progress");
    document.getElementById("pack-total").textContent = of(now, most);
    bar.max = Math.max(most, 1);
    bar.value = most === 0 ? 1 : now;
    bar.setAttribute("aria-valuetext", of(now, most));
    undo.disabled = scans.length === 0;
    form.querySelector("[data-ship]").textContent = complete() ? say("ship") : say("part", of(now, most));
    ship.classList.toggle("btn-primary", now > 0 || most === 0);
    ship.classList.toggle("btn-secondary", now === 0 && most > 0);
  }

  function finish(moving) {
    tell("done", say("complete", of(packed(), wanted())));
    SOUNDS.done();
    if (moving) { tracking.focus(); }
  }

  /* ---- scanning */
  const fold = (text) => text.normalize("NFC").toUpperCase();
  const gtin = (text) => (/^(\d{8}|\d{12,14})$/.test(text) ? text.padStart(14, "0") : text); // the same number with and without leading zeros
  const carries = (one, text) => fold(one.code) === fold(text) || (one.barcode !== "" && gtin(one.barcode) === gtin(text));
  const carrying = (text) => all.filter((one) => carries(one, text));
  const shape = (number) => number.toUpperCase().replace(/\d+/g, "0");
  const isOrder = (text) => /\d/.test(text) && shape(text) === shape(pack.dataset.number);

  function read(text) { // a code, or so many of it; a code that looks like that goes first
    if (carrying(text).length > 0) { return { code: text, amount: 1000 }; }
    const many = /^(\S+?)\s*\*\s*(\S.*)$/.exec(text) || /^(\S+)\s+[x×]\s+(\S.*)$/i.exec(text);
    if (!many || carrying(many[2]).length === 0) { return { code: text, amount: 1000 }; }
    return { code: many[2], amount: NUMBER.test(many[1]) ? units(many[1]) : 0, typed: many[1] };
  }

  function take(text) {
    const { code, amount, typed } = read(text);
    const found = carrying(code);
    if (found.length === 0) { return isOrder(code) ? wrong(say("order", code)) : unknown(code); }
    const name = found[0].code;
    if (amount <= 0) { return wrong(say("amount", typed)); }
    const lines = found.filter((one) => !one.service);
    if (lines.length === 0) { return wrong(say("service", name)); }
    const open = lines.reduce((total, one) => total + one.open, 0);
    const left = open - lines.reduce((total, one) => total + counted(one), 0);
    if (left === 0) { return wrong(say("full", name, local(open))); }
    if (amount > left) { return wrong(say("over", name, local(left), local(amount))); }
    const parts = [];
    let rest = amount;
    lines.forEach((one) => {
      const part = Math.min(rest, one.open - counted(one));
      if (part > 0) {
        put(one, counted(one) + part);
        parts.push([one, part]);
        rest -= part;
      }
    });
    scans.push(parts);
    keep(false);
    render();
    show(parts[0][0]);
    if (complete()) { return finish(true); }
    tell("match", say("match", name, of(open - left + amount, open)));
    return SOUNDS.match();
  }

  function show(one) {
    document.querySelectorAll(".pack-line.last").forEach((row) => { row.classList.remove("last"); });
    void one.row.offsetWidth;
    one.row.classList.add("last");
    one.row.scrollIntoView({ block: "nearest" });
  }

  function unknown(code) {
    wrong(say("unknown", code));
    const asked = bad.firstElementChild;
    fetch(`${base}/pack/scanned.json?text=${encodeURIComponent(code)}`, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : {}))
      .then((product) => {
        if (product.code && bad.firstElementChild === asked) { more.textContent = say("known", product.code, product.name); }
      })
      .catch(() => {}); // then nobody says what it is
  }

  document.getElementById("scan-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = scan.value.trim();
    scan.value = "";
    if (text !== "") { take(text); }
  });

  undo.addEventListener("click", (event) => {
    const parts = scans.pop();
    if (!parts) { return; }
    parts.forEach(([one, amount]) => { put(one, Math.max(0, counted(one) - amount)); });
    keep(false);
    render();
    const [one] = parts[0];
    show(one);
    tell("match", say("undone", one.code, of(counted(one), one.open)));
    if (undo.disabled || event.detail > 0) { scan.focus(); } // a button that is off cannot keep the focus
  });

  /* ---- counting without a scanner */
  document.addEventListener("change", (event) => {
    const one = all.find((candidate) => candidate.input === event.target);
    if (!one) { return; }
    const typed = one.input.value.trim();
    const number = typed === "" ? 0 : units(typed);
    if ((typed !== "" && !NUMBER.test(typed)) || number > one.open) { // or somebody scanned into it
      put(one, one.good);
      wrong(say("typed", one.code, typed, local(one.open), local(one.good)));
      return;
    }
    if (number === one.good) { put(one, number); return; }
    const before = complete();
    put(one, number);
    keep(false);
    render();
    if (one.service) { return; }
    if (complete() && !before) { finish(false); } else { tell("match", say("match", one.code, of(number, one.open))); }
  });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) { return; }
    if (all.some((one) => one.input === event.target)) { // would ship
      event.preventDefault();
      event.target.dispatchEvent(new Event("change", { bubbles: true }));
      (complete() ? tracking : scan).focus();
    } else if (event.target === tracking) {
      event.preventDefault();
      if (tracking.value.trim() === "") { return; } // the second Enter of a scanner that presses it twice
      if (!isTracking()) { return; }
      if (carrier.value.trim() === "") { carrier.focus(); } else { form.requestSubmit(ship); }
    }
  });

  /* ---- shipping */
  function isTracking() {
    const text = tracking.value.trim();
    if (text !== "" && (carrying(text).length > 0 || isOrder(text))) {
      wrong(say("tracking", text));
      tracking.focus();
      tracking.select();
      return false;
    }
    return true;
  }

  function stays() { // what a partial shipment leaves open
    document.getElementById("partly-list").replaceChildren(...goods.filter((one) => counted(one) < one.open).map((one) => {
      const item = document.createElement("li");
      const what = document.createElement("strong");
      what.textContent = `${local(one.open - counted(one))} × ${one.code}`;
      item.append(what, ` ${one.row.querySelector(".pack-name").textContent}`);
      return item;
    }));
  }

  form.addEventListener("submit", (event) => {
    const stop = () => { event.preventDefault(); event.stopPropagation(); };
    if (form.dataset.sent) { return; }
    if (packed() === 0 && goods.length > 0) {
      stop();
      wrong(say("nothing"));
      scan.focus();
    } else if (!isTracking()) {
      stop();
    } else if (!complete() && event.submitter === ship) {
      stop();
      stays();
      partly.showModal();
      partly.querySelector("[data-first]").focus();
    } else {
      keep(true);
    }
  });

  partly.addEventListener("close", () => { if (!form.dataset.sent) { scan.focus(); } });

  /* ---- the focus: back in the field after the mouse; who uses the keyboard goes where he likes */
  document.addEventListener("click", (event) => {
    const inside = event.target.closest("main");
    if (!inside || event.detail === 0 || document.querySelector("dialog[open]")
      || event.target.closest("a[href], input, textarea, select, label, summary, button[type=submit]") || String(getSelection()) !== "") { return; }
    (complete() && goods.length > 0 ? tracking : scan).focus();
  });

  document.addEventListener("keydown", (event) => { // a scan that begins on a button
    if (!/^[0-9A-Z]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing
      || event.target.matches("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) { return; }
    scan.focus();
  });

  const sound = document.getElementById("sound");
  sound.checked = !soundOff();
  sound.addEventListener("change", () => {
    try { localStorage.setItem(SOUND, sound.checked ? "on" : "off"); } catch (refused) { /* then for this page only */ }
    if (sound.checked) { SOUNDS.match(); }
  });
  sound.addEventListener("click", (event) => { if (event.detail > 0) { scan.focus(); } });

  restore();
  render();
  if (document.querySelector(".messages [role=alert]")) {
    SOUNDS.wrong(); // refused: what is said stands at the head of the page
  } else if (goods.length === 0) {
    tell("done", say("services"));
  } else if (packed() > 0) {
    if (complete()) { tell("done", say("complete", of(packed(), wanted()))); } else { tell("ready", say("restored", of(packed(), wanted()))); }
  }
  (complete() ? tracking : scan).focus();
})();
