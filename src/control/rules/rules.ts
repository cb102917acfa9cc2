import { randomUUID } from 'node:crypto';
import { machineNameOf } from '#arn';
import type { TaskCall } from '#integrations/integration.ts';
import { noSuchState } from '#integrations/mock.ts';
import type { Json } from '#json/json.ts';
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
  readonly addHere: (sandbox: Sandbox, rule: Omit<Rule, 'id'>) => Rule;
  /** Takes away the rules of this process, of one account or of all. */
  readonly forgetHere: (sandbox?: Sandbox) => void;
  /** What the rules have for a call; counts it. */
  readonly answer: (call: TaskCall) => Promise<Hit | undefined>;
  /** Why a state machine that has these states cannot be started: a rule names it and a state that it does not have. `undefined`: it can. */
  readonly refuseStates: (stateMachineArn: string, states: () => ReadonlySet<string>) => Promise<string | undefined>;
}

const NAME = 'rules';

export function createRules(notes: Notes): Rules {
  const counts = createCounts(notes);
  const here = new Map<string, Rule[]>();

  const keyOf = ({ account, region }: Sandbox) => `${account}/${region}`;

  async function all(sandbox: Sandbox): Promise<Rule[]> {
    const stored = await notes.read(sandbox, NAME);
    const own = here.get(keyOf(sandbox));
    if (stored === undefined) return own ?? [];
    return own === undefined ? [...rulesIn(stored)] : [...rulesIn(stored), ...own];
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
    await total;
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
      return notes.update(sandbox, NAME, (value) => ({ value: [...rulesIn(value), ...added], answer: added }));
    },

    async remove(sandbox, id) {
      const own = here.get(keyOf(sandbox)) ?? [];
      here.set(keyOf(sandbox), id === undefined ? [] : own.filter((rule) => rule.id !== id));
      const isMeant = (rule: Rule) => id === undefined || rule.id === id;
      const stored = await notes.update(sandbox, NAME, (value) => {
        const rules = rulesIn(value);
        const gone = rules.filter(isMeant);
        return { value: gone.length > 0 ? rules.filter((rule) => !isMeant(rule)) : value, answer: gone };
      });
      const gone = [...stored, ...own.filter(isMeant)];
      for (const rule of gone) await counts.forget(sandbox, `${rule.id}/`);
      if (id !== undefined && gone.length === 0)
        throw new ControlError(`There is no rule ${id}.`, 'GET rules lists them with their ids.', 404);
    },

    addHere(sandbox, rule) {
      const added = { id: randomUUID(), ...rule };
      const own = here.get(keyOf(sandbox)) ?? [];
      here.set(keyOf(sandbox), [...own, added]);
      return added;
    },

    forgetHere: (sandbox) => (sandbox === undefined ? here.clear() : void here.delete(keyOf(sandbox))),

    async answer(call) {
      const sandbox = sandboxOf(call.executionArn);
      const rules = await all(sandbox);
      let last: Rule | undefined;
      // Every rule that fits counts the call, also when a later rule answers it.
      for (const rule of rules) if (await wanted(sandbox, rule, call)) last = rule;
      return last && hit(sandbox, last, call);
    },

    async refuseStates(stateMachineArn, states) {
      for (const { where } of await all(sandboxOf(stateMachineArn))) {
        const { machine, state } = where;
        const isNamed = machine !== undefined && state !== undefined && !state.startsWith('/');
        if (isNamed && isMachine(machine, stateMachineArn) && !states().has(state))
          return noSuchState('A rule', state, machineNameOf(stateMachineArn), states());
      }
      return undefined;
    },
  };
}

const rulesIn = (value: unknown): readonly Rule[] => (Array.isArray(value) ? value : []);

/** The execution that calls are counted in, where it is one. */
const ownerOf = ({ per = 'execution' }: Where, { executionArn }: TaskCall): string | undefined =>
  per === 'execution' ? executionArn : undefined;

/** The same for a call that is made again after a crash, and for no other. */
const nameOf = ({ executionArn, state, invocation }: TaskCall): string => `${executionArn}/${state}/${invocation}`;
