<<<<<<< HEAD
import { isArray, isObject, type JsonObject } from '../json.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
=======
import type { MachineSite, StateSite } from '../definition.ts';
>>>>>>> main
import type { Report } from './diagnostic.ts';

export type StateMachineType = 'STANDARD' | 'EXPRESS';

<<<<<<< HEAD
/** One state and where it stands: what a rule about states looks at. */
export interface StateSite {
  readonly state: JsonObject;
  /** `undefined` where the Type is missing or unknown: only the rule about the Type has something to say then. */
  readonly type: StateType | undefined;
  /** `/States/Name`; a state that is tested alone is called `StateName`. */
  readonly location: string;
  readonly language: QueryLanguage;
  /** The language of the whole machine. */
  readonly machineLanguage: QueryLanguage;
=======
/**
 * One state and where it stands: what a rule about states looks at. Where its Type is missing or unknown, only the rule about the Type
 * has something to say.
 */
export interface CheckedState extends StateSite {
>>>>>>> main
  readonly machineType: StateMachineType;
  readonly catalogue: Catalogue;
}

export type StateCheck = (site: CheckedState, report: Report) => void;
export type MachineCheck = (site: MachineSite, report: Report) => void;

/** A rule about a whole definition: gets every machine in it, the outermost first. */
export type DefinitionCheck = (machines: readonly MachineSite[], report: Report) => void;
