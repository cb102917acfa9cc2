/** What an event asks to be started: what StartExecution takes, its input as JSON text. */
export interface StartEvent {
  readonly stateMachineArn: string;
  readonly input?: string;
  readonly name?: string;
  /** How its source names the item of a batch: Pipes deliver it again when it is answered as failed. */
  readonly itemIdentifier?: string;
}

/** Starts an execution as StartExecution does, and gives its ARN. */
export type StartByEvent = (event: StartEvent) => Promise<string>;

/**
 * Reads `{ stateMachineArn, input, name?, itemIdentifier? }`, as a rule's, a schedule's or a pipe's input template makes it. An `input` that
 * is a text is JSON already, as in StartExecution. An item of a batch without a name is named by its identifier: when it is delivered again,
 * nothing is started twice. `undefined`: it is something else.
 */
export function readStartEvent(event: unknown): StartEvent | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const { stateMachineArn, input, name, itemIdentifier }: Readonly<Record<string, unknown>> = { ...event };
  if (typeof stateMachineArn !== 'string') return undefined;
  const identifier = typeof itemIdentifier === 'string' && itemIdentifier !== '' ? itemIdentifier : undefined;
  const named = typeof name === 'string' ? name : nameOf(identifier);
  return {
    stateMachineArn,
    ...(input === undefined ? {} : { input: typeof input === 'string' ? input : JSON.stringify(input) }),
    ...(named === undefined ? {} : { name: named }),
    ...(identifier === undefined ? {} : { itemIdentifier: identifier }),
  };
}

/** The same for a batch: all of its items, or none. */
export function readStartEvents(event: unknown): readonly StartEvent[] | undefined {
  if (!Array.isArray(event) || event.length === 0) return undefined;
  const items = event.map(readStartEvent).filter((item) => item !== undefined);
  return items.length === event.length ? items : undefined;
}

/** AWS: the characters and the length of an execution's name — API reference, StartExecution. */
const nameOf = (identifier: string | undefined): string | undefined =>
  identifier !== undefined && /^[\w-]{1,80}$/.test(identifier) ? identifier : undefined;
