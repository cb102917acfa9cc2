import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInfraFile, readTemplate } from '#test/support/templates.ts';

describe.each(['examples/preview.yaml', 'examples/try-it.sh'])('%s', (name) => {
  test('names parameters, outputs and resources that the template has', async () => {
    const { Parameters = {}, Outputs = {}, Resources } = await readTemplate('template.yaml');
    const text = await readInfraFile(name);
    const overrides = /--parameter-overrides ((?:\w+=\w+ )+)/.exec(text)?.[1]?.trim().split(' ') ?? [];
    for (const [parameter = '', value = ''] of overrides.map((override) => override.split('='))) {
      const allowed = Parameters[parameter]?.AllowedValues?.map(String);
      expect(allowed, parameter).toContain(value);
    }
    const outputs = [...text.matchAll(/OutputKey=='(\w+)'/g)].map(([, output = '']) => output);
    const resources = [...text.matchAll(/--logical-resource-id (\w+)/g)].map(([, resource = '']) => resource);
    expect(outputs.filter((output) => !(output in Outputs))).toEqual([]);
    expect(resources.filter((resource) => !(resource in Resources))).toEqual([]);
    expect([outputs.length, resources.length]).toEqual([1, 1]);
  });
});

test.each(['examples/preview.yaml', 'compose.yaml'])('%s is YAML', async (name) => {
  expect(Object.keys(parse(await readInfraFile(name)))).not.toEqual([]);
});

test('SAM local joins the network of compose.yaml, and finds DynamoDB Local there', async () => {
  const { services, networks } = parse(await readInfraFile('compose.yaml'));
  const local = await readInfraFile('sam-local.yaml');
  expect(local).toContain(`--docker-network ${networks.default.name} `);
  expect(local).toContain(`AWS_ENDPOINT_URL_DYNAMODB: http://${Object.keys(services)[0]}:8000`);
});
