import { randomUUID } from 'node:crypto';
import { machineNameOf } from '#arn';
import type { TaskCall } from '#integrations/integration.ts';
import { noSuchState } from '#integrations/mock.ts';
import { isArray, isObject, type Json } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';
import { ControlError } from '../control-error.ts';
import type { Notes } from '../notes.ts';
import { type Sandbox, sandboxOf } from '../sandbox.ts';
import { createCounts } from './counts.ts';
import { answerTo, countedIn, fits, isMachine, isWanted } from './matching.ts';
import { readRule } from './read-rule.ts';
import type { Answer, Rule, Where } from './rule.ts';

/** A rule, and how many calls it has answered. */
export interface CountedRule extends Rule {
  readonly hits: number;
}

/** A rule of this process, in the hands of whoever has added it. */
export interface RuleHere {
  readonly id: string;
  /** How many calls it has answered. */
  readonly hits: () => number;
  /** Takes it away; nothing happens where it is gone. */
  readonly remove: () => void;
}

/** The rule that a call fits, and what it has for it. */
export interface Hit {
  readonly rule: Rule;
  readonly answer: Answer;
}

/** The rules of all accounts: those that are stored, and behind them, so that they win, those of this process. */
export interface Rules {
  readonly list: (sandbox: Sandbox) => Promise<CountedRule[]>;
  /** Adds rules written in JSON behind those that there are; throws ControlError. */
  readonly add: (sandbox: Sandbox, rules: readonly Json[]) => Promise<Rule[]>;
  /** Takes away one rule, or all of an account; throws ControlError where there is no such rule. */
  readonly remove: (sandbox: Sandbox, id?: string) => Promise<void>;
  /** Adds a rule that lasts as long as this process and may be a function. */
  readonly addHere: (sandbox: Sandbox, rule: Omit<Rule, 'id'>) => RuleHere;
  /** Takes away the rules of this process, of one account or of all. */
  readonly forgetHere: (sandbox?: Sandbox) => void;
  /** What the rules have for a call, or those of them that `isMeant`; counts it. */
  readonly answer: (call: TaskCall, isMeant?: (where: Where) => boolean) => Promise<Hit | undefined>;
  /** Why a state machine that has these states cannot be started: a rule names it and a state that it does not have. `undefined`: it can. At once where the rules are known. */
  readonly refuseStates: (
    stateMachineArn: string,
    states: () => ReadonlySet<string>,
  ) => Promise<string | undefined> | string | undefined;
}

const NAME = 'rules';

