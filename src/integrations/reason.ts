/** Why something failed: the first line of what was thrown, without what it tells of the files of this machine. It is for causes. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [line = ''] = (error.message || error.name).split('\n');
  // Node: "ENOENT: no such file or directory, open '<path>'", "Cannot find package 'x' imported from <path>".
  const path = 'path' in error && typeof error.path === 'string' ? error.path : '';
  const named = path === '' ? line : line.replaceAll(path, '<file>');
  return named.replace(/ imported from .*/, '').replace(/file:\/\/[^\s'"]+/g, '<file>');
}
