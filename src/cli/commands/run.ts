import { isObject, type Json } from '#json/json.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import { CliError, type ExitCode } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Given } from '../command-spec.ts';
import type { RunResult } from '../run/run-in-process.ts';
import type { Terminal } from '../terminal.ts';

const FLAGS = {
  input: { short: 'i', value: '<JSON|@file>', text: 'the input, - for standard input ({})' },
  mocks: { value: '<file[#case]>', text: 'a Step Functions Local mock file, and the test case that answers tasks' },
  rules: { value: '<file>', text: 'rules that answer tasks, a list in JSON or YAML' },
  'start-at': { value: '<state>', text: 'begin with this state' },
  variables: { value: '<JSON|@file>', text: 'with these variables, an object ({})' },
  name: { value: '<name>', text: 'the name of the state machine (that of the file)' },
  type: { value: 'STANDARD|EXPRESS', text: 'what the state machine is checked as (STANDARD)' },
  tasks: { env: 'FAKE_SFN_TASKS', value: 'endpoints|aws|none', text: 'where tasks without a mock may go (endpoints)' },
  trace: { text: "show what every state's expressions came to" },
  watch: { text: 'run it again whenever a file changes' },
  json: { text: 'write the execution and its history as JSON' },
} as const;

type Flags = Given<keyof typeof FLAGS>;

/** `run`: a definition, run to its end in this process. */
export const run = command({
  summary: 'Run a definition (JSON or YAML) at once: no server, no waiting',
  args: ['FILE'],
  flags: FLAGS,
  more: [
    'Time is skipped: a Wait of a week takes none, and the times shown are those that it would have taken.',
    '✓ succeeded  ✗ failed  ↻ tried again  ⏲ waited. The exit code is 0 when the execution succeeds, else 1.',
  ],
  async run(given, terminal) {
    if (!given.has('watch')) return runOnce(given, terminal);
    const { watchFiles } = await import('../watch-files.ts');
    for (;;) {
      await runOnce(given, terminal).catch((error: unknown) => {
        if (!(error instanceof CliError)) throw error;
        terminal.err(`${error.message}\n`);
      });
      terminal.err(terminal.paint.dim('Runs again when a file changes; Ctrl-C ends.\n'));
      await new Promise<void>((resolve) => {
        const stop = watchFiles(filesOf(given), () => {
          stop();
          resolve();
        });
      });
    }
  },
});

/** Every file that a run reads. */
function filesOf({ args, text }: Flags): string[] {
  const [input, mocks, rules] = [text('input'), text('mocks'), text('rules')];
  const files = [...args, input?.startsWith('@') ? input.slice(1) : undefined, mocks?.split('#')[0], rules];
  return files.flatMap((file) => (file === undefined || file === '-' ? [] : [file]));
}

