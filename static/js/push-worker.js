/* Shows what the server pushes and leads to the inbox; it keeps no page and sees no request. */
self.addEventListener("push", (event) => {
  const news = event.data ? event.data.json() : {};
  // One message at a time: a newer one takes the place of the one before.
  const options = { body: news.body || "", tag: "kinerja", data: { url: news.url || "/" } };
  event.waitUntil(self.registration.showNotification(news.title || "Kinerja", options));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.url, self.location.origin);
  if (address.origin === self.location.origin) event.waitUntil(self.clients.openWindow(address.href));
});
