import { createApp } from '#app';
import { readConfig } from '#config';
import { control } from '#control/control.ts';
import { createHandler } from '#http/handle.ts';
import { jsonLog } from '#http/json-log.ts';

// Wrong settings end the cold start here: Lambda logs their sentences.
const config = readConfig(process.env);
const app = await createApp(config);

/** The Lambda handler. */
export const handler = createHandler({ api: app.api, account: config.account, region: config.region, control, log: jsonLog });
