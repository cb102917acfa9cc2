import { useAsked } from '../client/use-asked.ts';
import { useConsole } from '../console-context.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Moment } from '../parts/moment.tsx';
import { Answered, Empty } from '../parts/states.tsx';

interface Listed {
  readonly arn: string;
  readonly creationDate: number;
}

/** The versions and the aliases of a state machine. */
export function Versions({ arn }: { readonly arn: string }) {
  const { client } = useConsole();
  const asked = useAsked(
    `versions of ${arn}`,
    async () => {
      const given = { stateMachineArn: arn, maxResults: 1_000 };
      const [versions, aliases] = await Promise.all([
        client.action<{ readonly stateMachineVersions: { stateMachineVersionArn: string; creationDate: number }[] }>(
          'ListStateMachineVersions',
          given,
        ),
        client.action<{ readonly stateMachineAliases: { stateMachineAliasArn: string; creationDate: number }[] }>(
          'ListStateMachineAliases',
          given,
        ),
      ]);
      return {
        versions: versions.stateMachineVersions.map(
          (each): Listed => ({ arn: each.stateMachineVersionArn, creationDate: each.creationDate }),
        ),
        aliases: aliases.stateMachineAliases.map(
          (each): Listed => ({ arn: each.stateMachineAliasArn, creationDate: each.creationDate }),
        ),
      };
    },
    () => false,
  );
  return (
    <Answered asked={asked} what="versions and aliases">
      {({ versions, aliases }) => (
        <>
          <Table title="Versions" items={versions} none="No version has been published: PublishStateMachineVersion makes one." />
          <Table title="Aliases" items={aliases} none="There is no alias: CreateStateMachineAlias makes one of a version." />
        </>
      )}
    </Answered>
  );
}

const Table = ({ title, items, none }: { readonly title: string; readonly items: readonly Listed[]; readonly none: string }) => (
  <section>
    <h2>{title}</h2>
    {items.length === 0 ? (
      <Empty title={none} />
    ) : (
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Created</th>
              <th scope="col">ARN</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ arn, creationDate }) => (
              <tr key={arn}>
                <td class="name">{arn.split(':')[7]}</td>
                <td class="number">
                  <Moment time={creationDate} />
                </td>
                <td>
                  <Copyable text={arn} what="the ARN" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);
