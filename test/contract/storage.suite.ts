import { describe } from 'vitest';
import { commitSuite } from './storage/commits.suite.ts';
import { deletionSuite } from './storage/deletions.suite.ts';
import { dueSuite } from './storage/due-executions.suite.ts';
import { executionListSuite } from './storage/execution-lists.suite.ts';
import { historySuite } from './storage/history.suite.ts';
import { resourceSuite } from './storage/resources.suite.ts';
import { type FreshStorage, storageTest } from './storage/storage-test.ts';
import { waitingSuite } from './storage/waiting-executions.suite.ts';
import { wholeStoreSuite } from './storage/whole-store.suite.ts';

/** What every storage adapter guarantees: the words of storage.ts, checked. Each test has a fresh store and uses nothing but the port. */
export function storageSuite(adapter: string, freshStorage: FreshStorage): void {
  const test = storageTest(freshStorage);
  describe(`${adapter} storage`, () => {
    describe('a commit', () => commitSuite(test));
    describe('history', () => historySuite(test));
    describe('a list of executions', () => executionListSuite(test));
    describe('due executions', () => dueSuite(test));
    describe('executions that wait', () => waitingSuite(test));
    describe('the deletion of an execution', () => deletionSuite(test));
    describe('resources', () => resourceSuite(test));
    describe('the whole store', () => wholeStoreSuite(test, freshStorage));
  });
}
