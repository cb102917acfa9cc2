import { isObject, sortedByName } from '../json.ts';
import { contextOf, sdkRefusal } from '../sdk/aws-sdk.ts';
import type { FindOperation } from '../sdk/sdk-client.ts';
import { readSdkInput } from '../sdk/sdk-input.ts';
import { sdkMetadata } from '../sdk/sdk-metadata.ts';
import { capitalized } from '../sdk/sdk-names.ts';
import { millisTimestamp, writeSdkOutput } from '../sdk/sdk-output.ts';
import type { Shape } from '../sdk/sdk-schema.ts';
import type { Ask } from './ask.ts';
import type { Extension } from './extension.ts';
import type { OptimisedService } from './optimised-service.ts';

// AWS: recorded with sqs:sendMessage, sns:publish and states:startExecution. The order tells which comes first where two share a bucket.
const HEADERS = ['x-amzn-RequestId', 'connection', 'Content-Length', 'Date', 'Content-Type'];

/** Asks the API of an optimised service through its client package. */
export const createAskSdk =
  (find: FindOperation, { package: ownPackage, names, headers, emptyLists = false }: OptimisedService): Ask =>
  async (call, { action, parameters, packageName = ownPackage, withMetadata = false, extension }) => {
    const operation = await find(packageName, action);
    if (operation.kind === 'missing') return { kind: 'failed', error: 'States.Runtime', cause: operation.cause };
    const read = readSdkInput(parameters, extended(operation.input, extension), capitalized);
    if (read.kind === 'failed') return read;
    const { input } = read;
    const result = await (extension ? extension.send({ input, operation, call, find }) : operation.send(input, contextOf(call)));
    if (result.kind === 'failed') return result;
    if (result.kind === 'error') return sdkRefusal(result, operation, names);
    const style = { spelling: capitalized, timestamp: millisTimestamp, emptyLists };
    const written = await writeSdkOutput(result.output, extension?.output ?? operation.output, style);
    const metadata = withMetadata ? sdkMetadata(result.http, result.requestId, headers ?? HEADERS) : {};
    return { kind: 'answer', answer: sortedByName({ ...(isObject(written) ? written : {}), ...metadata }) };
  };

const extended = (shape: Shape, extension: Extension | undefined): Shape =>
  extension && shape.kind === 'structure'
    ? { kind: 'structure', members: new Map([...shape.members, ...extension.members]) }
    : shape;
