import type { JsonObject } from '#json/json.ts';
import type { Failure } from '../continuation/failure.ts';
import type { JsonText } from '../continuation/json-text.ts';

/** A point in a state's data flow, by the name that TestState gives it. */
export type InspectionStage = 'afterInputPath' | 'afterParameters' | 'result' | 'afterResultSelector' | 'afterResultPath';

/** Looks into the one state that is tried alone, and shows it a context object of its own; executions run without. */
export interface Probe {
  readonly context: JsonObject;
  /** The same as it was given, where it was: it is shown as it is spelled. */
  readonly contextText?: JsonText | undefined;
  /** The data has come this far. */
  readonly inspect: (stage: InspectionStage, text: JsonText) => void;
  /** The state has failed, before Retry and Catch are asked. */
  readonly failed: (failure: Failure) => void;
}
