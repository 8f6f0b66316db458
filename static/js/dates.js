/* Beside each day that is chosen, the same in words: the browser writes 04/01 or 01/04 as its own language likes. */
"use strict";
const words = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
for (const input of document.querySelectorAll("input[type=date]")) {
  const line = document.createElement("div");
  line.className = "form-text";
  line.setAttribute("aria-live", "polite");
  input.after(line);
  const say = () => { line.textContent = input.valueAsDate ? words.format(input.valueAsDate) : ""; };
  input.addEventListener("input", say);
  say();
}
