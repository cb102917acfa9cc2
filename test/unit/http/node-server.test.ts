import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '#http/aws-json.ts';
import type { Handler } from '#http/handle.ts';
import { ListenError, type NodeServer, type NodeServerOptions, startNodeServer } from '#http/node-server.ts';

let servers: NodeServer[] = [];

const start = async (handler: Handler, options: Partial<NodeServerOptions> = {}): Promise<NodeServer> => {
  const server = await startNodeServer(handler, { host: '127.0.0.1', port: 0, graceMillis: 50, ...options });
  servers.push(server);
  return server;
};

afterEach(async () => {
  await Promise.all(servers.map(({ close }) => close()));
  servers = [];
});

const reply = (body: unknown) => ({
  statusCode: 200,
  headers: { 'x-one': '1' },
  body: JSON.stringify(body),
  isBase64Encoded: false,
});
const echoEvent: Handler = async (event) => reply(event);
const eventFrom = async (answer: Response): Promise<APIGatewayProxyEventV2> => JSON.parse(await answer.text());

/** A promise and the function that fulfils it. */
const signal = () => {
  let fire: () => void = () => {};
  const fired = new Promise<void>((resolve) => {
    fire = resolve;
  });
  return { fired, fire };
};

describe('a request', () => {
  it('reaches the handler as an HTTP API event', async () => {
    const { url } = await start(echoEvent);
    const answer = await fetch(`${url}/prod/?a=b%20c&d`, { method: 'POST', headers: { 'X-Amz-Target': 'T' }, body: '{"ä":"☃"}' });
    expect(answer.headers.get('x-one')).toBe('1');
    expect(await eventFrom(answer)).toMatchObject({
      version: '2.0',
      rawPath: '/prod/',
      rawQueryString: 'a=b%20c&d',
      headers: { 'x-amz-target': 'T' },
      requestContext: { http: { method: 'POST', path: '/prod/', sourceIp: '127.0.0.1' }, stage: '$default' },
      body: '{"ä":"☃"}',
      isBase64Encoded: false,
    });
  });

  it('has bytes that are not UTF-8 in base64', async () => {
    const { url } = await start(echoEvent);
    const event = await eventFrom(await fetch(url, { method: 'POST', body: Buffer.from([0x7b, 0xff]) }));
    expect(event).toMatchObject({ body: Buffer.from([0x7b, 0xff]).toString('base64'), isBase64Encoded: true });
  });

  it('is answered whatever host it names', async () => {
    const { url } = await start(echoEvent);
    const event = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(url, { headers: { host: 'sync-states.us-east-1.amazonaws.com' } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
      });
      request.on('error', reject).end();
    });
    expect(JSON.parse(event).headers.host).toBe('sync-states.us-east-1.amazonaws.com');
  });

  it('may come in pieces that cut a character', async () => {
    const { url } = await start(async (event) => reply((event as APIGatewayProxyEventV2).body));
    const bytes = Buffer.from('"☃"');
    const body = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const answer = await fetch(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await answer.json()).toBe('"☃"');
  });

  it('with too long a body is refused before the handler sees it', async () => {
    const { url } = await start(() => Promise.reject(new Error('reached the handler')));
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(MAX_BODY_BYTES + 1) });
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([413, 'RequestEntityTooLargeException']);
    expect(await answer.json()).toMatchObject({ __type: 'RequestEntityTooLargeException' });
  });

  it('with the longest body goes through', async () => {
    const { url } = await start(async (event) => reply((event as APIGatewayProxyEventV2).body?.length));
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(MAX_BODY_BYTES) });
    expect(await answer.json()).toBe(MAX_BODY_BYTES);
  });

  it('whose client goes away leaves the server well', async () => {
    const { url } = await start(echoEvent);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{', resolve));
    socket.destroy();
    expect((await fetch(url)).status).toBe(200);
  });

  it('that is no HTTP is refused, and the server stays well', async () => {
    const { url } = await start(echoEvent);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('HELLO\r\n\r\n');
    const [first] = await new Promise<Buffer[]>((resolve) => socket.once('data', (chunk) => resolve([chunk])));
    expect(first?.toString()).toMatch(/^HTTP\/1.1 400 /);
    expect((await fetch(url)).status).toBe(200);
  });
});

describe('a connection', () => {
  it('is kept for the next request', async () => {
    const { url } = await start(echoEvent);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const port = () =>
      new Promise<number | undefined>((resolve, reject) => {
        const request = httpRequest(url, { agent }, (answer: IncomingMessage) => {
          const { localPort } = answer.socket;
          answer.resume().on('end', () => resolve(localPort));
        });
        request.on('error', reject).end();
      });
    expect(await port()).toBe(await port());
    agent.destroy();
  });
});

describe('closing', () => {
  it('lets an open request finish and accepts no other', async () => {
    const [arrived, release] = [signal(), signal()];
    const server = await start(
      async () => {
        arrived.fire();
        await release.fired;
        return reply('done');
      },
      { graceMillis: 10_000 },
    );
    const answer = fetch(server.url);
    await arrived.fired;
    const closed = server.close();
    await expect(fetch(server.url)).rejects.toThrow();
    release.fire();
    expect((await answer).headers.get('connection')).toBe('close');
    expect(await (await answer).json()).toBe('done');
    await closed;
  });

  it('ends requests that outlast the grace', async () => {
    const arrived = signal();
    const server = await start(() => {
      arrived.fire();
      return new Promise(() => {});
    });
    const answer = fetch(server.url);
    answer.catch(() => {});
    await arrived.fired;
    await server.close();
    await expect(answer).rejects.toThrow();
  });

  it('does not wait for idle connections', async () => {
    const server = await start(echoEvent, { graceMillis: 10_000 });
    await (await fetch(server.url)).text();
    const started = performance.now();
    await server.close();
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('an address', () => {
  it('that is taken is a clear error', async () => {
    const port = Number(new URL((await start(echoEvent)).url).port);
    const second = start(echoEvent, { port });
    await expect(second).rejects.toBeInstanceOf(ListenError);
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use`);
  });

  it('that this machine does not have is a clear error', async () => {
    await expect(start(echoEvent, { host: '192.0.2.1' })).rejects.toThrow('This machine has no address 192.0.2.1');
  });
});
