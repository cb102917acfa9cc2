import { useEffect, useState } from 'preact/hooks';
import type { LiveState } from '../client/live.ts';
import { useAsked } from '../client/use-asked.ts';
import { useConsole, useHref } from '../console-context.ts';
import type { Screen } from '../route.ts';
import { AccountSwitcher } from './account-switcher.tsx';
import { ClockSwitch } from './clock-switch.tsx';
import { Icon } from './icon.tsx';
import { nextTheme, type Theme, useTheme } from './theme.ts';

/** The ways to the screens, in the order in which they stand. */
export const WAYS: readonly { readonly screen: Screen; readonly title: string; readonly key: string }[] = [
  { screen: 'machines', title: 'State machines', key: 'm' },
  { screen: 'waiting', title: 'Waiting', key: 'w' },
  { screen: 'rules', title: 'Mocks and faults', key: 'r' },
  { screen: 'playground', title: 'Playground', key: 'p' },
  { screen: 'new', title: 'New', key: 'n' },
];

/** How the fake that is looked at does. */
export interface Health {
  readonly account: string;
  readonly region: string;
  readonly version: string;
  readonly storage: string;
  readonly time: string;
  readonly tasks: string;
}

export function TopBar() {
  const { route, client, keys, signIn } = useConsole();
  const href = useHref();
  const health = useAsked(
    'health',
    () => client.fake<Health>('GET health'),
    ({ everything }) => everything,
  );
  return (
    <header class="top-bar">
      <a class="brand" href={href({ screen: 'machines' })}>
        fake-sfn
      </a>
      <nav aria-label="Screens">
        {WAYS.map(({ screen, title }) => (
          <a key={screen} href={href({ screen })} aria-current={isIn(route.screen, screen) ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div class="top-tools">
        <LiveSwitch />
        <ClockSwitch health={health.value} changed={health.again} />
        <AccountSwitcher health={health.value} />
        {keys && (
          <button type="button" class="quiet" title="Forget the key" onClick={() => signIn(undefined)}>
            <Icon name="key" /> Sign out
          </button>
        )}
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** Executions and Map Runs are looked at from their state machines. */
const isIn = (screen: Screen, way: Screen): boolean =>
  screen === way || (way === 'machines' && (screen === 'executions' || screen === 'map-runs'));

const LIVE_WORDS: Readonly<Record<LiveState, string>> = { live: 'Live', paused: 'Paused', failing: 'No answer' };

function LiveSwitch() {
  const { live } = useConsole();
  const [state, setState] = useState(live.state());
  useEffect(() => {
    setState(live.state());
    return live.listen(() => setState(live.state()));
  }, [live]);
  const isPaused = state === 'paused';
  return (
    <button
      type="button"
      class={`quiet live ${state}`}
      aria-pressed={!isPaused}
      title={isPaused ? 'Follow what happens' : 'What happens is shown as it happens; press to hold it still'}
      onClick={() => live.pause(!isPaused)}
    >
      <Icon name={isPaused ? 'play' : 'pause'} />
      {LIVE_WORDS[state]}
    </button>
  );
}

const THEME_WORDS: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

function ThemeSwitch() {
  const [theme, setTheme] = useTheme();
  const next = nextTheme(theme);
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Colours: ${THEME_WORDS[theme]}. Change to: ${THEME_WORDS[next]}`}
      title={`Colours: ${THEME_WORDS[theme]}`}
      onClick={() => setTheme(next)}
    >
      <Icon name={theme === 'light' ? 'sun' : theme === 'dark' ? 'moon' : 'half'} />
    </button>
  );
}
