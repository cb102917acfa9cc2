import {
  ConflictException,
  CreateStateMachineAliasCommand,
  DeleteStateMachineAliasCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachineAliasesCommand,
  ListStateMachineVersionsCommand,
  PublishStateMachineVersionCommand,
  ResourceNotFound,
  ServiceQuotaExceededException,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createMachine, only, PASS, type SdkWorld, start, untilClosed } from './sdk-world.ts';

const passing = (Result: string) => only({ Type: 'Pass', Result });

/** Versions and aliases, as the client sees them. */
export const versionsAndAliases = (world: SdkWorld) =>
  describe('versions and aliases', () => {
    const client = world.clientOf('100000000002');

    /** A state machine with two versions that answer "one" and "two". */
    async function twoVersions(name: string): Promise<{ machine: string; versions: readonly [string, string] }> {
      const machine = await createMachine(client, name, passing('one'), { publish: true });
      const definition = JSON.stringify(passing('two'));
      const update = new UpdateStateMachineCommand({ stateMachineArn: machine, definition, publish: true });
      expect((await client.send(update)).stateMachineVersionArn).toBe(`${machine}:2`);
      return { machine, versions: [`${machine}:1`, `${machine}:2`] };
    }

    const route = (...weights: readonly (readonly [string, number])[]) =>
      weights.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight }));

    it('publish a revision once', async () => {
      const stateMachineArn = await createMachine(client, 'published', PASS);
      const first = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn, description: 'the first' }));
      expect(first).toMatchObject({ stateMachineVersionArn: `${stateMachineArn}:1`, creationDate: expect.any(Date) });
      const again = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn, description: 'the first' }));
      expect(again.stateMachineVersionArn).toBe(first.stateMachineVersionArn);
      const version = new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:1` });
      expect(await client.send(version)).toMatchObject({ stateMachineArn: `${stateMachineArn}:1`, description: 'the first' });
      const stale = new PublishStateMachineVersionCommand({ stateMachineArn, revisionId: 'another' });
      await expect(client.send(stale)).rejects.toThrow(ConflictException);
    });

    it('are listed newest first, page by page', async () => {
      const { machine: stateMachineArn, versions } = await twoVersions('listed');
      const page = { stateMachineArn, maxResults: 1 };
      const first = await client.send(new ListStateMachineVersionsCommand(page));
      expect(first.stateMachineVersions).toEqual([{ stateMachineVersionArn: versions[1], creationDate: expect.any(Date) }]);
      const second = await client.send(new ListStateMachineVersionsCommand({ ...page, nextToken: first.nextToken }));
      expect(second.stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([versions[0]]);
      expect(second.nextToken).toBeUndefined();
    });

    it('run what they were published with', async () => {
      const { versions } = await twoVersions('run');
      const executionArn = await start(client, versions[0]);
      expect(await untilClosed(client, executionArn)).toMatchObject({ output: '"one"', stateMachineVersionArn: versions[0] });
    });

    it('point to versions, and are described, changed and listed', async () => {
      const { machine: stateMachineArn, versions } = await twoVersions('aliased');
      const create = { name: 'live', description: 'for all', routingConfiguration: route([versions[0], 100]) };
      const { stateMachineAliasArn, creationDate } = await client.send(new CreateStateMachineAliasCommand(create));
      expect([stateMachineAliasArn, creationDate]).toEqual([`${stateMachineArn}:live`, expect.any(Date)]);
      const change = { stateMachineAliasArn, description: 'for some', routingConfiguration: route([versions[1], 100]) };
      expect((await client.send(new UpdateStateMachineAliasCommand(change))).updateDate).toBeInstanceOf(Date);
      expect(await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
        ...change,
        name: 'live',
        creationDate,
        updateDate: expect.any(Date),
      });
      await client.send(new CreateStateMachineAliasCommand({ ...create, name: 'next' }));
      const page = { stateMachineArn, maxResults: 1 };
      const first = await client.send(new ListStateMachineAliasesCommand(page));
      expect(first.stateMachineAliases).toEqual([{ stateMachineAliasArn, creationDate: expect.any(Date) }]);
      const second = await client.send(new ListStateMachineAliasesCommand({ ...page, nextToken: first.nextToken }));
      expect(second.stateMachineAliases).toMatchObject([{ stateMachineAliasArn: `${stateMachineArn}:next` }]);
      expect(second.nextToken).toBeUndefined();
    });

    it('route by weight', async () => {
      const { machine, versions } = await twoVersions('weighted');
      const routingConfiguration = route([versions[0], 50], [versions[1], 50]);
      const alias = new CreateStateMachineAliasCommand({ name: 'half', routingConfiguration });
      const { stateMachineAliasArn = '' } = await client.send(alias);
      const arns = await Promise.all(Array.from({ length: 60 }, () => start(client, stateMachineAliasArn)));
      const counts = await Promise.all(
        [stateMachineAliasArn, ...versions, machine].map(async (stateMachineArn) => {
          const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
          return executions.length;
        }),
      );
      const [ofAlias, ofOne = 0, ofTwo = 0] = counts;
      expect([ofAlias, ofOne + ofTwo, counts[3]]).toEqual([60, 60, 60]);
      expect(Math.min(ofOne, ofTwo)).toBeGreaterThan(0);
      const described = await client.send(new DescribeExecutionCommand({ executionArn: arns[0] }));
      expect(described).toMatchObject({ stateMachineAliasArn, stateMachineVersionArn: expect.stringMatching(/:[12]$/) });
    });

    it('are deleted when nothing refers to them', async () => {
      const { versions } = await twoVersions('deleted');
      const alias = new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration: route([versions[0], 100]) });
      const { stateMachineAliasArn } = await client.send(alias);
      const removeVersion = new DeleteStateMachineVersionCommand({ stateMachineVersionArn: versions[0] });
      await expect(client.send(removeVersion)).rejects.toThrow(ConflictException);
      await client.send(new DeleteStateMachineAliasCommand({ stateMachineAliasArn }));
      await client.send(removeVersion);
      const gone = new DescribeStateMachineAliasCommand({ stateMachineAliasArn });
      await expect(client.send(gone)).rejects.toThrow(ResourceNotFound);
    });

    it('are refused where the routing makes no sense, and above their number', async () => {
      const { versions } = await twoVersions('refused');
      const create = (name: string, ...weights: readonly (readonly [string, number])[]) =>
        client.send(new CreateStateMachineAliasCommand({ name, routingConfiguration: route(...weights) }));
      const refusal: unknown = await create('a', [versions[0], 30], [versions[1], 30]).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ValidationException);
      expect(refusal).toMatchObject({ reason: 'INVALID_ROUTING_CONFIGURATION' });
      for (let number = 0; number < 100; number++) await create(`alias${number}`, [versions[0], 100]);
      await expect(create('oneMore', [versions[0], 100])).rejects.toThrow(ServiceQuotaExceededException);
    });
  });
