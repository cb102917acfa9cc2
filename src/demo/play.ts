import { isArray, isObject, type JsonObject } from '#json/json.ts';
import type { Stage } from './stage.ts';
import type { Episode, Story } from './stories.ts';

/** Registers the machine of a story with its rules, runs its executions, and gives their ARNs; `suffix` ends their names. */
export async function playStory(stage: Stage, story: Story, suffix: string): Promise<string[]> {
  const { machine, definition, executions } = story;
  const arn = await stage.register(machine, JSON.stringify(definition));
  await addRules(stage, story);
  return Promise.all(executions.map((episode) => playEpisode(stage, arn, episode, suffix)));
}

/** Those that are not there yet: the demo may be played more than once. */
async function addRules(stage: Stage, { machine, rules }: Story): Promise<void> {
  const known = new Set(objectsIn(await stage.fake('GET rules'), 'rules').map(({ where, then }) => sorted({ where, then })));
  const wanted = rules.map(({ where, then }) => ({ where: { machine, ...where }, then }));
  const missing = wanted.filter((rule) => !known.has(sorted(rule)));
  if (missing.length > 0) await stage.fake('POST rules', { body: missing });
}

/** The same text for what is equal, in whatever order its members are. */
const sorted = (value: object): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );

async function playEpisode(stage: Stage, stateMachineArn: string, episode: Episode, suffix: string): Promise<string> {
  const { name, input, skipSeconds, tokenOutput, stop } = episode;
  const started = await stage.action('StartExecution', {
    stateMachineArn,
    name: `${name}-${suffix}`,
    input: JSON.stringify(input),
  });
  const executionArn = textIn(started, 'executionArn');
  if (tokenOutput !== undefined || stop !== undefined) {
    const taskToken = await tokenOf(stage, executionArn);
    if (stop) await stage.action('StopExecution', { executionArn, ...stop });
    else await stage.action('SendTaskSuccess', { taskToken, output: JSON.stringify(tokenOutput) });
  }
  if (skipSeconds !== undefined) await stage.fake('POST skip', { body: { executionArn, seconds: skipSeconds } });
  return executionArn;
}

/** How often it is looked whether an execution waits: it does at the first or second look. */
const LOOKS = 10;

/** The token that an execution waits for, as soon as it does. */
async function tokenOf(stage: Stage, executionArn: string): Promise<string> {
  let since: string | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const changes = await stage.fake('GET changes', { query: { since, wait: since === undefined ? '0' : '1' } });
    const waiting = objectsIn(await stage.fake('GET waiting', { query: { limit: '1000' } }), 'waiting');
    const found = waiting.find((one) => one.executionArn === executionArn && one.kind === 'token');
    if (found) return textIn(found, 'token');
    since = textIn(changes, 'cursor');
  }
  throw new DemoStuck(executionArn);
}

/** An execution of the demo goes another way than it is told in its story. */
export class DemoStuck extends Error {
  readonly hint = 'Rules of yours may answer its tasks: a reset takes them away.';

  constructor(executionArn: string) {
    super(`${executionArn} does not wait for a token.`);
    this.name = 'DemoStuck';
  }
}

function objectsIn(answer: unknown, member: string): JsonObject[] {
  const list = isObject(answer) ? answer[member] : undefined;
  return isArray(list) ? list.filter(isObject) : [];
}

function textIn(answer: unknown, member: string): string {
  const value = isObject(answer) ? answer[member] : undefined;
  return typeof value === 'string' ? value : '';
}
