import type { JsonObject } from '../json.ts';
import type { Extension, Sending } from '../optimised/extension.ts';
import { valueAt } from '../optimised/optimised-service.ts';
import { contextOf } from '../sdk/aws-sdk.ts';
import type { SdkResult } from '../sdk/sdk-client.ts';

/** What a cluster has several of, and how EMR's API lists and changes them. */
interface Kind {
  /** The action that lists them, and the member of its answer with the list. */
  readonly list: string;
  readonly listed: string;
  /** The parameter that only the integration has. */
  readonly nameField: string;
  /** The input of the action that changes one, given its id. */
  readonly withId: (input: JsonObject, id: unknown) => JsonObject;
}

/**
 * Changes what a name stands for. AWS: "At runtime the InstanceGroupId is determined automatically by the service integration by calling
 * ListInstanceGroups and parsing the result" — Create and manage Amazon EMR clusters.
 */
const byName = ({ list, listed, nameField, withId }: Kind): Extension => ({
  members: new Map([[nameField, () => ({ kind: 'string' })]]),
  async send(sending) {
    const { [nameField]: name, ...input } = sending.input;
    const { ClusterId } = input;
    let Marker: unknown;
    do {
      const page = await askEmr(sending, list, { ClusterId, ...(Marker === undefined ? {} : { Marker }) });
      if (page.kind !== 'answer') return page;
      const items = page.output[listed];
      const item: unknown = Array.isArray(items) ? items.find((one) => valueAt(one, 'Name') === name) : undefined;
      if (item !== undefined) return sending.operation.send(withId(input, valueAt(item, 'Id')), contextOf(sending.call));
      Marker = page.output['Marker'];
    } while (Marker !== undefined);
    // The error and its words are ours (inferred).
    const cause = `The cluster '${ClusterId}' has nothing whose ${nameField} is '${name}'.`;
    return { kind: 'failed', error: 'ElasticMapReduce.InvalidRequestException', cause };
  },
});

async function askEmr(
  { call, find }: Sending,
  action: string,
  input: JsonObject,
): Promise<SdkResult | ReturnType<typeof missing>> {
  const operation = await find('emr', action);
  return operation.kind === 'missing' ? missing(operation.cause) : operation.send(input, contextOf(call));
}

const missing = (cause: string) => ({ kind: 'failed', error: 'States.Runtime', cause }) as const;

const memberOf = (input: JsonObject, name: string): object => Object(input[name]);

/** `InstanceFleetName` in place of the id of an instance fleet. */
export const instanceFleetByName = byName({
  list: 'listInstanceFleets',
  listed: 'InstanceFleets',
  nameField: 'InstanceFleetName',
  withId: (input, InstanceFleetId) => ({ ...input, InstanceFleet: { ...memberOf(input, 'InstanceFleet'), InstanceFleetId } }),
});

/** `InstanceGroupName` in place of the id of an instance group; the one group is in a list by now. */
export const instanceGroupByName = byName({
  list: 'listInstanceGroups',
  listed: 'InstanceGroups',
  nameField: 'InstanceGroupName',
  withId: (input, InstanceGroupId) => ({
    ...input,
    InstanceGroups: [{ ...Object(valueAt(input, 'InstanceGroups.0')), InstanceGroupId }],
  }),
});
