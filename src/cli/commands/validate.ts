import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Finding } from '../files/check-definition.ts';
import type { Paint, Terminal } from '../terminal.ts';

/** How findings are written. */
const FORMATS = {
  text: (findings, { paint }) => findings.map((finding) => textLine(finding, paint)).join(''),
  json: (findings) => `${JSON.stringify(findings, undefined, 2)}\n`,
  github: (findings) => findings.map(githubLine).join(''),
} satisfies Record<string, (findings: readonly Finding[], terminal: Terminal) => string>;

/** `validate`: what AWS would say of definitions. */
export const validate = command({
  summary: 'Check definitions (JSON or YAML) as AWS does',
  args: ['FILE…'],
  flags: {
    type: { value: 'STANDARD|EXPRESS', text: 'what the state machine is to be (STANDARD)' },
    format: { value: 'text|json|github', text: 'lines for people and editors, JSON, or annotations for GitHub Actions (text)' },
    json: { text: 'the same as --format json' },
  },
  more: [
    'Each finding is a line `file:line:column code message`. Warnings are no reason to fail; with an error the exit code is 2.',
  ],
  async run({ args, text, has }, terminal) {
    const format = has('json') ? 'json' : (text('format') ?? 'text');
    if (!isFormat(format)) throw new CliError(`--format is ${JSON.stringify(format)}, but must be text, json or github.`);
    const [{ readDefinitionFile }, { checkDefinition, typeOf }] = await Promise.all([
      import('../files/definition-file.ts'),
      import('../files/check-definition.ts'),
    ]);
    const type = typeOf(text('type'));
    const findings: Finding[] = [];
    for (const path of args) findings.push(...(await checkDefinition(await readDefinitionFile(path, terminal), type)));
    terminal.out(FORMATS[format](findings, terminal));
    return findings.some(({ severity }) => severity === 'ERROR') ? 2 : 0;
  },
});

const isFormat = (format: string): format is keyof typeof FORMATS => Object.hasOwn(FORMATS, format);

function textLine({ file, line, column, severity, code, message }: Finding, { dim, red, yellow }: Paint): string {
  const mark = severity === 'ERROR' ? red : yellow;
  return `${dim(`${file}:${line}:${column}`)} ${mark(code)} ${oneLine(message)}\n`;
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

/** An annotation. GitHub: what would end a property or the line is written in percents — "Workflow commands for GitHub Actions". */
function githubLine({ file, line, column, severity, code, message }: Finding): string {
  const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  const kind = severity === 'ERROR' ? 'error' : 'warning';
  return `::${kind} file=${property(file)},line=${line},col=${column},title=${property(code)}::${data(message)}\n`;
}
