import { describe, expect, it } from 'vitest';
import { control } from '#control/control.ts';

const ask = (method: string, path: string) =>
  control({ method, path, sentPath: path, stage: '', query: '', headers: new Map(), body: '' });

describe('/_fake', () => {
  it.each(['/_fake/health', '/prod/_fake/health', '/base/path/_fake/health'])('says that it is well at %s', async (path) => {
    const answer = await ask('GET', path);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"status":"ok"}' });
  });

  it('refuses other methods and unknown names', async () => {
    expect(await ask('POST', '/_fake/health')).toMatchObject({ status: 405 });
    expect(await ask('GET', '/_fake/healthy')).toMatchObject({ status: 404 });
  });

  it.each(['/', '/prod/', '/health', '/_fakehealth'])('leaves %s to AWS', async (path) => {
    expect(await ask('POST', path)).toBeUndefined();
  });
});
