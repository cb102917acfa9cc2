import {
  type CoverageData,
  coverageReport,
  coveredPercent,
  type MachineCoverage,
  readCoverage,
} from '#control/coverage/coverage.ts';
import { coverageText, percentText } from '#control/coverage/coverage-text.ts';
import { lcov } from '#control/coverage/lcov.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { DefinitionFile } from '../files/definition-file.ts';
import { picturePaint } from '../run/picture-paint.ts';
import { SERVER_FLAGS, serverOf } from '../server/server.ts';
import type { Terminal } from '../terminal.ts';

/** How coverage is written. */
type Write = (
  report: readonly MachineCoverage[],
  files: readonly DefinitionFile[],
  terminal: Terminal,
) => string | Promise<string>;

const FORMATS: Readonly<Record<string, Write>> = {
  text: (report, _, { paint }) => coverageText(report, picturePaint(paint)),
  json: (report) => `${JSON.stringify({ percent: coveredPercent(report), machines: report }, undefined, 2)}\n`,
  lcov: (report, files, terminal) => report.map((machine) => lcovOf(machine, files, terminal)).join(''),
  html: async (report) => (await import('#control/coverage/coverage-html.ts')).coverageHtml(report),
};

/** `coverage`: what of definitions has been come to. */
export const coverage = command({
  summary: 'Add up coverage of definitions, and show what was never come to',
  args: ['[DATA…]'],
  flags: {
    definition: { value: '<file>', repeats: true, text: 'a file that a definition is written in, JSON or YAML, for lcov' },
    format: {
      value: Object.keys(FORMATS).join('|'),
      text: 'for people, for programs, for editors and coverage services, as a page with graphs (text)',
    },
    min: { value: '<percent>', text: 'exit with 1 below that much' },
    ...SERVER_FLAGS,
  },
  more: [
    'DATA are files, or folders of files, that tests and processes have written: createFakeSfn({ coverage: folder }),',
    'serve --coverage, replay and explore. All of it is added up; without DATA, a server is asked (serve --coverage true).',
    'What cannot be come to is left out by the Comment of its state: "coverage: ignore", "coverage: ignore Items:none, Catch[0]".',
  ],
  async run(given, terminal) {
    const { args, text, texts, has } = given;
    const format = has('json') ? 'json' : (text('format') ?? 'text');
    const write = FORMATS[format];
    if (!write)
      throw new CliError(`--format is ${JSON.stringify(format)}, but must be one of ${Object.keys(FORMATS).join(', ')}.`);
    const least = Number(text('min') ?? 0);
    if (!(least >= 0 && least <= 100)) throw new CliError(`--min is ${text('min')}, but must be a number from 0 to 100.`);
    const [{ readData }, { inFiles }, { readDefinitionFile }] = await Promise.all([
      import('../coverage/read-data.ts'),
      import('../coverage/in-files.ts'),
      import('../files/definition-file.ts'),
    ]);
    const files: DefinitionFile[] = [];
    for (const path of texts('definition')) files.push(await readDefinitionFile(path, terminal));
    const counted: CoverageData =
      args.length > 0 ? await readData(args, terminal) : readCoverage(await serverOf(given, terminal).fake('GET coverage'));
    const report = coverageReport(inFiles(counted, files));
    terminal.out(await write(report, files, terminal));
    const percent = coveredPercent(report);
    if (percent >= least) return 0;
    terminal.err(`${percentText(percent)} is less than ${least} %.\n`);
    return 1;
  },
});

function lcovOf(machine: MachineCoverage, files: readonly DefinitionFile[], terminal: Terminal): string {
  const file = files.find(({ definition }) => definition === machine.definition);
  if (file) return lcov(machine, file);
  terminal.err(`${machine.name} is left out: say in which file its definition is written, --definition FILE.\n`);
  return '';
}
