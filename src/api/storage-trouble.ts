import { errorFacts, type Log } from '#log';
import { StorageTrouble } from '#storage/storage.ts';
import type { Api } from './call.ts';
import { SfnError } from './errors.ts';

/**
 * Answers trouble of the storage as AWS answers its own, so that clients try again by themselves: `ThrottlingException` and 400, else
 * `ServiceUnavailable` and 503 — Step Functions API reference, Common Errors. What the client is not told goes to the log.
 */
export const withStorageTrouble =
  (api: Api, log: Log): Api =>
  async (call) => {
    try {
      return await api(call);
    } catch (error) {
      if (!(error instanceof StorageTrouble)) throw error;
      const { action, requestId } = call;
      log({ level: 'ERROR', message: error.message, action, requestId, ...errorFacts(error.cause) });
      if (error.isThrottled) throw new SfnError('ThrottlingException', error.message);
      throw new SfnError('ServiceUnavailable', error.message, {}, 503);
    }
  };
