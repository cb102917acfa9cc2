import { join } from 'node:path';

/** A file or a folder of what prepare.sh has brought; run.sh says where that is. */
export function awsPart(name: string): string {
  const { AWS_PARTS } = process.env;
  if (AWS_PARTS === undefined) throw new Error('these tests are run by test/homes/run.sh');
  return join(AWS_PARTS, name);
}
