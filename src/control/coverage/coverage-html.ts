import { isObject } from '#json/json.ts';
import { readJson } from '#json/read-json.ts';
import { coverageLooks } from '../picture/coverage-looks.ts';
import { graphOf } from '../picture/graph-of.ts';
import { GRAPH_STYLE, graphSvg, xml } from '../picture/graph-svg.ts';
import { coveredPercent, type MachineCoverage } from './coverage.ts';
import { percentText } from './coverage-text.ts';

const STYLE = `
:root{color-scheme:light dark;font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#16202c;background:#f4f6f9}
body{max-width:1200px;margin:0 auto;padding:16px}
section{margin:16px 0;padding:12px 16px;border:1px solid #d3dae3;border-radius:8px;background:#fff;overflow-wrap:anywhere}
h1{font-size:20px}h2{margin:0 0 4px;font-size:16px}h3{font-size:14px}
a{color:#0b5cad}
.picture{overflow-x:auto}
table{border-collapse:collapse}
th,td{padding:4px 14px 4px 0;text-align:start;vertical-align:top}
td.count{white-space:nowrap;text-align:end;font-variant-numeric:tabular-nums}
meter{width:140px}
@media (prefers-color-scheme:dark){:root{color:#e3e9f0;background:#0e141b}section{border-color:#2e3947;background:#161d26}a{color:#74b8ff}}
`;

/** Coverage as a page that needs nothing else: each machine as a graph, and what of it has never been come to. */
export function coverageHtml(report: readonly MachineCoverage[]): string {
  const percent = percentText(coveredPercent(report));
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Coverage ${percent}</title><style>${STYLE}${GRAPH_STYLE}</style></head><body><main>`,
    `<h1>Coverage of state machines: ${percent}</h1>`,
    report.length === 0 ? '<p>Nothing has been counted.</p>' : overview(report),
    ...report.map(machineSection),
    '</main></body></html>',
    '',
  ].join('\n');
}

const overview = (report: readonly MachineCoverage[]): string =>
  [
    '<table><thead><tr><th>State machine</th><th>Come to</th><th>Share</th></tr></thead><tbody>',
    ...report.map((machine, index) => {
      const { name, covered, total } = machine;
      const share = coveredPercent([machine]);
      const bar = `<meter min="0" max="100" value="${share}" aria-label="${percentText(share)}"></meter>`;
      return `<tr><td><a href="#machine-${index}">${xml(name)}</a></td><td class="count">${covered} of ${total}</td><td class="count">${percentText(share)} ${bar}</td></tr>`;
    }),
    '</tbody></table>',
  ].join('\n');

function machineSection(machine: MachineCoverage, index: number): string {
  const { name, definition, points } = machine;
  const read = readJson(definition);
  const named = { title: `Coverage of ${name}`, id: `graph-${index}` };
  const picture = isObject(read) ? graphSvg(graphOf(read), coverageLooks(points), named) : '';
  const missing = points.filter(({ hits }) => hits === 0);
  return [
    `<section id="machine-${index}"><h2>${xml(name)}</h2><p>${machine.covered} of ${machine.total} places, ${percentText(coveredPercent([machine]))}</p>`,
    `<div class="picture" tabindex="0" role="region" aria-label="Graph of ${xml(name)}">${picture}</div>`,
    missing.length === 0 ? '<p>Everything has been come to.</p>' : '<h3>Never come to</h3><table><tbody>',
    ...missing.map(({ state, place, text }) => `<tr><td>${xml(state)}</td><td>${xml(place === 'entered' ? '' : text)}</td></tr>`),
    ...(missing.length === 0 ? [] : ['</tbody></table>']),
    '</section>',
  ].join('\n');
}