export function createRules(notes: Notes): Rules {
  const counts = createCounts(notes);
  const here = new Map<string, Rule[]>();
  /** How many calls a rule of this process has answered, where it has any. */
  const hitsHere = new Map<string, number>();

  const keyOf = ({ account, region }: Sandbox) => `${account}/${region}`;

  const hereIn = (sandbox: Sandbox): readonly Rule[] => here.get(keyOf(sandbox)) ?? [];

  /** The rules of an account; at once where they are known. */
  function all(sandbox: Sandbox): readonly Rule[] | Promise<readonly Rule[]> {
    const withOwn = (stored: unknown) => {
      const own = here.get(keyOf(sandbox));
      return own === undefined ? rulesIn(stored) : [...rulesIn(stored), ...own];
    };
    const known = notes.known(sandbox, NAME);
    return known ? withOwn(known.value) : notes.read(sandbox, NAME).then(withOwn);
  }

  /** Which of the calls that fit a rule but for its `call` this is. */
  function numberOf(sandbox: Sandbox, { id, where }: Rule, call: TaskCall): Promise<number> {
    const { state, per = 'execution' } = where;
    const isCounted = per === 'execution' && state !== undefined && !state.startsWith('/');
    if (isCounted) return Promise.resolve(call.invocation + 1);
    return counts.numberOf(sandbox, `${id}/calls/${countedIn(where, call)}`, nameOf(call), ownerOf(where, call));
  }

  async function wanted(sandbox: Sandbox, rule: Rule, call: TaskCall): Promise<boolean> {
    if (!fits(rule.where, call)) return false;
    return rule.where.call === undefined || isWanted(rule.where.call, await numberOf(sandbox, rule, call));
  }

  async function hit(sandbox: Sandbox, rule: Rule, call: TaskCall): Promise<Hit | undefined> {
    const { id, where, then } = rule;
    const total = counts.numberOf(sandbox, `${id}/hits`, nameOf(call));
    const isList = then.length > 1 || then.some((answer) => 'times' in answer);
    const inScope = where.per === 'account' || !isList ? total : undefined;
    const ownHits = () => counts.numberOf(sandbox, `${id}/hits/${countedIn(where, call)}`, nameOf(call), ownerOf(where, call));
    const number = await (inScope ?? ownHits());
    const hits = await total;
    if (here.get(keyOf(sandbox))?.includes(rule)) hitsHere.set(id, Math.max(hits, hitsHere.get(id) ?? 0));
    const answer = answerTo(then, number);
    return answer && { rule, answer };
  }

  return {
    async list(sandbox) {
      const rules = await all(sandbox);
      return Promise.all(rules.map(async (rule) => ({ ...rule, hits: await counts.total(sandbox, `${rule.id}/hits`) })));
    },

    add(sandbox, rules) {
      const added = rules.map((rule): Rule => ({ id: randomUUID(), ...readRule(rule) }));
      return notes.update(sandbox, NAME, (value) => ({ value: textOf([...rulesIn(value), ...added]), answer: added }));
    },

    async remove(sandbox, id) {
      const own = hereIn(sandbox);
      here.set(keyOf(sandbox), id === undefined ? [] : without(own, id));
      const isMeant = (rule: Rule) => id === undefined || rule.id === id;
      const stored = await notes.update(sandbox, NAME, (value) => {
        const rules = rulesIn(value);
        const gone = rules.filter(isMeant);
        return { value: gone.length > 0 ? textOf(rules.filter((rule) => !isMeant(rule))) : value, answer: gone };
      });
      const gone = [...stored, ...own.filter(isMeant)];
      for (const rule of gone) await counts.forget(sandbox, `${rule.id}/`);
      if (id !== undefined && gone.length === 0)
        throw new ControlError(`There is no rule ${id}.`, 'GET rules lists them with their ids.', 404);
    },

    addHere(sandbox, rule) {
      const added: Rule = { id: randomUUID(), ...rule };
      here.set(keyOf(sandbox), [...hereIn(sandbox), added]);
      return {
        id: added.id,
        hits: () => hitsHere.get(added.id) ?? 0,
        remove: () => void here.set(keyOf(sandbox), without(hereIn(sandbox), added.id)),
      };
    },

    forgetHere: (sandbox) => (sandbox === undefined ? here.clear() : void here.delete(keyOf(sandbox))),

    async answer(call, isMeant = () => true) {
      const sandbox = sandboxOf(call.executionArn);
      const rules = await all(sandbox);
      let last: Rule | undefined;
      // Every rule that fits counts the call, also when a later rule answers it.
      for (const rule of rules) if (isMeant(rule.where) && (await wanted(sandbox, rule, call))) last = rule;
      return last && hit(sandbox, last, call);
    },

    refuseStates(stateMachineArn, states) {
      const rules = all(sandboxOf(stateMachineArn));
      const refuse = (known: readonly Rule[]) => refuseStates(known, stateMachineArn, states);
      return rules instanceof Promise ? rules.then(refuse) : refuse(rules);
    },
  };
}

function refuseStates(rules: readonly Rule[], stateMachineArn: string, states: () => ReadonlySet<string>): string | undefined {
  for (const { where } of rules) {
    const { machine, state } = where;
    const isNamed = machine !== undefined && state !== undefined && !state.startsWith('/');
    if (isNamed && isMachine(machine, stateMachineArn) && !states().has(state))
      return noSuchState('A rule', state, machineNameOf(stateMachineArn), states());
  }
  return undefined;
}

const without = (rules: readonly Rule[], id: string): Rule[] => rules.filter((rule) => rule.id !== id);

/** As they are stored: what they return keeps its digits. */
const textOf = (rules: readonly Rule[]): string => writeJson(rules);

/** Rules by their text: they are asked with every call, and change seldom. */
const known = new Map<string, readonly Rule[]>();

const REMEMBERED = 100;

function rulesIn(value: unknown): readonly Rule[] {
  if (typeof value !== 'string') return [];
  const rules = known.get(value) ?? readRules(value);
  if (known.size >= REMEMBERED) known.clear();
  known.set(value, rules);
  return rules;
}

function readRules(text: string): readonly Rule[] {
  const rules = readJson(text);
  return isArray(rules) ? rules.filter(isObject).map(({ id, ...rule }) => ({ id: String(id), ...readRule(rule) })) : [];
}

/** The execution that calls are counted in, where it is one. */
const ownerOf = ({ per = 'execution' }: Where, { executionArn }: TaskCall): string | undefined =>
  per === 'execution' ? executionArn : undefined;

/** The same for a call that is made again after a crash, and for no other. */
const nameOf = ({ executionArn, state, invocation }: TaskCall): string => `${executionArn}/${state}/${invocation}`;
