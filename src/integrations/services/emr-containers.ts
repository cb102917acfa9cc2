import { type OptimisedService, phaseByState } from '../optimised/optimised-service.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html */
export const emrContainers: OptimisedService = {
  service: 'emr-containers',
  package: 'emr-containers',
  names: { client: 'first', prefix: 'EmrContainers', service: 'AmazonEMRContainers', unmodelled: 'AmazonEMRContainersException' },
  actions: {
    createVirtualCluster: {},
    deleteVirtualCluster: {
      suffixes: ['.sync'],
      job: {
        check: 'describeVirtualCluster',
        checkParameters: (_, { Id: id }) => ({ Id: id }),
        phase: phaseByState('VirtualCluster.State', ['TERMINATED'], ['ARRESTED']),
        goneError: 'EmrContainers.ResourceNotFoundException',
      },
    },
    startJobRun: {
      suffixes: ['.sync'],
      job: {
        check: 'describeJobRun',
        checkParameters: ({ Id: id }, { VirtualClusterId: cluster }) => ({ Id: id, VirtualClusterId: cluster }),
        phase: phaseByState('JobRun.State', ['COMPLETED'], ['FAILED', 'CANCELLED']),
        stop: 'cancelJobRun',
      },
    },
  },
};
