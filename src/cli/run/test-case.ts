import { isObject, type Json } from '#json/json.ts';
import { CliError } from '../cli-error.ts';

/** A mock file of Step Functions Local, and the test case in it that answers tasks. */
export interface TestCase {
  readonly path: string;
  /** The state machine's name in the file. */
  readonly machine: string;
  readonly name: string;
}

/** What `--mocks FILE#case` means. The machine and the case need not be said where there is only one. Throws CliError. */
export function testCaseOf(path: string, wanted: string | undefined, value: unknown, machineName: string): TestCase {
  const machines = membersOf(value, 'StateMachines');
  const machine = machineName in machines ? machineName : only(Object.keys(machines));
  if (machine === undefined)
    throw new CliError(`${path} has no state machine ${machineName}.`, {
      hint: `--name says which: ${listed(Object.keys(machines))}`,
    });
  const names = Object.keys(membersOf(machines[machine], 'TestCases'));
  const name = wanted ?? only(names);
  if (name === undefined)
    throw new CliError(`${path} has ${names.length} test cases for ${machine}.`, {
      hint: `--mocks ${path}#NAME chooses: ${listed(names)}`,
    });
  if (!names.includes(name)) throw new CliError(`${path} has no test case ${name} for ${machine}, but ${listed(names)}.`);
  return { path, machine, name };
}

const membersOf = (value: unknown, name: string): Readonly<Record<string, Json>> => {
  const member = isJsonObject(value) ? value[name] : undefined;
  return isObject(member) ? member : {};
};

const isJsonObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const only = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
