import { isDeepStrictEqual } from 'node:util';
import { writeJson } from '#json/write-json.ts';
import { CliError } from '../cli-error.ts';
import { register } from '../seed/register.ts';
import { objectsIn, textIn } from '../server/execution-of.ts';
import type { Server } from '../server/server.ts';
import type { Episode, Story } from './stories.ts';

/** Registers the machine of a story with its rules, runs its executions, and gives their ARNs. Throws CliError. */
export async function playStory(server: Server, story: Story, suffix: string): Promise<string[]> {
  const { machine, definition, executions } = story;
  const at = { file: 'demo', line: 1, column: 1 };
  const seeded = { name: machine, type: 'STANDARD' as const, definition: writeJson(definition), at };
  const { arn = '', problem } = await register((_, action, input) => server.action(action, input), seeded);
  if (problem !== undefined) throw new Error(`the demo's machine ${machine} is refused: ${problem}`);
  await addRules(server, story);
  return Promise.all(executions.map((episode) => playEpisode(server, arn, episode, suffix)));
}

/** Those that are not there yet: the demo may be played more than once. */
async function addRules(server: Server, { machine, rules }: Story): Promise<void> {
  const known = objectsIn(await server.fake('GET rules'), 'rules').map(({ where, then }) => ({ where, then }));
  const wanted = rules.map(({ where, then }) => ({ where: { machine, ...where }, then }));
  const missing = wanted.filter((rule) => !known.some((other) => isDeepStrictEqual(other, rule)));
  if (missing.length > 0) await server.fake('POST rules', { body: missing });
}

async function playEpisode(server: Server, stateMachineArn: string, episode: Episode, suffix: string): Promise<string> {
  const { name, input, skipSeconds, tokenOutput, stop } = episode;
  const started = await server.action('StartExecution', {
    stateMachineArn,
    name: `${name}-${suffix}`,
    input: JSON.stringify(input),
  });
  const executionArn = textIn(started, 'executionArn');
  if (tokenOutput !== undefined || stop !== undefined) {
    const taskToken = await tokenOf(server, executionArn);
    if (stop) await server.action('StopExecution', { executionArn, ...stop });
    else await server.action('SendTaskSuccess', { taskToken, output: JSON.stringify(tokenOutput) });
  }
  if (skipSeconds !== undefined) await server.fake('POST skip', { body: { executionArn, seconds: skipSeconds } });
  return executionArn;
}

/** How often it is looked whether an execution waits: it does at the first or second look. */
const LOOKS = 10;

/** The token that an execution waits for, as soon as it does. Throws CliError. */
async function tokenOf(server: Server, executionArn: string): Promise<string> {
  let since: string | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const changes = await server.fake('GET changes', { query: { since, wait: since === undefined ? '0' : '1' } });
    const waiting = objectsIn(await server.fake('GET waiting', { query: { limit: '1000' } }), 'waiting');
    const found = waiting.find((one) => one.executionArn === executionArn && one.kind === 'token');
    if (found) return textIn(found, 'token');
    since = textIn(changes, 'cursor');
  }
  throw new CliError(`${executionArn} does not wait for a token.`, {
    hint: 'Rules of yours may answer its tasks: fake-sfn reset',
  });
}
