import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, test } from 'vitest';
import { awsCliMissing, cfnLintMissing } from '#test/support/programs.ts';
import { infraFile } from '#test/support/templates.ts';
import { type MotoServer, startMotoServer } from './moto-server.ts';

const moto: MotoServer | undefined = await startMotoServer();
const missing = moto ? (awsCliMissing() ?? cfnLintMissing()) : 'moto_server is not here';
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'fake-sfn-package-'));

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await moto?.close();
});

/** What a zip of the built function may have: it is loaded at every cold start, and uploaded at every deployment. */
const MAX_ZIP_BYTES = 1_000_000;

test.skipIf(missing)(
  `the template is packaged without the SAM CLI, needs no transform then, and its zip has no source maps${missing ? ` (skipped: ${missing})` : ''}`,
  { timeout: 120_000 },
  async () => {
    const endpoint = moto?.endpoint ?? '';
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'artifacts' }));
    const packaged = join(folder, 'packaged.json');
    const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_DEFAULT_REGION: 'us-east-1' };
    const where = ['--template-file', infraFile('template.yaml'), '--s3-bucket', 'artifacts', '--output-template-file', packaged];
    await run('aws', ['cloudformation', 'package', '--use-json', ...where], {
      env: { ...process.env, ...keys, AWS_ENDPOINT_URL: endpoint },
    });
    const { stdout } = await run('cfn-lint', ['--format', 'json', '--include-checks', 'I', '--', packaged]);
    expect(JSON.parse(stdout || '[]')).toEqual([]);
    const template = JSON.parse(await readFile(packaged, 'utf8'));
    expect(template).not.toHaveProperty('Transform');
    const { S3Bucket: Bucket, S3Key: Key } = template.Resources.Function.Properties.Code;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const zip = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(zip.includes('index.mjs')).toBe(true);
    expect(zip.includes('.mjs.map')).toBe(false);
    expect(zip.length).toBeLessThan(MAX_ZIP_BYTES);
  },
);
