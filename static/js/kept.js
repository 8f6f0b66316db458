/* Every form that is sent: what is typed into it outlives an ended session, an error, a lost line, a killed tab and the way back, until
   the server leads on to another page; and it is sent once, however often it is tapped, and not into a dead line.
   The forms of a day and of an agreement's line keep what is typed by scripts of their own. */
"use strict";
(() => {
  const words = document.currentScript.dataset, who = document.body.dataset.who;
  const MINE = `isian:${who}:`, SENT = "isian-dikirim", LONGEST = 7 * 864e5, LOCKED = 30000;
  const UNKEPT = ["hidden", "password", "file", "submit", "button", "reset", "fieldset", "output"];

  const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const forget = (name) => { try { localStorage.removeItem(name); } catch { /* forbidden: then nothing was kept */ } };
  const all = (start) => { try { return Object.keys(localStorage).filter((name) => name.startsWith(start)); } catch { return []; } };
  const goal = (form) => { const to = new URL(form.getAttribute("action") || "", location.href); return to.pathname + to.search; };
  const place = (form) => MINE + goal(form);
  // Where a tap was made is remembered by its own script.
  const isKept = (form) => who && form.method === "post" && !form.matches("[data-draft], [data-place], .c-form, [hx-post]");

  // Secrets are not kept, not even while they are shown.
  const isSecret = (one) => /password|one-time/.test(one.autocomplete) || "secret" in one.dataset;
  const isField = (one) => one.name && !one.disabled && !UNKEPT.includes(one.type) && !isSecret(one);
  const values = (some) => JSON.stringify(some.map((one) => one.value));
  const dots = (one) => [...one.form.elements].filter((each) => each.type === "radio" && each.name === one.name);
  const now = (one) => {
    if (one.type === "checkbox") return one.checked;
    if (one.type === "radio") return values(dots(one).filter((each) => each.checked));
    return one.options ? values([...one.selectedOptions]) : one.value;
  };
  const first = (one) => {
    if (one.type === "checkbox") return one.defaultChecked;
    if (one.type === "radio") return values(dots(one).filter((each) => each.defaultChecked));
    if (!one.options) return one.defaultValue;
    const found = [...one.options].filter((each) => each.defaultSelected);
    // A list in which nothing was chosen shows its first line.
    return values(found.length || one.type !== "select-one" ? found : [...one.options].slice(0, 1));
  };
  // Puts a value in; whether the field has a place for it still.
  const put = (one, value) => {
    if (one.type === "checkbox") one.checked = value;
    else if (one.type !== "radio" && !one.options) one.value = value;
    else {
      const wanted = JSON.parse(value), offered = one.options ? [...one.options] : dots(one);
      if (!wanted.every((each) => offered.some((line) => line.value === each))) return false;
      for (const line of offered) line[one.options ? "selected" : "checked"] = wanted.includes(line.value);
    }
    return true;
  };
  // A tick is told from others of its name by what it stands for: lists change their order. Dots of one name are one field.
  const named = (form) => {
    const seen = {}, found = new Map();
    for (const one of [...form.elements].filter(isField)) {
      const which = one.type === "checkbox" ? `=${one.value}` : one.type === "radio" ? "" : ` ${(seen[one.name] = (seen[one.name] || 0) + 1)}`;
      if (!found.has(one.name + which)) found.set(one.name + which, one);
    }
    return [...found];
  };
  // What the form is about, where its address does not say: an entry and the version of it that was seen. Only a mark of it is kept.
  const about = (form) => {
    const hidden = [...form.elements].filter((one) => one.type === "hidden" && one.name !== "csrfmiddlewaretoken");
    const text = hidden.map((one) => `${one.name}=${one.value}`).join("&");
    return [...text].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 4294967291, 7);
  };

  /* Only what differs from the page, with what stood there: a value that was changed elsewhere meanwhile is not put back over. What a
     form was before it came back with what was sent is known from what was kept then. */
  const earlier = new WeakMap();
  const keep = (form) => {
    const before = earlier.get(form) || { about: about(form), fields: {} }, fields = { ...before.fields };
    for (const [name, one] of named(form)) {
      const stood = fields[name] ? fields[name][0] : first(one);
      if (now(one) === stood) delete fields[name];
      else fields[name] = [stood, now(one)];
    }
    if (!Object.keys(fields).length) return forget(place(form));
    try { localStorage.setItem(place(form), JSON.stringify({ at: Date.now(), about: before.about, fields })); } catch { /* full or forbidden: typing goes on */ }
  };

  let busy = false;
  const restore = (form) => {
    const found = stored(place(form));
    if (!found || found.about !== about(form)) return;
    let back = false;
    busy = true;
    for (const [name, one] of named(form)) {
      const [before, value] = found.fields[name] || [];
      if (value === undefined || before !== first(one) || value === now(one) || !put(one, value)) continue;
      back = true;
      for (let up = one.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
      one.dispatchEvent(new Event("input", { bubbles: true }));
    }
    busy = false;
    if (back) tell(form);
  };

  const tell = (form) => {
    const note = document.createElement("div"), drop = document.createElement("button");
    note.className = "k-note k-kept";
    note.setAttribute("role", "status");
    drop.type = "button";
    drop.className = "btn btn-link";
    drop.textContent = words.drop;
    drop.addEventListener("click", () => { form.reset(); forget(place(form)); note.remove(); form.querySelector("input:not([type=hidden]), textarea, select")?.focus(); });
    note.append(words.back, drop);
    form.prepend(note);
  };

  /* --- what was kept goes once another page answers: neither the login, nor an error, nor a refusal, nor the form once more */
  const here = () => location.pathname + location.search;
  const settle = () => {
    let sent = null;
    try { sent = JSON.parse(sessionStorage.getItem(SENT)); sessionStorage.removeItem(SENT); } catch { /* forbidden */ }
    for (const name of all("isian:")) if (!(stored(name)?.at > Date.now() - LONGEST)) forget(name);
    if (!who) return;
    const [way] = performance.getEntriesByType("navigation");
    const from = document.referrer && new URL(document.referrer);
    const answers = sent && way?.type === "navigate" && from && from.pathname + from.search === sent.page;
    const forms = [...document.forms].filter(isKept), again = (form) => answers && !way.redirectCount && place(form) === sent.place;
    if (answers && !document.querySelector("[data-refusal]") && !forms.some(again)) forget(sent.place);
    for (const form of forms) {
      if (!again(form)) restore(form);
      else if (stored(sent.place)) earlier.set(form, stored(sent.place));
    }
  };

  /* --- a line that is dead is noticed before the page is given up for it: photographs would be gone */
  let waiting = null;
  const hold = (form, button) => {
    waiting = () => form.requestSubmit(button);
    const bar = button?.closest(".k-bar, .k-acts") || form;
    if (bar.querySelector(".k-wait")) return;
    const note = document.createElement("p");
    note.className = "k-wait";
    note.setAttribute("role", "alert");
    note.textContent = words.offline;
    bar.prepend(note);
  };
  addEventListener("online", () => { const send = waiting; waiting = null; send?.(); });

  addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    if (form.method !== "post" || navigator.onLine || form.dataset.reached) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const sure = () => { form.dataset.reached = "1"; form.requestSubmit(button); };
    // A phone may say wrongly that it has no line.
    fetch(words.probe, { method: "HEAD", cache: "no-store" }).then(sure, () => hold(form, button));
  }, true);

  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => free(form), LOCKED);
    if (goal(form) === words.out) [MINE, `perjanjian:${who}:`].flatMap(all).forEach(forget);
    if (isKept(form)) try { sessionStorage.setItem(SENT, JSON.stringify({ page: here(), place: place(form) })); } catch { /* forbidden: nothing was kept either */ }
  });
  const free = (form) => {
    delete form.dataset.sent;
    delete form.dataset.reached;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    form.querySelector(".k-wait")?.remove();
  };
  addEventListener("pageshow", (event) => {
    for (const form of document.forms) free(form);
    // A page out of the browser's memory still shows what has been sent since.
    if (event.persisted) location.reload();
  });
  const typed = (event) => {
    if (busy) return;
    // What is still being written is not sent by itself any more.
    waiting = null;
    document.querySelector(".k-wait")?.remove();
    if (event.target.form && isKept(event.target.form)) keep(event.target.form);
  };
  addEventListener("input", typed);
  addEventListener("change", typed);
  addEventListener("click", (event) => {
    const form = event.target.closest("form a:not([data-next], [target])")?.closest("form");
    // “Batal” beside the button: what was typed is not wanted any more.
    if (form && isKept(form) && event.target.closest(".k-acts")) forget(place(form));
  });
  settle();
})();
