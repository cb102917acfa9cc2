import type { JsonObject } from '../json.ts';
import { type OptimisedService, phaseByState, valueAt } from '../optimised/optimised-service.ts';
import { instanceFleetByName, instanceGroupByName } from './emr-by-name.ts';

const ofCluster = ({ ClusterId: cluster }: JsonObject): JsonObject => ({ ClusterId: cluster });

/**
 * EMR by Step Functions' own names for its actions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
 */
export const elasticmapreduce: OptimisedService = {
  service: 'elasticmapreduce',
  package: 'emr',
  names: {
    client: 'first',
    prefix: 'ElasticMapReduce',
    service: 'AmazonElasticMapReduce',
    unmodelled: 'AmazonElasticMapReduceException',
  },
  emptyLists: true,
  actions: {
    createCluster: {
      action: 'runJobFlow',
      result: ({ JobFlowId: cluster, ClusterArn: arn, ...metadata }) => ({ ClusterId: cluster, ClusterArn: arn, ...metadata }),
      suffixes: ['.sync'],
      job: {
        check: 'describeCluster',
        checkParameters: ofCluster,
        // AWS: "waits for the cluster to reach the WAITING state" — Create and manage Amazon EMR clusters.
        phase: phaseByState('Cluster.Status.State', ['WAITING'], ['TERMINATED', 'TERMINATED_WITH_ERRORS']),
        // People's definitions read both `$.ClusterId` and `$.Cluster.Id` of it.
        result: (answer, { ClusterId: cluster }) => ({ ...answer, ClusterId: cluster }),
        // AWS: "Step Functions does not terminate an Amazon EMR cluster automatically if execution is stopped" — the same page.
      },
    },
    setClusterTerminationProtection: {
      action: 'setTerminationProtection',
      parameters: ({ ClusterId: cluster, ...given }) => ({ JobFlowIds: [cluster], ...given }),
    },
    terminateCluster: {
      action: 'terminateJobFlows',
      parameters: ({ ClusterId: cluster }) => ({ JobFlowIds: [cluster] }),
      suffixes: ['.sync'],
      job: {
        check: 'describeCluster',
        checkParameters: (_, given) => ofCluster(given),
        phase: phaseByState('Cluster.Status.State', ['TERMINATED', 'TERMINATED_WITH_ERRORS'], []),
      },
    },
    addStep: {
      action: 'addJobFlowSteps',
      parameters: ({ ClusterId: cluster, Step: step, ...given }) => ({ JobFlowId: cluster, Steps: [step], ...given }),
      result: ({ StepIds: steps, ...metadata }) => ({ StepId: valueAt(steps, '0'), ...metadata }),
      suffixes: ['.sync'],
      job: {
        check: 'describeStep',
        checkParameters: ({ StepId: step }, given) => ({ ...ofCluster(given), StepId: step }),
        phase: phaseByState('Step.Status.State', ['COMPLETED'], ['FAILED', 'CANCELLED', 'INTERRUPTED']),
        stop: 'cancelSteps',
        stopParameters: ({ StepId: step }, given) => ({ ...ofCluster(given), StepIds: [step] }),
      },
    },
    cancelStep: {
      action: 'cancelSteps',
      parameters: ({ StepId: step, ...given }) => ({ ...given, StepIds: [step] }),
      result: ({ CancelStepsInfoList: list, ...metadata }) => ({ CancelStepsInfo: valueAt(list, '0'), ...metadata }),
    },
    modifyInstanceFleetByName: { action: 'modifyInstanceFleet', extension: instanceFleetByName },
    modifyInstanceGroupByName: {
      action: 'modifyInstanceGroups',
      parameters: ({ InstanceGroup: group, ...given }) => ({
        ...given,
        ...(group === undefined ? {} : { InstanceGroups: [group] }),
      }),
      extension: instanceGroupByName,
    },
  },
};
