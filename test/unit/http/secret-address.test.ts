import { describe, expect, test } from 'vitest';
import { type Auth, createAuthenticate } from '#http/authenticate.ts';
import { createHandler } from '#http/handle.ts';
import { readSecretSetting } from '#http/secret-address.ts';
import { PROXY_EVENTS } from '#test/support/proxy-events.ts';

const SECRET = 'q7Zr0-aB3_kL9mN2pX5vC8wE1tY4uI6o';
const AUTH: Auth = { mode: 'url', secret: readSecretSetting(SECRET) };

/** Signed by a role, whose key nobody but AWS can check. */
const headers = {
  'x-amz-target': 'AWSStepFunctions.ListActivities',
  'x-amz-security-token': 'token',
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=ASIAQ3EXAMPLEKEY0000/20260101/eu-west-1/states/aws4_request, SignedHeaders=host, Signature=0',
};

/** A handler behind a secret address that says who called, and everything that it logs. */
async function aHouse(auth: Auth = AUTH) {
  const logged: unknown[] = [];
  const log = (entry: unknown) => logged.push(entry);
  const handler = createHandler({
    api: async ({ action, caller }) => {
      if (action === 'Break') throw new TypeError('broken');
      return { ...caller };
    },
    account: '123456789012',
    region: 'us-east-1',
    authenticate: await createAuthenticate(auth, { log, now: Date.now }),
    log,
  });
  const call = async (event: unknown) => {
    const answer: unknown = await handler(event);
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  };
  return { call, logged };
}

describe.each(Object.entries(PROXY_EVENTS))('a secret address, behind a %s', (_, eventOf) => {
  test.each([`/k/${SECRET}/`, `/k/${SECRET}`, `/prod/k/${SECRET}/`])(
    'lets in whoever knows it, whatever signed: %s',
    async (path) => {
      const { call } = await aHouse();
      const answer = await call(eventOf({ path, headers, body: '{}' }));
      expect(answer).toMatchObject({ statusCode: 200 });
      expect(JSON.parse('body' in answer ? String(answer.body) : '')).toMatchObject({
        account: '123456789012',
        region: 'eu-west-1',
      });
    },
  );
});

describe('a secret address', () => {
  test('refuses a wrong, a missing, a shorter, a longer and one in other case alike', async () => {
    const { call } = await aHouse();
    const paths = [
      '/',
      '/k/',
      `/k/${SECRET.toUpperCase()}/`,
      `/k/${SECRET.slice(1)}/`,
      `/k/${SECRET}x/`,
      `/x/${SECRET}/`,
      `/k//${SECRET}`,
    ];
    for (const path of paths) {
      const answer = await call(PROXY_EVENTS['Function URL']({ path, headers, body: '{}' }));
      expect(answer).toMatchObject({ statusCode: 403, body: expect.stringContaining('"__type":"AccessDeniedException"') });
      expect(JSON.stringify(answer)).not.toMatch(new RegExp(SECRET.slice(1), 'i'));
    }
  });

  test('leaves the door of the keys open beside it', async () => {
    const written = [{ accessKeyId: 'AKID', secretAccessKey: 'secret' }];
    const { call } = await aHouse({ ...AUTH, credentials: { kind: 'written', value: written } });
    const knows = await call(PROXY_EVENTS['Function URL']({ path: `/k/${SECRET}/`, headers, body: '{}' }));
    const signs = await call(PROXY_EVENTS['Function URL']({ path: '/', headers, body: '{}' }));
    expect(knows).toMatchObject({ statusCode: 200 });
    expect(signs).toMatchObject({ statusCode: 400, body: expect.stringContaining('UnrecognizedClientException') });
  });

  test('is in no answer and no line of the log, also when something breaks', async () => {
    const { call, logged } = await aHouse();
    const targets = ['AWSStepFunctions.Break', 'AWSStepFunctions.Nothing', 'Other.Thing'];
    for (const target of targets) {
      const event = { path: `/prod/k/${SECRET}/`, stage: 'prod', headers: { ...headers, 'x-amz-target': target }, body: '{' };
      for (const eventOf of Object.values(PROXY_EVENTS)) {
        for (const method of ['GET', 'POST']) {
          expect(JSON.stringify(await call(eventOf({ ...event, method })))).not.toContain(SECRET);
          await call(eventOf({ ...event, method, body: '{}' }));
        }
      }
    }
    expect(logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });

  test.each(['short', 'x'.repeat(31), `${'x'.repeat(40)}/`])(
    'is no secret that is easily guessed or breaks the path: %s',
    (text) => {
      expect(() => readSecretSetting(text)).toThrow('is not a secret of 32 to 256 letters');
    },
  );

  test('may be kept in AWS', () => {
    expect(readSecretSetting('ssm:/fake-sfn/secret')).toEqual({ kind: 'reference', service: 'ssm', id: '/fake-sfn/secret' });
  });
});
