import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What goes wrong with a request: nothing, its answer is lost after it has worked, it is never answered, or it is refused with an error of that name. */
export type Fault =
  | undefined
  | 'lost-answer'
  | 'silence'
  | { readonly refusal: string; readonly status?: number; readonly body?: Readonly<Record<string, unknown>> };

/** A proxy in front of DynamoDB Local with faults of one's choice. */
export interface FaultyProxy {
  readonly endpoint: string;
  /** The commands that have come by, in order. */
  readonly commands: readonly string[];
  readonly close: () => Promise<void>;
}

/** Is told what DynamoDB has answered to a command. */
type Observe = (command: string, status: number, body: string) => void;

/** Starts one; `fault` is asked about every request: its command, such as `GetItem`, and how many of that command came before. */
export async function startFaultyProxy(
  target: string,
  fault: (command: string, before: number) => Fault,
  observe: Observe = () => {},
): Promise<FaultyProxy> {
  const commands: string[] = [];
  const counts = new Map<string, number>();

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const command = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    const before = counts.get(command) ?? 0;
    const wrong = fault(command, before);
    counts.set(command, before + 1);
    commands.push(command);
    const body = await bodyOf(incoming);
    if (wrong === 'silence') return;
    if (typeof wrong === 'object') {
      const error = { __type: `com.amazonaws.dynamodb.v20120810#${wrong.refusal}`, message: 'injected', ...wrong.body };
      response.writeHead(wrong.status ?? 400, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(error));
      return;
    }
    const answer = await forward(target, incoming, body);
    const bytes = await bodyOf(answer);
    observe(command, answer.statusCode ?? 500, bytes.toString());
    if (wrong === 'lost-answer') response.destroy();
    else response.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes);
  }

  const server = createServer((incoming, response) => void pass(incoming, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('there is no free port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    commands,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(target: string, { method = 'POST', headers }: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(target, { method, headers }, resolve).once('error', reject).end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
