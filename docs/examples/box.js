// The page within the iframe. It listens to one origin only, that behind the `#` of its address, and tells it the answer.

const host = decodeURIComponent(location.hash.slice(1));
const box = document.querySelector('unloop-triage');
const say = message => parent.postMessage(message, host);

if (host) {
  addEventListener('message', ({ origin, source, data }) => {
    if (origin === host && source === parent && data?.type === 'unloop:paste') box.value = String(data.text);
  });
  box.addEventListener('unloop-diagnosis', ({ detail }) => say({ type: 'unloop:diagnosis', diagnosis: detail }));
  new ResizeObserver(() => say({ type: 'unloop:height', height: document.documentElement.offsetHeight })).observe(document.body);
  say({ type: 'unloop:ready' });
}
