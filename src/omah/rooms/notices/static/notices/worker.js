// Show a notice that was pushed here; a press opens where it leads, in this house only.

addEventListener("push", (event) => {
  const told = event.data?.json() ?? {};
  const url = String(told.url ?? "").startsWith("/") ? told.url : "/pemberitahuan/";
  event.waitUntil(
    registration.showNotification("Omah", { body: told.text, tag: url, data: url }),
  );
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(clients.openWindow(new URL(event.notification.data, location.origin)));
});
