// Starts the single file: unpacks the program that the page carries in itself, and runs it.
(async () => {
  'use strict';
  const text = document.getElementById('wasm').textContent;
  const packed = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const module = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  const served = location.protocol.startsWith('http') && navigator.serviceWorker;
  // The service worker keeps the page under the SHA-256 of this very file.
  if (served) {
    self.version = navigator.serviceWorker.ready.then(() => caches.keys())
      .then(names => names.map(name => name.match(/^unloop-([0-9a-f]{64})$/)?.[1]).find(Boolean));
  }
  wasm_bindgen.initSync({ module });

  // On a server the page can be installed, and stays when the server goes. From a disk there is nothing to do.
  if (served) {
    const manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = 'manifest.webmanifest';
    document.head.append(manifest);
    // Without it the page works all the same.
    navigator.serviceWorker.register(self.vouched('sw.js'), { updateViaCache: 'none' }).catch(() => {});
  }
})();
