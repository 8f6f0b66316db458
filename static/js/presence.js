/* Where a tap was made, roughly, if its person wants to say so: a hint, never a proof, and nothing waits for it long. */
"use strict";
const KEPT = "tempat", WAIT = 4000;
for (const form of document.querySelectorAll("form[data-place]")) {
  const wish = form.elements.sertakan, field = form.elements.tempat;
  if (!navigator.geolocation || !wish) continue;
  wish.closest("[hidden]").hidden = false;
  try { wish.checked = localStorage.getItem(KEPT) === "1"; } catch { /* forbidden: asked anew each time */ }
  wish.addEventListener("change", () => {
    try { localStorage.setItem(KEPT, wish.checked ? "1" : "0"); } catch { /* as above */ }
  });
  form.addEventListener("submit", (event) => {
    if (!wish.checked || form.dataset.place === "known") return;
    event.preventDefault();
    if (form.dataset.place === "asked") return;
    form.dataset.place = "asked";
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    const send = () => { form.dataset.place = "known"; form.requestSubmit(button); };
    const said = ({ coords }) => { field.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`; send(); };
    navigator.geolocation.getCurrentPosition(said, send, { timeout: WAIT, maximumAge: 300000 });
  });
}
