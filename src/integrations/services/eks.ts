import type { JsonObject } from '../json.ts';
import { type Job, type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';
import { capitalized } from '../sdk/sdk-names.ts';
import { eksRunJob } from './eks-run-job.ts';

const cluster = ({ Name: name }: JsonObject): JsonObject => ({ Name: name });
const ofCluster =
  (key: string) =>
  (given: JsonObject): JsonObject => ({ ClusterName: given['ClusterName'], [key]: given[key] });

const GONE = 'EKS.ResourceNotFoundException';
const created = (what: string, key: (given: JsonObject) => JsonObject): Job => ({
  check: `describe${what}`,
  checkParameters: (_, given) => key(given),
  phase: phaseByState(`${capitalized(what)}.Status`, ['ACTIVE'], ['FAILED', 'CREATE_FAILED', 'DELETE_FAILED']),
});
const deleted = (what: string, key: (given: JsonObject) => JsonObject): Job => ({
  ...created(what, key),
  phase: phaseByState(`${capitalized(what)}.Status`, [], ['FAILED', 'DELETE_FAILED']),
  goneError: GONE,
});

/** Clusters, node groups, Fargate profiles, and the Kubernetes API of a cluster. https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html */
export const eks: OptimisedService = {
  service: 'eks',
  package: 'eks',
  names: { client: 'first', prefix: 'EKS', service: 'AmazonEKS', unmodelled: 'AmazonEKSException' },
  actions: {
    // AWS: tokens work by the table in Integrating optimized services; the page of EKS denies it. The validator of definitions lets them.
    call: { api: 'kubernetes', suffixes: ['.waitForTaskToken'] },
    runJob: eksRunJob,
    createCluster: { suffixes: ['.sync'], job: created('Cluster', cluster) },
    deleteCluster: { suffixes: ['.sync'], job: deleted('Cluster', cluster) },
    createFargateProfile: { suffixes: ['.sync'], job: created('FargateProfile', ofCluster('FargateProfileName')) },
    deleteFargateProfile: { suffixes: ['.sync'], job: deleted('FargateProfile', ofCluster('FargateProfileName')) },
    createNodegroup: { suffixes: ['.sync'], job: created('Nodegroup', ofCluster('NodegroupName')) },
    deleteNodegroup: { suffixes: ['.sync'], job: deleted('Nodegroup', ofCluster('NodegroupName')) },
  },
};
