import { setTimeout } from 'node:timers/promises';
import { SFNClient, SFNServiceException } from '@aws-sdk/client-sfn';
import { type Served, serveBuilt } from './served.ts';

/** Several `fake-sfn serve` processes on one table, as users of them see them: any of them will do. */
export interface ServerFleet {
  /** Does something with a client of one of them, or of that one; again if it does not answer, or answers that it has failed. */
  readonly ask: <Answer>(request: (client: SFNClient) => Promise<Answer>, index?: number) => Promise<Answer>;
  /** Ends a server as a crash does, and starts another one in its place. */
  readonly crash: (index: number) => Promise<void>;
  /** Sends a signal to each of them. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Ends all of them: as a crash does, since nothing may depend on a clean end. */
  readonly stop: () => Promise<void>;
}

interface Member {
  served?: Served | undefined;
  /** Resolves when it is known whether it has started. */
  starting?: Promise<unknown>;
  readonly client: SFNClient;
}

/** How long to wait before somebody else is asked, in milliseconds. */
const PAUSE_MILLIS = 50;

/** Starts as many servers as there are environments; `pick` says whom to ask, in [0, 1). */
export async function startServerFleet(
  environments: readonly Readonly<Record<string, string>>[],
  pick: () => number,
): Promise<ServerFleet> {
  const members = environments.map((): Member => {
    const member: Member = {
      client: new SFNClient({
        endpoint: async () => ({ url: new URL(member.served?.url ?? 'http://127.0.0.1:1') }),
        region: 'us-east-1',
        credentials: { accessKeyId: '123456789012', secretAccessKey: 'test' },
        disableHostPrefix: true,
        maxAttempts: 1,
      }),
    };
    return member;
  });
  const killAll = () => {
    for (const { served } of members) served?.child.kill('SIGKILL');
  };
  process.once('exit', killAll);
  let isStopped = false;

  async function start(index: number): Promise<void> {
    const member = members[index];
    if (!member || isStopped) return;
    const starting = serveBuilt(environments[index]);
    member.starting = starting.catch(() => {});
    member.served = await starting;
  }

  async function kill(index: number): Promise<void> {
    const member = members[index];
    const served = member?.served;
    if (!member || !served) return;
    member.served = undefined;
    served.child.kill('SIGKILL');
    await served.stop();
  }

  const stop = async () => {
    isStopped = true;
    // A test that has failed may be just about to start one.
    await Promise.all(members.map(({ starting }) => starting));
    await Promise.all(members.map((_, index) => kill(index)));
    for (const { client } of members) client.destroy();
    process.removeListener('exit', killAll);
  };
  try {
    await Promise.all(members.map((_, index) => start(index)));
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    async ask(request, only) {
      while (!isStopped) {
        const running = members.filter(({ served }, index) => served && (only ?? index) === index);
        const member = running[Math.floor(pick() * running.length)];
        try {
          if (member) return await request(member.client);
        } catch (error) {
          if (!isPassing(error)) throw error;
        }
        await setTimeout(PAUSE_MILLIS);
      }
      throw new Error('the servers have been stopped');
    },
    async crash(index) {
      await kill(index);
      await start(index);
    },
    signal(name) {
      for (const { served } of members) served?.child.kill(name);
    },
    stop,
  };
}

/** Whether another server, or the same one a little later, may well give an answer. */
function isPassing(error: unknown): boolean {
  if (error instanceof SFNServiceException) return (error.$metadata.httpStatusCode ?? 500) >= 500;
  return !(error instanceof Error && error.name === 'AbortError');
}
