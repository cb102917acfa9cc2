import { Agent, request } from 'node:http';

// Asks every server named on the command line for its state machines, every 25 ms, whether or not it has answered the last time: who waits for
// an answer before he asks again does not see how long others would have waited. When its input ends it waits for what is still out, and writes
// for each server what every request has waited for, in milliseconds, and why those failed that did.

const PERIOD_MILLIS = 25;
/** Who has not been answered in this time never is. */
const PATIENCE_MILLIS = 60_000;

const agent = new Agent({ keepAlive: true });
const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListStateMachines' };

const ask = (url) =>
  new Promise((resolve) => {
    const asked = performance.now();
    const done = (failure) => resolve({ waited: performance.now() - asked, failure });
    const outgoing = request(url, { agent, method: 'POST', headers, timeout: PATIENCE_MILLIS }, (response) => {
      response.on('end', () => done(response.statusCode === 200 ? undefined : `status ${response.statusCode}`)).resume();
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer in ${PATIENCE_MILLIS} ms`)));
    outgoing.on('error', (error) => done(error.message));
    outgoing.end('{}');
  });

const asked = process.argv.slice(2).map((url) => ({ url, requests: [] }));
// The first request of each opens its connection, and tells that everybody is there.
await Promise.all(asked.map(({ url }) => ask(url)));
const timer = setInterval(() => {
  for (const { url, requests } of asked) requests.push(ask(url));
}, PERIOD_MILLIS);
process.stdout.write('asking\n');
process.stdin.resume().on('end', async () => {
  clearInterval(timer);
  const answers = await Promise.all(asked.map(({ requests }) => Promise.all(requests)));
  const report = answers.map((each) => ({
    waits: each.map(({ waited }) => waited),
    failures: each.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
  }));
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
});
