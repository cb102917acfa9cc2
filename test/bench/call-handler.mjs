// Calls the built Lambda handler in this process: with each of `first` once, then `calls` times with `again`, one after the other, in each of `runs`;
// prints the last answer, and how many it has answered in a second of each run.
const { first = [], again, calls = 0, runs = 0 } = JSON.parse(process.argv[2] ?? '{}');
const { handler } = await import(new URL('../../dist/function/index.mjs', import.meta.url));
const context = { getRemainingTimeInMillis: () => 60_000 };

let last;
for (const event of first) last = await handler(event, context);
const rates = [];
for (let run = 0; run < runs; run++) {
  const started = performance.now();
  for (let call = 0; call < calls; call++) last = await handler(again, context);
  rates.push(calls / ((performance.now() - started) / 1000));
}
process.stdout.write(JSON.stringify({ last, rates }));
process.exit();
