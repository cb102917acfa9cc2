import { describe, expect, it } from 'vitest';
import { createApp } from '#app';
import { ConfigError, readConfig } from '#config';
import { aFile } from '#test/support/a-file.ts';
import { whyNoSqlite } from '#test/support/sqlite-here.ts';
import { aSqliteStorage } from './sqlite/a-storage.ts';
import { closedSuite } from './sqlite/closed.suite.ts';
import { crashSuite } from './sqlite/crashes.suite.ts';
import { fileSuite } from './sqlite/file.suite.ts';
import { librarySuite } from './sqlite/library.suite.ts';
import { processSuite } from './sqlite/processes.suite.ts';
import { storageSuite } from './storage.suite.ts';

const reason = whyNoSqlite();

describe.skipIf(reason !== undefined)(`in a file${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  storageSuite('SQLite', () => aSqliteStorage(aFile()));
  describe('the file of SQLite storage', fileSuite);
  describe('processes on one file', processSuite);
  describe('what has ended, in SQLite storage,', closedSuite);
  describe('a fake of the library', librarySuite);
  describe('servers on one file', crashSuite);
});

describe.runIf(reason)('where Node.js has no SQLite', () => {
  it('says which Node.js is there, and what to do', async () => {
    await expect(createApp(readConfig({ FAKE_SFN_STORAGE: 'sqlite' }))).rejects.toThrow(
      new ConfigError([
        `FAKE_SFN_STORAGE=sqlite needs the SQLite of Node.js 22.13 or later, and this is ${process.versions.node}: use a later Node.js, or another storage.`,
      ]),
    );
  });
});
