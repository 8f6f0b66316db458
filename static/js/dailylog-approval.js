/* Keys for going through the queue: j next, k before, a approve, r to the reasons. They act only outside of fields,
   only while nothing else is pressed, and can be switched off. */
"use strict";
const keys = document.querySelector("[data-keys]");
keys.checked = localStorage.getItem("pintasan") !== "mati";
keys.addEventListener("change", () => localStorage.setItem("pintasan", keys.checked ? "hidup" : "mati"));
const ACTS = {
  j: () => document.querySelector("[data-next]")?.click(),
  k: () => document.querySelector("[data-before]")?.click(),
  a: () => document.querySelector("[data-approve]")?.click(),
  r: () => document.querySelector("[data-return]")?.focus(),
};
addEventListener("keydown", (event) => {
  const act = ACTS[event.key.toLowerCase()];
  if (!act || !keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  act();
});
