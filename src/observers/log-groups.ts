import { loadPackage } from '#load-package';
import { errorFacts, type Log } from '#log';
import { parseLogGroup } from './cloudwatch-logs.ts';

/** How long CloudWatch Logs has for its answer, in milliseconds: whoever creates a state machine waits for it. */
const QUESTION_MILLIS = 1_500;

/** Says whether CloudWatch Logs has no log group with that ARN; where it does not answer, that is logged and there is one. */
export function sdkIsLogGroupMissing(log: Log): (logGroupArn: string) => Promise<boolean> {
  return async (logGroupArn) => {
    const group = parseLogGroup(logGroupArn);
    if (group === undefined) return true;
    try {
      const sdk = await loadPackage('@aws-sdk/client-cloudwatch-logs', () => import('@aws-sdk/client-cloudwatch-logs'));
      const client = new sdk.CloudWatchLogsClient({ region: group.region, maxAttempts: 1 });
      const command = new sdk.DescribeLogGroupsCommand({ logGroupNamePrefix: group.name });
      const { logGroups = [] } = await client.send(command, { abortSignal: AbortSignal.timeout(QUESTION_MILLIS) });
      // Sorted by name: of those that begin with the name, the one that is no longer comes first.
      return logGroups.every(({ logGroupName }) => logGroupName !== group.name);
    } catch (error) {
      log({
        level: 'WARN',
        message: `log group ${group.name} is taken to be there: it could not be asked for`,
        ...errorFacts(error),
      });
      return false;
    }
  };
}
