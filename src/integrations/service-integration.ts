import type { JobOutcome, TaskCall, TaskFailure, TaskOutcome } from './integration.ts';
import type { TaskResource } from './task-resource.ts';

/** One service that tasks can call: what each integration's file makes. */
export interface ServiceIntegration {
  /** What it knows, in words for an error message: `sqs:sendMessage`, `sqs:sendMessage.waitForTaskToken`. */
  readonly known: readonly string[];
  /** Whether it can answer this resource of its service. */
  readonly knows: (task: TaskResource) => boolean;
  /** Why AWS would not even schedule a call, where its parameters alone tell, without anything that takes time. */
  readonly refuse?: (call: TaskCall, task: TaskResource) => TaskFailure | undefined;
  /** Answers a call of a resource that it knows. */
  readonly call: (call: TaskCall, task: TaskResource) => Promise<TaskOutcome>;
  /** Looks after a job of its own; present where a call may answer with one. */
  readonly check?: (call: TaskCall, task: TaskResource, jobState: string) => Promise<JobOutcome>;
  /** Ends a job of its own, or says why it could not. */
  readonly stop?: (call: TaskCall, task: TaskResource, jobState: string) => Promise<string | undefined>;
}
