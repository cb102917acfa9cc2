/** A definition to begin with. */
export interface Template {
  readonly name: string;
  readonly title: string;
  readonly definition: object;
}

const call = (FunctionName: string, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});

/** One for each thing that people look up how to write. All are in JSONata. */
export const TEMPLATES: readonly Template[] = [
  {
    name: 'hello',
    title: 'One state',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Hello',
      States: { Hello: { Type: 'Pass', Output: { greeting: "{% 'Hello ' & $states.input.name %}" }, End: true } },
    },
  },
  {
    name: 'retry-and-catch',
    title: 'A task with Retry and Catch',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Charge',
      States: {
        Charge: call('charge', {
          Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'Refund' }],
          Next: 'Done',
        }),
        Refund: call('refund', { End: true }),
        Done: { Type: 'Succeed' },
      },
    },
  },
  {
    name: 'callback',
    title: 'Wait for somebody: a task token',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Arguments: {
            QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/approvals',
            MessageBody: { token: '{% $states.context.Task.Token %}', order: '{% $states.input %}' },
          },
          TimeoutSeconds: 86_400,
          Next: 'Approved?',
        },
        'Approved?': {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.approved = true %}', Next: 'Go on' }],
          Default: 'Declined',
        },
        'Go on': { Type: 'Succeed' },
        Declined: { Type: 'Fail', Error: 'Declined', Cause: 'Nobody has approved it' },
      },
    },
  },
  {
    name: 'map',
    title: 'Something for each item: Map',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Each item',
      States: {
        'Each item': {
          Type: 'Map',
          Items: '{% $states.input.items %}',
          MaxConcurrency: 10,
          ItemProcessor: { StartAt: 'Handle', States: { Handle: call('handle', { End: true }) } },
          End: true,
        },
      },
    },
  },
  {
    name: 'parallel',
    title: 'Side by side: Parallel',
    definition: {
      QueryLanguage: 'JSONata',
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Reserve', States: { Reserve: call('reserve', { End: true }) } },
            { StartAt: 'Charge', States: { Charge: call('charge', { End: true }) } },
          ],
          Next: 'Tomorrow',
        },
        Tomorrow: { Type: 'Wait', Seconds: 86_400, Next: 'Ship' },
        Ship: call('ship', { End: true }),
      },
    },
  },
];
