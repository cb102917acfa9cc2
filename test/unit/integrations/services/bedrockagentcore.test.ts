import { describe, expect, it } from 'vitest';
import type { TaskOutcome } from '#integrations/integration.ts';
import { createAskSdk } from '#integrations/optimised/ask-sdk.ts';
import { createOptimised } from '#integrations/optimised/optimised.ts';
import type { FindOperation } from '#integrations/sdk/sdk-client.ts';
import type { Shape } from '#integrations/sdk/sdk-schema.ts';
import { bedrockAgentCore } from '#integrations/services/bedrockagentcore.ts';
import { taskCall } from '../task-call.ts';

const TEXT = (): Shape => ({ kind: 'string' });
const input: Shape = {
  kind: 'structure',
  members: new Map([
    ['harnessArn', TEXT],
    ['runtimeSessionId', TEXT],
  ]),
};
const output: Shape = { kind: 'structure', members: new Map([['stream', () => ({ kind: 'events' })]]) };

/** Invokes a harness whose stream has these events, and breaks off with this error if there is one; `sent` is what it is sent. */
async function invoke(events: readonly object[], error?: Error): Promise<{ outcome: TaskOutcome; sent: object[] }> {
  const sent: object[] = [];
  async function* stream() {
    yield* events;
    if (error) throw error;
  }
  const find: FindOperation = async () => ({
    kind: 'operation',
    serviceId: 'Bedrock AgentCore',
    input,
    output,
    async send(given) {
      sent.push(given);
      const http = { statusCode: 200, headers: {} };
      return { kind: 'answer', output: { stream: stream() }, http, requestId: 'r', endpoint: undefined };
    },
  });
  const kubernetes = () => Promise.reject(new Error('a harness is no cluster'));
  const integration = createOptimised(bedrockAgentCore, { sdk: createAskSdk(find, bedrockAgentCore), kubernetes });
  const call = taskCall({ parameters: '{"HarnessArn":"arn:h"}' });
  const task = { kind: 'service', service: 'bedrockagentcore', action: 'invokeHarness', suffix: '' } as const;
  return { outcome: await integration.call(call, task), sent };
}

const said = (role: string, ...texts: string[]) => [
  { messageStart: { role } },
  ...texts.map((text) => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text } } })),
  { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{}' } } } },
  { messageStop: { stopReason: role === 'user' ? 'tool_result' : 'end_turn' } },
  { metadata: { usage: { inputTokens: 2, outputTokens: 3, totalTokens: 5 }, metrics: { latencyMs: 10 } } },
];

describe('bedrockagentcore:invokeHarness', () => {
  it('answers with what the agent said last, and with the tokens of all turns', async () => {
    const { outcome, sent } = await invoke([
      ...said('assistant', 'Let me see.'),
      ...said('user', 'a result'),
      ...said('assistant', 'It ', 'is 4.'),
    ]);
    expect(outcome).toEqual({
      kind: 'succeeded',
      output: JSON.stringify({
        Metrics: { LatencyMs: 30 },
        Output: { Message: { Content: [{ Text: 'It is 4.' }], Role: 'assistant' } },
        StopReason: 'end_turn',
        Usage: { InputTokens: 6, OutputTokens: 9, TotalTokens: 15 },
      }),
    });
    expect(sent).toEqual([{ harnessArn: 'arn:h', runtimeSessionId: expect.stringMatching(/^.{33,}$/) }]);
  });

  it('fails with the error that the stream breaks off with', async () => {
    const error = Object.assign(new Error('The agent is ill'), { name: 'RuntimeClientError', $fault: 'client', $metadata: {} });
    const { outcome } = await invoke(said('assistant', 'Let me'), error);
    expect(outcome).toEqual({ kind: 'failed', error: 'BedrockAgentCore.RuntimeClientErrorException', cause: 'The agent is ill' });
  });
});
