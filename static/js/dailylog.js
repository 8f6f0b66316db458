/* Comforts of the day's form; without this script the form works the same.
   What is typed is kept on this device and on the server; photographs shrink before they travel. */
"use strict";
const form = document.querySelector("form[data-draft]");
const LONGEST = 1280, QUALITY = 0.72, PAUSE = 1500;

/* --- photographs: smaller before they are sent, and shown so that one sees which was taken */
async function shrink(file) {
  if (!file.type.startsWith("image/")) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob || blob.size >= file.size) return file;
  const notes = await cameraNotes(file);
  return new File(notes ? [blob.slice(0, 2), notes, blob.slice(2)] : [blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

/* The camera's notes (when, where) are a segment of the JPEG; drawing loses them, the server wants to read them. */
async function cameraNotes(file) {
  if (file.type !== "image/jpeg") return null;
  const head = new DataView(await file.slice(0, 262144).arrayBuffer());
  let at = 2;
  while (at + 10 < head.byteLength && head.getUint8(at) === 0xff) {
    const kind = head.getUint8(at + 1), size = head.getUint16(at + 2) + 2;
    if (kind === 0xe1 && head.getUint32(at + 4) === 0x45786966) return upright(file, head, at, size);
    if (kind === 0xda) return null;
    at += size;
  }
  return null;
}

/* The drawn picture is upright already: the note that says how to turn it must say "not at all". */
async function upright(file, head, at, size) {
  const bytes = await file.slice(at, at + size).arrayBuffer();
  const view = new DataView(bytes), base = 10;
  const little = view.getUint16(base) === 0x4949;
  const first = base + view.getUint32(base + 4, little);
  if (first + 2 > view.byteLength) return null;
  for (let n = view.getUint16(first, little), i = 0; i < n; i += 1) {
    const entry = first + 2 + i * 12;
    if (entry + 12 > view.byteLength) return null;
    if (view.getUint16(entry, little) === 0x0112) view.setUint16(entry + 8, 1, little);
  }
  return bytes;
}

const shrinking = new Set();
for (const input of document.querySelectorAll("input[data-photos]")) {
  input.addEventListener("change", () => {
    // A phone may forget the page while its camera is open: what is typed is safe before.
    const work = Promise.all([...input.files].map(shrink)).then((files) => {
      const chosen = new DataTransfer();
      files.forEach((file) => chosen.items.add(file));
      input.files = chosen.files;
      show(input, files);
      if (form) { touched.add(input.name); keep(); }
    });
    shrinking.add(work);
    work.finally(() => shrinking.delete(work));
  });
  if (form) input.addEventListener("click", () => keep());
}

function show(input, files) {
  const place = input.closest(".k-qty").querySelector("[data-shots]");
  place.replaceChildren(...files.map((file) => {
    const image = document.createElement("img"), reader = new FileReader();
    image.alt = file.name;
    // The page allows no pictures from blob: addresses.
    reader.addEventListener("load", () => { image.src = reader.result; });
    reader.readAsDataURL(file);
    return image;
  }));
}

/* --- hours: what was typed as 730 or 0730 is shown as it will be read; the server reads all of them */
for (const input of document.querySelectorAll("input[data-clock]")) {
  input.addEventListener("blur", () => {
    const found = /^\s*(\d{1,2})(?:[.:, ]?(\d{2}))?\s*$/.exec(input.value);
    if (found && found[1] < 24 && (found[2] || 0) < 60) input.value = `${found[1].padStart(2, "0")}.${found[2] || "00"}`;
  });
}

/* --- sending: once, and only when every photograph is ready */
for (const each of document.querySelectorAll("form[enctype]")) {
  each.addEventListener("submit", async (event) => {
    const button = each.querySelector("[data-submit]");
    if (button.disabled) { event.preventDefault(); return; }
    if (shrinking.size) {
      event.preventDefault();
      await Promise.all(shrinking);
      each.requestSubmit(button);
      return;
    }
    button.disabled = true;
    if (each === form) { keep(); lighten(); button.textContent = form.dataset.busy; }
  });
}
/* Without a photograph the form travels as short text, which is read far sooner than parts. */
function lighten() {
  const photos = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  form.enctype = photos ? "multipart/form-data" : "application/x-www-form-urlencoded";
}

/* Rows that nobody touched or answered stay at home, unless the page shows again what was sent. */
form?.addEventListener("formdata", (event) => {
  if (form.querySelector(".k-errs")) return;
  const written = [...form.querySelectorAll("[data-free] [name$='-description']")].filter((field) => field.value.trim());
  const answered = [...form.querySelectorAll("[name$='-done']:checked"), ...written];
  const rows = new Set([...touched, ...answered.map((field) => field.name)].map((name) => name.split("-")[0]));
  for (const name of [...event.formData.keys()]) if (name.includes("-") && !rows.has(name.split("-")[0])) event.formData.delete(name);
});

// Coming back by the browser's own button finds a form that can be sent.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-submit]")) button.disabled = false;
  if (form) count();
});

