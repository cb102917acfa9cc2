import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** What decides about where tasks may call. */
export interface ReachSettings {
  /** Whether this is a Lambda function: what its own addresses answer are other callers' events, and credentials. */
  readonly inLambda: boolean;
  /** `AWS_ENDPOINT_URL` and its kin. */
  readonly endpoints: readonly string[];
  /** Hosts, with or without a port, that tasks may call besides. */
  readonly allowedHosts: readonly string[];
  /** Where calls without a mock may go: `aws` unless said otherwise. */
  readonly tasks?: Reach['tasks'];
}

/** Where tasks may call, whatever a definition or its input says. */
export interface Reach {
  /** The services: those whose endpoints are set, AWS's as well, none. What this fake answers by itself is always there. */
  readonly tasks: 'endpoints' | 'aws' | 'none';
  /** Throws HostRefused for an address that no task may call. */
  readonly check: (url: Pick<URL, 'hostname' | 'port'>) => void;
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

// AWS: ApiEndpoint is "the hostname of an API Gateway URL", of the form <API ID>.execute-api.<region>.amazonaws.com — Create API Gateway REST
// APIs with Step Functions. An endpoint of a VPC stands between the two.
const API =
  /^[\w-]+\.execute-api\.[a-z0-9-]+\.(vpce\.)?(amazonaws\.com(\.cn)?|api\.aws)$|\.execute-api\.[a-z0-9-]+\.vpce\.amazonaws\.com$/;

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
  const allowed = new Set([...allowedHosts, ...endpoints.map((url) => new URL(url).host)].map((host) => host.toLowerCase()));
  const names = new Set([...allowed].map((host) => host.replace(/:\d+$/, '')));
  const isAllowed = ({ hostname, port }: Pick<URL, 'hostname' | 'port'>) =>
    allowed.has(hostname) || allowed.has(`${hostname}:${port}`);

  const lookup: LookupFunction = (hostname, options, done) =>
    lookUp(hostname, options, (error, address: string | LookupAddress[], family) => {
      const addresses = Array.isArray(address) ? address.map((each) => each.address) : [address];
      const isRefused = error === null && !names.has(hostname) && addresses.some(isOwnAddress);
      done(isRefused ? new HostRefused(hostname) : error, address, family);
    });

  return {
    tasks,
    check(url) {
      if (inLambda && !isAllowed(url) && isOwn(url.hostname)) throw new HostRefused(url.hostname);
    },
    isApi: (url) => isAllowed(url) || API.test(url.hostname) || (!inLambda && isOwn(url.hostname)),
    lookup: inLambda ? lookup : undefined,
  };
}

/** The rule where there are no settings: anything may be called, as API Gateway only what is an API, or on this machine. */
export const OPEN_REACH: Reach = createReach({ inLambda: false, endpoints: [], allowedHosts: [] });

/** A host as URLs have it: an IPv6 address in brackets. */
function isOwn(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) > 0 ? isOwnAddress(host) : /^(.+\.)?localhost\.?$/.test(host);
}

const isOwnAddress = (address: string): boolean => OWN.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
