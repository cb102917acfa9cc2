import { isIP } from 'node:net';

/**
 * Whether a Host header names this machine in a way that no web page elsewhere could: by an address, by a name without a dot, by one of
 * `localhost`, or by a name that the settings have. Names of others can be made to lead here (DNS rebinding).
 */
export function isKnownHost(header: string, known: readonly string[]): boolean {
  const name = header.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const isAddress = isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0;
  return (
    isAddress || !name.includes('.') || name.endsWith('.localhost') || known.some((host) => host.replace(/:\d+$/, '') === name)
  );
}
