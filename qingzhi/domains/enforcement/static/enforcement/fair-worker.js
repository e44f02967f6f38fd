/* Keeps the station's page and what it is drawn with on the phone, so that it opens without network. Nothing else is kept, and no
   complaint: those stand in the page's own store until the server has them. */
"use strict";
var KEPT = "fairs-1", STATION = /^\/fairs\/\d+\/station\/$/, DRAWN = ["style", "script", "image", "font"];

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });

function keep(path, answer) {
  return caches.open(KEPT).then(function (cache) { return cache.put(path, answer); });
}
/* Whoever is not signed in any more leaves no page behind. */
function forget() { return caches.delete(KEPT); }

self.addEventListener("fetch", function (event) {
  var request = event.request, url = new URL(request.url);
  var page = request.mode === "navigate" && STATION.test(url.pathname);
  if (request.method !== "GET" || url.origin !== self.location.origin || !(page || DRAWN.indexOf(request.destination) >= 0)) { return; }
  var path = page ? url.pathname : request.url;
  event.respondWith(fetch(request).then(function (answer) {
    if (answer.ok && !answer.redirected) { event.waitUntil(keep(path, answer.clone())); }
    else if (page && answer.type === "opaqueredirect") { event.waitUntil(forget()); }
    return answer;
  }, function (broken) {
    return caches.match(path, { ignoreVary: true }).then(function (kept) { if (kept) { return kept; } throw broken; });
  }));
});
