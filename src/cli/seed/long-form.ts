import { type Node, Pair, Scalar, visit, YAMLMap } from 'yaml';

/** Writes the functions of a template that are tags, `!Sub text`, in their long form, `{ "Fn::Sub": text }`. In place. */
export function toLongForm(root: Node): void {
  visit(root, {
    Node(_, node) {
      const { tag } = node;
      if (tag === undefined || !/^![A-Z]/.test(tag)) return undefined;
      delete node.tag;
      const name = tag.slice(1);
      const long = new YAMLMap();
      long.items.push(new Pair(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), node));
      long.range = node.range ?? null;
      return long;
    },
  });
}
