import type { Sandbox } from './client/client.ts';

/** The screens, by the first part of the address behind the `#`. */
export const SCREENS = ['machines', 'executions', 'map-runs', 'waiting', 'rules', 'playground', 'new'] as const;

export type Screen = (typeof SCREENS)[number];

/** Where in the console somebody is: all of it stands in the address, so that it can be kept, sent, and gone back to. */
export interface Route {
  readonly screen: Screen;
  /** What the screen shows; '' for a list. */
  readonly arn: string;
  /** How it shows that: a tab, a filter, what is selected. */
  readonly options: Readonly<Record<string, string>>;
}

/** The route that an address says; of what it does not know it leads to the machines. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [first = '', ...rest] = path.split('/');
  const screen = SCREENS.find((known) => known === first) ?? 'machines';
  return { screen, arn: decoded(rest.join('/')), options: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a route. */
export function hashOf({ screen, arn = '', options = {} }: Pick<Route, 'screen'> & Partial<Route>): string {
  const path = arn === '' ? '' : `/${encodeURIComponent(arn).replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
  const given = Object.entries(options).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString().replaceAll('%3A', ':').replaceAll('%2F', '/');
  return `#/${screen}${path}${query === '' ? '' : `?${query}`}`;
}

/** Whose account and region a route is about: that of its ARN, else what its address says. */
export function sandboxOf({ arn, options }: Route): Sandbox {
  const [, , , region, account] = arn.split(':');
  return { account: account || options['account'], region: region || options['region'] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
