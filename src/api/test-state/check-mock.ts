import type { State } from '#asl/state.ts';
import { SfnError } from '../errors.ts';
import type { FieldValidationMode } from './check-against-shape.ts';

/** `mock` of a request. */
export interface Mock {
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  readonly fieldValidationMode?: FieldValidationMode;
}

/** What of a request depends on whether there is a mock. */
interface Mockable {
  readonly roleArn?: string;
  readonly mock?: Mock;
  readonly revealSecrets?: boolean;
  readonly context?: string;
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
}

/** Throws unless what the request says goes together, and with the tested state: ValidationException, InvalidDefinition. */
export function checkMock(request: Mockable, state: State): void {
  if (request.mock) checkWithMock(request.mock, request, state);
  else checkWithoutMock(request, state);
}

function checkWithMock({ result, errorOutput }: Mock, { revealSecrets }: Mockable, state: State): void {
  // AWS: recorded for both; for none it is inferred.
  if ((result === undefined) === (errorOutput === undefined))
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  if (revealSecrets) throw invalid('TestState does not support RevealSecrets when a mock is specified.');
  if (state.type !== 'Task' && state.type !== 'Map' && state.type !== 'Parallel') {
    throw invalid(`State type '${state.type}' is not supported when a mock is specified`);
  }
  // AWS: "This field is required if mock.errorOutput is specified" — API reference, MockErrorOutput; the text is inferred.
  if (errorOutput && errorOutput.error === undefined) throw invalid('A mocked errorOutput must have the field error.');
}

function checkWithoutMock({ roleArn, context, stateConfiguration }: Mockable, state: State): void {
  // AWS: MapIterationFailureCount is recorded, and that it comes before the type of the state; the others are made after it (inferred).
  const given = { ...stateConfiguration, context };
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined)
      throw invalid(`TestState does not support ${name.charAt(0).toUpperCase()}${name.slice(1)} when a mock is not specified.`);
  }
  if (state.type === 'Map' || state.type === 'Parallel') {
    throw unsupported(
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (state.type !== 'Task') return;
  // AWS: the words were measured by others; that the error is this one, and comes before what is said of the resource, is (inferred).
  if (roleArn === undefined) throw invalid('RoleArn must be specified when testing a Task state');
  // AWS: "only supports the following when a mock is specified" — API reference, TestState; the texts are inferred.
  const { resource } = state;
  if (resource.kind === 'activity')
    throw unsupported('TestState API does not support Activity tasks when a mock is not specified.');
  if (resource.kind === 'service' && resource.pattern !== 'request-response') {
    throw unsupported(
      "TestState API does not support '.sync' or '.waitForTaskToken' service integration patterns when a mock is not specified.",
    );
  }
}

const invalid = (message: string) => new SfnError('ValidationException', message);

const unsupported = (message: string) => new SfnError('InvalidDefinition', message);
