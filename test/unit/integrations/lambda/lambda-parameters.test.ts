import { describe, expect, it } from 'vitest';
import { readLambdaParameters } from '#integrations/lambda/lambda-parameters.ts';

describe('the parameters of lambda:invoke', () => {
  it.each([
    [{ Payload: {} }, "The field 'FunctionName' is required but was missing"],
    [{ FunctionName: null }, "The field 'FunctionName' is required but was missing"],
    [{ FunctionName: 7 }, "The value for the field 'FunctionName' must be a STRING"],
    [{ FunctionName: 'f', Payload: 1 }, "The value for the field 'Payload' must be a STRING"],
    [
      { FunctionName: 'f', Payload: true, Qualifier: 1 },
      "The value for the field 'Qualifier' must be a STRING, The value for the field 'Payload' must be a STRING",
    ],
    [{ FunctionName: 'f', Foo: 1 }, 'The field "Foo" is not supported by Step Functions'],
    [[], 'The value must be an object'],
  ])('do not start the task as %j', (parameters, problems) => {
    const text = JSON.stringify(parameters);
    expect(readLambdaParameters(text)).toEqual({
      kind: 'failed',
      error: 'States.Runtime',
      isUnstarted: true,
      cause: `The Parameters '${text}' could not be used to start the Task: [${problems}]`,
    });
  });

  it('leave out what is null', () => {
    const read = readLambdaParameters('{"FunctionName":"f","Payload":null,"Qualifier":null,"ClientContext":null}');
    expect(read).toStrictEqual({ kind: 'input', input: { FunctionName: 'f' } });
  });

  it('encode a ClientContext that is an object and keep one that is a text', () => {
    const context = (value: unknown) => readLambdaParameters(JSON.stringify({ FunctionName: 'f', ClientContext: value }));
    const encoded = Buffer.from('{"custom":{"a":1}}').toString('base64');
    expect(context({ custom: { a: 1 } })).toEqual({ kind: 'input', input: { FunctionName: 'f', ClientContext: encoded } });
    expect(context(encoded)).toEqual({ kind: 'input', input: { FunctionName: 'f', ClientContext: encoded } });
  });
});
