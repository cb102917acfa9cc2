import { hasToken } from '#api/test-state/mock-context.ts';
import type { State } from '#asl/state.ts';
import { detailsOf, type HistoryEvent } from '#interpreter/continuation/history.ts';
import type { JsonObject } from '#json/json.ts';
import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { type FailedRun, failedVisitIn } from '../picture/reason.ts';
import { branchLine, iterationLine } from '../rehearsal/line-of.ts';
import { type HistoryLine, type HistoryLines, linesOf } from '../replay/history-lines.ts';
import { itemsOfMap } from './explain-map.ts';
import { findState, type OpenDefinition } from './find-state.ts';
import type { Situation } from './situation.ts';

/** A stay in a state that a history tells of, with all that the state saw. */
export interface VisitSeen {
  readonly state: string;
  readonly enteredEventId: number;
  readonly situation: Situation;
}

/** What a history has to do with, besides itself. */
export interface Told extends Omit<FailedRun, 'definition'> {
  readonly definition: OpenDefinition;
}

/** A history, asked what states saw. */
export interface SeenHistory {
  /** The last stay in that state; `undefined` where it was never entered. */
  readonly lastVisit: (state: string) => VisitSeen | undefined;
  /** The stay that begins with the event of that id. */
  readonly visitBegunBy: (id: number) => VisitSeen | undefined;
  /** The stay in which the execution has failed, or in which it is, or was last. */
  readonly failedVisit: () => VisitSeen | undefined;
  /** The stay that an event tells the failure of. */
  readonly visitOfFailure: (failed: HistoryEvent) => VisitSeen | undefined;
  /** The stays that are wanted, oldest first. */
  readonly visits: (isWanted: (state: string, enteredEventId: number) => boolean) => Iterable<VisitSeen>;
}

/** Takes a history apart. */
export function seeHistory(told: Told): SeenHistory {
  const { history } = told;
  const lines = linesOf(history);
  const visitOf = (entered: HistoryEvent | undefined) => entered && visitAt(told, lines, entered);
  return {
    lastVisit: (state) => visitOf(history.findLast(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === state)),
    visitBegunBy: (id) => visitOf(history.find((event) => event.id === id && event.stateEnteredEventDetails !== undefined)),
    failedVisit() {
      const failed = history.findLast(({ type }) => type === 'EvaluationFailed' || /^Execution(Failed|TimedOut)$/.test(type));
      const last = () => history.findLast(({ stateEnteredEventDetails }) => stateEnteredEventDetails);
      return visitOf(failed ? enteredOf(history, failed) : last());
    },
    visitOfFailure: (failed) => visitOf(enteredOf(history, failed)),
    *visits(isWanted) {
      for (const event of history) {
        const { id, stateEnteredEventDetails: details } = event;
        if (details && isWanted(details.name, id)) yield visitAt(told, lines, event);
      }
    },
  };
}

/** The event that began the stay in which this has happened: AWS's causes name it. */
function enteredOf(history: readonly HistoryEvent[], failed: HistoryEvent): HistoryEvent | undefined {
  const { cause, state } = detailsOf(failed);
  const id = typeof cause === 'string' ? failedVisitIn(cause) : undefined;
  const before = history.filter((event) => event.id < failed.id && event.stateEnteredEventDetails !== undefined);
  return (
    before.find((event) => event.id === id) ??
    before.findLast(({ stateEnteredEventDetails }) => state === undefined || stateEnteredEventDetails?.name === state)
  );
}

function visitAt(told: Told, lines: HistoryLines, entered: HistoryEvent): VisitSeen {
  const { definition, history, executionArn, variables = {} } = told;
  const { name = '', input = '{}' } = entered.stateEnteredEventDetails ?? {};
  const line = lines.of(entered);
  const later = line.events.filter(({ id }) => id > entered.id);
  const end = later.findIndex(({ type }) => type.endsWith('StateEntered') || type.endsWith('StateExited'));
  const during = end < 0 ? later : later.slice(0, end);
  const site = definition.sites.get(name);
  const result = resultOf(during) ?? (site && resultsInside(lines, line, name, site.state, during));
  const failure = result === undefined ? failureIn(during) : undefined;
  return {
    state: name,
    enteredEventId: entered.id,
    situation: {
      input,
      variables: { ...variables, ...variablesAt(line, entered.id) },
      context: {
        ...contextAt(history, entered, executionArn),
        ...tokenOf(definition.machine.states.get(name)),
        ...itemAround(told, lines, line),
      },
      ...(result === undefined ? {} : { result }),
      ...(failure === undefined ? {} : { failure, retries: Number.MAX_SAFE_INTEGER }),
      now: entered.timestamp,
    },
  };
}

