// Watches over the page's start and its end: when the page cannot start, or stops, this says so in words and gives
// the pasted text back. It works without the rest of the page, and is loaded before it.
(() => {
  'use strict';
  const PATIENCE = 15000;
  // No policy forbids connections between browsers: the page does without what makes them.
  delete self.RTCPeerConnection;
  delete self.webkitRTCPeerConnection;
  // Where the policy asks for it, an address must be vouched for before a script is taken from it: the reader's own.
  const policy = self.trustedTypes?.createPolicy('unloop', {
    createScriptURL: url => {
      if (url.startsWith('blob:') || url === 'sw.js') return url;
      throw new TypeError(`${url} is no script of this page`);
    },
  });
  self.vouched = url => policy ? policy.createScriptURL(url) : url;

  const by = id => document.getElementById(id);
  const isUp = () => document.documentElement.hasAttribute('data-up');
  let kept = '';
  let told = false;

  // The page's own box may be gone by the time it is needed.
  addEventListener('input', event => {
    if (event.target instanceof HTMLTextAreaElement) kept = event.target.value;
  }, true);

  const tell = (text, why) => {
    if (told || !by('boot')) return;
    told = true;
    const box = document.querySelector('#app textarea');
    document.documentElement.removeAttribute('data-up');
    document.documentElement.setAttribute('data-down', '');
    by('boot').setAttribute('role', 'alert');
    by('boot-text').textContent = text;
    by('boot-why').textContent = why;
    by('boot-paste').value = (box && box.value) || kept;
    by('boot-reload').addEventListener('click', () => location.reload());
    by('boot-rest').hidden = false;
    if (by('app')) by('app').hidden = true;
  };

  const failed = why => {
    if (isUp()) {
      tell('The page stopped over an error of its own. Your text is below: copy it, then start the page anew. ' +
        'The command “unloop FILE” reads the same text in a terminal.', why);
    } else {
      tell('The page could not start. It needs a browser with WebAssembly and web workers, and its files complete. ' +
        'The command “unloop FILE” does the same in a terminal.', why);
    }
  };
  const isFatal = error => !isUp() || (self.WebAssembly && error instanceof WebAssembly.RuntimeError);
  addEventListener('error', event => {
    if (isFatal(event.error)) failed(event.message || 'A part of the page could not be loaded.');
  }, true);
  addEventListener('unhandledrejection', event => {
    if (isFatal(event.reason)) failed(String(event.reason));
  });
  addEventListener('load', () => {
    if (!self.WebAssembly) return failed('This browser has no WebAssembly.');
    setTimeout(() => { if (!isUp()) failed('It did not start within 15 seconds.'); }, PATIENCE);
  });
})();
