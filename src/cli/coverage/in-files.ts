import { type CoverageData, mergeCoverage } from '#control/coverage/coverage.ts';
import { readJson } from '#json/read-json.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import type { DefinitionFile } from '../files/definition-file.ts';
import { isFilledFrom } from './is-filled-from.ts';

/** Counts what ran with the values of different tests and stages as what it is written as: one definition, in one of these files. */
export function inFiles({ machines }: CoverageData, files: readonly DefinitionFile[]): CoverageData {
  const written = files.map((file) => ({ file, value: readJson(file.definition) }));
  const found = machines.map((machine) => {
    const value = readJson(machine.definition);
    const { file } = written.find((one) => isFilledFrom(one.value, value)) ?? {};
    return file ? { ...machine, name: machineNameOfFile(file.path), definition: file.definition } : machine;
  });
  return mergeCoverage([{ machines: found }]);
}
