import type { State } from '#asl/state.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import type { InspectionStage } from '#interpreter/try-state.ts';

/** `inspectionData` of an answer: JSON texts, and for Map and for errors numbers. */
export type InspectionData = Readonly<Record<string, unknown>>;

const OUTPUT_STAGES = ['afterResultSelector', 'afterResultPath'] as const;

/** AWS: what is shown of a JSONPath state. Parallel shows nothing of its way in, and neither it nor Map its result — recorded for all but Wait and Succeed. */
const SHOWN: Readonly<Record<State['type'], readonly InspectionStage[]>> = {
  Pass: ['afterInputPath', 'afterParameters', 'result', ...OUTPUT_STAGES],
  Task: ['afterInputPath', 'afterParameters', 'result', ...OUTPUT_STAGES],
  Choice: ['afterInputPath'],
  Wait: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: ['afterInputPath'],
  Parallel: OUTPUT_STAGES,
  Map: ['afterInputPath', ...OUTPUT_STAGES],
};

/** Gathers what a request with `inspectionLevel` DEBUG or TRACE gets to see. */
export interface Inspection {
  /** The interpreter has come to a stage. */
  readonly inspect: (stage: InspectionStage, text: JsonText) => void;
  /** Adds what is shown as it is. */
  readonly add: (members: InspectionData) => void;
  readonly data: () => InspectionData;
}

/** An inspection of this state with this raw input. */
export function createInspection(state: State, input: JsonText): Inspection {
  const data: Record<string, unknown> = { input };
  // AWS: a Fail state shows its input as what InputPath, which it cannot have, leaves of it — test_base_inspection_level_debug[BASE_FAIL_STATE].
  if (state.type === 'Fail' && state.queryLanguage === 'JSONPath') data['afterInputPath'] = input;
  return {
    inspect(stage, text) {
      const name =
        state.queryLanguage === 'JSONata' ? jsonataName(state, stage) : SHOWN[state.type].find((shown) => shown === stage);
      if (name !== undefined) data[name] = text;
    },
    add: (members) => void Object.assign(data, members),
    data: () => data,
  };
}

/** AWS: of a JSONata state only a Task shows something beside its input — test_localstack_blogpost_scenario, test_base_state_name. */
function jsonataName({ type }: State, stage: InspectionStage): string | undefined {
  if (type !== 'Task') return undefined;
  if (stage === 'afterParameters') return 'afterArguments';
  return stage === 'result' ? stage : undefined;
}
