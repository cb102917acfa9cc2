import { useState } from 'preact/hooks';
import { machineNameOf } from '#arn';
import { describeMachine } from '../../client/machines.ts';
import { useAsked } from '../../client/use-asked.ts';
import { useConsole } from '../../console-context.ts';
import { TEMPLATES } from '../../model/templates.ts';
import { Answered } from '../../parts/states.tsx';
import { DefinitionForm } from './definition-form.tsx';
import { roleOf } from './role-of.ts';

/** A state machine that is made, or, where an ARN says of which, the definition of one that is changed. */
export function DefinitionPanel({ from }: { readonly from: string }) {
  return from === '' ? <Fresh /> : <Change arn={from} />;
}

function Fresh() {
  const { sandbox } = useConsole();
  const [begin] = useState(() => ({
    name: TEMPLATES[0]?.name ?? '',
    type: 'STANDARD' as const,
    roleArn: roleOf(sandbox.account),
    definition: JSON.stringify(TEMPLATES[0]?.definition ?? {}, undefined, 2),
  }));
  return <DefinitionForm begin={begin} />;
}

function Change({ arn }: { readonly arn: string }) {
  const { client } = useConsole();
  const asked = useAsked(
    `machine ${arn}`,
    () => describeMachine(client, arn),
    () => false,
  );
  return (
    <Answered asked={asked} what={`the definition of ${machineNameOf(arn)}`}>
      {({ name, type, roleArn, definition }) => <DefinitionForm begin={{ name, type, roleArn, definition }} arn={arn} />}
    </Answered>
  );
}
