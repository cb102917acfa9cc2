import type { ExplainedField } from '#control/explain/explanation.ts';
import type { Json, JsonObject } from '#json/json.ts';
import { CliError } from '../cli-error.ts';
import { command } from '../command.ts';
import type { Given } from '../command-spec.ts';
import type { Terminal } from '../terminal.ts';

const FLAGS = {
  input: { short: 'i', value: '<JSON|@file>', text: 'the input, - for standard input ({})' },
  expression: { short: 'e', value: '<text>', text: "explain this alone: '{% … %}', a path, or States.Format(…)" },
  variables: { value: '<JSON|@file>', text: 'the variables, an object' },
  context: { value: '<JSON|@file>', text: 'the context object (one is made up)' },
  result: { value: '<JSON|@file>', text: "what the state's task, branches or iterations have given" },
  error: { value: '<JSON|@file>', text: 'how they have failed: {"Error": …, "Cause": …}' },
  json: { text: 'write it as JSON' },
} as const;

type Flags = Given<keyof typeof FLAGS>;

/** `explain`: what the expressions of a state, or one alone, come to. */
export const explain = command({
  summary: 'Show what every part of an expression comes to, and where it breaks',
  args: ['[FILE]', '[STATE]'],
  flags: FLAGS,
  more: [
    'Of STATE in FILE all expressions are shown, or the one of --expression alone. Without --result a state is followed as far as its',
    'call. Where something breaks the exit code is 1.',
    '',
    `  fake-sfn explain -e '{% $sum($states.input.prices) %}' -i '{"prices": [1, "2"]}'`,
  ],
  async run(given, terminal) {
    const { args, text, has } = given;
    const [path, state] = args;
    const expression = text('expression');
    const isState = path !== undefined && state !== undefined;
    if (expression === undefined ? !isState : path !== undefined)
      throw new CliError('explain wants FILE and STATE, or --expression.', { hint: 'fake-sfn help explain' });
    const [{ explanationText }, { readDefinitionFile }, { picturePaint }, { placeText, withPlaces }] = await Promise.all([
      import('#control/explain/explanation-text.ts'),
      import('../files/definition-file.ts'),
      import('../run/picture-paint.ts'),
      import('../files/explained-places.ts'),
    ]);
    const file = isState ? await readDefinitionFile(path, terminal) : undefined;
    const asked = file && isState ? { definition: file.definition, state } : { expression: expression ?? '' };
    const explanation = await explained({ ...asked, ...(await situationOf(given, terminal)) });
    if (has('json')) terminal.out(`${JSON.stringify(file ? withPlaces(explanation, file) : explanation, undefined, 2)}\n`);
    else {
      const place = (field: ExplainedField) => file && placeText(file, field);
      terminal.out(`${explanationText(explanation, { paint: picturePaint(terminal.paint), place })}\n`);
    }
    return explanation.ok ? 0 : 1;
  },
});

/** What is given of the situation, under the names that the control API has for it. */
async function situationOf({ text }: Flags, terminal: Terminal): Promise<JsonObject> {
  const [{ readInput }, { readJson }] = await Promise.all([import('../files/read-input.ts'), import('#json/read-json.ts')]);
  const members: [string, Json][] = [];
  for (const flag of ['input', 'variables', 'context', 'result', 'error'] as const) {
    const given = text(flag);
    if (given !== undefined) members.push([flag === 'error' ? 'errorOutput' : flag, readJson(await readInput(given, terminal))]);
  }
  return Object.fromEntries(members);
}

async function explained(asked: JsonObject) {
  const [{ explainRequest }, { ControlError }] = await Promise.all([
    import('#control/explain/explain-request.ts'),
    import('#control/control-error.ts'),
  ]);
  const recorded = () => Promise.reject(new CliError('An execution is explained by the server that has it.'));
  try {
    return await explainRequest(asked, { now: Date.now, uuid: () => crypto.randomUUID(), recorded });
  } catch (error) {
    throw error instanceof ControlError ? new CliError(error.message, { hint: error.hint }) : error;
  }
}
