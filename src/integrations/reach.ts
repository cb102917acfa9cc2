import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** What decides about where tasks may call. */
export interface ReachSettings {
  /** Whether this is a Lambda function: what its own addresses answer are other callers' events, and credentials. */
  readonly inLambda: boolean;
  /** URLs by `AWS_ENDPOINT_URL` and its kin. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Hosts, with or without a port, that tasks may call besides. */
  readonly allowedHosts: readonly string[];
  /** Where calls without a mock may go: `aws` unless said otherwise. */
  readonly tasks?: Reach['tasks'];
}

/** Where tasks may call, whatever a definition or its input says. */
export interface Reach {
  /** The services: those whose endpoints are set, AWS's as well, none. What this fake answers by itself is always there. */
  readonly tasks: 'endpoints' | 'aws' | 'none';
  /** Where the settings say that a service is, by its package (`secrets-manager`). */
  readonly endpointOf: (packageName: string) => string | undefined;
  /** Throws HostRefused for an address that no task may call. */
  readonly check: (url: Pick<URL, 'hostname' | 'port'>) => void;
  /** The same for an address of the web, which the settings have to allow too: throws NotAllowed. */
  readonly checkWeb: (url: Pick<URL, 'hostname' | 'port'>) => void;
  /** Whether it is an API of API Gateway, or what stands in for one. */
  readonly isApi: (url: URL) => boolean;
  /** How names become addresses, where some addresses are refused. */
  readonly lookup: LookupFunction | undefined;
}

/** A host that tasks must not call. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused';
  constructor(host: string) {
    super(`${host} is an address of the machine that the fake runs on, which tasks must not call (FAKE_SFN_ALLOWED_HOSTS)`);
  }
}

/** What the settings do not let tasks call; the message says which setting would. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** The SDK's own settings for where a service is. */
export const endpointVariables = (packageName: string): readonly string[] => [
  `AWS_ENDPOINT_URL_${packageName.toUpperCase().replaceAll('-', '_')}`,
  'AWS_ENDPOINT_URL',
];

// AWS: where its services are — AWS service endpoints, and the partitions of botocore's partitions.json.
const AWS = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|on\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov)\.?$/;

// AWS: ApiEndpoint is "the hostname of an API Gateway URL", of the form <API ID>.execute-api.<region>.amazonaws.com — Create API Gateway REST
// APIs with Step Functions. An endpoint of a VPC stands between the two.
const API =
  /^[\w-]+\.execute-api\.[a-z0-9-]+\.(vpce\.)?(amazonaws\.com(\.cn)?|api\.aws)$|\.execute-api\.[a-z0-9-]+\.vpce\.amazonaws\.com$/;

/** Addresses of one's own network. */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');

const OWN = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
] as const)
  OWN.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
] as const)
  OWN.addSubnet(net, prefix, 'ipv6');

/** Makes the rule of these settings. */
export function createReach({ inLambda, endpoints, allowedHosts, tasks = 'aws' }: ReachSettings): Reach {
  const allowed = new Set(
    [...allowedHosts, ...Object.values(endpoints).map((url) => new URL(url).host)].map((host) => host.toLowerCase()),
  );
  const names = new Set([...allowed].map((host) => host.replace(/:\d+$/, '')));
  const isAllowed = ({ hostname, port }: Pick<URL, 'hostname' | 'port'>) =>
    allowed.has(hostname) || allowed.has(`${hostname}:${port}`);

  const lookup: LookupFunction = (hostname, options, done) =>
    lookUp(hostname, options, (error, address: string | LookupAddress[], family) => {
      const addresses = Array.isArray(address) ? address.map((each) => each.address) : [address];
      const isRefused = error === null && !names.has(hostname) && addresses.some(isOwnAddress);
      done(isRefused ? new HostRefused(hostname) : error, address, family);
    });

  const check: Reach['check'] = (url) => {
    if (isAllowed(url)) return;
    if (inLambda && isOwn(url.hostname)) throw new HostRefused(url.hostname);
    if (tasks !== 'aws' && AWS.test(url.hostname))
      throw new NotAllowed(`Tasks do not call AWS, and ${url.hostname} is AWS's: FAKE_SFN_TASKS=aws would let them.`);
  };

  return {
    tasks,
    endpointOf: (packageName) => endpointVariables(packageName).flatMap((name) => endpoints[name] ?? [])[0],
    check,
    checkWeb(url) {
      check(url);
      if (tasks === 'aws' || isAllowed(url) || isNear(url.hostname)) return;
      throw new NotAllowed(
        `Tasks call nobody outside this network, and so not ${url.hostname}: FAKE_SFN_ALLOWED_HOSTS=${url.hostname} would let them, or FAKE_SFN_TASKS=aws.`,
      );
    },
    isApi: (url) => isAllowed(url) || API.test(url.hostname) || (!inLambda && isOwn(url.hostname)),
    lookup: inLambda ? lookup : undefined,
  };
}

/** The rule where there are no settings: anything may be called, as API Gateway only what is an API, or on this machine. */
export const OPEN_REACH: Reach = createReach({ inLambda: false, endpoints: {}, allowedHosts: [] });

/** A host as URLs have it: an IPv6 address in brackets. */
function isOwn(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) > 0 ? isOwnAddress(host) : /^(.+\.)?localhost\.?$/.test(host);
}

/** Whether a host is of this machine or its network: an address, or a name that no public one is like. */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) > 0) return isOwnAddress(host) || PRIVATE.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
  return isOwn(hostname) || !host.includes('.') || host.endsWith('.internal');
}

const isOwnAddress = (address: string): boolean => OWN.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
