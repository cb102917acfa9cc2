import { type Config, STORAGES } from '#config';

/** What is wrong with settings under SAM local, which starts a container for each request; `undefined`: nothing, or this is not SAM local. */
export const samLocalProblem = (
  env: Readonly<Record<string, string | undefined>>,
  { storage, wake }: Pick<Config, 'storage' | 'wake'>,
): string | undefined => {
  if (env['AWS_SAM_LOCAL'] !== 'true') return undefined;
  const where = 'as infra/sam-local.yaml does.';
  if (!STORAGES[storage].outlivesProcess)
    return `EVERYTHING IS LOST AFTER EACH REQUEST: SAM local starts a container for each, and FAKE_SFN_STORAGE is "${storage}". Set FAKE_SFN_STORAGE=dynamodb, and AWS_ENDPOINT_URL_DYNAMODB to where DynamoDB Local is, ${where}`;
  if (wake !== 'poll')
    return `NOTHING THAT WAITS GOES ON: SAM local has neither queues nor anything that runs between requests, and FAKE_SFN_WAKE is "${wake}". Set FAKE_SFN_WAKE=poll, ${where}`;
  return undefined;
};
