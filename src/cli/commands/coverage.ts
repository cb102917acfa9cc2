import { isDeepStrictEqual } from 'node:util';
import { ControlError } from '#control/control-error.ts';
import { type CoverageData, coverageReport, coveredPercent, mergeCoverage, readCoverage } from '#control/coverage/coverage.ts';
import { coverageText, percentText } from '#control/coverage/coverage-text.ts';
import { lcov } from '#control/coverage/lcov.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { DefinitionFile } from '../files/definition-file.ts';
import { readText } from '../files/read-text.ts';

/** `coverage`: what of definitions has been come to. */
export const coverage = command({
  summary: 'Add up coverage of definitions, and show what was never come to',
  args: ['DATA…'],
  flags: {
    definition: { value: '<file>', repeats: true, text: 'a file that a definition is written in, JSON or YAML, for lcov' },
    format: { value: 'text|json|lcov', text: 'for people, for programs, or for editors and coverage services (text)' },
    min: { value: '<percent>', text: 'exit with 1 below that much' },
    json: { text: 'the same as --format json' },
  },
  more: ['DATA are the files that tests and processes have written their coverage to: all of it is added up.'],
  async run({ args, text, texts, has }, terminal) {
    const { readDefinitionFile } = await import('../files/definition-file.ts');
    const format = has('json') ? 'json' : (text('format') ?? 'text');
    const least = Number(text('min') ?? 0);
    if (!(least >= 0 && least <= 100)) throw new CliError(`--min is ${text('min')}, but must be a number from 0 to 100.`);
    const parts = [];
    for (const path of args) parts.push(readPart(path, await readText(path, terminal)));
    const report = coverageReport(mergeCoverage(parts));
    const percent = coveredPercent(report);
    if (format === 'text') terminal.out(coverageText(report));
    else if (format === 'json') terminal.out(`${JSON.stringify({ percent, machines: report }, undefined, 2)}\n`);
    else if (format === 'lcov') {
      const written: DefinitionFile[] = [];
      for (const path of texts('definition')) written.push(await readDefinitionFile(path, terminal));
      for (const machine of report) {
        const file = written.find(({ definition }) => isSame(definition, machine.definition));
        if (file) terminal.out(lcov(machine, file));
        else terminal.err(`${machine.name} is left out: say in which file its definition is written, --definition FILE.\n`);
      }
    } else throw new CliError(`--format is ${JSON.stringify(format)}, but must be text, json or lcov.`);
    if (percent >= least) return 0;
    terminal.err(`${percentText(percent)} is less than ${least} %.\n`);
    return 1;
  },
});

function readPart(path: string, text: string): CoverageData {
  try {
    return readCoverage(JSON.parse(text));
  } catch (error) {
    if (error instanceof ControlError) throw new CliError(`${path}: ${error.message}`, { hint: error.hint });
    if (error instanceof SyntaxError) throw new CliError(`${path} is no JSON: ${error.message}`);
    throw error;
  }
}

const isSame = (one: string, other: string): boolean => isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
