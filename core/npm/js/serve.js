// The thread's own side, as a classic script behind those of glue.js and api.js; `port` is where the client listens.

const unloop = makeUnloop({});

async function answer({ module, number, call, values, options }) {
  if (module) return unloop.initSync(module);
  try {
    const onProgress = progress => port.postMessage({ number, progress });
    const onLeftOut = left => port.postMessage({ number, left });
    const value = await unloop[call](values, { ...options, onProgress, onLeftOut });
    port.postMessage({ number, value });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      // What trapped cannot be trusted any more: this ends the thread.
      setTimeout(() => { throw error; });
    } else {
      port.postMessage({ number, error: { name: error.name, message: error.message } });
    }
  }
}

if (port.on) port.on('message', answer);
else port.onmessage = event => answer(event.data);
