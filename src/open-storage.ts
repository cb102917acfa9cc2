import type { Clock } from '#clock';
import { type Config, ConfigError } from '#config';
import { jsonLog } from '#log';
import type { ClosedLimits } from '#storage/closed-limits.ts';
import { createMemoryStorage } from '#storage/memory.ts';
import type { Storage } from '#storage/storage.ts';

const DAY_MILLIS = 86_400_000;

/** Opens the storage that the settings name; throws ConfigError where it cannot be used. */
export const openStorage = (config: Config, clock: Clock): Promise<Storage> => OPEN[config.storage](config, clock);

/** How each storage is opened; what the others need is not loaded. */
const OPEN: Record<Config['storage'], (config: Config, clock: Clock) => Promise<Storage>> = {
  memory: async (config, clock) => createMemory(config, clock),
  dynamodb: openTable,
  sqlite: openFile,
};

/** Memory, which is there at once. */
export const createMemory = (config: Config, clock: Clock): Storage =>
  createMemoryStorage(limitsOf(config, clock, 'Memory keeps', ', or fewer with a lot of data'));

async function openFile(config: Config, clock: Clock): Promise<Storage> {
  const { createSqliteStorage } = await import('#storage/sqlite.ts');
  try {
    return createSqliteStorage({ file: config.data, ...limitsOf(config, clock, `The file ${config.data} keeps`) });
  } catch (error) {
    return refuseStorage(error);
  }
}

const limitsOf = ({ maxExecutions, retentionDays }: Config, { now }: Clock, keeps: string, butFor = ''): ClosedLimits => ({
  maxExecutions,
  retentionMillis: retentionDays * DAY_MILLIS,
  now,
  onFull() {
    const message = `${keeps} ${maxExecutions} closed executions (FAKE_SFN_MAX_EXECUTIONS)${butFor}: the oldest are forgotten from now on.`;
    jsonLog({ level: 'WARN', message });
  },
});

async function openTable({ table, tableEndpoint, region, createsTable, retentionDays }: Config): Promise<Storage> {
  // A database of one's own is in whatever region; Amazon's is where the SDK's own settings say.
  const connection = { table, ...(tableEndpoint === undefined ? {} : { client: { endpoint: tableEndpoint, region } }) };
  const { createDynamoDbStorage, prepareTable } = await import('#storage/dynamodb.ts');
  await prepareTable({ ...connection, create: createsTable }).catch(refuseStorage);
  return createDynamoDbStorage({ ...connection, retentionDays });
}

function refuseStorage(error: unknown): never {
  throw new ConfigError([error instanceof Error ? error.message : String(error)]);
}
