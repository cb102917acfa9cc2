// Loaded before the built server, tells whoever has started the process what it uses, so that the bundle is measured as it is.
process.on('message', (what) => {
  if (what === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send((user + system) / 1000);
  } else {
    globalThis.gc();
    process.send(process.memoryUsage().heapUsed);
  }
});
// The server ends when it likes, whoever may still want to ask.
process.channel.unref();
