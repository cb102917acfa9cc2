import approval from '../../infra/examples/approval.asl.json' with { type: 'json' };
import fileImport from '../../infra/examples/file-import.asl.json' with { type: 'json' };
import orderSaga from '../../infra/examples/order-saga.asl.json' with { type: 'json' };

/** A state machine of the demo, with what its tasks answer, and executions of it. */
export interface Story {
  readonly machine: string;
  readonly definition: object;
  /** Rules but for the machine that they are about; `execution` is the name that an execution's name begins with. */
  readonly rules: readonly { readonly where: Readonly<Record<string, unknown>>; readonly then: readonly object[] }[];
  readonly executions: readonly Episode[];
}

/** An execution of the demo. */
export interface Episode {
  /** How its name begins; what comes behind it is another one each time. */
  readonly name: string;
  readonly input: object;
  /** How much of its time is skipped; none: it stays where it waits. */
  readonly skipSeconds?: number;
  /** What its first token is answered with. */
  readonly tokenOutput?: object;
  /** It is stopped then, with this error and cause. */
  readonly stop?: { readonly error: string; readonly cause: string };
}

const payload = (Payload: object) => ({ return: { StatusCode: 200, Payload } });
const error = (name: string, cause: string) => ({ throw: { error: name, cause } });
const FILES = Array.from({ length: 12 }, (_, index) => ({ Key: `2026/${index + 1}.csv`, Size: 1_000 * (index + 1) }));

/** A saga, an approval, and an import of files: between them there is every status. */
export const STORIES: readonly Story[] = [
  {
    machine: 'demo-orders',
    definition: orderSaga,
    rules: [
      { where: { state: 'Reserve' }, then: [payload({ reservation: 'r-1' })] },
      { where: { state: 'Reserve', call: [1, 2] }, then: [error('Lambda.TooManyRequestsException', 'Rate exceeded')] },
      { where: { state: 'Charge' }, then: [payload({ payment: 'p-1' })] },
      { where: { state: 'Charge', execution: 'declined' }, then: [error('CardDeclined', 'The card has expired')] },
      { where: { state: 'Ship' }, then: [payload({ parcel: 'x-1' })] },
      { where: { state: '/Refund|Release/' }, then: [payload({})] },
    ],
    executions: [
      { name: 'shipped', input: { orderId: 'o-1', total: 42 }, skipSeconds: 3_600 },
      { name: 'declined', input: { orderId: 'o-2', total: 1_200 }, skipSeconds: 3_600 },
    ],
  },
  {
    machine: 'demo-approvals',
    definition: approval,
    rules: [
      { where: { state: 'Ask' }, then: [{ pending: true }] },
      { where: { state: 'Escalate' }, then: [{ pending: true }] },
      { where: { state: 'Pay' }, then: [payload({ amount: 120 })] },
    ],
    executions: [
      { name: 'approved', input: { employee: 'anna', amount: 120 }, tokenOutput: { by: 'boris' }, skipSeconds: 60 },
      { name: 'withdrawn', input: { employee: 'carla', amount: 80 }, stop: { error: 'Withdrawn', cause: 'Paid by herself' } },
      { name: 'unanswered', input: { employee: 'dora', amount: 900 } },
    ],
  },
  {
    machine: 'demo-imports',
    definition: { ...fileImport, TimeoutSeconds: 3_600 },
    rules: [
      { where: { state: 'List' }, then: [{ return: { Contents: FILES } }] },
      { where: { state: 'Load' }, then: [payload({ rows: 100 })] },
      { where: { state: 'List', execution: 'stuck' }, then: [{ takes: 7_200, then: { return: { Contents: FILES } } }] },
      { where: { state: 'Alarm' }, then: [{ return: { MessageId: 'm-1' } }] },
    ],
    executions: [
      { name: 'complete', input: { folder: '2026/' }, skipSeconds: 60 },
      { name: 'stuck', input: { folder: '2025/' }, skipSeconds: 3_600 },
    ],
  },
];
