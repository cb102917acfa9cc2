import type { StateMachine } from '#storage/resource.ts';

/** An active state machine named `name`, in the list `stateMachines` at its name; say what matters to the test. */
export function aStateMachine(name: string, different: Partial<StateMachine> = {}): StateMachine {
  const arn = `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;
  return {
    kind: 'state-machine',
    arn,
    list: 'stateMachines',
    order: name,
    name,
    type: 'STANDARD',
    status: 'ACTIVE',
    creationTime: 1_760_000_000_000,
    updateTime: 1_760_000_000_000,
    revision: {
      kind: 'revision',
      arn: `${arn}#7d1c0b5e-5c1f-4d5e-9a43-3f6f6f1f8c11`,
      revisionId: '7d1c0b5e-5c1f-4d5e-9a43-3f6f6f1f8c11',
      stateMachineArn: arn,
      definition: '{"StartAt":"Receive","States":{"Receive":{"Type":"Succeed"}}}',
      roleArn: 'arn:aws:iam::000000000000:role/orders',
      creationTime: 1_760_000_000_000,
      settings: { loggingConfiguration: { level: 'OFF', includeExecutionData: false } },
    },
    tags: { team: 'shipping' },
    ...different,
  };
}
