import { createMemoryStorage } from '#storage/memory.ts';
import { storageSuite } from './storage.suite.ts';

storageSuite('memory', createMemoryStorage);
