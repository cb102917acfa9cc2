import type { HttpResponse } from '#http/api-gateway.ts';

/** What a browser is shown at the address itself. */
export const welcome = (): HttpResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>fake-sfn</title>
<p>This is fake-sfn, a fake of AWS Step Functions.
<p>Point an AWS SDK, the AWS CLI or Terraform at this address as the endpoint of Step Functions.
<p>What AWS does not have is under <a href="_fake/health">_fake/</a>: health, executions, rules, calls and more.
</html>
`,
});
