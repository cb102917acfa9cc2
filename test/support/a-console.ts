import type { Browser, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { type Looks, openPage, startBrowser, type WatchedPage } from './a-browser.ts';
import { type Served, serveBuilt } from './served.ts';

/** A running fake with its console open in a browser. */
export interface ConsoleWorld {
  readonly url: string;
  readonly browser: Browser;
  /** Opens a screen by what stands behind the `#`. */
  readonly open: (hash: string, looks?: Looks) => Promise<WatchedPage>;
  /** Calls an action of AWS's API; throws what is no success. */
  readonly action: (name: string, input: object) => Promise<Record<string, unknown>>;
  /** Calls the workbench: `POST rules`. */
  readonly fake: (route: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** Creates a state machine; its ARN. */
  readonly create: (name: string, definition: object, more?: object) => Promise<string>;
  /** Starts an execution; its ARN. */
  readonly start: (machine: string, name: string, input?: object) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Serves what is built, with these settings, and starts a browser. */
export async function startConsole(env: Readonly<Record<string, string>> = {}): Promise<ConsoleWorld> {
  const [served, browser]: [Served, Browser] = await Promise.all([serveBuilt(env), startBrowser()]);
  const { url } = served;

  async function send(path: string, init: RequestInit): Promise<Record<string, unknown>> {
    const response = await fetch(`${url}${path}`, init);
    const answer: Record<string, unknown> = JSON.parse(await response.text());
    if (!response.ok) throw new Error(`${path} ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
  const action = (name: string, input: object) =>
    send('/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${name}` },
      body: JSON.stringify(input),
    });

  return {
    url,
    browser,
    action,
    open: (hash, looks) => openPage(browser, `${url}/console/#${hash}`, looks),
    fake(route, body) {
      const [method = '', path = ''] = route.split(' ');
      const json = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      return send(`/_fake/${path}`, { method, ...json });
    },
    async create(name, definition, more = {}) {
      const given = { name, definition: JSON.stringify(definition), roleArn: 'arn:aws:iam::000000000000:role/any', ...more };
      return String((await action('CreateStateMachine', given))['stateMachineArn']);
    },
    async start(stateMachineArn, name, input = {}) {
      return String((await action('StartExecution', { stateMachineArn, name, input: JSON.stringify(input) }))['executionArn']);
    },
    async close() {
      await browser.close();
      await served.stop();
    },
  };
}

/** The pages that a test opens: closed after it, and none may have complained. */
export interface TestPages {
  /** Opens a screen by what stands behind the `#`. */
  readonly open: (hash: string, looks?: Looks) => Promise<Page>;
  /** Expects what the last page has complained of so far: what the browser logs of a refusal. */
  readonly pardon: () => void;
}

/** For the tests of a file; `isNothing` says of a complaint that it is none. */
export function testPages(world: () => ConsoleWorld, isNothing: (complaint: string) => boolean = () => false): TestPages {
  let opened: WatchedPage[] = [];
  afterEach(async () => {
    const complaints = opened.flatMap((each) => each.complaints.filter((text) => !isNothing(text)));
    for (const { page } of opened) await page.context().close();
    opened = [];
    expect(complaints).toEqual([]);
  });
  return {
    async open(hash, looks) {
      const watched = await world().open(hash, looks);
      opened.push(watched);
      return watched.page;
    },
    pardon: () => void opened.at(-1)?.complaints.splice(0),
  };
}
