"use strict";
/* The form for orders: its lines, what is looked up while somebody types, totals, pasted lines, and keeping all of it.
   Numbers are exact: whole numbers with a scale, never floating point, rounded as the server rounds. */
(() => {
  // ---- numbers -----------------------------------------------------------------------------------------------------

  /** A number as people type it: the same rules as the server's. Null where it is none. */
  function readNumber(typed) {
    const text = String(typed).replace(/[\u0020\u00A0\u2009\u202F]/g, " ").trim();
    if (!text || text.length > 30) { return null; }
    if (/^-?\d*[.,]?\d+$/.test(text)) { return decimal(text.replace(",", ".")); }
    if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) { return decimal(text.replaceAll(".", "").replace(",", ".")); }
    if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) { return decimal(text.replaceAll(",", "")); }
    if (/^-?\d{1,3}( \d{3})+([.,]\d+)?$/.test(text)) { return decimal(text.replaceAll(" ", "").replace(",", ".")); }
    return null;
  }

  /** A text with a decimal point as digits and scale. */
  function decimal(text) {
    const at = text.indexOf(".");
    const scale = at < 0 ? 0 : text.length - at - 1;
    return { digits: BigInt(text.replace(".", "")), scale };
  }

  const ten = (power) => 10n ** BigInt(power);
  const ZERO = { digits: 0n, scale: 0 };
  const HUNDRED = { digits: 100n, scale: 0 };
  const aligned = (one, scale) => one.digits * ten(scale - one.scale);

  function plus(one, other, sign = 1n) {
    const scale = Math.max(one.scale, other.scale);
    return { digits: aligned(one, scale) + sign * aligned(other, scale), scale };
  }
  const minus = (one, other) => plus(one, other, -1n);
  const times = (one, other) => ({ digits: one.digits * other.digits, scale: one.scale + other.scale });
  const hundredth = (one) => ({ digits: one.digits, scale: one.scale + 2 });
  const compare = (one, other) => { const gap = minus(one, other).digits; return gap < 0n ? -1 : gap > 0n ? 1 : 0; };

  /** To the cent, half away from zero. */
  function cents(number) {
    if (number.scale <= 2) { return { digits: number.digits * ten(2 - number.scale), scale: 2 }; }
    const unit = ten(number.scale - 2);
    const whole = number.digits < 0n ? -number.digits : number.digits;
    const rounded = (whole * 2n + unit) / (unit * 2n);
    return { digits: number.digits < 0n ? -rounded : rounded, scale: 2 };
  }

  function plain(number) {
    const negative = number.digits < 0n;
    const text = (negative ? -number.digits : number.digits).toString().padStart(number.scale + 1, "0");
    const whole = text.slice(0, text.length - number.scale);
    const rest = number.scale ? text.slice(text.length - number.scale) : "";
    return (negative ? "-" : "") + whole + (rest ? "." + rest : "");
  }

  function stripped(number) {
    let { digits, scale } = number;
    while (scale > 0 && digits % 10n === 0n) { digits /= 10n; scale -= 1; }
    return { digits, scale };
  }

  /** What a line costs: net = quantity · price · (1 − discount), tax = net · rate, each rounded once. */
  function lineAmounts(quantity, price, discount, rate) {
    const net = cents(hundredth(times(times(quantity, price), minus(HUNDRED, discount))));
    return { net, tax: cents(hundredth(times(net, rate))) };
  }

  // what a test compares with the server
  window.orderEntry = {
    readNumber: (typed) => { const number = readNumber(typed); return number && plain(number); },
    lineAmounts: (...typed) => {
      const amounts = lineAmounts(...typed.map(readNumber));
      return [plain(amounts.net), plain(amounts.tax)];
    },
  };

  // ---- the page ----------------------------------------------------------------------------------------------------

  const form = document.getElementById("order-form");
  if (!form) { return; }
  const settings = JSON.parse(form.dataset.entry);
  const endpoint = form.dataset.endpoint;
  const field = (name) => document.getElementById("order-form:" + name);
  const box = document.getElementById("entry-lines");
  const template = document.getElementById("line-template");
  const plurals = new Intl.PluralRules(settings.language);
  const whole = new Intl.NumberFormat(settings.language, { useGrouping: "always", maximumFractionDigits: 0 });
  const sign = new Intl.NumberFormat(settings.language).formatToParts(1.5).find((part) => part.type === "decimal").value;
  const clock = new Intl.DateTimeFormat(settings.language, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const FIELDS = ["product", "quantity", "unit-price", "discount", "tax-rate"];
  const KEYS = { product: "product", quantity: "quantity", "unit-price": "unitPrice", discount: "discount", "tax-rate": "taxRate" };

  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (place, index) => String(values[index]));
  const say = (key, ...values) => fill(settings.texts[key] || key, ...values);
  const sayCount = (key, count) => say(`${key}.${plurals.select(count)}`, count);
  /** A number with a decimal point as this language writes it in a field. */
  const written = (text) => (text === null || text === undefined ? "" : text.replace(".", sign));

  function shown(number) {
    const [front, rest] = plain(number).replace("-", "").split(".");
    return (number.digits < 0n ? "-" : "") + whole.format(BigInt(front)) + (rest ? sign + rest : "");
  }
  const shownQuantity = (text) => { const number = readNumber(text); return number ? shown(stripped(number)) : text; };
  const money = (number, currency) => shown(number) + (currency ? " " + (currency === "EUR" && settings.language === "sl" ? "€" : currency) : "");

  function announce(text) { document.getElementById("entry-says").textContent = text; }

  async function ask(path, options = {}) {
    const answer = await fetch(endpoint + path, {
      credentials: "same-origin", redirect: "error", ...options,
      headers: options.body ? { "Content-Type": "application/json" } : {},
    });
    if (!answer.ok) { const failure = new Error(String(answer.status)); failure.status = answer.status; throw failure; }
    return answer.status === 204 ? null : answer.json();
  }

  // ---- lines -------------------------------------------------------------------------------------------------------

  let lines = [];
  let totals = null;

  function newLine(data = {}) {
    const row = template.content.firstElementChild.cloneNode(true);
    const line = {
      row, id: data.id || "", known: data.known || null, description: data.description || "", own: data.own || "0",
      ownWarehouse: data.ownWarehouse || null, near: data.near || [], looked: data.product || "", token: 0,
      fields: Object.fromEntries(FIELDS.map((name) => [name, row.querySelector(`[data-field="${name}"]`)])),
    };
    FIELDS.forEach((name) => { line.fields[name].value = data[KEYS[name]] ?? (name === "quantity" ? "1" : ""); });
    row.line = line;
    if (line.id) {
      row.querySelector("[data-part=combo]").hidden = true;
      row.querySelector(".kept").hidden = false;
      row.querySelector("[data-part=code]").textContent = data.product;
      row.querySelector("[data-part=kept-name]").textContent = line.description;
    }
    if (settings.linesFixed) { FIELDS.forEach((name) => { line.fields[name].disabled = true; }); row.querySelector("[data-remove]").disabled = true; }
    Object.entries(data.errors || {}).forEach(([name, text]) => { wrong(line, name, text); });
    combobox(line.fields.product, row.querySelector(".combo-list"), productSearch(line));
    if (data.errors && data.errors.product && !line.known) { showNear(line); }
    return line;
  }

  function add(data, at = lines.length) {
    const line = newLine(data);
    lines.splice(at, 0, line);
    box.insertBefore(line.row, box.children[at] || null);
    return line;
  }

  function remove(line) {
    const at = lines.indexOf(line);
    lines.splice(at, 1);
    line.row.remove();
    if (!lines.length) { add(); }
    numbered();
    compute();
    typed();
    announce(say("removed", at + 1));
    focusLine(lines[Math.min(at, lines.length - 1)]);
  }

  /** The first field of a line that can be typed into. */
  function focusLine(line, name) {
    const target = line.fields[name || (line.id ? "quantity" : "product")];
    target.focus();
    target.select();
  }

  /** Ids, names for screen readers: lines are called by their place. */
  function numbered() {
    lines.forEach((line, index) => {
      line.row.dataset.line = String(index);
      line.row.setAttribute("aria-label", say("lineOf", index + 1));
      line.row.querySelector("[data-remove]").setAttribute("aria-label", say("remove", index + 1));
      FIELDS.forEach((name) => {
        const input = line.fields[name];
        input.id = `order-form:line:${index}:${name}`;
        const label = input.closest(".field").querySelector("label");
        label.htmlFor = input.id;
        input.setAttribute("aria-label", label.textContent); // the label itself is shown on narrow windows only
        const error = line.row.querySelector(`[data-error="${name}"]`);
        error.id = `${input.id}-error`;
        input.toggleAttribute("aria-describedby", false);
        const told = [error.hidden ? "" : error.id, name === "product" || name === "quantity" ? `line-${index}-stock` : ""];
        input.setAttribute("aria-describedby", told.filter(Boolean).join(" "));
        if (!input.getAttribute("aria-describedby")) { input.removeAttribute("aria-describedby"); }
      });
      line.row.querySelector("[data-part=stock]").id = `line-${index}-stock`;
      line.row.querySelector("[data-part=net]").id = `order-form:line:${index}:net`;
      const list = line.row.querySelector(".combo-list");
      list.id = `line-${index}-list`;
      line.fields.product.setAttribute("aria-controls", list.id);
    });
  }

  function wrong(line, name, text) {
    const place = line.row.querySelector(`[data-error="${name}"]`);
    place.textContent = text || "";
    place.hidden = !text;
    const input = line.fields[name];
    input.closest(".field").classList.toggle("field-wrong", Boolean(text));
    if (text) { input.setAttribute("aria-invalid", "true"); } else { input.removeAttribute("aria-invalid"); }
  }

  /** What is wrong with a number while it is typed; empty where nothing is. */
  function numberError(name, text, needed) {
    if (!text.trim()) { return needed ? say("required") : ""; }
    const number = readNumber(text);
    if (!number) { return say("number"); }
    const most = { quantity: 3, "unit-price": 6, discount: 3, "tax-rate": 3 }[name];
    if (stripped(number).scale > most) { return say("decimals", most); }
    if (name === "quantity" && number.digits <= 0n) { return say("positive"); }
    if (name === "unit-price" && number.digits < 0n) { return say("negative"); }
    if ((name === "discount" || name === "tax-rate") && (number.digits < 0n || compare(number, HUNDRED) > 0)) { return say("percent"); }
    return "";
  }

  const content = (line) => ({
    id: line.id, product: line.fields.product.value, quantity: line.fields.quantity.value,
    unitPrice: line.fields["unit-price"].value, discount: line.fields.discount.value, taxRate: line.fields["tax-rate"].value,
  });

  const untouched = (line) => !line.id && !line.fields.product.value.trim() && !line.fields["unit-price"].value.trim();

  function amountsOf(line) {
    const value = (name) => readNumber(line.fields[name].value);
    const blank = (name) => !line.fields[name].value.trim();
    const quantity = value("quantity");
    const price = value("unit-price");
    const discount = blank("discount") ? ZERO : value("discount");
    const known = line.known && line.known.taxRate;
    const rate = blank("tax-rate") ? (known ? readNumber(known) : ZERO) : value("tax-rate");
    return quantity && price && discount && rate ? { ...lineAmounts(quantity, price, discount, rate), rate } : null;
  }

  /** Amounts, stock and totals anew: with every key, so nothing here asks anybody. */
  function compute() {
    const currency = field("currency").value;
    let net = ZERO;
    let tax = ZERO;
    const rates = new Map();
    for (const line of lines) {
      const amounts = amountsOf(line);
      line.row.querySelector("[data-part=net]").textContent = amounts ? money(amounts.net) : "–";
      if (amounts) {
        net = plus(net, amounts.net);
        tax = plus(tax, amounts.tax);
        const rate = plain(stripped(amounts.rate));
        rates.set(rate, plus(rates.get(rate) || ZERO, amounts.tax));
      }
    }
    totals = { net: cents(net), tax: cents(tax), total: cents(plus(net, tax)) };
    document.getElementById("total-net").textContent = money(totals.net, currency);
    document.getElementById("total-tax").textContent = money(totals.tax, currency);
    document.getElementById("total-total").textContent = money(totals.total, currency);
    const place = document.getElementById("total-rates");
    place.replaceChildren(...[...rates].filter(([, amount]) => amount.digits !== 0n)
      .sort(([one], [other]) => compare(decimal(one), decimal(other)))
      .map(([rate, amount]) => {
        const line = document.createElement("div");
        line.dataset.rate = rate;
        line.append(element("span", say("rate", written(rate)), "muted"), element("span", money(cents(amount), currency), "num"));
        return line;
      }));
    showStock();
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) { made.className = className; }
    return made;
  }

  /** What a warehouse can promise of a line's product, with what the order itself holds there; null for services. */
  function available(line, warehouse) {
    if (!line.known || line.known.service) { return null; }
    const there = line.known.stock.find((place) => place.warehouse === warehouse);
    return there ? decimal(there.available) : ZERO;
  }

  function showStock() {
    const warehouse = field("warehouse").value;
    const wanted = new Map();
    const own = new Map();
    for (const line of lines) {
      const number = readNumber(line.fields.quantity.value);
      if (line.known && number) { wanted.set(line.known.code, plus(wanted.get(line.known.code) || ZERO, number)); }
      if (line.known && line.id && line.ownWarehouse === warehouse) { own.set(line.known.code, plus(own.get(line.known.code) || ZERO, decimal(line.own))); }
    }
    let short = 0;
    for (const line of lines) {
      const place = line.row.querySelector("[data-part=stock]");
      const parts = [];
      let isShort = false;
      if (line.known) {
        if (!line.id) { parts.push(element("span", line.known.name, "stock-name")); }
        if (line.known.service) {
          parts.push(element("span", say("service")));
        } else {
          const places = line.known.stock;
          // where the rules choose the warehouse, the one that has most decides
          const mark = warehouse || places.reduce((best, one) => (!best || compare(decimal(one.available), decimal(best.available)) > 0 ? one : best), null)?.warehouse || "";
          const there = plus(available(line, mark), own.get(line.known.code) || ZERO);
          const together = wanted.get(line.known.code) || ZERO;
          isShort = compare(together, there) > 0;
          const several = lines.filter((other) => other.known && other.known.code === line.known.code).length > 1;
          const text = element("span", `${isShort ? say("only") + " " : ""}${shown(stripped(there))} ${line.known.unit || ""} ${say("available")}${mark ? " · " + nameOf(mark) : ""}${isShort && several ? ` (${shown(stripped(together))} ${say("together")})` : ""}`);
          if (isShort) {
            const icon = document.createElement("i");
            icon.className = "pi pi-exclamation-triangle";
            icon.setAttribute("aria-hidden", "true");
            text.prepend(icon, " ");
          }
          parts.push(text);
          if (isShort) {
            const others = places.filter((one) => one.warehouse !== mark && compare(decimal(one.available), ZERO) > 0);
            parts.push(element("span", others.length
              ? `${say("elsewhere")} ${others.map((one) => `${nameOf(one.warehouse)} ${shownQuantity(one.available)}`).join(", ")}`
              : say("elsewhereNone"), "stock-elsewhere"));
          }
        }
      }
      place.classList.toggle("short", isShort);
      place.replaceChildren(...parts);
      if (isShort) { short += 1; }
    }
    const told = short ? sayCount("short", short) : "";
    const summary = document.getElementById("shortage");
    if (summary.textContent !== told) { summary.textContent = told; }
  }

  const nameOf = (mark) => (settings.warehouses.find((place) => place.mark === mark) || { name: mark }).name;

  /** Takes a product over; its price and rate only where it has any. */
  function take(line, product, keepNumbers = false) {
    line.known = product;
    line.near = [];
    line.fields.product.value = product.code;
    line.looked = product.code;
    line.token += 1;
    const price = line.fields["unit-price"];
    const rate = line.fields["tax-rate"];
    if (product.unitPrice !== null && !(keepNumbers && price.value.trim())) { price.value = written(product.unitPrice); }
    if (product.taxRate !== null && !(keepNumbers && rate.value.trim())) { rate.value = written(product.taxRate); }
    ["product", "unit-price", "tax-rate"].forEach((name) => { wrong(line, name, ""); });
    if (!product.active) { wrong(line, "product", say("notSold", product.code)); }
    showNear(line);
    numbered();
    compute();
    typed();
  }

  function showNear(line) {
    const place = line.row.querySelector("[data-part=near]");
    place.replaceChildren();
    place.hidden = !line.near.length;
    if (!line.near.length) { return; }
    place.append(say("near") + " ");
    line.near.forEach((product) => {
      const button = element("button", product.code, "btn btn-secondary btn-small");
      button.type = "button";
      button.title = product.name;
      button.setAttribute("aria-label", `${say("take", product.code)} ${product.name}`);
      button.addEventListener("click", () => { line.fields.product.value = product.code; look(line, true); line.fields.quantity.focus(); });
      place.append(button, " ");
    });
  }

  /** Finds the product of a code that was typed and not chosen. */
  async function look(line, force = false) {
    const code = line.fields.product.value.trim();
    if (line.id || (!force && code === line.looked)) { return; }
    line.looked = code;
    line.token += 1;
    const token = line.token;
    if (!code) { line.known = null; line.near = []; wrong(line, "product", ""); showNear(line); numbered(); compute(); return; }
    try {
      const found = await ask("/products", { method: "POST", body: JSON.stringify({ codes: [code] }) });
      if (token !== line.token) { return; } // something else was typed or chosen meanwhile
      if (found.known[code]) { take(line, found.known[code]); return; }
      line.known = null;
      line.near = found.near[code] || [];
      wrong(line, "product", say("unknown", code));
      showNear(line);
      numbered();
      compute();
    } catch {
      if (token === line.token) { line.looked = ""; announce(say("failed")); }
    }
  }

  // ---- comboboxes --------------------------------------------------------------------------------------------------

  /**
   * An input that proposes while somebody types, by the pattern of ARIA: the focus stays in the input, arrows move,
   * Enter takes, Escape closes.
   */
  function combobox(input, list, source) {
    let items = [];
    let active = -1;
    let timer = 0;
    let running = null;

    const isOpen = () => !list.hidden;
    function close() {
      clearTimeout(timer);
      if (running) { running.abort(); running = null; }
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(index) {
      active = index;
      [...list.children].forEach((option, place) => { option.setAttribute("aria-selected", String(place === index)); });
      const option = list.children[index];
      if (option && index >= 0) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }
    function choose(index) {
      const item = items[index];
      close();
      source.choose(item);
    }
    function open(found) {
      items = found;
      list.replaceChildren(...found.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        source.show(option, item);
        option.addEventListener("mousedown", (event) => { event.preventDefault(); });
        option.addEventListener("click", () => { choose(index); });
        return option;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      mark(-1);
      announce(found.length ? sayCount("found", found.length) : source.none);
    }
    async function search(text) {
      if (running) { running.abort(); }
      const mine = new AbortController();
      running = mine;
      try {
        const found = await ask(`${source.path}?text=${encodeURIComponent(text)}`, { signal: mine.signal });
        if (running === mine && document.activeElement === input) { open(found.items); }
      } catch (failure) {
        if (failure.name !== "AbortError" && running === mine) { announce(say("failed")); }
      }
    }
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const text = input.value.trim();
      if (text.length < source.shortest) { close(); return; }
      timer = setTimeout(() => { search(text); }, 180);
    });
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (!isOpen()) { if (input.value.trim().length >= source.shortest) { search(input.value.trim()); } return; }
        mark(active < 0 && step < 0 ? items.length - 1 : (active + step + items.length) % items.length);
      } else if (event.key === "Enter" && isOpen() && active >= 0) {
        event.preventDefault();
        event.stopPropagation();
        choose(active);
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
    input.addEventListener("blur", close);
  }

  function productSearch(line) {
    return {
      path: "/products", shortest: 1, none: settings.texts.noneProduct,
      show(option, product) {
        const head = element("span", "", "combo-head");
        const price = product.unitPrice === null ? say("noPrice") : `${shownPrice(product.unitPrice)}${product.unit ? ` ${say("per")} ${product.unit}` : ""}`;
        head.append(element("strong", product.code), element("span", price, "num"));
        const stock = product.service ? say("service")
          : product.stock.map((place) => `${nameOf(place.warehouse)} ${shownQuantity(place.available)}`).join(" · ") || `0 ${say("available")}`;
        option.append(head, element("span", product.name, "combo-name"), element("span", stock, "combo-stock"));
      },
      choose(product) {
        take(line, product);
        announce(say("chosen", `${product.code} ${product.name}`));
        focusLine(line, "quantity");
      },
    };
  }

  function shownPrice(text) {
    const number = stripped(decimal(text));
    return shown(number.scale < 2 ? cents(number) : number);
  }

  const CUSTOMER = { name: "customer-name", email: "customer-email", phone: "customer-phone", taxNumber: "customer-tax-number", street: "customer-street", postCode: "customer-post-code", city: "customer-city", country: "customer-country" };
  const customerSearch = {
    path: "/customers", shortest: 2, none: settings.texts.noneCustomer,
    show(option, customer) {
      option.append(
        element("strong", customer.name),
        element("span", [customer.street, [customer.postCode, customer.city].filter(Boolean).join(" "), customer.country].filter(Boolean).join(", "), "combo-name"),
        element("span", [customer.taxNumber, customer.email, customer.phone].filter(Boolean).join(" · "), "combo-stock"));
    },
    choose(customer) {
      Object.entries(CUSTOMER).forEach(([key, name]) => {
        const input = field(name);
        input.value = customer[key] ?? "";
        clearError(input);
      });
      announce(say("chosen", customer.name));
      field("customer-email").focus();
      typed();
    },
  };

  // ---- errors of the head ------------------------------------------------------------------------------------------

  function clearError(input) {
    const around = input.closest(".field");
    if (around && around.classList.contains("field-wrong")) {
      around.classList.remove("field-wrong");
      around.querySelectorAll(".error").forEach((error) => { error.remove(); });
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
  }

  function tieErrors() {
    form.querySelectorAll(".field-wrong").forEach((around) => {
      const input = around.querySelector("input, select, textarea");
      const error = around.querySelector(".error");
      if (input && error && !input.dataset.field) {
        error.id = `${input.id}-error`;
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", error.id);
      }
    });
    const first = [...form.querySelectorAll(".field-wrong :is(input, select, textarea)")].find((input) => input.offsetParent && !input.disabled);
    if (first) { first.focus(); }
  }

  // ---- pasted lines ------------------------------------------------------------------------------------------------

  const MOST_PASTED = 500;
  const HEADINGS = {
    product: /^(code|sku|product ?code|item ?code|article|item|product|šifra|sifra|artikel|šifra artikla|koda|izdelek)$/i,
    quantity: /^(qty|quantity|amount|pcs|količina|kolicina|kol\.?|kos)$/i,
    unitPrice: /^(price|unit ?price|net ?price|cena|cena brez ddv|neto cena)$/i,
    discount: /^(discount|disc\.?|discount ?%|disc\.? ?%|popust|popust ?%|rabat|rabat ?%)$/i,
  };

  /** Cells of a text: apart by tab, else semicolon, else comma; quoted cells may hold the separator. */
  function cells(text) {
    const separator = text.includes("\t") ? "\t" : text.includes(";") ? ";" : text.includes(",") ? "," : " ";
    return text.split(/\r\n|\r|\n/).map((source) => {
      const row = [];
      let cell = "";
      let quoted = false;
      for (let at = 0; at < source.length; at += 1) {
        const letter = source[at];
        if (quoted) {
          if (letter === '"' && source[at + 1] === '"') { cell += '"'; at += 1; }
          else if (letter === '"') { quoted = false; } else { cell += letter; }
        } else if (letter === '"' && !cell.trim()) { quoted = true; cell = ""; }
        else if (letter === separator) { row.push(cell.trim()); cell = ""; } else { cell += letter; }
      }
      row.push(cell.trim());
      return { source, cells: separator === " " ? row.filter(Boolean) : row };
    });
  }

  const cleaned = (text) => (text || "").replace(/\s*(€|EUR|%)\s*$/i, "").trim();

  /** The lines of a text with what can be said of them without asking. */
  function parsePaste(text) {
    const rows = cells(text).map((row, index) => ({ ...row, number: index + 1 })).filter((row) => row.cells.some(Boolean));
    let order = ["product", "quantity", "unitPrice", "discount"];
    if (rows.length) {
      const names = rows[0].cells.map((cell) => Object.keys(HEADINGS).find((key) => HEADINGS[key].test(cell)) || "");
      if (names.includes("product") && !rows[0].cells.some((cell) => /^-?[\d.,]+$/.test(cell))) {
        order = names;
        parsePaste.heading = rows.shift().source;
      } else {
        parsePaste.heading = null;
      }
    }
    return rows.map((row) => {
      const line = { source: row.source, number: row.number, product: "", quantity: "", unitPrice: "", discount: "", errors: [] };
      order.forEach((name, place) => { if (name) { line[name] = name === "product" ? row.cells[place] || "" : cleaned(row.cells[place]); } });
      const quantityError = numberError("quantity", line.quantity, true);
      const priceError = numberError("unit-price", line.unitPrice, false);
      const discountError = numberError("discount", line.discount, false);
      if (!line.product) { line.errors.push(say("noCode")); }
      if (quantityError) { line.errors.push(`${label("quantity")}: ${quantityError}`); }
      if (priceError) { line.errors.push(`${label("unit-price")}: ${priceError}`); }
      if (discountError) { line.errors.push(`${label("discount")}: ${discountError}`); }
      return line;
    });
  }
  const label = (name) => template.content.querySelector(`[data-field="${name}"]`).closest(".field").querySelector("label").textContent;

  const pasteDialog = document.getElementById("paste-dialog");
  const pasteText = document.getElementById("paste-text");
  const pasteTake = document.getElementById("paste-take");
  const pasteSays = document.getElementById("paste-says");
  let pasted = [];
  let pasteTurn = 0;
  let pasteTimer = 0;

  async function preview() {
    pasteTurn += 1;
    const turn = pasteTurn;
    const rows = parsePaste(pasteText.value);
    const body = pasteDialog.querySelector("tbody");
    pasteTake.disabled = true;
    if (rows.length > MOST_PASTED) {
      pasted = [];
      body.replaceChildren();
      document.getElementById("paste-wrap").hidden = true;
      pasteSays.textContent = say("tooMany", rows.length);
      return;
    }
    const codes = [...new Set(rows.map((row) => row.product).filter(Boolean))];
    if (codes.length) {
      try {
        const found = await ask("/products", { method: "POST", body: JSON.stringify({ codes }) });
        if (turn !== pasteTurn) { return; }
        rows.forEach((row) => {
          row.known = found.known[row.product] || null;
          row.near = found.near[row.product] || [];
          if (row.product && !row.known) { row.errors.unshift(say("unknown", row.product) + (row.near.length ? ` ${say("near")} ${row.near.map((product) => product.code).join(", ")}` : "")); }
          if (row.known && !row.known.active) { row.errors.unshift(say("notSold", row.known.code)); }
          if (row.known && !row.unitPrice && row.known.unitPrice === null) { row.errors.push(`${label("unit-price")}: ${say("required")}`); }
        });
      } catch {
        if (turn === pasteTurn) { pasteSays.textContent = say("failed"); }
        return;
      }
    }
    pasted = rows;
    body.replaceChildren(...rows.map((row) => {
      const line = document.createElement("tr");
      line.classList.toggle("wrong", row.errors.length > 0);
      const product = element("td", "");
      product.append(element("strong", row.known ? row.known.code : row.product), row.known ? ` ${row.known.name}` : "");
      const read = (text, otherwise) => { const number = readNumber(text); return number ? shown(number) : text || (otherwise ? shownPrice(otherwise) : ""); };
      line.append(
        element("td", String(row.number), "num"), product, element("td", read(row.quantity), "num"),
        element("td", read(row.unitPrice, row.known && row.known.unitPrice), "num"), element("td", read(row.discount), "num"),
        element("td", row.errors.join(" "), row.errors.length ? "wrong-text" : ""));
      return line;
    }));
    document.getElementById("paste-wrap").hidden = !rows.length;
    const good = rows.filter((row) => !row.errors.length).length;
    pasteTake.disabled = good === 0;
    pasteTake.textContent = good ? sayCount("takeLines", good) : pasteTake.dataset.none;
    pasteSays.textContent = !rows.length ? "" : good === rows.length ? say("allGood") : sayCount("wrongLines", rows.length - good);
  }

  function merged(rows) {
    const places = new Map();
    rows.forEach((row) => {
      const number = (text) => plain(stripped(readNumber(text) || ZERO));
      const key = JSON.stringify([row.known.code, row.unitPrice ? number(row.unitPrice) : "", number(row.discount)]);
      const before = places.get(key);
      if (before) {
        before.quantity = written(plain(stripped(plus(readNumber(before.quantity), readNumber(row.quantity)))));
      } else {
        places.set(key, { ...row });
      }
    });
    return [...places.values()];
  }

  function takePasted() {
    const good = pasted.filter((row) => !row.errors.length);
    const bad = pasted.filter((row) => row.errors.length);
    const rows = pasteDialog.querySelector("input[name=same]:checked").value === "merge" ? merged(good) : good;
    const stay = lines.filter((line) => !untouched(line));
    if (stay.length + rows.length > settings.mostLines) { pasteSays.textContent = say("formFull", settings.mostLines); return; }
    lines.filter(untouched).forEach((line) => { line.row.remove(); });
    lines = stay;
    rows.forEach((row) => {
      add({
        product: row.known.code, quantity: row.quantity, unitPrice: row.unitPrice || written(row.known.unitPrice),
        discount: row.discount, taxRate: written(row.known.taxRate), known: row.known,
      });
    });
    numbered();
    compute();
    typed();
    announce(sayCount("added", rows.length));
    if (bad.length) {
      pasteText.value = [parsePaste.heading, ...bad.map((row) => row.source)].filter((text) => text !== null && text !== undefined).join("\n");
      preview().then(() => { pasteSays.textContent = say("leftOver"); });
      pasteText.focus();
    } else {
      pasteText.value = "";
      pasted = [];
      pasteDialog.close();
      focusLine(lines[lines.length - 1], "quantity");
    }
  }

  function openPaste(text) {
    pasteTake.dataset.none ||= pasteTake.textContent;
    if (text !== undefined) { pasteText.value = text; }
    pasteDialog.showModal();
    pasteText.focus();
    preview();
  }

  // ---- keeping what is typed ---------------------------------------------------------------------------------------

  let dirty = false;
  let keeping = null;
  let keepTimer = 0;
  let stopped = false;
  let leaving = false;

  const headContent = () => Object.fromEntries([...form.querySelectorAll("[data-head]")].map((input) =>
    [input.dataset.head, input.type === "checkbox" ? String(input.checked) : input.value]));

  function draftBody() {
    return JSON.stringify({
      revision: Number(field("draft-revision").value || 0), order: settings.order,
      content: { version: settings.version, head: headContent(), lines: lines.map(content) },
    });
  }

  function state(text, ...actions) {
    const place = document.getElementById("draft-state");
    place.replaceChildren(text, ...actions.flatMap((action) => [" ", action]));
    place.classList.toggle("problem", actions.length > 0);
  }

  /** Something was typed: it is kept soon, and never waited for. */
  function typed() {
    dirty = true;
    if (!stopped) {
      clearTimeout(keepTimer);
      keepTimer = setTimeout(keep, 900);
    }
  }

  /** A new order of which nothing is there yet: whoever pressed Save too early has nothing to go on with. */
  const nothing = () => !settings.order && field("draft-revision").value === "0"
    && [...form.querySelectorAll("input[data-head]:not([type=checkbox]), textarea[data-head]")].every((input) => input.value.trim() === "")
    && lines.every((line) => ["product", "unit-price", "discount"].every((name) => line.fields[name].value.trim() === ""));

  function keep() {
    clearTimeout(keepTimer);
    if (nothing()) { dirty = false; }
    if (!dirty || stopped || keeping || leaving || !settings.mayType) { return keeping || Promise.resolve(); }
    dirty = false;
    const id = field("draft").value;
    keeping = ask(`/drafts/${id}`, { method: "PUT", body: draftBody() }).then((kept) => {
      field("draft-revision").value = String(kept.revision);
      state(say("kept", clock.format(new Date())));
    }).catch((failure) => {
      dirty = true;
      if (failure.status === 409) {
        stopped = true;
        const own = element("button", say("ownDraft"), "btn btn-secondary btn-small");
        own.type = "button";
        own.addEventListener("click", () => {
          field("draft").value = crypto.randomUUID ? crypto.randomUUID() : uuid();
          field("draft-revision").value = "0";
          stopped = false;
          keep();
          form.querySelector("input:not([type=hidden]):not([disabled])").focus();
        });
        state(say("elsewhereTyped"), own);
        announce(say("elsewhereTyped"));
        return;
      }
      if (failure.status === 401) {
        const link = element("a", say("signIn"));
        link.href = endpoint.replace(/\/orders\/entry$/, "/login");
        link.target = "_blank";
        link.rel = "noopener";
        state(say("signedOut"), link);
        announce(say("signedOut"));
      } else if (failure.status !== 400 && failure.status !== 403) {
        state(say("notKept"));
      } else {
        stopped = true;
        return;
      }
      keepTimer = setTimeout(keep, 10000);
    }).finally(() => {
      keeping = null;
      if (dirty && !stopped) { clearTimeout(keepTimer); keepTimer = setTimeout(keep, 900); }
    });
    return keeping;
  }

  /** Where the browser has no randomUUID: it has it on https and on this machine only. */
  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  /** The window goes: what was typed last goes along, as far as a browser lets it. */
  function keepLast() {
    if (nothing()) { dirty = false; }
    if (!dirty || stopped || leaving || keeping || !settings.mayType) { return; }
    const body = draftBody();
    if (body.length > 60000) { keep(); return; }
    dirty = false;
    keeping = ask(`/drafts/${field("draft").value}`, { method: "PUT", body, keepalive: true }).then((kept) => {
      field("draft-revision").value = String(kept.revision);
    }).catch(() => { dirty = true; }).finally(() => { keeping = null; });
  }

  // ---- what happens ------------------------------------------------------------------------------------------------

  box.addEventListener("input", (event) => {
    const name = event.target.dataset.field;
    const line = event.target.closest(".line").line;
    if (name === "product") {
      line.token += 1;
      if (line.known && event.target.value.trim() !== line.known.code) { line.known = null; line.looked = ""; }
      wrong(line, "product", "");
      line.near = [];
      showNear(line);
    } else if (line.fields[name].getAttribute("aria-invalid")) {
      wrong(line, name, numberError(name, event.target.value, false)); // what was wrong says when it is right
    }
    compute();
  });

  box.addEventListener("change", (event) => {
    const name = event.target.dataset.field;
    const line = event.target.closest(".line").line;
    if (name === "product") { look(line); return; }
    wrong(line, name, numberError(name, event.target.value, false));
    numbered();
  });

  box.addEventListener("click", (event) => {
    if (event.target.closest("[data-remove]")) { remove(event.target.closest(".line").line); }
  });

  box.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (event.target.dataset.field === "product" && /[\t\n]/.test(text.trim())) {
      event.preventDefault();
      openPaste(text);
    }
  });

  function addLine() {
    if (lines.length >= settings.mostLines) { announce(say("formFull", settings.mostLines)); return; }
    const line = add();
    numbered();
    compute();
    focusLine(line);
  }

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented) { return; }
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const button = field("save-changes") || field("save-sync");
      if (button && !button.disabled) {
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
        button.click();
      }
      return;
    }
    const name = event.target.dataset && event.target.dataset.field;
    if (!name || event.isComposing) { return; }
    event.preventDefault();
    const line = event.target.closest(".line").line;
    const next = FIELDS[FIELDS.indexOf(name) + 1];
    if (next) { focusLine(line, next); return; }
    const below = lines[lines.indexOf(line) + 1];
    if (below) { focusLine(below); } else { addLine(); }
  });

  form.addEventListener("input", (event) => {
    if (!event.target.dataset.field) { clearError(event.target); }
    typed();
  });
  form.addEventListener("change", (event) => {
    if (["order-form:warehouse", "order-form:currency"].includes(event.target.id)) { compute(); }
    if (event.target.id === "order-form:ships-elsewhere") { showShipTo(); }
    typed();
  });

  function showShipTo() { document.getElementById("ship-to").hidden = !field("ships-elsewhere").checked; }

  // before everybody else: the lines go along, and a draft that is being kept is waited for a moment
  document.addEventListener("submit", (event) => {
    if (event.target !== form) { return; }
    field("lines").value = JSON.stringify({ lines: lines.map(content) });
    if (keeping) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      Promise.race([keeping, new Promise((go) => { setTimeout(go, 2000); })]).finally(() => { keeping = null; form.requestSubmit(button); });
      return;
    }
    leaving = true;
    clearTimeout(keepTimer);
  }, true);

  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", keepLast);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { keepLast(); } });

  document.addEventListener("click", (event) => {
    const jump = event.target.closest("[data-focus]");
    if (jump) {
      event.preventDefault();
      const target = document.getElementById(jump.dataset.focus);
      if (target) { target.focus(); }
      return;
    }
    const discard = event.target.closest("[data-discard]");
    const back = event.target.closest("[data-take-back]");
    if (discard) { turn(discard, () => ask(`/drafts/${discard.dataset.discard}`, { method: "DELETE" }), true); }
    if (back) { turn(back, () => ask(`/drafts/${back.dataset.takeBack}`, { method: "POST", body: "{}" }), false); }
  });

  /** Discards a draft or takes that back; the row stays where it is and offers the other. */
  function turn(button, happen, gone) {
    const row = button.closest("li");
    button.disabled = true;
    happen().then(() => {
      row.classList.toggle("discarded", gone);
      row.querySelector(".drafted-actions").hidden = gone;
      row.querySelector(".drafted-gone").hidden = !gone;
      (gone ? row.querySelector("[data-take-back]") : row.querySelector("a")).focus();
    }).catch((failure) => { announce(say(failure.status === 409 ? "gone" : "failed")); })
      .finally(() => { button.disabled = false; });
  }

  document.getElementById("add-line").addEventListener("click", addLine);
  document.getElementById("paste-lines").addEventListener("click", () => { openPaste(); });
  document.getElementById("paste-form").addEventListener("submit", (event) => { event.preventDefault(); if (!pasteTake.disabled) { takePasted(); } });
  pasteText.addEventListener("input", () => { clearTimeout(pasteTimer); pasteTimer = setTimeout(preview, 250); });

  JSON.parse(field("lines").value).lines.forEach((data) => { add(data); });
  if (settings.linesFixed) { document.getElementById("add-line").disabled = true; document.getElementById("paste-lines").disabled = true; }
  numbered();
  showShipTo();
  compute();
  combobox(field("customer-name"), document.getElementById("customer-list"), customerSearch);
  tieErrors();
  // after a refusal the form is as it was typed, and goes on being kept
  if (document.getElementById("wrong")) { dirty = true; }
})();
