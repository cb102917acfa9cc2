import { useOption } from '../../console-context.ts';
import { LetIn } from '../../parts/let-in.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { BundlePanel } from './bundle-panel.tsx';
import { DefinitionPanel } from './definition-panel.tsx';
import { DemoPanel } from './demo-panel.tsx';

/** What comes in: a state machine, the demo, an execution of elsewhere. */
export function NewScreen() {
  const [tab, setTab] = useOption('tab', 'machine');
  const [from] = useOption('from');
  const title = from === '' ? 'New' : 'Change a state machine';
  useTitle(title);
  return (
    <LetIn>
      <h1>{title}</h1>
      <Tabs
        label="New"
        chosen={tab}
        choose={setTab}
        tabs={[
          { name: 'machine', title: 'State machine', show: () => <DefinitionPanel key={from} from={from} /> },
          { name: 'bundle', title: 'Import or replay an execution', show: () => <BundlePanel /> },
          { name: 'demo', title: 'Demo', show: () => <DemoPanel /> },
        ]}
      />
    </LetIn>
  );
}
