// The front door of the package: what `import … from 'fake-sfn'` has.

export type { Bundle } from '#control/bundles/bundle.ts';
export type { Coverage } from '#control/coverage/counted-coverage.ts';
export type { Answer, Where } from '#control/rules/rule.ts';
export { TaskError } from '#control/rules/rule.ts';
export { fails, pending, type RuleAnswer, type RuleCall, real, returns, takes, times } from './answers.ts';
export type { Arbitrary } from './arbitrary.ts';
export type { Call } from './calls.ts';
export type { Duration } from './duration.ts';
export type { Exploration, ExploreOptions } from './exploration.ts';
export { createFakeSfn, type DeployOptions, type FakeClock, type FakeSfn, type FakeSfnOptions, type Rule } from './fake-sfn.ts';
export type { Machine, StartOptions } from './machine.ts';
export { type Replay, type ReplayOptions, replay } from './replay.ts';
export type { Run, RunEvent, Visit } from './run.ts';
export type { Token } from './token.ts';
export type { Waiting, WaitingFilter } from './waiting.ts';
