// The page around the iframe. It tells the box its own origin, and believes only the box.

const frame = document.querySelector('iframe');
// Where your box.html stands, which may be another server.
const box = new URL(new URLSearchParams(location.search).get('box') ?? 'box.html', location.href);

addEventListener('message', ({ origin, source, data }) => {
  if (origin !== box.origin || source !== frame.contentWindow) return;
  if (data.type === 'unloop:ready') source.postMessage({ type: 'unloop:paste', text: 'exit code 137, reason OOMKilled' }, box.origin);
  if (data.type === 'unloop:height') frame.height = data.height;
  if (data.type === 'unloop:diagnosis') document.querySelector('#verdict').textContent = data.diagnosis.summary;
});

box.hash = encodeURIComponent(location.origin);
frame.src = box.href;
