import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createClient, type Keys } from './client/client.ts';
import { createLive } from './client/live.ts';
import { type Console, ConsoleProvider, type Notice } from './console-context.ts';
import { KeySheet } from './parts/key-sheet.tsx';
import { lazily } from './parts/lazily.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { type Route, readRoute, type Screen, sandboxOf } from './route.ts';
import { MachinesScreen } from './screens/machines-screen.tsx';

/** The address of the fake: this page lies in a folder of it, behind whatever stage or secret. */
const BASE = new URL('../', location.href.replace(/[?#].*$/, '')).href;

/** How long a notice stays, in milliseconds. */
const NOTICE_MILLIS = 6_000;

/** The whole page. */
export function App() {
  const route = useRoute();
  const [keys, setKeys] = useState<Keys>();
  const [notice, notify] = useNotice();
  const { account, region } = sandboxOf(route);
  const sandbox = useMemo(() => ({ account, region }), [account, region]);
  const client = useMemo(() => createClient(BASE, sandbox, keys), [sandbox, keys]);
  const live = useMemo(() => createLive(client), [client]);
  useEffect(() => () => live.stop(), [live]);
  const console: Console = { client, live, route, sandbox, keys, signIn: setKeys, notify };
  return (
    <ConsoleProvider value={console}>
      <button type="button" class="skip-link" onClick={() => document.getElementById('main')?.focus()}>
        Skip to the content
      </button>
      <TopBar />
      <main id="main" tabIndex={-1}>
        {screenOf(route)}
      </main>
      <KeySheet />
      <div class="notices" role="status" aria-live="polite">
        {notice && <p class={notice.isBad ? 'notice bad' : 'notice'}>{notice.text}</p>}
      </div>
    </ConsoleProvider>
  );
}

// What the first screen does not need is loaded by who goes there.
const MachineScreen = lazily(() => import('./screens/machine-screen.tsx').then(({ MachineScreen }) => MachineScreen));
const ExecutionScreen = lazily(() =>
  import('./screens/execution/execution-screen.tsx').then(({ ExecutionScreen }) => ExecutionScreen),
);

const MapRunScreen = lazily(() => import('./screens/map-run/map-run-screen.tsx').then(({ MapRunScreen }) => MapRunScreen));
const PlaygroundScreen = lazily(() =>
  import('./screens/playground/playground-screen.tsx').then(({ PlaygroundScreen }) => PlaygroundScreen),
);
const WaitingScreen = lazily(() => import('./screens/waiting/waiting-screen.tsx').then(({ WaitingScreen }) => WaitingScreen));
const RulesScreen = lazily(() => import('./screens/rules/rules-screen.tsx').then(({ RulesScreen }) => RulesScreen));
const NewScreen = lazily(() => import('./screens/new/new-screen.tsx').then(({ NewScreen }) => NewScreen));

const LISTS: Partial<Record<Screen, () => ComponentChildren>> = {
  machines: () => <MachinesScreen />,
  waiting: () => <WaitingScreen />,
  rules: () => <RulesScreen />,
  new: () => <NewScreen />,
  playground: () => <PlaygroundScreen />,
};

function screenOf({ screen, arn }: Route): ComponentChildren {
  if (screen === 'machines' && arn !== '') return <MachineScreen key={arn} arn={arn} />;
  if (screen === 'executions' && arn !== '') return <ExecutionScreen key={arn} arn={arn} />;
  if (screen === 'map-runs' && arn !== '') return <MapRunScreen key={arn} arn={arn} />;
  return (LISTS[screen] ?? LISTS.machines)?.();
}

function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return useMemo(() => readRoute(hash), [hash]);
}

function useNotice(): [Notice | undefined, (notice: Notice) => void] {
  const [notice, setNotice] = useState<Notice>();
  useEffect(() => {
    if (notice === undefined) return;
    const timer = setTimeout(() => setNotice(undefined), NOTICE_MILLIS);
    return () => clearTimeout(timer);
  }, [notice]);
  return [notice, setNotice];
}
