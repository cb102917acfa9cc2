import type { Graph, GraphEdge, GraphNode } from './graph-of.ts';
import { layoutGraph } from './layout-graph.ts';
import { CIRCLE, LABEL_LINE, NAME_LINE, type PlacedEdge, type PlacedNode, pathThrough } from './placed-graph.ts';

/** How a state or a transition looks: by colour, by line, and in a word. */
export interface Look {
  readonly kind: 'good' | 'bad' | 'busy' | 'never';
  /** What is written beside the type of a state: `✓ Succeeded`, `3×`. */
  readonly note: string;
}

/** `undefined`: nothing is known of it. */
export interface Looks {
  readonly node: (state: string) => Look | undefined;
  readonly edge: (edge: GraphEdge) => Look | undefined;
}

/** The colours of such a picture, in light and dark; a page with several of them says them once. */
export const GRAPH_STYLE = `
.graph{--ground:#fff;--box:#f7f9fb;--text:#16202c;--faint:#566474;--line:#8292a4;--good:#16703a;--good-tint:#e5f5ea;--bad:#b3261e;--bad-tint:#fdebe9;--busy:#0b5cad;--busy-tint:#e3effc;--pale:#a7b3c1}
@media (prefers-color-scheme:dark){.graph{--ground:#161d26;--box:#131a22;--text:#e3e9f0;--faint:#98a6b6;--line:#66778c;--good:#54c98a;--good-tint:#12291d;--bad:#ff8a7d;--bad-tint:#331917;--busy:#74b8ff;--busy-tint:#14293f;--pale:#4d5b6b}}
.graph{background:var(--ground);font:12.5px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
.graph rect{fill:var(--ground);stroke:var(--line);stroke-width:1.2}
.graph .box>rect{fill:var(--box)}
.graph text{fill:var(--text);unicode-bidi:isolate}
.graph .name{font-weight:600}
.graph .type,.graph .label{fill:var(--faint);font-size:10.5px}
.graph .label{paint-order:stroke;stroke:var(--ground);stroke-width:4px}
.graph path{fill:none;stroke:var(--line);stroke-width:1.2}
.graph .tip{fill:var(--line);stroke:none}
.graph circle{fill:var(--ground);stroke:var(--line);stroke-width:1.6}
.graph .core{fill:var(--line)}
.graph .catch>path{stroke-dasharray:5 3}
.graph .good>rect{fill:var(--good-tint);stroke:var(--good)}
.graph .bad>rect{fill:var(--bad-tint);stroke:var(--bad);stroke-width:1.8}
.graph .busy>rect{fill:var(--busy-tint);stroke:var(--busy)}
.graph .box.good>rect,.graph .box.bad>rect,.graph .box.busy>rect{fill:var(--box)}
.graph .never>rect{stroke-dasharray:4 3}
.graph .never>.name{font-weight:500;fill:var(--faint)}
.graph .good>path{stroke:var(--good);stroke-width:1.9}
.graph .never>path{stroke:var(--pale);stroke-dasharray:2 4}
`;

export interface SvgOptions {
  readonly title: string;
  /** Its colours, where it does not stand in a page that has them. */
  readonly style?: string;
  /** What tells it apart from other graphs on the same page. */
  readonly id?: string;
}

/** A definition as an SVG element, laid out from above to below. */
export function graphSvg(graph: Graph, looks: Looks, { title, style = '', id = 'graph' }: SvgOptions): string {
  const { width, height, nodes, edges, start, ends } = layoutGraph(graph);
  const written = new Map(graph.nodes.map((node) => [node.state, node]));
  const [across, down] = [Math.ceil(width), Math.ceil(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-label="${xml(title)}" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}">`,
    `<title>${xml(title)}</title>`,
    ...(style === '' ? [] : [`<style>${style}</style>`]),
    `<defs><marker id="${id}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0.8L7.5 4L0 7.2z"/></marker></defs>`,
    circle(start, CIRCLE),
    ...ends.flatMap((end) => [circle(end, CIRCLE), circle(end, CIRCLE - 4, 'core')]),
    ...nodes.map((place) => nodeSvg(place, written.get(place.state), looks.node(place.state))),
    ...edges.map((place) => edgeSvg(place, graph.edges[place.index], looks, `${id}-tip`)),
    '</svg>',
    '',
  ].join('\n');
}

const circle = ({ x, y }: { readonly x: number; readonly y: number }, radius: number, kind = ''): string =>
  `<circle${kind === '' ? '' : ` class="${kind}"`} cx="${at(x)}" cy="${at(y)}" r="${radius}"/>`;

function nodeSvg({ state, x, y, width, height, lines, isBox }: PlacedNode, node: GraphNode | undefined, look: Look | undefined) {
  const type = node?.type ?? '';
  const radius = type === 'Choice' ? 14 : type === 'Wait' ? 20 : 6;
  const kinds = [isBox ? 'box' : '', look?.kind ?? ''].filter(Boolean).join(' ');
  const below = [type, look?.note ?? ''].filter(Boolean).join('  ');
  return [
    `<g class="${kinds}" transform="translate(${at(x)} ${at(y)})"><title>${xml([state, below].join(', '))}</title>`,
    `<rect width="${at(width)}" height="${at(height)}" rx="${radius}"/>`,
    ...lines.map((line, index) => `<text class="name" x="12" y="${17 + index * NAME_LINE}">${xml(line)}</text>`),
    `<text class="type" x="12" y="${31 + (lines.length - 1) * NAME_LINE}">${xml(below)}</text></g>`,
  ].join('');
}

function edgeSvg({ points, label, lines }: PlacedEdge, edge: GraphEdge | undefined, { edge: lookOf }: Looks, tip: string) {
  const look = edge && lookOf(edge);
  const kinds = [edge?.by === 'Catch' ? 'catch' : '', look?.kind ?? ''].filter(Boolean).join(' ');
  const first = label && label.y - ((lines.length - 1) * LABEL_LINE) / 2;
  const rounded = points.map(({ x, y }) => ({ x: at(x), y: at(y) }));
  return [
    `<g class="${kinds}">`,
    edge ? `<title>${xml([edge.label ?? `${edge.from} → ${edge.to}`, look?.note ?? ''].filter(Boolean).join(', '))}</title>` : '',
    `<path d="${pathThrough(rounded)}" marker-end="url(#${tip})"/>`,
    ...(label && first !== undefined
      ? lines.map(
          (line, index) =>
            `<text class="label" text-anchor="middle" dominant-baseline="central" x="${at(label.x)}" y="${at(first + index * LABEL_LINE)}">${xml(line)}</text>`,
        )
      : []),
    '</g>',
  ].join('');
}

const at = (place: number): number => Math.round(place * 10) / 10;

/** What XML has no way to say. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has not these characters
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as it is written in XML and HTML, whatever is in it. */
export const xml = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(UNSAYABLE, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
