import type { MachineSite, StateSite } from '../definition.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Report } from './diagnostic.ts';

export type StateMachineType = 'STANDARD' | 'EXPRESS';

/**
 * One state and where it stands: what a rule about states looks at. Where its Type is missing or unknown, only the rule about the Type
 * has something to say.
 */
export interface CheckedState extends StateSite {
  readonly machineType: StateMachineType;
  readonly catalogue: Catalogue;
}

export type StateCheck = (site: CheckedState, report: Report) => void;
export type MachineCheck = (site: MachineSite, report: Report) => void;

/** A rule about a whole definition: gets every machine in it, the outermost first. */
export type DefinitionCheck = (machines: readonly MachineSite[], report: Report) => void;
