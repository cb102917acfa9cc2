/** A node of the syntax tree that jsonata's parser makes. */
export interface JsonataNode {
  readonly type: string;
  readonly [member: string]: unknown;
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a part of the tree is a node. */
export const isNode = (value: unknown): value is JsonataNode => isMembers(value) && typeof value['type'] === 'string';

/** The node in this member, as a list of one or none. */
export const nodeOf = (node: JsonataNode, member: string): readonly JsonataNode[] => {
  const value = node[member];
  return isNode(value) ? [value] : [];
};

/** The nodes of the list in this member. */
export const nodesOf = (node: JsonataNode, member: string): readonly JsonataNode[] => {
  const value = node[member];
  return Array.isArray(value) ? value.filter(isNode) : [];
};

/** The keys and values of an object constructor: the pairs in `lhs` of the node, or of its member `group`. */
export const pairsOf = (holder: unknown): readonly JsonataNode[] => {
  const pairs = isMembers(holder) ? holder['lhs'] : undefined;
  return Array.isArray(pairs) ? pairs.flat().filter(isNode) : [];
};

/** The expressions of an order-by. */
export const termsOf = (node: JsonataNode): readonly JsonataNode[] => {
  const terms = node['terms'];
  return Array.isArray(terms)
    ? terms.map((term: unknown) => (isMembers(term) ? term['expression'] : undefined)).filter(isNode)
    : [];
};

const BARE_MEMBERS: ReadonlySet<string> = new Set(['type', 'value', 'position']);

/** Whether a node has nothing on it: no predicate, no order, no binding. */
export const isBare = (node: JsonataNode): boolean => Object.keys(node).every((member) => BARE_MEMBERS.has(member));
