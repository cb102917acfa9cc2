import { useState } from 'preact/hooks';
import { executionNameOf, machineNameOf } from '#arn';
import type { Client } from '../../client/client.ts';
import { createMachine, existingArn, updateMachine } from '../../client/save-machine.ts';
import { useConsole, useHref } from '../../console-context.ts';
import { useAct } from '../../parts/use-act.ts';
import { roleOf } from './role-of.ts';

/** Fills the account with something to look at, as `fake-sfn demo` does. */
export function DemoPanel() {
  const { client, sandbox } = useConsole();
  const href = useHref();
  const { isBusy, act } = useAct();
  const [arns, setArns] = useState<readonly string[]>([]);
  const play = () =>
    act(async () => {
      const played = await playDemo(client, roleOf(sandbox.account));
      setArns(played);
      return `${played.length} executions, in every status.`;
    });
  return (
    <div class="narrow">
      <p>
        Three state machines, <code>demo-orders</code>, <code>demo-approvals</code> and <code>demo-imports</code>, with executions
        in every status: a saga that compensates, an approval that waits for a token, an import of files with a Map.
      </p>
      <p class="hint">Rules answer all of their tasks, so that nothing is called. Played again, it adds executions.</p>
      <button type="button" class="primary" disabled={isBusy} onClick={() => void play()}>
        {isBusy ? 'It is being played …' : 'Play the demo'}
      </button>
      {arns.length > 0 && (
        <ul>
          {arns.map((arn) => (
            <li key={arn}>
              <a class="name" href={href({ screen: 'executions', arn })}>
                {machineNameOf(arn)} / {executionNameOf(arn)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function playDemo(client: Client, roleArn: string): Promise<readonly string[]> {
  const [{ STORIES }, { playStory }] = await Promise.all([import('#demo/stories.ts'), import('#demo/play.ts')]);
  const stage = {
    ...client,
    async register(name: string, definition: string) {
      const machine = { name, definition, roleArn, type: 'STANDARD' as const };
      try {
        return await createMachine(client, machine);
      } catch (error) {
        const arn = existingArn(error);
        if (arn === undefined) throw error;
        await updateMachine(client, arn, machine);
        return arn;
      }
    },
  };
  const suffix = Date.now().toString(36);
  const arns: string[] = [];
  for (const story of STORIES) arns.push(...(await playStory(stage, story, suffix)));
  return arns;
}
