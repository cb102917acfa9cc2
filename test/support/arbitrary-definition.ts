import fc from 'fast-check';
import type { InvokeTask } from '#interpreter/continuation/effects.ts';
import type { JsonObject } from '#json/json.ts';
import type { TimedReport } from './task-reports.ts';

/** A state without names: `assemble` gives names, and leads it on to the next of its line. */
type Spec = { readonly fields: JsonObject; readonly plan?: TaskPlan } | { readonly nested: Nested };
interface Nested {
  readonly fields: JsonObject;
  readonly lines: readonly (readonly Spec[])[];
}

/** How the outside answers a task: it fails so often in a visit of its state, then does the rest. */
export interface TaskPlan {
  readonly failures: number;
  readonly error: string;
  readonly delaySeconds: number;
  readonly kind: 'service' | 'lambda' | 'token' | 'activity';
  /** It never reports, and so times out. */
  readonly silent: boolean;
}

/** A definition, and how its tasks are answered by the names of their states. */
export interface Scenario {
  readonly definition: JsonObject;
  readonly plans: Readonly<Record<string, TaskPlan>>;
}

interface Taste {
  /** Without: whatever is late or in another order, the outcome is the same. */
  readonly races: boolean;
}

const RESOURCES = {
  service: 'arn:aws:states:::sqs:sendMessage',
  lambda: 'arn:aws:lambda:us-east-1:123456789012:function:f',
  token: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  activity: 'arn:aws:states:us-east-1:123456789012:activity:a',
};

const errorEquals = fc.constantFrom(['Oops'], ['Oops', 'Other'], ['States.TaskFailed'], ['States.ALL']);

const retry = ({ races }: Taste) =>
  fc.record(
    {
      ErrorEquals: errorEquals,
      IntervalSeconds: fc.integer({ min: 1, max: 5 }),
      MaxAttempts: fc.integer({ min: 0, max: 2 }),
      BackoffRate: fc.constantFrom(1, 1.5, 2),
      JitterStrategy: races ? fc.constantFrom('NONE', 'FULL') : fc.constant('NONE'),
    },
    { requiredKeys: ['ErrorEquals', 'MaxAttempts'] },
  );

/** `Next` is filled in by `assemble`. */
const handlers = (taste: Taste) =>
  fc.record(
    {
      Retry: retry(taste).map((only) => [only]),
      Catch: errorEquals.map((names) => [{ ErrorEquals: names, ResultPath: '$.error' }]),
    },
    { requiredKeys: [] },
  );

const plain: fc.Arbitrary<Spec> = fc
  .oneof(
    fc.constantFrom<JsonObject[]>(
      { Type: 'Pass' },
      { Type: 'Pass', Result: { n: 1 }, ResultPath: '$.pass' },
      { Type: 'Pass', Parameters: { 'v.$': '$v', 'n.$': '$$.Execution.Name' } },
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: { seen: '{% $v %}' } },
      { Type: 'Wait', Seconds: 0 },
      { Type: 'Wait', Seconds: 40 },
      { Type: 'Wait', QueryLanguage: 'JSONata', Seconds: '{% 3 + 4 %}', Output: {} },
      { Type: 'Choice', Choices: [{ Variable: '$.pass', IsPresent: true }] },
      { Type: 'Choice', Choices: [{ Variable: '$.error', IsPresent: false }] },
    ),
    fc.integer({ min: 1, max: 90 }).map((Seconds): JsonObject => ({ Type: 'Wait', Seconds })),
  )
  .map((fields) => ({ fields }));

const dead: fc.Arbitrary<Spec> = fc
  .constantFrom<JsonObject[]>({ Type: 'Fail', Error: 'Oops', Cause: 'why' }, { Type: 'Succeed' })
  .map((fields) => ({ fields }));

function task({ races }: Taste): fc.Arbitrary<Spec> {
  const plan = fc.record<TaskPlan>({
    failures: fc.constantFrom(0, 0, 0, 1, 2, 9),
    error: races ? fc.constantFrom('Oops', 'Other') : fc.constant('Oops'),
    delaySeconds: races ? fc.integer({ min: 0, max: 20 }) : fc.constant(0),
    kind: races ? fc.constantFrom('service', 'lambda', 'token', 'activity') : fc.constantFrom('service', 'lambda'),
    silent: races ? fc.constantFrom(false, false, false, false, true) : fc.constant(false),
  });
  const limits = fc.record(
    { TimeoutSeconds: fc.integer({ min: 15, max: 90 }), HeartbeatSeconds: fc.constantFrom(8, 14) },
    { requiredKeys: ['TimeoutSeconds'] },
  );
  return fc.tuple(plan, handlers({ races }), races ? limits : fc.constant({})).map(([plan, more, times]) => ({
    fields: {
      Type: 'Task',
      Resource: RESOURCES[plan.kind],
      Parameters: { 'retry.$': '$$.State.RetryCount' },
      ResultPath: '$.task',
      ...more,
      ...times,
    },
    plan,
  }));
}

