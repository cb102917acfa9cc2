import { createServer } from 'node:http';

/** A server that lets everyone assume every role; `assumed` lists the roles. */
export interface Sts {
  readonly endpoint: string;
  readonly assumed: readonly string[];
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string };
  readonly close: () => Promise<void>;
}

/** Starts one. */
export async function anSts(): Promise<Sts> {
  const assumed: string[] = [];
  const credentials = { accessKeyId: 'ASIAROLE', secretAccessKey: 'secret of the role', sessionToken: 'token/of+the=role' };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    assumed.push(new URLSearchParams(body).get('RoleArn') ?? '');
    const { accessKeyId, secretAccessKey, sessionToken } = credentials;
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(
      `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>
        <SessionToken>${sessionToken}</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration>
      </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    assumed,
    credentials,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
