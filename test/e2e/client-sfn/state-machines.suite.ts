import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  InvalidArn,
  InvalidDefinition,
  InvalidEncryptionConfiguration,
  InvalidLoggingConfiguration,
  InvalidName,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  MissingRequiredParameter,
  ResourceNotFound,
  StartExecutionCommand,
  StateMachineAlreadyExists,
  StateMachineDeleting,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TagResourceCommand,
  TooManyTags,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { createMachine, PASS, ROLE_ARN, type SdkWorld, start, until, WAIT } from './sdk-world.ts';

/** State machines and tags, as the client sees them. */
export const stateMachines = (world: SdkWorld) =>
  describe('state machines', () => {
    const client = world.clientOf('100000000001');
    const arnOf = (name: string) => `arn:aws:states:us-east-1:100000000001:stateMachine:${name}`;

    it('are created once, whoever asks again', async () => {
      const command = new CreateStateMachineCommand({ name: 'once', definition: JSON.stringify(PASS), roleArn: ROLE_ARN });
      const first = await client.send(command);
      expect(first).toMatchObject({ stateMachineArn: arnOf('once'), creationDate: expect.any(Date) });
      expect(first.stateMachineVersionArn).toBeUndefined();
      expect(await client.send(command)).toMatchObject({ creationDate: first.creationDate });
      await expect(createMachine(client, 'once', WAIT)).rejects.toThrow(StateMachineAlreadyExists);
    });

    it('are described, with and without what a key may hide', async () => {
      const stateMachineArn = await createMachine(client, 'described', PASS, {
        type: 'EXPRESS',
        tracingConfiguration: { enabled: true },
      });
      expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
        stateMachineArn,
        name: 'described',
        status: 'ACTIVE',
        type: 'EXPRESS',
        definition: JSON.stringify(PASS),
        roleArn: ROLE_ARN,
        creationDate: expect.any(Date),
        loggingConfiguration: { level: 'OFF', includeExecutionData: false },
        tracingConfiguration: { enabled: true },
        encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      });
      const metadata = await client.send(new DescribeStateMachineCommand({ stateMachineArn, includedData: 'METADATA_ONLY' }));
      expect(metadata.definition).not.toBe(JSON.stringify(PASS));
    });

    it('are updated, while executions keep what they were started with', async () => {
      const stateMachineArn = await createMachine(client, 'updated', WAIT);
      const executionArn = await start(client, stateMachineArn);
      const update = new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(PASS) });
      const { updateDate, revisionId } = await client.send(update);
      expect(updateDate).toBeInstanceOf(Date);
      expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
        definition: JSON.stringify(PASS),
        revisionId,
      });
      expect(await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject({
        stateMachineArn,
        definition: JSON.stringify(WAIT),
        updateDate: expect.any(Date),
      });
    });

    it('are deleted when their executions have ended', async () => {
      const stateMachineArn = await createMachine(client, 'deleted', WAIT);
      const executionArn = await start(client, stateMachineArn);
      await client.send(new DeleteStateMachineCommand({ stateMachineArn }));
      const ask = new DescribeStateMachineCommand({ stateMachineArn });
      expect(await client.send(ask)).toMatchObject({ status: 'DELETING' });
      await expect(client.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toThrow(StateMachineDeleting);
      await client.send(new StopExecutionCommand({ executionArn }));
      const refusal = await until(
        () => client.send(ask).catch((error: unknown) => error),
        (answer) => answer instanceof Error,
      );
      expect(refusal).toBeInstanceOf(StateMachineDoesNotExist);
    });

    it('of other accounts and regions are not seen', async () => {
      const inEurope = world.clientOf('100000000001', 'eu-central-1');
      expect(await createMachine(inEurope, 'abroad', PASS)).toBe('arn:aws:states:eu-central-1:100000000001:stateMachine:abroad');
      const namesOf = async (one: typeof client) =>
        (await one.send(new ListStateMachinesCommand({}))).stateMachines?.map(({ name }) => name);
      expect(await namesOf(inEurope)).toEqual(['abroad']);
      expect(await namesOf(client)).not.toContain('abroad');
      expect(await namesOf(world.clientOf('100000000009', 'eu-central-1'))).toEqual([]);
      expect(await createMachine(world.clientOf('100000000001', 'cn-north-1'), 'abroad', PASS)).toMatch(
        /^arn:aws-cn:states:cn-north-1:/,
      );
    });

    it('have tags', async () => {
      const resourceArn = await createMachine(client, 'tagged', PASS, { tags: [{ key: 'team', value: 'one' }] });
      const tagsNow = async () => (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
      await client.send(
        new TagResourceCommand({
          resourceArn,
          tags: [
            { key: 'team', value: 'two' },
            { key: 'stage', value: '' },
          ],
        }),
      );
      expect(await tagsNow()).toEqual([
        { key: 'team', value: 'two' },
        { key: 'stage', value: '' },
      ]);
      await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team', 'absent'] }));
      expect(await tagsNow()).toEqual([{ key: 'stage', value: '' }]);

      const tags = Array.from({ length: 50 }, (_, index) => ({ key: `key${index}`, value: 'v' }));
      const tooMany: unknown = await client.send(new TagResourceCommand({ resourceArn, tags })).catch((error: unknown) => error);
      expect(tooMany).toBeInstanceOf(TooManyTags);
      expect(tooMany).toMatchObject({ resourceName: resourceArn });
      const missing = new ListTagsForResourceCommand({ resourceArn: `${resourceArn}-not` });
      await expect(client.send(missing)).rejects.toThrow(ResourceNotFound);
    });

    it('are refused with the class and the text that AWS has for each mistake', async () => {
      await expect(createMachine(client, 'a b', PASS)).rejects.toThrow(InvalidName);
      await expect(createMachine(client, 'broken', { StartAt: 'A' })).rejects.toThrow(InvalidDefinition);
      const logging = { loggingConfiguration: { level: 'ALL' } } as const;
      await expect(createMachine(client, 'logged', PASS, logging)).rejects.toThrow(InvalidLoggingConfiguration);
      const encryption = { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } } as const;
      await expect(createMachine(client, 'hidden', PASS, encryption)).rejects.toThrow(InvalidEncryptionConfiguration);
      const described = new DescribeStateMachineCommand({ stateMachineArn: 'nonsense' });
      await expect(client.send(described)).rejects.toThrow(InvalidArn);
      await expect(client.send(described)).rejects.toThrow("Invalid Arn: 'Invalid ARN prefix: nonsense'");
      const stateMachineArn = await createMachine(client, 'refused', PASS);
      await expect(client.send(new UpdateStateMachineCommand({ stateMachineArn }))).rejects.toThrow(MissingRequiredParameter);
      const tooLong = new DescribeStateMachineCommand({ stateMachineArn: 'a'.repeat(257) });
      await expect(client.send(tooLong)).rejects.toThrow(ValidationException);
      await expect(client.send(tooLong)).rejects.toThrow('Member must have length less than or equal to 256');
    });
  });
