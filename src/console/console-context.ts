import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Client, Keys, Sandbox } from './client/client.ts';
import type { Live } from './client/live.ts';
import { hashOf, type Route, sandboxOf } from './route.ts';

/** What every screen has at hand. */
export interface Console {
  readonly client: Client;
  readonly live: Live;
  readonly route: Route;
  readonly sandbox: Sandbox;
  readonly keys: Keys | undefined;
  readonly signIn: (keys: Keys | undefined) => void;
  /** Says something for a few seconds. */
  readonly notify: (notice: Notice) => void;
}

export interface Notice {
  readonly text: string;
  readonly isBad?: boolean;
}

const Context = createContext<Console | undefined>(undefined);

export const ConsoleProvider = Context.Provider;

export function useConsole(): Console {
  const console = useContext(Context);
  if (console === undefined) throw new Error('There is no console around this.');
  return console;
}

/** The address of a screen, in the account and region that is looked at. */
export function useHref(): (route: Pick<Route, 'screen'> & Partial<Route>) => string {
  const { route } = useConsole();
  const { account = '', region = '' } = sandboxOf(route);
  // An ARN says whose it is.
  return (to) => hashOf(to.arn ? to : { ...to, options: { account, region, ...to.options } });
}

/** Goes to an address; `replace` leaves no step back to where somebody was. */
export function go(hash: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'replace') {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

/** An option of the address that is being looked at, and how to change it; the old one is one step back unless told otherwise. */
export function useOption(name: string, fallback = ''): [string, (value: string, how?: 'push' | 'replace') => void] {
  const { route } = useConsole();
  const set = (value: string, how: 'push' | 'replace' = 'replace') =>
    go(hashOf({ ...route, options: { ...route.options, [name]: value === fallback ? '' : value } }), how);
  return [route.options[name] ?? fallback, set];
}
