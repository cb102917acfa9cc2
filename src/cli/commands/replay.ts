import { writeFile } from 'node:fs/promises';
import { machineNameOf } from '#arn';
import type { ReplayedFile } from '#control/replay/junit.ts';
import type { ReplayOptions } from '#control/replay/replay.ts';
import { command } from '../command.ts';
import type { MarksToFolder } from '../coverage/marks-to-folder.ts';
import { readText } from '../files/read-text.ts';
import { picturePaint } from '../run/picture-paint.ts';
import type { Terminal } from '../terminal.ts';

/** `replay`: recorded executions once more, and where they part. */
export const replay = command({
  summary: 'Run recorded executions again with their own answers, and show where they part',
  args: ['BUNDLE…'],
  flags: {
    definition: { value: '<file>', text: 'another definition than the one that ran: what would it have done?' },
    data: { value: '<folder>', text: 'the S3 objects that Distributed Maps read: <folder>/bucket/key' },
    events: { text: 'compare what happens, by type, name and error, and not the data' },
    coverage: { value: '<folder>', text: 'write there what they have come to, for `coverage`' },
    junit: { value: '<file>', text: 'write a JUnit report there, too' },
    json: { text: 'print JSON' },
  },
  more: [
    'A bundle is {"definition": …, "execution": …, "history": …, "children": […]}: what describe-state-machine-for-execution,',
    'describe-execution and get-execution-history of the AWS CLI print. Where one parts, the exit code is 1; where one cannot be replayed, 2.',
  ],
  async run({ args, text, has }, terminal) {
    const [{ junit }, { replayText }, { objectFolder }, { writeJson }] = await Promise.all([
      import('#control/replay/junit.ts'),
      import('#control/replay/replay-text.ts'),
      import('#control/replay/object-folder.ts'),
      import('#json/write-json.ts'),
    ]);
    const [definition, data, report, folder] = [text('definition'), text('data'), text('junit'), text('coverage')];
    const marks = folder === undefined ? undefined : (await import('../coverage/marks-to-folder.ts')).marksToFolder(folder);
    const options = {
      ...(definition === undefined ? {} : { definition: await definitionIn(definition, terminal) }),
      ...(data === undefined ? {} : { objects: objectFolder(data) }),
      compares: has('events') ? ('events' as const) : ('values' as const),
    };
    const files: ReplayedFile[] = [];
    for (const path of args) files.push({ path, result: await replayFile(path, { ...options, marks }, terminal) });
    await marks?.write();
    if (report !== undefined) await writeFile(report, junit(files));
    if (has('json')) {
      const answers = files.map(({ path, result }) =>
        'problem' in result
          ? { bundle: path, ...result }
          : { bundle: path, same: result.same, ...(result.at ? { at: result.at } : {}) },
      );
      terminal.out(`${writeJson(answers)}\n`);
    } else {
      for (const { path, result } of files) {
        if ('problem' in result) terminal.err(`${path}: ${result.problem}\n`);
        else terminal.out(replayText(result, picturePaint(terminal.paint)));
      }
    }
    if (files.some(({ result }) => 'problem' in result)) return 2;
    return files.every(({ result }) => 'same' in result && result.same) ? 0 : 1;
  },
});

async function definitionIn(path: string, terminal: Terminal): Promise<string> {
  const { readDefinitionFile } = await import('../files/definition-file.ts');
  return (await readDefinitionFile(path, terminal)).definition;
}

async function replayFile(
  path: string,
  { marks, ...options }: ReplayOptions & { readonly marks: MarksToFolder | undefined },
  terminal: Terminal,
): Promise<ReplayedFile['result']> {
  const [{ readBundle }, control, { ControlError }] = await Promise.all([
    import('#control/bundles/read-bundle.ts'),
    import('#control/replay/replay.ts'),
    import('#control/control-error.ts'),
  ]);
  const written = await readText(path, terminal);
  try {
    const bundle = readBundle(JSON.parse(written));
    const marked = marks?.of(machineNameOf(bundle.execution.stateMachineArn), options.definition ?? bundle.definition);
    return await control.replay(bundle, { ...options, ...(marked && { marked }) });
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: `is no JSON: ${error.message}` };
    if (!(error instanceof ControlError)) throw error;
    return { problem: `${error.message} ${error.hint}` };
  }
}
