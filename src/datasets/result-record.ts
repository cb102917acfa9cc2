import type { Execution } from '#interpreter/continuation/execution.ts';
import type { JsonText } from '#interpreter/continuation/json-text.ts';
import { readJson } from '#json/read-json.ts';
import { writeJson } from '#json/write-json.ts';

/** AWS: what is told of a child execution, by the alphabet — ResultWriter, Transformation NONE; of those that failed it is inferred. */
export function resultRecord(child: Execution): JsonText {
  const { arn, name, input, output, error, cause, status, startTime, stopTime, stateMachineArn, redriveCount } = child;
  const isSuccess = status === 'SUCCEEDED';
  return JSON.stringify({
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: arn,
    Input: input,
    InputDetails: { Included: true },
    Name: name,
    ...(output === undefined ? {} : { Output: output, OutputDetails: { Included: true } }),
    RedriveCount: redriveCount,
    RedriveStatus: isSuccess ? 'NOT_REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN',
    ...(isSuccess ? { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' } : {}),
    StartDate: new Date(startTime).toISOString(),
    StateMachineArn: stateMachineArn,
    Status: status,
    ...(stopTime === undefined ? {} : { StopDate: new Date(stopTime).toISOString() }),
  });
}

/** What is told of a child execution that was not started. (inferred) */
export const pendingRecord = (input: JsonText): JsonText =>
  JSON.stringify({ Input: input, InputDetails: { Included: true }, Status: 'PENDING' });

/**
 * The entries that a child makes in the results. AWS: COMPACT shows outputs as they are, FLATTEN the elements of those that are arrays; a
 * child that failed is always told as with NONE — ResultWriter.
 */
export function resultEntries(child: Execution, transformation: 'NONE' | 'COMPACT' | 'FLATTEN'): readonly JsonText[] {
  if (child.status !== 'SUCCEEDED' || transformation === 'NONE') return [resultRecord(child)];
  const output = child.output ?? '{}';
  if (transformation === 'COMPACT') return [output];
  const value = readJson(output);
  return Array.isArray(value) ? value.map(writeJson) : [output];
}
