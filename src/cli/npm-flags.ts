/**
 * Says what to write where npm has kept flags for itself: `npm start --port 9000` puts `true` under their names into the environment, and
 * hands over their values alone. `undefined`: it has not. `args` is what came through.
 */
export function npmKeptFlags(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
  args: readonly string[],
): string | undefined {
  if (env['npm_lifecycle_event'] !== 'start') return undefined;
  const kept = names.filter((name) => env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined).map((name) => `--${name}`);
  if (kept.length === 0) return undefined;
  const values = args.filter((arg) => arg !== 'serve');
  // Which value belongs to which of several flags is not to be told any more.
  const written = kept.length === 1 ? [...kept, ...values] : kept.map((flag) => `${flag} <value>`);
  return `npm has kept ${kept.join(' and ')} for itself. Write -- in front: npm start -- ${written.join(' ')}`;
}
