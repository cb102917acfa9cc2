import { createApp } from '#app';
import { readConfig } from '#config';
import { createAuthenticate } from '#http/authenticate.ts';
import { takeCustomResource } from '#http/custom-resource.ts';
import { createHandler } from '#http/handle.ts';
import { jsonLog } from '#log';
import { samLocalProblem } from './sam-local.ts';

// Wrong settings end the cold start here: Lambda logs their sentences.
const config = readConfig(process.env);
const samLocal = samLocalProblem(process.env, config);
if (samLocal !== undefined) jsonLog({ level: 'WARN', message: samLocal });
const app = await createApp(config, { isShared: true });

const { account, region } = config;
const authenticate = await createAuthenticate(config.auth, { log: jsonLog, now: Date.now });

/** The Lambda handler. */
export const handler = createHandler({
  api: app.api,
  account,
  region,
  authenticate,
  control: app.control,
  inLambda: config.inLambda,
  other(event, context) {
    const remainingMillis = () => context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY;
    return takeCustomResource(event, { api: app.api, log: jsonLog, remainingMillis }) ?? app.other(event, remainingMillis());
  },
  log: jsonLog,
});
