import type { Json } from '#json/json.ts';
import type { ReferencePath } from './jsonpath/compile-reference-path.ts';
import type { QueryLanguage } from './query-language.ts';
import type { Resource } from './resource.ts';
import type { Scope } from './scope.ts';

/** A state machine's definition, compiled once per revision: running it parses nothing. */
export interface Machine {
  readonly startAt: string;
  /** Every state at any depth: names are unique in a definition. */
  readonly states: ReadonlyMap<string, State>;
  readonly timeoutSeconds?: number;
  /** Its definition is so long that it is compiled elsewhere: `states` is empty. */
  readonly isOutline?: true;
}

export type State = PassState | TaskState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState;

/** A compiled field: a payload template, a path, a JSONata text, or a constant. */
export interface Field {
  readonly evaluate: (scope: Scope) => Json;
}

/** A field that is a number, a string or the like, with what its error texts need. */
export type ScalarField =
  | { readonly kind: 'literal'; readonly name: string; readonly value: Json }
  /** `SecondsPath` and the like; `text` as written. Evaluating it throws PathNotFound. */
  | { readonly kind: 'path'; readonly name: string; readonly text: string; readonly evaluate: (scope: Scope) => Json }
  /** `expression` where the whole field is one: the text between `{%` and `%}`. */
  | { readonly kind: 'jsonata'; readonly name: string; readonly expression?: string; readonly evaluate: (scope: Scope) => Json };

interface StateBase {
  readonly name: string;
  readonly queryLanguage: QueryLanguage;
  readonly flow: DataFlow;
  /** The next state; none where the state ends its line. */
  readonly next?: string;
}

/** How data gets in and out of a state. A member that is absent leaves the data as it is; `null` paths are AWS's: nothing goes through. */
export interface DataFlow {
  readonly inputPath?: Field | null;
  /** `Parameters`, or `Arguments` in JSONata. */
  readonly parameters?: Field;
  readonly resultSelector?: Field;
  readonly resultPath?: ReferencePath | null;
  readonly outputPath?: Field | null;
  /** JSONata's `Output`. */
  readonly output?: Field;
  readonly assign?: Field;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** `ResultPath`, `Output` and `Assign` of the catcher. */
  readonly flow: DataFlow;
}

/** States that can fail and try again. */
interface Fallible {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends StateBase {
  readonly type: 'Pass';
  readonly result?: Json;
}

export interface TaskState extends StateBase, Fallible {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly timeoutSeconds?: ScalarField;
  readonly heartbeatSeconds?: ScalarField;
  /** `Credentials`, of which `RoleArn` counts. */
  readonly credentials?: Field;
}

export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceBranch[];
  readonly default?: string;
}

export interface ChoiceBranch {
  readonly test: (scope: Scope) => boolean;
  readonly next: string;
  /** `Output` and `Assign` of the rule. */
  readonly flow: DataFlow;
}

export interface WaitState extends StateBase {
  readonly type: 'Wait';
  readonly seconds?: ScalarField;
  readonly timestamp?: ScalarField;
}

export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error?: ScalarField;
  readonly cause?: ScalarField;
}

export interface ParallelState extends StateBase, Fallible {
  readonly type: 'Parallel';
  /** The first state of each branch. */
  readonly branches: readonly string[];
}

export interface MapState extends StateBase, Fallible {
  readonly type: 'Map';
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  /** Of the child executions, in DISTRIBUTED mode. */
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** What names the state in the ARNs of its Map Runs. */
  readonly label?: string;
  /** The first state of an iteration. */
  readonly startAt: string;
  /** `ItemsPath`, or JSONata's `Items`; absent: the effective input. */
  readonly items?: ScalarField;
  /** `ItemSelector`, or `Parameters` of old. */
  readonly itemSelector?: Field;
  readonly maxConcurrency?: ScalarField;
  readonly toleratedFailureCount?: ScalarField;
  readonly toleratedFailurePercentage?: ScalarField;
  /** These three in DISTRIBUTED mode only. */
  readonly itemReader?: ItemReader;
  readonly itemBatcher?: ItemBatcher;
  readonly resultWriter?: ResultWriter;
}

/** `ItemReader` with its `ReaderConfig`. */
export interface ItemReader {
  readonly action: 'getObject' | 'listObjectsV2';
  /** `Parameters`, or JSONata's `Arguments`. */
  readonly parameters?: Field;
  readonly inputType?: string;
  readonly transformation?: string;
  readonly manifestType?: string;
  readonly csvDelimiter?: string;
  readonly csvHeaderLocation?: string;
  readonly csvHeaders?: ScalarField;
  readonly itemsPointer?: ScalarField;
  readonly maxItems?: ScalarField;
}

export interface ItemBatcher {
  readonly maxItems?: ScalarField;
  readonly maxInputBytes?: ScalarField;
  readonly batchInput?: Field;
}

/** `ResultWriter` with its `WriterConfig`. */
export interface ResultWriter {
  /** Bucket and prefix, as `Parameters` or JSONata's `Arguments`; absent where the results are the state's output. */
  readonly parameters?: Field;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}