async function runOnce(given: Flags, terminal: Terminal): Promise<ExitCode> {
  const { args, text, has } = given;
  const [{ readDefinitionFile }, { checkDefinition, typeOf, findingText }, { readInput }] = await Promise.all([
    import('../files/definition-file.ts'),
    import('../files/check-definition.ts'),
    import('../files/read-input.ts'),
  ]);
  const [path = ''] = args;
  const type = typeOf(text('type'));
  const file = await readDefinitionFile(path, terminal);
  const errors = (await checkDefinition(file, type)).filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw new CliError(errors.map(findingText).join('\n'));
  const input = await readInput(text('input'), terminal);
  const name = text('name') ?? machineNameOfFile(path);
  const mocks = await readMocks(text('mocks'), name, terminal);
  const rules = await readRules(text('rules'), terminal);
  const [{ runConfig, runInProcess }, { reasonsOf }, { runPicture }, { createLivePicture }, { picturePaint }] = await Promise.all(
    [
      import('../run/run-in-process.ts'),
      import('#control/explain/reasons.ts'),
      import('#control/picture/run-picture.ts'),
      import('../run/live-picture.ts'),
      import('../run/picture-paint.ts'),
    ],
  );
  const beginning = { startAt: text('start-at'), variables: await readVariables(text('variables'), terminal) };
  const tasks = text('tasks');
  const config = runConfig(terminal.env, {
    ...(mocks && { SFN_MOCK_CONFIG: mocks.path }),
    ...(tasks !== undefined && { FAKE_SFN_TASKS: tasks }),
  });
  const paint = picturePaint(terminal.paint);
  const live = createLivePicture(terminal);
  const request = {
    name: mocks?.machine ?? name,
    definition: file.definition,
    type,
    input,
    rules,
    beginning,
    testCase: mocks?.name,
  };
  const result = await runInProcess(config, request, (progress) => {
    if (!has('json')) live.draw(() => runPicture(progress, paint));
  }).finally(live.clear);
  const { history, arn: executionArn } = result;
  const ran = { definition: file.definition, history, executionArn, variables: beginning.variables };
  const reasons = await reasonsOf(ran);
  const traces = has('trace') ? await (await import('#control/explain/traces.ts')).tracesOf(ran) : [];
  if (has('json')) {
    terminal.out(`${JSON.stringify({ ...shown(result), ...(has('trace') ? { traces } : {}) }, undefined, 2)}\n`);
  } else {
    const [{ explanationText }, { placeText, reasonPlace }] = await Promise.all([
      import('#control/explain/explanation-text.ts'),
      import('../files/explained-places.ts'),
    ]);
    const picture = runPicture({ ...result, reasons }, paint);
    const places = [...reasons.values()].map((reason) => terminal.paint.dim(`at ${reasonPlace(file, reason)}`));
    const traced = traces.map((trace) => `${explanationText(trace, { paint, place: (field) => placeText(file, field) })}\n`);
    terminal.out(`${[...traced, picture, ...places, ...said(result)].join('\n')}\n`);
  }
  if (result.stuckIn !== undefined) terminal.err(stuckText(result.stuckIn));
  return result.status === 'SUCCEEDED' ? 0 : 1;
}

/** As the AWS CLI shows it. */
const shown = (result: RunResult): object => ({
  ...result,
  history: result.history.map((event) => ({ ...event, timestamp: new Date(event.timestamp) })),
});

/** What an execution gave, as it is read best. */
const said = ({ output }: RunResult): string[] => (output === undefined ? [] : [output]);

const stuckText = (state: string): string =>
  [
    `${state} waits for somebody to report, and here nobody does.`,
    `Answer it with --mocks, or with --rules: [{"where": {"state": ${JSON.stringify(state)}}, "then": {"return": {}}}]`,
    '',
  ].join('\n');

/** JSON texts by name. */
async function readVariables(given: string | undefined, terminal: Terminal): Promise<Readonly<Record<string, string>>> {
  if (given === undefined) return {};
  const [{ readInput }, { readJson }, { writeJson }] = await Promise.all([
    import('../files/read-input.ts'),
    import('#json/read-json.ts'),
    import('#json/write-json.ts'),
  ]);
  const variables = readJson(await readInput(given, terminal));
  if (!isObject(variables)) throw new CliError(`--variables is ${given}, but must be an object: {"name": value}.`);
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, writeJson(value)]));
}

async function readMocks(given: string | undefined, machineName: string, terminal: Terminal) {
  if (given === undefined) return undefined;
  const [{ readValue }, { testCaseOf }] = await Promise.all([import('../files/read-value.ts'), import('../run/test-case.ts')]);
  const [path = '', name] = given.split('#');
  return testCaseOf(path, name, await readValue(path, terminal), machineName);
}

async function readRules(path: string | undefined, terminal: Terminal): Promise<readonly Json[]> {
  if (path === undefined) return [];
  const { readValue } = await import('../files/read-value.ts');
  const value = await readValue(path, terminal);
  if (!Array.isArray(value)) throw new CliError(`${path} is no list of rules.`, { hint: RULES_HINT });
  return value;
}

const RULES_HINT = 'Rules are [{"where": {"state": "Charge"}, "then": {"throw": {"error": "Down"}}}].';
