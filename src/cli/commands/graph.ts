import { isObject, type Json } from '#json/json.ts';
import { machineNameOfFile } from '#source-text/machine-name-of-file.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import { printJson } from '../server/print.ts';

/** `graph`: a definition as a picture. */
export const graph = command({
  summary: 'Draw a definition as a Mermaid flowchart or as SVG, coloured by an execution where one is given',
  args: ['FILE'],
  flags: {
    execution: { value: '<bundle>', text: 'colour what happened in this execution, a bundle of `export`' },
    format: { value: 'mermaid|svg', text: 'a flowchart in the language of Mermaid, or a picture (mermaid)' },
    json: { text: 'write nodes and edges as JSON' },
  },
  more: [
    'Mermaid is drawn by GitHub, GitLab and editors where it stands in a block ```mermaid; SVG is a picture, light or dark as who looks has it.',
  ],
  async run({ args: [path = ''], text, has }, terminal) {
    const format = text('format') ?? 'mermaid';
    if (format !== 'mermaid' && format !== 'svg') throw new CliError(`--format is ${format}, but must be mermaid or svg.`);
    const [{ readDefinitionFile }, { graphOf }, { outcomes }] = await Promise.all([
      import('../files/definition-file.ts'),
      import('#control/picture/graph-of.ts'),
      import('../graph/outcomes.ts'),
    ]);
    const { definition } = await readDefinitionFile(path, terminal);
    const drawn = graphOf(objectIn(definition, path));
    const bundlePath = text('execution');
    const happened = outcomes(bundlePath === undefined ? {} : await readBundle(bundlePath));
    if (has('json')) printJson(terminal, { ...drawn, outcomes: Object.fromEntries(happened) });
    else if (format === 'svg') {
      const { pictureOf } = await import('../graph/picture-of.ts');
      terminal.out(pictureOf(drawn, happened, machineNameOfFile(path)));
    } else {
      const { mermaid } = await import('../graph/mermaid.ts');
      terminal.out(mermaid(drawn, happened));
    }
    return 0;

    async function readBundle(bundle: string) {
      const { readValue } = await import('../files/read-value.ts');
      const value = await readValue(bundle, terminal);
      if (!isObject(value) || value.history === undefined) throw new CliError(`${bundle} is no bundle: it holds no history.`);
      return value;
    }
  },
});

function objectIn(definition: string, path: string) {
  try {
    const value: Json = JSON.parse(definition);
    if (isObject(value) && isObject(value.States)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CliError(`${path} is no definition.`, { hint: `fake-sfn validate ${path} says what is wrong` });
}
