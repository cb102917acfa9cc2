import { isObject } from '#json/json.ts';
import type { MachineSite } from '../../definition.ts';
import { checkFields, type ObjectFields } from '../check-fields.ts';
import type { MachineCheck } from '../site.ts';

const COMMON: ObjectFields['fields'] = {
  Comment: { value: { kind: 'any' } },
  StartAt: { value: { kind: 'string', literal: true } },
  States: { value: { kind: 'object' } },
};

// AWS: a machine's TimeoutSeconds may be 0, and 1.0 is the only Version — measured by others.
const FIELDS: Readonly<Record<MachineSite['kind'], ObjectFields['fields']>> = {
  machine: {
    ...COMMON,
    Version: { value: { kind: 'enum', values: ['1.0'] } },
    TimeoutSeconds: { value: { kind: 'integer', min: 0, max: 99_999_999, literal: true } },
    QueryLanguage: { value: { kind: 'enum', values: ['JSONPath', 'JSONata'] } },
  },
  branch: COMMON,
  processor: { ...COMMON, ProcessorConfig: { value: { kind: 'any' } } },
};

// AWS: the order in `These fields are required: [States, StartAt]` (reported by users).
const REQUIRED = ['States', 'StartAt'];

/** A machine, a branch or a processor has States and a StartAt, and only the fields of its kind: only the whole machine has a QueryLanguage. */
export const machineFields: MachineCheck = ({ machine, kind, location, states }, report) => {
  checkFields(machine, { fields: FIELDS[kind], required: REQUIRED }, 'JSONPath', location, report);
  if (isObject(machine.States) && Object.keys(states).length === 0) report('Value cannot be empty', `${location}/States`);
  for (const [name, state] of Object.entries(states))
    if (!isObject(state)) report('Expected value of type Object', `${location}/States/${name}`);
};
