import { BUILT_IN_FUNCTIONS } from './built-in-functions.ts';
import { isBare, type JsonataNode, nodeOf, nodesOf, pairsOf, termsOf } from './jsonata-node.ts';

/** The names that an expression uses without binding them. */
export interface ExpressionReferences {
  /** Every free `$name`, functions and `states` too. */
  readonly free: ReadonlySet<string>;
  /** Those that are variables of the state machine. */
  readonly variables: readonly string[];
  /** `$`, `$$` and field names where there is no context item: they see nothing. */
  readonly topLevel: readonly string[];
  /** The members of `$states` that it names: `result` of `$states.result.a`. */
  readonly statesMembers: readonly string[];
  /** Whether it may see the context object: it names it, or has `$states` as a whole, from which anything can be reached. */
  readonly seesContext: boolean;
}

/** What binds names: a block or a lambda. Bodies of lambdas run later than what stands behind them, so they are visited last. */
interface Frame {
  readonly names: Set<string>;
  readonly outer: Frame | undefined;
  readonly later: (() => void)[];
}

/** Where a node stands: is there a context item, and is it called or handed to a function? */
interface Place {
  readonly context: boolean;
  readonly callable: boolean;
}

/** Walks an expression as jsonata parsed it. */
export const expressionReferences = (root: JsonataNode): ExpressionReferences => {
  const free = new Set<string>();
  const variables = new Set<string>();
  const topLevel = new Set<string>();
  const statesMembers = new Set<string>();
  /** How often `$states` stands there; how often only a member of it is named. */
  let states = 0;
  let membersOfStates = 0;
  let climbs = false;

  const within = (outer: Frame | undefined, names: readonly string[], visitBody: (frame: Frame) => void): void => {
    const frame: Frame = { names: new Set(names), outer, later: [] };
    visitBody(frame);
    for (const visitLambda of frame.later) visitLambda();
  };

  const isBound = (name: string, frame: Frame): boolean => {
    for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) if (at.names.has(name)) return true;
    return false;
  };

  const refer = (name: string, frame: Frame, { context, callable }: Place): void => {
    if (name === '') {
      if (!context) topLevel.add('$');
    } else if (name === '$') {
      topLevel.add('$$');
    } else if (!isBound(name, frame)) {
      free.add(name);
      if (name === 'states') states++;
      // AWS may allow a variable to have a function's name; where it is called, it is the function (inferred).
      if (name !== 'states' && !(callable && BUILT_IN_FUNCTIONS.has(name))) variables.add(name);
    }
  };

  const referToStates = ([root, member]: readonly JsonataNode[], frame: Frame): void => {
    if (root?.type !== 'variable' || root['value'] !== 'states' || isBound('states', frame)) return;
    if (member?.type !== 'name') return;
    statesMembers.add(String(member['value']));
    if (isBare(root)) membersOfStates++;
  };

  const visit = (node: JsonataNode, frame: Frame, place: Place): void => {
    const here = { context: place.context, callable: false };
    const called = { context: place.context, callable: true };
    const inside = { context: true, callable: false };
    const all = (nodes: readonly JsonataNode[], at: Place) => {
      for (const each of nodes) visit(each, frame, at);
    };

    switch (node.type) {
      case 'variable':
        refer(String(node['value']), frame, place);
        break;
      case 'name':
      case 'wildcard':
      case 'descendant':
      case 'parent':
        climbs ||= node.type === 'parent';
        if (!place.context) topLevel.add(String(node['value'] ?? '%'));
        break;
      case 'path':
        referToStates(nodesOf(node, 'steps'), frame);
        nodesOf(node, 'steps').forEach((step, index) => {
          visit(step, frame, index === 0 ? place : inside);
        });
        break;
      case 'function':
      case 'partial':
        all(nodeOf(node, 'procedure'), called);
        all(nodesOf(node, 'arguments'), called);
        break;
      case 'apply':
        all(nodeOf(node, 'lhs'), called);
        all(nodeOf(node, 'rhs'), called);
        break;
      case 'bind': {
        all(nodeOf(node, 'rhs'), called);
        for (const name of nodeOf(node, 'lhs')) frame.names.add(String(name['value']));
        break;
      }
      case 'lambda': {
        const parameters = nodesOf(node, 'arguments').map((parameter) => String(parameter['value']));
        frame.later.push(() =>
          within(frame, parameters, (body) => {
            for (const each of nodeOf(node, 'body')) visit(each, body, here);
          }),
        );
        break;
      }
      case 'block':
        within(frame, [], (block) => {
          for (const each of nodesOf(node, 'expressions')) visit(each, block, here);
        });
        break;
      case 'transform':
        for (const part of ['pattern', 'update', 'delete']) all(nodeOf(node, part), inside);
        break;
      case 'unary':
        if (node['value'] === '{') all(pairsOf(node), here);
        else all([...nodeOf(node, 'expression'), ...nodesOf(node, 'expressions')], here);
        break;
      default:
        for (const part of ['lhs', 'rhs', 'condition', 'then', 'else']) all(nodeOf(node, part), here);
    }

    for (const binding of ['focus', 'index']) if (typeof node[binding] === 'string') frame.names.add(node[binding]);
    for (const stage of [...nodesOf(node, 'predicate'), ...nodesOf(node, 'stages')]) {
      if (stage.type === 'index') frame.names.add(String(stage['value']));
      all(nodeOf(stage, 'expr'), inside);
    }
    all(termsOf(node), inside);
    all(pairsOf(node['group']), inside);
  };

  within(undefined, [], (frame) => visit(root, frame, { context: false, callable: false }));
  const seesContext = climbs || states > membersOfStates || statesMembers.has('context');
  return { free, variables: [...variables], topLevel: [...topLevel], statesMembers: [...statesMembers], seesContext };
};