/* --- what is typed stays: on this device at once, on the server a moment later */
const place = form && `hari:${form.dataset.who}:${form.dataset.day}`;
const touched = new Set(form && form.dataset.drafted ? form.dataset.drafted.trim().split(" ") : []);
let timer = 0;

/* Only what a person touched, with the hidden fields of its row, so that proposals of the program stay fresh; and what
   was typed into rows that the page has no longer. */
let lost = {};
function typed() {
  const found = { ...lost };
  const rows = new Set([...touched].map((name) => name.split("-")[0]));
  for (const [name, value] of new FormData(form)) {
    const row = name.split("-")[0];
    // Of a photograph only that there was one: its bytes travel with the form.
    if (typeof value !== "string") { if (value.size) found[name] = value.name; continue; }
    if (touched.has(name) || (rows.has(row) && form.elements[name].type === "hidden")) found[name] = value;
  }
  return found;
}

function keep() {
  if (!touched.size) return;
  try { localStorage.setItem(place, JSON.stringify({ at: Date.now(), fields: typed() })); } catch { /* full or forbidden: the server keeps it */ }
}

function say(shape, words) {
  const line = form.querySelector("[data-saved]");
  line.textContent = words;
  line.dataset.state = shape;
}

async function keepThere() {
  const now = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });
  const body = new FormData();
  for (const [name, value] of Object.entries(typed())) body.append(name, value);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    say("both", `${form.dataset.kept.replace("{t}", (await answer.json()).saved)} · ${form.dataset.both}`);
    return true;
  } catch {
    say("phone", `${form.dataset.kept.replace("{t}", now)} · ${form.dataset.phone}`);
    return false;
  }
}

function changed(event) {
  if (event.target.type !== "file") touched.add(event.target.name);
  keep();
  count();
  clearTimeout(timer);
  timer = setTimeout(keepThere, PAUSE);
}

function count() {
  const done = form.querySelectorAll("input[name$='-done'][value='1']:checked").length;
  const written = [...form.querySelectorAll("[data-free] [name$='-description']")].filter((field) => field.value.trim()).length;
  const left = form.querySelectorAll("input[name$='-done'][value='0']:checked").length;
  const button = form.querySelector("[data-submit]");
  const n = done + written;
  button.textContent = n ? form.dataset.send.replace("{n}", n) : form.dataset.none;
  button.classList.toggle("is-empty", !n && !left);
}

/* Restores what this device kept and the server does not know; a row whose key was filed meanwhile is gone for good. */
function restore() {
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(place)); } catch { return; }
  if (!kept) return;
  const filed = new Set((form.dataset.filed || "").split(" "));
  const gone = new Set(Object.entries(kept.fields).filter(([name, value]) => name.endsWith("-key") && filed.has(value)).map(([name]) => name.split("-")[0]));
  const said = Object.entries(kept.fields).filter(([name, value]) => value && !/-(key|kept|done|description|unit_of_measure)$/.test(name));
  const rows = new Set(said.map(([name]) => name.split("-")[0]).filter((row) => isLost(row) && !gone.has(row)));
  lost = Object.fromEntries(Object.entries(kept.fields).filter(([name]) => rows.has(name.split("-")[0])));
  let back = false;
  for (const [name, value] of Object.entries(kept.fields)) {
    if (gone.has(name.split("-")[0]) || !form.elements[name]) continue;
    if (form.elements[name].type === "hidden" && !name.endsWith("-key")) continue;
    // A tick that was meant for a task does not send what is left without it.
    const mark = name.replace(/-done$/, "-kept");
    if (mark !== name && form.elements[mark] && !kept.fields[mark]) continue;
    if (name.endsWith("-photos")) { form.elements[name].closest(".k-qty").querySelector("[data-shots]").textContent = form.dataset.again; continue; }
    if (put(form.elements[name], value)) { touched.add(name); back = true; }
  }
  bringBack();
  if (back) { say("phone", form.dataset.back); timer = setTimeout(keepThere, PAUSE); }
  else if (gone.size) localStorage.removeItem(place);
}

/* A task was withdrawn, or a suggestion has gone: once the server knows what was typed there, it shows the row again. */
const isLost = (row) => /^[tuc]\d+$/.test(row) && !form.elements[`${row}-key`];
async function bringBack() {
  const names = Object.keys(lost).join(" ");
  if (!names || sessionStorage.getItem(place) === names) return;
  sessionStorage.setItem(place, names);
  if (await keepThere()) location.reload();
}

/* Puts a kept value into its field; whether a person sees a difference. */
function put(field, value) {
  const box = field.type === "checkbox", wanted = box ? field.value === value : value;
  const before = box ? field.checked : field.value;
  if (box) field.checked = wanted;
  else field.value = value;
  if (before === wanted || field.type === "hidden") return false;
  for (let up = (field[0] || field).closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
  return true;
}

if (form) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  if (!form.querySelector(".k-errs")) restore();
  count();
  document.querySelector(".k-errs")?.focus();
  for (const name of Object.keys(localStorage)) {
    // What nobody sent for a month is no draft any more.
    if (name.startsWith("hari:") && JSON.parse(localStorage.getItem(name) || "{}").at < Date.now() - 31 * 864e5) localStorage.removeItem(name);
  }
}
