import { type Environment, FunctionError, startEnvironment } from './lambda-runtime.ts';

/** The built handler as a Lambda function: an environment for each invocation that no idle one can take, up to its concurrency. */
export interface LambdaFunction {
  /** Answers what the handler answers. Throws FunctionError. */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Kills all environments, whatever they are doing: a crash. The next invocation begins with a cold start. */
  readonly kill: () => Promise<void>;
  /** Ends the environments that are doing nothing, as Lambda does whenever it likes. */
  readonly recycle: () => Promise<void>;
  /** Resolves when no invocation is under way. */
  readonly quiet: () => Promise<void>;
  readonly coldStarts: () => number;
  /** What it has written. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

interface FunctionSettings {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMillis?: number;
  /** How many environments there are at most; one unless told, for a function that keeps everything in memory. */
  readonly concurrency?: number;
}

/** A function without any environment yet. */
export function createLambdaFunction(settings: FunctionSettings = {}): LambdaFunction {
  const { env = {}, timeoutMillis = 10_000, concurrency = 1 } = settings;
  const environments = new Set<Environment>();
  const idle: Environment[] = [];
  const waiting: (() => void)[] = [];
  const waitingForQuiet: (() => void)[] = [];
  let taken = 0;
  let coldStarts = 0;
  let log = '';
  let isClosed = false;

  /** Hands out the environment that has been idle for longest, so that all of them are used. */
  async function take(): Promise<Environment> {
    const found = idle.shift();
    if (found) return found.isDead() ? take() : found;
    coldStarts++;
    const environment = await startEnvironment(env, (line) => {
      log += line;
    });
    if (isClosed) {
      await environment.kill();
      throw new FunctionError('the function is closed');
    }
    return environment;
  }

  const kill = async () => {
    idle.length = 0;
    await Promise.all([...environments].map((environment) => environment.kill()));
    environments.clear();
  };

  return {
    kill,
    async recycle() {
      await Promise.all(idle.splice(0).map((environment) => environment.kill()));
    },
    quiet: () => (taken === 0 ? Promise.resolve() : new Promise((resolve) => waitingForQuiet.push(resolve))),
    coldStarts: () => coldStarts,
    log: () => log,
    async invoke(event) {
      if (taken >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      else taken++;
      try {
        const environment = await take();
        environments.add(environment);
        try {
          return await environment.invoke(event, timeoutMillis);
        } finally {
          if (environment.isDead() || !environments.has(environment)) environments.delete(environment);
          else idle.push(environment);
        }
      } finally {
        // Whoever waits takes over this invocation's place.
        const first = waiting.shift();
        if (first) first();
        else taken--;
        if (taken === 0) for (const resolve of waitingForQuiet.splice(0)) resolve();
      }
    },
    async close() {
      isClosed = true;
      await kill();
    },
  };
}
