import * as sdk from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, it } from 'vitest';
import { createMachine, only, type SdkWorld, start, untilClosed } from './sdk-world.ts';

/** Two Distributed Maps, one after the other. */
const TWO_MAPS = (() => {
  const map = (inner: string) => ({
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: inner,
      States: { [inner]: { Type: 'Pass', End: true } },
    },
  });
  return {
    StartAt: 'First',
    States: { First: { ...map('InFirst'), Next: 'Second' }, Second: { ...map('InSecond'), End: true } },
  };
})();

/** The package's paginators: each page is full but for the last. */
export const paginators = (world: SdkWorld) =>
  describe('the paginator', () => {
    const client = world.clientOf('100000000007');
    let stateMachineArn = '';
    let executionArn = '';

    beforeAll(async () => {
      stateMachineArn = await createMachine(client, 'paged0', TWO_MAPS);
      executionArn = await start(client, stateMachineArn, [1], 'paged0');
      await untilClosed(client, executionArn);
      for (let number = 1; number < 5; number++) {
        await createMachine(client, `paged${number}`, only({ Type: 'Succeed', End: undefined }));
        await start(client, stateMachineArn, [], `paged${number}`);
      }
      for (let number = 0; number < 5; number++) await client.send(new sdk.CreateActivityCommand({ name: `paged${number}` }));
    });

    const all = ['paged0', 'paged1', 'paged2', 'paged3', 'paged4'];
    const namesOf = (list: readonly { readonly name?: string | undefined }[] = []) => list.map(({ name = '' }) => name);

    /** The pages of each paginator, as names of what is on them. */
    const pages = {
      paginateListStateMachines: () =>
        pagesOf(sdk.paginateListStateMachines({ client, pageSize: 2 }, {}), (page) => namesOf(page.stateMachines)),
      paginateListActivities: () =>
        pagesOf(sdk.paginateListActivities({ client, pageSize: 2 }, {}), (page) => namesOf(page.activities)),
      paginateListExecutions: () =>
        pagesOf(sdk.paginateListExecutions({ client, pageSize: 2 }, { stateMachineArn }), (page) => namesOf(page.executions)),
      paginateListMapRuns: () =>
        pagesOf(sdk.paginateListMapRuns({ client, pageSize: 1 }, { executionArn }), ({ mapRuns = [] }) =>
          mapRuns.map(({ mapRunArn = '' }) => mapRunArn),
        ),
      paginateGetExecutionHistory: () =>
        pagesOf(sdk.paginateGetExecutionHistory({ client, pageSize: 5 }, { executionArn }), ({ events = [] }) =>
          events.map(({ id }) => String(id)),
        ),
    };

    it('is one of these', () => {
      const exported = Object.keys(sdk).filter((name) => name.startsWith('paginate'));
      expect(exported.sort()).toEqual(Object.keys(pages).sort());
    });

    it.each(['paginateListStateMachines', 'paginateListActivities'] as const)('%s goes by name', async (name) => {
      expect(await pages[name]()).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4)]);
    });

    it('paginateListExecutions goes from the newest to the oldest', async () => {
      const newestFirst = all.toReversed();
      expect(await pages.paginateListExecutions()).toEqual([
        newestFirst.slice(0, 2),
        newestFirst.slice(2, 4),
        newestFirst.slice(4),
      ]);
    });

    it('paginateListMapRuns shows every Map Run once', async () => {
      const [first, second, ...rest] = await pages.paginateListMapRuns();
      expect([first?.length, second?.length, rest]).toEqual([1, 1, []]);
      expect(first).not.toEqual(second);
    });

    it('paginateGetExecutionHistory shows every event once, in order', async () => {
      const found = await pages.paginateGetExecutionHistory();
      for (const page of found.slice(0, -1)) expect(page).toHaveLength(5);
      const ids = found.flat();
      expect(ids.length).toBeGreaterThan(10);
      expect(ids).toEqual(ids.map((_, index) => String(index + 1)));
    });
  });

async function pagesOf<Page>(paginator: AsyncIterable<Page>, read: (page: Page) => string[]): Promise<string[][]> {
  const pages: string[][] = [];
  for await (const page of paginator) pages.push(read(page));
  return pages;
}
