import { expect, test } from 'vitest';
import { runMachine } from '#test/support/run-machine.ts';
import { story } from '#test/support/story.ts';

test('the history of a Map Run tells that it is aborted when the branch beside it fails', () => {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Work',
    States: { Work: { Type: 'Succeed' } },
  };
  const Each = { Type: 'Map', Label: 'Each', Items: [1, 2], ItemProcessor, End: true };
  const Beside = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:price', End: true };
  const Branches = [
    { StartAt: 'Each', States: { Each } },
    { StartAt: 'Beside', States: { Beside } },
  ];
  const Both = { Type: 'Parallel', Branches, Catch: [{ ErrorEquals: ['Oops'], Next: 'Caught' }], End: true };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'Both', States: { Both, Caught: { Type: 'Succeed' } } };
  const { history, effects } = runMachine(definition, {}, { answer: () => ({ error: 'Oops', after: 5 }) });
  expect(effects.map(({ kind }) => kind)).toContain('stop-children');
  expect(story(history)).toMatchInlineSnapshot(`
    "1 0 ExecutionStarted input={} roleArn=arn:aws:iam::123456789012:role/role
    2 0 ParallelStateEntered name=Both input={}
    3 2 ParallelStateStarted
    4 3 MapStateEntered name=Each input={}
    5 4 MapStateStarted length=2
    6 5 MapRunStarted mapRunArn=arn:aws:states:us-east-1:123456789012:mapRun:machine/Each:3f2324d3-65c6-4838-9b66-76b6e6563a13
    7 3 TaskStateEntered name=Beside input={}
    8 7 LambdaFunctionScheduled resource=arn:aws:lambda:us-east-1:123456789012:function:price input={}
    9 8 LambdaFunctionStarted
    + 5s
    10 9 LambdaFunctionFailed error=Oops
    11 10 TaskStateAborted
    12 10 MapRunAborted
    13 10 MapStateAborted
    14 10 ParallelStateFailed
    15 14 ParallelStateExited name=Both output={"Error":"Oops","Cause":""}
    16 15 SucceedStateEntered name=Caught input={"Error":"Oops","Cause":""}
    17 16 SucceedStateExited name=Caught output={"Error":"Oops","Cause":""}
    18 17 ExecutionSucceeded output={"Error":"Oops","Cause":""}"
  `);
});
