import { isObject, type JsonObject } from '#json/json.ts';
import { checkFieldValue } from '../check-field-value.ts';
import type { Report } from '../diagnostic.ts';
import type { StateCheck } from '../site.ts';

const DISTRIBUTED_ONLY = ['ItemReader', 'ItemBatcher', 'ResultWriter'];

/** How a Map's processor runs. AWS: DISTRIBUTED needs an ExecutionType and INLINE has none — measured by others. */
export const mapProcessor: StateCheck = ({ state, type, location }, report) => {
  if (type !== 'Map') return;
  let isDistributed = false;
  for (const field of ['ItemProcessor', 'Iterator']) {
    const processor = state[field];
    const config = isObject(processor) ? processor.ProcessorConfig : undefined;
    if (config === undefined) continue;
    const at = `${location}/${field}/ProcessorConfig`;
    if (!isObject(config)) report('Expected value of type Object', at);
    else checkConfig(config, at, report);
    isDistributed ||= isObject(config) && config.Mode !== 'INLINE';
  }
  // AWS: developer guide, "Using Map state in Distributed mode", lists these for that mode only; the text is (inferred).
  if (!isDistributed)
    for (const field of DISTRIBUTED_ONLY) if (state[field] !== undefined) report(`Field '${field}' is not supported`, location);
};

function checkConfig(config: JsonObject, location: string, report: Report): void {
  const { Mode, ExecutionType } = config;
  for (const field of Object.keys(config))
    if (field !== 'Mode' && field !== 'ExecutionType') report(`Field '${field}' is not supported`, location);
  if (Mode !== undefined)
    checkFieldValue({ kind: 'enum', values: ['INLINE', 'DISTRIBUTED'] }, Mode, 'JSONPath', `${location}/Mode`, report);
  if (ExecutionType !== undefined) {
    checkFieldValue(
      { kind: 'enum', values: ['STANDARD', 'EXPRESS'] },
      ExecutionType,
      'JSONPath',
      `${location}/ExecutionType`,
      report,
    );
  }
  if (Mode === 'DISTRIBUTED' && ExecutionType === undefined) report('These fields are required: [ExecutionType]', location);
  if (Mode === 'INLINE' && ExecutionType !== undefined) report("Field 'ExecutionType' is not supported", location);
}