/** Each line sees what was assigned in it, and what was in those around it. */
function variablesAt(line: HistoryLine, before: number): Readonly<Record<string, string>> {
  const outer = line.outer ? variablesAt(line.outer, before) : {};
  const assigned = line.events.flatMap(({ id, stateExitedEventDetails }) =>
    id < before ? [stateExitedEventDetails?.assignedVariables ?? {}] : [],
  );
  return Object.assign({}, outer, ...assigned);
}

function resultOf(during: readonly HistoryEvent[]): string | undefined {
  const done = during.findLast(({ type }) => /^(Task|LambdaFunction|Activity)Succeeded$/.test(type));
  const output = done && detailsOf(done)['output'];
  return typeof output === 'string' ? output : undefined;
}

/** What iterations or branches have given: the outputs of their last states. */
function resultsInside(
  lines: HistoryLines,
  line: HistoryLine,
  name: string,
  state: JsonObject,
  during: readonly HistoryEvent[],
): string | undefined {
  if (!during.some(({ type }) => type === 'MapStateSucceeded' || type === 'ParallelStateSucceeded')) return undefined;
  const length = during.findLast(({ mapStateStartedEventDetails }) => mapStateStartedEventDetails)?.mapStateStartedEventDetails
    ?.length;
  const branches = Array.isArray(state['Branches']) ? state['Branches'] : [];
  const names =
    state['Type'] === 'Parallel'
      ? branches.map((branch: unknown) => branchLine(line.name, name, isObject(branch) ? String(branch['StartAt']) : ''))
      : Array.from({ length: length ?? 0 }, (_, index) => iterationLine(line.name, name, index));
  const outputs = names.map((inner) => {
    const last = lines.byName.get(inner)?.events.findLast(({ stateExitedEventDetails }) => stateExitedEventDetails);
    return last?.stateExitedEventDetails?.output ?? 'null';
  });
  return `[${outputs.join(',')}]`;
}

/** How the work of a state fails; what its expressions do is found out anew. */
const FAILURES_OF_WORK = /^(Task|LambdaFunction|Activity|MapRun)\w*(Failed|TimedOut)$/;

function failureIn(during: readonly HistoryEvent[]): Situation['failure'] {
  const failed = during.findLast(({ type }) => FAILURES_OF_WORK.test(type));
  if (!failed) return undefined;
  const { error, cause } = detailsOf(failed);
  return { ...(typeof error === 'string' ? { error } : {}), ...(typeof cause === 'string' ? { cause } : {}) };
}

/** The context object, as far as a history tells. */
function contextAt(history: readonly HistoryEvent[], entered: HistoryEvent, arn = ''): JsonObject {
  const [started] = history;
  const { input = '{}', roleArn = '' } = started?.executionStartedEventDetails ?? {};
  const stateMachine = arn.replace(':execution:', ':stateMachine:').replace(/:[^:]*$/, '');
  return {
    Execution: {
      Id: arn,
      Input: readJson(input),
      StartTime: isoTime(started?.timestamp ?? entered.timestamp),
      Name: arn.slice(arn.lastIndexOf(':') + 1),
      RoleArn: roleArn,
      RedriveCount: history.filter(({ type }) => type === 'ExecutionRedriven').length,
    },
    StateMachine: { Id: stateMachine, Name: stateMachine.slice(stateMachine.lastIndexOf(':') + 1) },
    State: { Name: entered.stateEnteredEventDetails?.name ?? '', EnteredTime: isoTime(entered.timestamp), RetryCount: 0 },
  };
}

/** A task that waits for a token has one; which one it was, a history does not tell. */
function tokenOf(state: State | undefined): JsonObject {
  return state?.type === 'Task' && hasToken(state.resource) ? { Task: { Token: 'token' } } : {};
}

/** The item of the iteration that a line is in: it is one of those that its Map state began with. */
function itemAround(told: Told, lines: HistoryLines, line: HistoryLine): JsonObject {
  if (line.iteration === undefined) return line.outer ? itemAround(told, lines, line.outer) : {};
  const [, name = '', index = ''] = /^(.*)\[(\d+)\]$/s.exec(line.iteration) ?? [];
  const entered = line.outer?.events.findLast(({ stateEnteredEventDetails: details }) => details?.name === name);
  const items = entered && itemsOfMap(findState(told.definition, name), visitAt(told, lines, entered).situation);
  return { Map: { Item: { Index: Number(index), Value: items?.[Number(index)] ?? null } } };
}

const isoTime = (millis: number): string => new Date(millis).toISOString().replace('.000Z', 'Z');
