import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** A web server whose answers never end. */
export interface EndlessServer {
  /** `http://127.0.0.1:43210` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** How an answer begins, and what follows again and again. */
export interface EndlessAnswer {
  readonly status?: number;
  readonly contentType: string;
  readonly start: string;
  readonly chunk: string;
}

/** Starts a server that answers every request without an end, until the client has enough. */
export async function startEndlessServer(answerTo: (request: IncomingMessage) => EndlessAnswer): Promise<EndlessServer> {
  const server = createServer((request, response) => {
    request.resume();
    const { status = 200, contentType, start, chunk } = answerTo(request);
    response.writeHead(status, { 'content-type': contentType });
    function* text() {
      yield start;
      for (;;) yield chunk;
    }
    Readable.from(text()).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
