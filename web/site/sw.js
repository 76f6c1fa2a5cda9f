// Keeps the page when the server is gone. It answers from what it kept, and asks the server for nothing but the page
// itself, once, when this version is installed.
'use strict';
const KEPT = 'unloop-VERSION';
const FILES = ['index.html', 'manifest.webmanifest'];

self.addEventListener('install', event => {
  const fresh = FILES.map(file => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(KEPT).then(cache => cache.addAll(fresh)));
});

self.addEventListener('activate', event => {
  const old = names => names.filter(name => name.startsWith('unloop-') && name !== KEPT);
  event.waitUntil(caches.keys()
    .then(names => Promise.all(old(names).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener('fetch', event => {
  const { request } = event;
  const asked = request.mode === 'navigate' && !/\.(html\.sha256|webmanifest|js)$/.test(new URL(request.url).pathname)
    ? 'index.html'
    : request;
  event.respondWith(caches.open(KEPT)
    .then(cache => cache.match(asked, { ignoreSearch: true }))
    .then(found => found ?? fetch(request)));
});
