import { CliError } from '../cli-error.ts';

/** `Name=value` by name. Throws CliError. */
export function settings(given: readonly string[]): Map<string, string> {
  return new Map(
    given.map((setting) => {
      const at = setting.indexOf('=');
      if (at < 1) throw new CliError(`--set is ${JSON.stringify(setting)}, but must be Name=value.`);
      return [setting.slice(0, at), setting.slice(at + 1)];
    }),
  );
}
