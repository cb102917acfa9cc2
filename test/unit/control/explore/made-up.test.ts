import { expect, it } from 'vitest';
import { explore } from '#control/explore/explore.ts';
import { madeUpResults } from '#control/explore/made-up.ts';
import type { JsonObject } from '#json/json.ts';

const sdk = (action: string, more: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: `arn:aws:states:::aws-sdk:${action}`,
  Parameters: {},
  ...more,
});

it("is what AWS's model of the service says, whole", async () => {
  const definition: JsonObject = {
    StartAt: 'List',
    States: {
      List: sdk('s3:listObjectsV2', { Next: 'Get' }),
      Get: sdk('dynamodb:getItem', { Next: 'Call' }),
      Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, Next: 'Own' },
      Own: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true },
    },
  };
  const made = await madeUpResults(definition);
  expect(made['List']).toMatchObject({ Contents: [{ Key: 'text', Size: 1, LastModified: '2026-01-01T00:00:00.000Z' }] });
  expect(made['Get']).toMatchObject({ Item: { key: { S: 'text' } } });
  expect(made['Call']).toMatchObject({ StatusCode: 1, Payload: {} });
  expect(made).not.toHaveProperty('Own');
});

it('lets states read what a service answers', async () => {
  const definition: JsonObject = {
    StartAt: 'List',
    States: {
      List: sdk('s3:listObjectsV2', { Next: 'Each' }),
      Each: {
        Type: 'Map',
        ItemsPath: '$.Contents',
        ItemProcessor: {
          StartAt: 'Key',
          States: { Key: { Type: 'Pass', Parameters: { 'key.$': '$.Key' }, End: true } },
        },
        End: true,
      },
    },
  };
  expect(explore(definition).findings).toMatchObject([{ kind: 'runtime-error', state: 'Each' }]);
  expect(explore(definition, { madeUp: await madeUpResults(definition) })).toMatchObject({ findings: [], madeUp: ['List'] });
});