function line(taste: Taste): fc.Arbitrary<readonly Spec[]> {
  const { specs } = fc.letrec<{ spec: Spec; specs: readonly Spec[] }>((tie) => ({
    spec: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 5, arbitrary: plain },
      { weight: 4, arbitrary: task(taste) },
      { weight: 1, arbitrary: dead },
      { weight: 2, arbitrary: parallel(tie('specs'), taste) },
      { weight: 2, arbitrary: map(tie('specs'), taste) },
    ),
    specs: fc.array(tie('spec'), { minLength: 1, maxLength: 3 }),
  }));
  return specs;
}

const parallel = (specs: fc.Arbitrary<readonly Spec[]>, taste: Taste): fc.Arbitrary<Spec> =>
  fc.tuple(fc.array(specs, { minLength: 1, maxLength: 3 }), handlers(taste)).map(([lines, more]) => ({
    nested: { fields: { Type: 'Parallel', ResultSelector: { 'all.$': '$' }, ResultPath: '$.parallel', ...more }, lines },
  }));

const map = (specs: fc.Arbitrary<readonly Spec[]>, taste: Taste): fc.Arbitrary<Spec> =>
  fc
    .tuple(specs, fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1, 2), handlers(taste))
    .map(([only, items, MaxConcurrency, more]) => ({
      nested: {
        fields: {
          Type: 'Map',
          ItemsPath: `$$.Execution.Input.items[0:${items}]`,
          ItemSelector: { 'i.$': '$$.Map.Item.Index' },
          MaxConcurrency,
          ResultPath: '$.map',
          ...more,
        },
        lines: [only],
      },
    }));

/** The input that random definitions are made for. */
export const SCENARIO_INPUT = { items: [10, 11, 12, 13] };

/** Random valid definitions of all state types, nested up to three levels, that come to an end. */
export function arbitraryScenario(taste: Taste): fc.Arbitrary<Scenario> {
  return fc
    .tuple(line(taste), taste.races ? fc.option(fc.integer({ min: 20, max: 200 }), { nil: undefined }) : fc.constant(undefined))
    .map(([specs, timeout]) => {
      const plans: Record<string, TaskPlan> = {};
      const begin: Spec = { fields: { Type: 'Pass', Assign: { v: 'a value' } } };
      const { StartAt, States } = assemble([begin, ...specs], 'S', plans);
      return { definition: { StartAt, States, ...(timeout === undefined ? {} : { TimeoutSeconds: timeout }) }, plans };
    });
}

/** Names the states of a line, leads each to the next and the last to a Succeed; choices and catches lead over the next or to the end. */
function assemble(
  specs: readonly Spec[],
  prefix: string,
  plans: Record<string, TaskPlan>,
): { StartAt: string; States: JsonObject } {
  const States: Record<string, JsonObject> = { [`${prefix}End`]: { Type: 'Succeed' } };
  const nameOf = (index: number) => (index < specs.length ? `${prefix}${index}` : `${prefix}End`);
  for (const [index, spec] of specs.entries()) {
    const name = nameOf(index);
    if ('plan' in spec && spec.plan) plans[name] = spec.plan;
    States[name] = linked(
      'fields' in spec ? spec.fields : inside(spec.nested, name, plans),
      nameOf(index + 1),
      nameOf(index + 2),
    );
  }
  return { StartAt: nameOf(0), States };
}

function inside({ fields, lines }: Nested, name: string, plans: Record<string, TaskPlan>): JsonObject {
  const machines = lines.map((specs, index) => assemble(specs, `${name}${'abc'[index]}`, plans));
  return fields['Type'] === 'Map' ? { ...fields, ItemProcessor: machines[0] ?? {} } : { ...fields, Branches: machines };
}

function linked(fields: JsonObject, next: string, afterNext: string): JsonObject {
  if (fields['Type'] === 'Fail' || fields['Type'] === 'Succeed') return fields;
  const Catch = listed(fields['Catch']).map((catcher) => ({ ...catcher, Next: afterNext }));
  const Choices = listed(fields['Choices']).map((choice) => ({ ...choice, Next: afterNext }));
  if (fields['Type'] === 'Choice') return { ...fields, Choices, Default: next };
  return { ...fields, Next: next, ...(Catch.length ? { Catch } : {}) };
}

const listed = (value: unknown): JsonObject[] => (Array.isArray(value) ? value : []);

/** Answers the calls of a scenario as its plans say. */
export function answerOf({ plans }: Scenario): (call: Pick<InvokeTask, 'state' | 'parameters'>) => TimedReport[] {
  return ({ state, parameters }) => {
    const plan = plans[state];
    if (!plan) throw new Error(`there is no plan for ${state}`);
    const taken: TimedReport[] =
      plan.kind === 'token' ? [{ submitted: {} }] : plan.kind === 'activity' ? [{ worker: null, after: 1 }] : [];
    const first: TimedReport[] = [...taken, { heartbeat: true, after: 7 }];
    if (plan.silent) return first;
    const retries: unknown = JSON.parse(parameters).retry;
    const after = plan.delaySeconds + taken.length;
    const failed = typeof retries === 'number' && retries < plan.failures;
    if (failed && plan.kind === 'token' && plan.delaySeconds % 2 === 0)
      return [{ error: plan.error, cause: state, stage: 'call', after: plan.delaySeconds }];
    return [...first, failed ? { error: plan.error, cause: state, after } : { output: { did: state }, after }];
  };
}
