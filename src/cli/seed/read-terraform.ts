import { isArray, isObject, type Json, type JsonObject } from '#json/json.ts';
import type { Seed, SeedContext, SeededMachine, Unresolved } from './seeded-machine.ts';

/** The state machines of what `terraform show -json` writes of a plan or of a state. */
export function readTerraform(path: string, value: JsonObject, { set }: SeedContext): Seed {
  const machines: SeededMachine[] = [];
  const unresolved: Unresolved[] = [];
  const planned = isObject(value.planned_values) ? value.planned_values : isObject(value.values) ? value.values : {};
  const at = { file: path, line: 1, column: 1 };
  for (const resource of resourcesOf(planned.root_module)) {
    if (resource.type !== 'aws_sfn_state_machine' || !isObject(resource.values)) continue;
    const address = String(resource.address);
    const { name, definition, type, arn } = resource.values;
    const text = set.get(`${address}.definition`) ?? definition;
    if (typeof text !== 'string') {
      const message = `The definition of ${address} is known after apply: \`terraform show -json\` of the state has it, or --set '${address}.definition=…'`;
      unresolved.push({ ...at, message });
      continue;
    }
    const [region, account] = typeof arn === 'string' ? arn.split(':').slice(3, 5) : [];
    machines.push({
      name: set.get(`${address}.name`) ?? (typeof name === 'string' ? name : String(resource.name)),
      type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
      definition: text,
      region,
      account,
      at,
    });
  }
  return { machines, unresolved };
}

/** Those of a module and of the modules in it. */
function resourcesOf(module: Json | undefined): JsonObject[] {
  if (!isObject(module)) return [];
  const { resources, child_modules: children } = module;
  return [...(isArray(resources) ? resources.filter(isObject) : []), ...(isArray(children) ? children.flatMap(resourcesOf) : [])];
}
