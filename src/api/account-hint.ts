import { accountOf } from '#arn';
import type { Storage } from '#storage/storage.ts';
import type { Api, Caller } from './call.ts';
import { SfnError } from './errors.ts';

const NOT_THERE = /^(StateMachine|Execution|Activity)DoesNotExist$/;
const NAMES = ['stateMachineArn', 'executionArn', 'activityArn'];

/** Adds a hint to the error about something that is not there, where the caller's own account has it: examples often have an account in their ARNs. */
export const withAccountHint =
  (api: Api, storage: Pick<Storage, 'loadResource' | 'loadExecution'>): Api =>
  async (call) => {
    try {
      return await api(call);
    } catch (error) {
      if (!(error instanceof SfnError) || !NOT_THERE.test(error.code)) throw error;
      const hint = await hintFor(call.input, call.caller, storage);
      throw hint === undefined ? error : new SfnError(error.code, error.message, error.members, error.status, hint);
    }
  };

async function hintFor(
  input: unknown,
  { account }: Caller,
  storage: Pick<Storage, 'loadResource' | 'loadExecution'>,
): Promise<string | undefined> {
  const arn = arnIn(input);
  const wanted = accountOf(arn);
  if (!/^\d{12}$/.test(wanted) || wanted === account) return undefined;
  const own = arn.replace(`:${wanted}:`, `:${account}:`);
  const isThere = (await storage.loadResource(own)) ?? (await storage.loadExecution(own));
  if (isThere === undefined) return undefined;
  return `The ARN is of account ${wanted}, but yours is ${account}, which has ${own}: use ${wanted} as the access key id, or FAKE_SFN_ACCOUNT_ID=${wanted}.`;
}

function arnIn(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const given: unknown[] = NAMES.map((name) => Reflect.get(input, name));
  return given.find((arn) => typeof arn === 'string') ?? '';
}
