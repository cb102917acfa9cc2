import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '#interpreter/continuation/history.ts';
import { createTerminalLines, type TerminalLinesParts } from '#observers/terminal-lines.ts';
import { anExecution, succeeded } from '#test/support/an-execution.ts';

const NOON = new Date(2026, 0, 2, 12, 1, 7).getTime();

function someLines(different: Partial<TerminalLinesParts> = {}) {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  const lines = createTerminalLines({ write, now: () => NOON, hasColours: false, isVerbose: false, ...different });
  return { lines, text: () => setImmediate().then(() => text) };
}

describe('lines on the terminal', () => {
  it('tell of each execution once, when it has ended: where and why it has failed', async () => {
    const { lines, text } = someLines();
    const running = anExecution('e-17');
    lines.committed(running, []);
    expect(lines.running()).toEqual(['orders/e-17']);
    lines.committed({ ...running, status: 'FAILED', error: 'States.QueryEvaluationError' }, []);
    lines.committed(succeeded(anExecution('e-18')), []);
    expect(await text()).toBe(
      '12:01:07 orders/e-17 FAILED @Receive States.QueryEvaluationError\n12:01:07 orders/e-18 SUCCEEDED\n',
    );
    expect(lines.running()).toEqual([]);
  });

  it('have no colours but where they are wanted, and write nothing of a definition’s on the terminal but text', async () => {
    const { lines, text } = someLines({ hasColours: true });
    lines.committed({ ...anExecution('e'), status: 'FAILED', error: '\u001b[2J\nE' }, []);
    expect(await text()).toBe('12:01:07 orders/e \u001b[31mFAILED\u001b[0m @Receive  [2J E\n');
  });

  it('lead to the page of an execution that has one, where a terminal shows links', async () => {
    const { lines, text } = someLines({ linkOf: (arn) => `http://fake/console/#/executions/${arn}` });
    const failed = { ...anExecution('e'), status: 'FAILED', error: 'E' } as const;
    lines.committed(failed, []);
    lines.committed({ ...failed, type: 'EXPRESS' }, []);
    const link = `\u001b]8;;http://fake/console/#/executions/${failed.arn}\u001b\\orders/e\u001b]8;;\u001b\\`;
    expect(await text()).toBe(`12:01:07 ${link} FAILED @Receive E\n12:01:07 orders/e FAILED @Receive E\n`);
  });

  it('leave out the children of Map Runs', async () => {
    const { lines, text } = someLines();
    const parent = { executionArn: 'p', mapRunArn: 'm', frame: 0, index: 0, round: 0, itemCount: 1 };
    lines.committed(succeeded(anExecution('e', { parent })), []);
    expect(await text()).toBe('');
  });

  it('tell of starts and states too when they are verbose', async () => {
    const { lines, text } = someLines({ isVerbose: true });
    const event = (type: HistoryEvent['type'], id: number) => ({ id, previousEventId: id - 1, timestamp: NOON, type }) as const;
    const entered = { ...event('TaskStateEntered', 2), stateEnteredEventDetails: { name: 'Ship' } };
    lines.committed(anExecution('e'), [event('ExecutionStarted', 1), entered]);
    expect(await text()).toBe('12:01:07 orders/e RUNNING\n12:01:07 orders/e → Ship\n');
  });

  it('are cut short where nobody could read them', async () => {
    const { lines, text } = someLines();
    for (let n = 0; n < 1_000; n++) lines.committed(succeeded(anExecution(`e${n}`)), []);
    expect((await text()).split('\n').slice(-2)).toEqual(['… and 900 more', '']);
  });
});
