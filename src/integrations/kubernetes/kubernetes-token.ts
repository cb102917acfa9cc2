import { regionOf } from '#arn';
import type { TaskCall } from '../integration.ts';
import { regionOfHost, type Signing } from '../web/signing.ts';

const EXPIRES_IN_SECONDS = 60;

/**
 * The bearer token by which a cluster knows who calls: a signed question to STS, who is this, that only this cluster may ask.
 * AWS: what `aws eks get-token` prints — Create a kubeconfig for Amazon EKS; the header carries the cluster's name.
 */
export async function kubernetesToken(signing: Signing, call: TaskCall, cluster: { name: string; url: URL }): Promise<string> {
  const region = regionOfHost(cluster.url.hostname) ?? regionOf(call.stateMachineArn);
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const url = new URL(`https://sts.${region}.${domain}/?Action=GetCallerIdentity&Version=2011-06-15`);
  const headers = { 'x-k8s-aws-id': cluster.name };
  const presigned = await signing.presign(
    { url, headers, expiresInSeconds: EXPIRES_IN_SECONDS },
    { service: 'sts', region, roleArn: call.roleArn },
  );
  return `k8s-aws-v1.${Buffer.from(presigned).toString('base64url')}`;
}
