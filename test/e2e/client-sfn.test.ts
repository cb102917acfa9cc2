import * as sdk from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serveBuilt } from '#test/support/served.ts';
import { activitiesAndTokens } from './client-sfn/activities-and-tokens.suite.ts';
import { executions } from './client-sfn/executions.suite.ts';
import { mapRuns } from './client-sfn/map-runs.suite.ts';
import { paginators } from './client-sfn/paginators.suite.ts';
import { createSdkWorld } from './client-sfn/sdk-world.ts';
import { stateMachines } from './client-sfn/state-machines.suite.ts';
import { validationAndTest } from './client-sfn/validation-and-test.suite.ts';
import { versionsAndAliases } from './client-sfn/versions-and-aliases.suite.ts';

let served: Served;
const world = createSdkWorld(() => served.url);

beforeAll(async () => {
  served = await serveBuilt();
});

afterAll(() => served.stop());

describe('@aws-sdk/client-sfn', () => {
  stateMachines(world);
  versionsAndAliases(world);
  executions(world);
  activitiesAndTokens(world);
  mapRuns(world);
  validationAndTest(world);
  paginators(world);

  /** The classes that a user of this fake never sees, and why. */
  const NEVER = {
    ActivityLimitExceeded: 'needs more activities than a test can make',
    ActivityWorkerLimitExceeded: 'any number of workers may wait',
    ExecutionLimitExceeded: 'needs more executions than a test can start',
    InvalidTracingConfiguration: 'no tracing configuration is wrong',
    KmsAccessDeniedException: 'nothing is encrypted',
    KmsInvalidStateException: 'nothing is encrypted',
    KmsThrottlingException: 'nothing is encrypted',
    StateMachineLimitExceeded: 'needs more state machines than a test can make',
  };

  it('has had every command answered', () => {
    const commands = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));
    expect([...world.answered].sort()).toEqual(commands.sort());
    expect(commands).toHaveLength(37);
  });

  it('has thrown every error class that this fake knows', () => {
    const classes = Object.entries(sdk).flatMap(([name, value]) =>
      typeof value === 'function' && value.prototype instanceof sdk.SFNServiceException ? [name] : [],
    );
    expect([...world.refusedWith, ...Object.keys(NEVER)].sort()).toEqual(classes.sort());
  });
});
