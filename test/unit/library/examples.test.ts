import { readdirSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createFakeSfn, fails, pending, returns, TaskError, takes, times } from '#library/index.ts';
import '#library/vitest.ts';

// The examples of infra/examples/, as their users would test them: with failures put in, and without waiting.

const EXAMPLES = new URL('../../../infra/examples/', import.meta.url);

const fake = createFakeSfn({ coverage: true });
afterEach(() => fake.reset());
afterAll(() => fake[Symbol.asyncDispose]());

const deployed = (name: string, substitutions = {}) => fake.deploy(new URL(`${name}.asl.json`, EXAMPLES), { substitutions });

describe('the order', () => {
  const ordered = async (items: readonly object[]) => (await (await deployed('order')).start({ items })).settled();
  const TEA = { sku: 'tea', quantity: 2 };

  it('is shipped when the payment has settled', async () => {
    const run = await ordered([TEA, { sku: 'cups', quantity: 4 }]);
    expect(run).toHaveSucceeded({ shipped: 6 });
    expect(run).toHaveTaken('Settle', 5);
    expect(await ordered([TEA])).toHaveSucceeded({ shipped: 2 });
  });

  it('is refused where it is empty', async () => {
    expect(await ordered([])).toHaveFailed('EmptyOrder');
  });
});

describe('the order saga', () => {
  const anOrder = async () => {
    const machine = await deployed('order-saga');
    fake.on({ state: 'Reserve' }, returns({ Payload: { reservation: 'r-1' } }));
    fake.on({ state: 'Charge' }, returns({ Payload: { payment: 'p-1' } }));
    fake.on({ state: 'Ship' }, returns({ Payload: { parcel: 'x-1' } }));
    fake.on({ state: '/Refund|Release/' }, returns({ Payload: {} }));
    return machine;
  };
  const payloads = (state: string) => fake.calls({ state }).map(({ input }) => input);

  it('ships, after a busy gateway and a throttled function', async () => {
    const machine = await anOrder();
    fake.on({ state: 'Reserve', call: [1, 2] }, fails('Lambda.TooManyRequestsException'));
    fake.on({ state: 'Charge', call: 1 }, fails('GatewayBusy'));
    const run = await (await machine.start({ orderId: 'o-1' })).settled();
    expect(run).toHaveSucceeded({ order: 'o-1', parcel: 'x-1' });
    expect(run).toHaveRetried('Reserve', 2);
    expect(run).toHaveTaken('Reserve', '3 min');
    expect(run).toHaveTaken('Charge', '5 min');
  });

  it('refunds and releases, last first, where shipping fails, however long the refund is refused', async () => {
    const machine = await anOrder();
    fake.on({ state: 'Ship' }, fails('NoCarrier'));
    fake.on({ state: 'Refund' }, times(20, fails('BankClosed')), returns({ Payload: {} }));
    const run = await (await machine.start({ orderId: 'o-2' })).settled();
    expect(run).toHaveFailed('OrderUndone', 'Order o-2: NoCarrier');
    expect(run).toHaveVisited(['Ship', 'Refund', 'Release', 'Undone']);
    expect(run).toHaveTaken('Refund', '20h');
    expect(payloads('Refund')[0]).toMatchObject({ Payload: { payment: 'p-1' } });
    expect(payloads('Release')).toEqual([{ FunctionName: 'release', Payload: { reservation: 'r-1' } }]);
  });

  it('releases and refunds nothing where the card is refused', async () => {
    const machine = await anOrder();
    fake.on({ state: 'Charge' }, () => {
      throw new TaskError('CardDeclined');
    });
    fake.on({ state: 'Release', call: 1 }, fails('ShopClosed'));
    const run = await (await machine.start({ orderId: 'o-3' })).settled();
    expect(run).toHaveFailed('OrderUndone', /CardDeclined/);
    expect(run).not.toHaveVisited(['Refund']);
    expect(run).toHaveVisited(['Charge', 'Release']);
    expect(run).toHaveRetried('Release', 1);
  });

  it('gives up on a shipment after its quarter of an hour', async () => {
    const machine = await anOrder();
    fake.on({ state: 'Ship' }, takes('1h', returns({ Payload: {} })));
    const run = await (await machine.start({ orderId: 'o-4' })).settled();
    expect(run).toHaveTaken('Ship', '15 min');
    expect(run).toHaveFailed('OrderUndone', /States.Timeout/);
  });
});

