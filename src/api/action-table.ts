import type { Action } from './action.ts';
import * as createActivity from './actions/create-activity.ts';
import * as createStateMachine from './actions/create-state-machine.ts';
import * as createStateMachineAlias from './actions/create-state-machine-alias.ts';
import * as deleteActivity from './actions/delete-activity.ts';
import * as deleteStateMachine from './actions/delete-state-machine.ts';
import * as deleteStateMachineAlias from './actions/delete-state-machine-alias.ts';
import * as deleteStateMachineVersion from './actions/delete-state-machine-version.ts';
import * as describeActivity from './actions/describe-activity.ts';
import * as describeExecution from './actions/describe-execution.ts';
import * as describeMapRun from './actions/describe-map-run.ts';
import * as describeStateMachine from './actions/describe-state-machine.ts';
import * as describeStateMachineAlias from './actions/describe-state-machine-alias.ts';
import * as describeStateMachineForExecution from './actions/describe-state-machine-for-execution.ts';
import * as getActivityTask from './actions/get-activity-task.ts';
import * as getExecutionHistory from './actions/get-execution-history.ts';
import * as listActivities from './actions/list-activities.ts';
import * as listExecutions from './actions/list-executions.ts';
import * as listMapRuns from './actions/list-map-runs.ts';
import * as listStateMachineAliases from './actions/list-state-machine-aliases.ts';
import * as listStateMachineVersions from './actions/list-state-machine-versions.ts';
import * as listStateMachines from './actions/list-state-machines.ts';
import * as listTagsForResource from './actions/list-tags-for-resource.ts';
import * as publishStateMachineVersion from './actions/publish-state-machine-version.ts';
import * as redriveExecution from './actions/redrive-execution.ts';
import * as sendTaskFailure from './actions/send-task-failure.ts';
import * as sendTaskHeartbeat from './actions/send-task-heartbeat.ts';
import * as sendTaskSuccess from './actions/send-task-success.ts';
import * as startExecution from './actions/start-execution.ts';
import * as startSyncExecution from './actions/start-sync-execution.ts';
import * as stopExecution from './actions/stop-execution.ts';
import * as tagResource from './actions/tag-resource.ts';
import * as testState from './actions/test-state.ts';
import * as untagResource from './actions/untag-resource.ts';
import * as updateMapRun from './actions/update-map-run.ts';
import * as updateStateMachine from './actions/update-state-machine.ts';
import * as updateStateMachineAlias from './actions/update-state-machine-alias.ts';
import * as validateStateMachineDefinition from './actions/validate-state-machine-definition.ts';

/** The 37 actions of Step Functions: the only list of them. One without `run` answers UnknownOperationException. */
export const actionTable = {
  CreateActivity: createActivity,
  CreateStateMachine: createStateMachine,
  CreateStateMachineAlias: createStateMachineAlias,
  DeleteActivity: deleteActivity,
  DeleteStateMachine: deleteStateMachine,
  DeleteStateMachineAlias: deleteStateMachineAlias,
  DeleteStateMachineVersion: deleteStateMachineVersion,
  DescribeActivity: describeActivity,
  DescribeExecution: describeExecution,
  DescribeMapRun: describeMapRun,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineAlias: describeStateMachineAlias,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetActivityTask: getActivityTask,
  GetExecutionHistory: getExecutionHistory,
  ListActivities: listActivities,
  ListExecutions: listExecutions,
  ListMapRuns: listMapRuns,
  ListStateMachineAliases: listStateMachineAliases,
  ListStateMachineVersions: listStateMachineVersions,
  ListStateMachines: listStateMachines,
  ListTagsForResource: listTagsForResource,
  PublishStateMachineVersion: publishStateMachineVersion,
  RedriveExecution: redriveExecution,
  SendTaskFailure: sendTaskFailure,
  SendTaskHeartbeat: sendTaskHeartbeat,
  SendTaskSuccess: sendTaskSuccess,
  StartExecution: startExecution,
  StartSyncExecution: startSyncExecution,
  StopExecution: stopExecution,
  TagResource: tagResource,
  TestState: testState,
  UntagResource: untagResource,
  UpdateMapRun: updateMapRun,
  UpdateStateMachine: updateStateMachine,
  UpdateStateMachineAlias: updateStateMachineAlias,
  ValidateStateMachineDefinition: validateStateMachineDefinition,
} satisfies Record<string, Action>;
