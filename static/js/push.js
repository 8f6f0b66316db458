/* Lets this browser be woken, on a tap only. Without support, or not by https, the button stays away. */
const form = document.querySelector("form[data-push-key]");
const able = window.isSecureContext && "serviceWorker" in navigator && "PushManager" in window;

function bytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function device() {
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac", "Linux"].find((name) => navigator.userAgent.includes(name));
  const browser = [["Edg/", "Edge"], ["Firefox/", "Firefox"], ["Chrome/", "Chrome"], ["Safari/", "Safari"]]
    .find(([mark]) => navigator.userAgent.includes(mark));
  return [browser && browser[1], system].filter(Boolean).join(", ");
}

async function subscribe() {
  if (await Notification.requestPermission() !== "granted") throw new Error("denied");
  const worker = await navigator.serviceWorker.register(form.dataset.worker);
  await navigator.serviceWorker.ready;
  const before = await worker.pushManager.getSubscription();
  // One bound to another key of the server would never be reached.
  if (before) await before.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(form.dataset.pushKey) });
  const { endpoint, keys } = made.toJSON();
  for (const [name, value] of Object.entries({ endpoint, ...keys, device: device() })) form.elements[name].value = value;
  form.submit();
}

if (form && able) {
  form.hidden = false;
  document.querySelector("[data-push-unable]").hidden = true;
  const refused = form.querySelector("[data-push-refused]");
  refused.hidden = Notification.permission !== "denied";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    subscribe().catch(() => { refused.hidden = false; });
  });
}
