import { useOption } from '../../console-context.ts';
import { LetIn } from '../../parts/let-in.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { CallList } from './call-list.tsx';
import { MockFile } from './mock-file.tsx';
import { Record } from './record.tsx';
import { RuleList } from './rule-list.tsx';

/** What tasks are answered in place of services: rules, a mock file, what was recorded; and what they were called with. */
export function RulesScreen() {
  useTitle('Mocks and faults');
  const [tab, setTab] = useOption('tab', 'rules');
  return (
    <LetIn>
      <h1>Mocks and faults</h1>
      <Tabs
        label="Mocks and faults"
        chosen={tab}
        choose={setTab}
        tabs={[
          { name: 'rules', title: 'Rules', show: () => <RuleList /> },
          { name: 'calls', title: 'Calls', show: () => <CallList /> },
          { name: 'record', title: 'Record', show: () => <Record /> },
          { name: 'file', title: 'Mock file', show: () => <MockFile /> },
        ]}
      />
    </LetIn>
  );
}
