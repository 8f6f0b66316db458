// The drafting page: the figure of the year and the sum of the weights while they are typed. The server works both
// out as well; this file only saves a round trip. Exact: whole millionths, never binary floats.
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

  const update = (target) => {
    if (target.matches("[data-weight]")) weights();
    const form = target.closest("form");
    for (const box of form ? form.querySelectorAll("[data-months]") : []) months(box);
  };

  document.addEventListener("input", (event) => update(event.target));
  document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("[data-months]").forEach(months));
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-months]").forEach(months));
})();