describe('the approval', () => {
  const anExpense = async () => {
    const machine = await deployed('approval', {
      ApprovalQueueUrl: 'https://queue.example/q',
      HeadTopicArn: 'arn:aws:sns:us-east-1:000000000000:head',
    });
    fake.on({ state: 'Ask' }, pending());
    fake.on({ state: 'Escalate' }, pending());
    fake.on({ state: 'Pay' }, returns({ Payload: { amount: 120 } }));
    return machine.start({ amount: 120 });
  };

  it('pays what is approved; the message holds the token', async () => {
    const run = await anExpense();
    const token = await run.token('Ask');
    expect(token.input).toMatchObject({ MessageBody: { token: token.token, expense: { amount: 120 } } });
    await token.succeed({ by: 'anna' });
    expect(await run.settled()).toHaveSucceeded({ paid: 120 });
  });

  it('asks the head of the department after a week, who has two days', async () => {
    const run = await anExpense();
    await run.token('Ask');
    await run.skip('7 d');
    const token = await run.token('Escalate');
    expect(run).toHaveTaken('Ask', '7 d');
    await run.skip('20h');
    await token.heartbeat();
    await run.skip('20h');
    await token.succeed({ by: 'head' });
    expect(await run.settled()).toHaveSucceeded({ paid: 120 });
  });

  it('refuses where the head of the department is not to be heard of for a day', async () => {
    const run = await anExpense();
    await run.token('Ask');
    await run.skip('7 d');
    await run.token('Escalate');
    await run.skip();
    expect(await run.settled()).toHaveFailed('Refused');
    expect(run).toHaveTaken('Escalate', '1 d');
  });

  it('refuses where the head of the department thinks about it for two days', async () => {
    const run = await anExpense();
    await run.token('Ask');
    await run.skip('7 d');
    const token = await run.token('Escalate');
    for (const _ of ['on Monday', 'on Tuesday']) {
      await run.skip('20h');
      await token.heartbeat();
    }
    await run.skip();
    expect(await run.settled()).toHaveFailed('Refused');
    expect(run).toHaveTaken('Escalate', '2 d');
  });

  it('pays nothing that is rejected', async () => {
    const run = await anExpense();
    await (await run.token('Ask')).fail('Rejected', 'too dear');
    expect(await run.settled()).toHaveFailed('Refused', 'too dear');
  });
});

describe('the file import', () => {
  const FILES = Array.from({ length: 40 }, (_, index) => ({ Key: `in/${index}.csv` }));
  const anImport = async () => {
    const machine = await deployed('file-import', { Bucket: 'files', AlarmTopicArn: 'arn:aws:sns:us-east-1:000000000000:alarm' });
    fake.on({ state: 'List' }, returns({ Contents: FILES }));
    fake.on({ state: 'Load' }, returns({ Payload: { rows: 100 } }));
    fake.on({ state: 'Alarm' }, returns({ MessageId: 'm' }));
    return machine;
  };

  it('loads every file, through a busy table', async () => {
    const machine = await anImport();
    fake.on({ state: 'Load', call: 5, per: 'account' }, fails('TableBusy'));
    const run = await (await machine.start({ folder: 'in/' })).settled();
    expect(run).toHaveSucceeded({ files: 40, rows: 4_000 });
    expect(fake.calls({ state: 'Load' })).toHaveLength(41);
    expect(run).toHaveTaken('Import', '30 min');
    // Its children are, not the Map.
    expect(run).toHaveRetried('Import', 0);
  });

  it('loads an only file, and nothing of an empty folder', async () => {
    const machine = await anImport();
    fake.on({ state: 'List', per: 'account' }, returns({ Contents: FILES.slice(0, 1) }), returns({}));
    expect(await (await machine.start({ folder: 'in/' })).settled()).toHaveSucceeded({ files: 1, rows: 100 });
    expect(await (await machine.start({ folder: 'in/' })).settled()).toHaveSucceeded({ files: 0, rows: 0 });
  });

  it('gives up on a file after its quarter of an hour', async () => {
    const machine = await anImport();
    fake.on({ state: 'Load', call: 7, per: 'account' }, takes('1h', returns({ Payload: { rows: 1 } })));
    const run = await (await machine.start({ folder: 'in/' })).settled();
    expect(run).toHaveSucceeded({ files: 39, rows: 3_900 });
    expect(run).toHaveTaken('Import', '15 min');
  });

  it('bears four files in forty that cannot be loaded, and raises the alarm with the fifth', async () => {
    const machine = await anImport();
    const broken = (count: number) => {
      const keys = new Set(FILES.slice(0, count).map(({ Key }) => Key));
      fake.on({ state: 'Load' }, ({ input }) => {
        const text = JSON.stringify(input);
        if ([...keys].some((key) => text.includes(`"${key}"`))) throw new TaskError('NoSuchColumn');
        return { Payload: { rows: 1 } };
      });
    };
    broken(4);
    expect(await (await machine.start({ folder: 'in/' })).settled()).toHaveSucceeded({ files: 36, rows: 36 });
    broken(5);
    const run = await (await machine.start({ folder: 'in/' })).settled();
    expect(run).toHaveFailed('NotImported');
    expect(run).toHaveVisited(['Import', 'Alarm']);
    expect(fake.calls({ state: 'Alarm' })).toHaveLength(1);
  });
});

it('leaves no place of an example out', async () => {
  const { missing, machines } = await fake.coverage();
  expect(missing).toEqual([]);
  const names = readdirSync(EXAMPLES).flatMap((name) => /(.*)\.asl\.json$/.exec(name)?.[1] ?? []);
  expect(machines.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
