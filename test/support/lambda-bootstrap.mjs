// What Lambda's managed runtime does, in short: imports the handler, then takes one event after the other from the Runtime API.
// As AWS's own client does (aws-lambda-ric 4): nothing but the request for the next event holds the process, so that it ends with
// status 0 in the middle of an invocation when the handler waits for something that holds nothing.
import { Agent, request } from 'node:http';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, AWS_LAMBDA_FUNCTION_NAME, LAMBDA_TASK_ROOT, _HANDLER } = process.env;

/** Answers and errors go over a connection that is closed at once: an idle one would hold the process. */
const agent = new Agent({ keepAlive: false });

/** No time limits: the answer to `next` comes with the next event, and a freeze may lie between. */
const call = (method, path, body = '') =>
  new Promise((resolve, reject) => {
    const sent = request(`http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/${path}`, { method, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });

const failure = (error) =>
  JSON.stringify({ errorType: error?.name ?? 'Error', errorMessage: error?.message ?? String(error), trace: [] });

/** Not awaited where the module is loaded: Node ends a process whose main module never gets further with status 13, and this one with 0. */
async function load() {
  const [file, name] = _HANDLER.split('.');
  try {
    const { [name]: handler } = await import(pathToFileURL(`${LAMBDA_TASK_ROOT}/${file}.mjs`));
    return handler;
  } catch (error) {
    await call('POST', 'init/error', failure(error));
    process.exit(1);
  }
}

async function run() {
  const handler = await load();
  for (;;) {
    const { headers, text } = await call('GET', 'invocation/next');
    const awsRequestId = headers['lambda-runtime-aws-request-id'];
    const context = {
      awsRequestId,
      functionName: AWS_LAMBDA_FUNCTION_NAME,
      invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
      getRemainingTimeInMillis: () => Number(headers['lambda-runtime-deadline-ms']) - Date.now(),
    };
    try {
      const answer = await handler(JSON.parse(text), context);
      await call('POST', `invocation/${awsRequestId}/response`, JSON.stringify(answer ?? null));
    } catch (error) {
      await call('POST', `invocation/${awsRequestId}/error`, failure(error));
    }
  }
}

run();
