import { isObject } from '#json/json.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { printJson } from '../server/print.ts';

/** `mocks from`: what was answered once, to be answered again. */
export const mocks = command({
  summary: 'Make a mock file of what tasks were answered in a bundle: mocks from BUNDLE',
  args: ['from', 'BUNDLE'],
  flags: {
    case: { value: '<name>', text: 'the name of the test case (recorded)' },
    json: { text: 'what it writes is JSON anyway' },
  },
  more: [
    'The file is written to standard output, in the format of Step Functions Local: `run --mocks` and SFN_MOCK_CONFIG take it.',
  ],
  async run({ args: [from, path = ''], text }, terminal) {
    if (from !== 'from') throw new CliError(`mocks ${from} is not known.`, { hint: 'fake-sfn mocks from BUNDLE' });
    const [{ readValue }, { mocksFrom }, { historyOf }] = await Promise.all([
      import('../files/read-value.ts'),
      import('#control/picture/mocks-from.ts'),
      import('../server/history-of.ts'),
    ]);
    const bundle = await readValue(path, terminal);
    const history = isObject(bundle) ? historyOf(bundle) : [];
    if (!isObject(bundle) || history.length === 0) throw new CliError(`${path} is no bundle: it holds no history.`);
    const execution = isObject(bundle.execution) ? bundle.execution : {};
    const machine = String(execution.stateMachineArn ?? '').split(':')[6] ?? 'machine';
    printJson(terminal, mocksFrom(history, { machine, testCase: text('case') ?? 'recorded' }));
    return 0;
  },
});
