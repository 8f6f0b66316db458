// The drafting page: the figure of the year and the sum of the weights while they are typed, and what is typed kept
// on this device until it is saved. The server works both figures out as well; without this file all works the same.
// Exact: whole millionths, never binary floats.
(() => {
  "use strict";
  const MILLION = 1000000n;
  const english = document.documentElement.lang.startsWith("en");
  const swap = (text) => text.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."));

  // The same reading as kinerja/ui/numbers.py; null for what is no number.
  const read = (typed) => {
    const bare = typed.trim().replace(/^Rp\.?|\s/g, "").replace("−", "-");
    const own = english ? bare : swap(bare);
    let plain = null;
    if (/^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(own)) plain = own.replaceAll(",", "");
    else if (/^-?\d+(\.\d+)?$/.test(own)) plain = own;
    else if (/^-?\d+,\d+$/.test(own)) plain = own.replace(",", ".");
    if (plain === null) return null;
    const negative = plain.startsWith("-");
    const [whole, part = ""] = plain.replace("-", "").split(".");
    const scaled = BigInt(whole) * MILLION + BigInt(part.padEnd(6, "0").slice(0, 6));
    return negative ? -scaled : scaled;
  };

  const say = (scaled) => {
    const size = scaled < 0n ? -scaled : scaled;
    const whole = String(size / MILLION).replace(/\B(?=(\d{3})+$)/g, ",");
    const part = String(size % MILLION).padStart(6, "0").replace(/0+$/, "");
    const text = (scaled < 0n ? "-" : "") + whole + (part ? "." + part : "");
    return english ? text : swap(text);
  };

  const halfUp = (top, bottom, step) => ((2n * top + bottom * step) / (2n * bottom * step)) * step;

  const figure = (values, accumulation) => {
    const due = values.filter((value) => value !== null);
    if (!due.length) return null;
    if (accumulation === "last") return due.at(-1);
    const total = due.reduce((sum, value) => sum + value, 0n);
    return accumulation === "average" ? halfUp(total, BigInt(due.length), 100n) : total;
  };

  const gap = (place, difference) => {
    if (!place) return;
    if (difference === null) place.textContent = "";
    else if (difference === 0n) place.textContent = place.dataset.equal;
    else place.textContent = `${difference > 0n ? place.dataset.short : place.dataset.over} ${say(difference > 0n ? difference : -difference)}`;
  };

  const months = (box) => {
    const form = box.closest("form");
    const values = [...box.querySelectorAll(".c-twelve input")].map((input) => read(input.value));
    const year = figure(values, form.elements.accumulation.value);
    const total = read(form.elements.total.value);
    box.querySelector("[data-year]").textContent = year === null ? "–" : say(year);
    gap(box.querySelector("[data-gap]"), year === null || total === null ? null : total - year);
  };

  const weights = () => {
    const place = document.querySelector("[data-weight-total]");
    if (!place) return;
    const sum = [...document.querySelectorAll("[data-weight]")].reduce((all, input) => all + (read(input.value) ?? 0n), 0n);
    place.textContent = say(sum);
    gap(document.querySelector("[data-weight-gap]"), 100n * MILLION - sum);
  };

  /* What is typed outlives a reload, an expired session, a closed tab; it goes once the line is saved. */
  const KEPT = `perjanjian:${document.body.dataset.who}:`, SENT = "perjanjian-dikirim", LONGEST = 7 * 864e5;
  const place = (form) => KEPT + form.getAttribute("action");
  const fields = (form) => [...form.elements].filter((one) => one.name && !one.disabled && !["submit", "hidden"].includes(one.type));
  const stored = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };

  const keep = (form) => {
    const values = Object.fromEntries(fields(form).map((one) => [one.name, one.value]));
    try { localStorage.setItem(place(form), JSON.stringify({ at: Date.now(), seen: form.elements.seen.value, values })); } catch { /* full or forbidden: typing goes on */ }
  };

  const restore = (form, found) => {
    // With the mark of the line as it was then: a change by another since is noticed when this is saved.
    form.elements.seen.value = found.seen;
    for (const one of fields(form)) if (one.name in found.values) one.value = found.values[one.name];
    form.querySelectorAll("[data-months]").forEach(months);
  };

  const offer = (form) => {
    const note = form.querySelector("[data-kept]"), name = place(form), found = stored(name);
    // A form that came back with a refusal holds what was typed already, and was not saved.
    if (form.querySelector(".k-errs")) return sessionStorage.removeItem(SENT);
    if (!note || !found || form.dataset.seenKept) return;
    form.dataset.seenKept = "1";
    if (found.at < Date.now() - LONGEST || fields(form).every((one) => (found.values[one.name] ?? one.value) === one.value)) return localStorage.removeItem(name);
    note.hidden = false;
    note.querySelector("[data-restore]").addEventListener("click", () => { restore(form, found); note.hidden = true; });
    note.querySelector("[data-forget]").addEventListener("click", () => { localStorage.removeItem(name); note.hidden = true; });
  };

  const update = (target) => {
    if (target.matches("[data-weight]")) weights();
    const form = target.closest("form");
    if (form?.matches(".c-form")) keep(form);
    for (const box of form ? form.querySelectorAll("[data-months]") : []) months(box);
  };

  /* Nothing is presented while a line is being written or is on its way to the server. */
  let underway = 0;
  const guard = () => {
    const button = document.querySelector("[data-present]");
    if (!button) return;
    button.disabled = underway > 0 || document.querySelector(".c-desk .c-form") !== null;
    document.querySelector("[data-present-why]").hidden = !button.disabled;
  };

  const settle = () => {
    guard();
    document.querySelectorAll("[data-months]").forEach(months);
    document.querySelectorAll(".c-form").forEach(offer);
  };

  document.addEventListener("input", (event) => update(event.target));
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".c-form") && event.submitter?.name !== "spread") sessionStorage.setItem(SENT, place(event.target));
  });
  document.addEventListener("click", (event) => {
    // Inside the desk the way back leads to the page that is open already.
    if (!event.target.closest(".c-desk [data-cancel]")) return;
    event.preventDefault();
    location.reload();
  });
  document.addEventListener("htmx:beforeRequest", () => { underway += 1; guard(); });
  document.addEventListener("htmx:afterRequest", () => { underway -= 1; guard(); });
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("DOMContentLoaded", () => {
    const sent = document.querySelector(".c-desk") && sessionStorage.getItem(SENT);
    if (sent) {
      localStorage.removeItem(sent);
      sessionStorage.removeItem(SENT);
    }
    settle();
  });
})();
