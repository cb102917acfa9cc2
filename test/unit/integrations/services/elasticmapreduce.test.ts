import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIntegrations } from '#integrations/index.ts';
import { taskCall } from '../task-call.ts';

let asked: [action: string | undefined, input: unknown][];
let answers: Record<string, object[]>;

/** EMR: it answers each action with what is next for it. */
const server = createServer(async (request, response) => {
  const action = request.headers['x-amz-target']?.toString().replace('ElasticMapReduce.', '');
  asked.push([action, await json(request)]);
  response
    .writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify(answers[action ?? '']?.shift() ?? {}));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  vi.stubEnv('AWS_ENDPOINT_URL_EMR', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'an id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a secret');
});
beforeEach(() => {
  asked = [];
  answers = {};
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const integrate = createIntegrations();
const emr = (action: string, parameters: object) =>
  taskCall({ resource: `arn:aws:states:::elasticmapreduce:${action}`, parameters: JSON.stringify(parameters) });

describe('elasticmapreduce', () => {
  it('changes the instance fleet of a name, which may be on a later page', async () => {
    answers = {
      ListInstanceFleets: [
        { InstanceFleets: [{ Id: 'if-1', Name: 'MASTER' }], Marker: 'm' },
        { InstanceFleets: [{ Id: 'if-2', Name: 'CORE' }] },
      ],
    };
    const InstanceFleet = { TargetOnDemandCapacity: 8, TargetSpotCapacity: 0 };
    const outcome = await integrate(
      emr('modifyInstanceFleetByName', { ClusterId: 'j-1', InstanceFleetName: 'CORE', InstanceFleet }),
    );
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    expect(asked).toEqual([
      ['ListInstanceFleets', { ClusterId: 'j-1' }],
      ['ListInstanceFleets', { ClusterId: 'j-1', Marker: 'm' }],
      ['ModifyInstanceFleet', { ClusterId: 'j-1', InstanceFleet: { ...InstanceFleet, InstanceFleetId: 'if-2' } }],
    ]);
  });

  it('changes the instance group of a name', async () => {
    answers = { ListInstanceGroups: [{ InstanceGroups: [{ Id: 'ig-1', Name: 'MyCoreGroup' }] }] };
    const group = { ClusterId: 'j-1', InstanceGroupName: 'MyCoreGroup', InstanceGroup: { InstanceCount: 8 } };
    expect(await integrate(emr('modifyInstanceGroupByName', group))).toMatchObject({ kind: 'succeeded' });
    expect(asked).toEqual([
      ['ListInstanceGroups', { ClusterId: 'j-1' }],
      ['ModifyInstanceGroups', { ClusterId: 'j-1', InstanceGroups: [{ InstanceCount: 8, InstanceGroupId: 'ig-1' }] }],
    ]);
  });

  it('fails where nothing has the name', async () => {
    const outcome = await integrate(emr('modifyInstanceFleetByName', { ClusterId: 'j-1', InstanceFleetName: 'TASK' }));
    expect(outcome).toMatchObject({ kind: 'failed', cause: expect.stringContaining("InstanceFleetName is 'TASK'") });
    expect(asked).toHaveLength(1);
  });

  it('lets a cluster live that nobody waits for any more', async () => {
    answers = { RunJobFlow: [{ JobFlowId: 'j-1', ClusterArn: 'arn' }] };
    const call = emr('createCluster.sync', { Name: 'c', Instances: { KeepJobFlowAliveWhenNoSteps: true } });
    const outcome = await integrate(call);
    if (outcome.kind !== 'submitted' || outcome.job === undefined) throw new Error('no job has been submitted');
    expect(await integrate.stop(call, outcome.job.state)).toBeUndefined();
    expect(asked.map(([action]) => action)).toEqual(['RunJobFlow']);
  });
});
