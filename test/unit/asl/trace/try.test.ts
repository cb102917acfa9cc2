import { it } from 'vitest';
import { traceJsonata } from '#asl/trace/trace-jsonata.ts';
import { bindingsOf } from '/tmp/wt/tracer/test/unit/asl/jsonata/bindings.ts';
const show = (p: any, d = 0): string => `${'  '.repeat(d)}${p.kind} «${p.text}» ${p.from}-${p.to} ×${p.times} = ${p.value?.json ?? p.value?.type} ${p.values ? JSON.stringify(p.values.map((v: any) => v.json)) : ''}${p.error ? ' !!' : ''}\n${p.parts.map((q: any) => show(q, d + 1)).join('')}`;
const t = (text: string, input: any = { items: [{ p: 1, q: 'a' }, { p: 5, q: 'b' }, { p: 3, q: 'b' }], count: 4, price: '4', order: { lines: [1, 2, 3] } }) => {
  let trace: any;
  try { traceJsonata(text, (x) => { trace = x; }).evaluate(bindingsOf(input)); } catch (e: any) { console.log('ERR', e.message); }
  console.log(`${text}\n${show(trace.part)}${trace.broke ? JSON.stringify(trace.broke) : ''}`);
};
it('x', () => {
  for (const x of [
    '{% $states.input.count * $states.input.price %}',
    '{% $states.input.items[p > 2].q %}',
    '{% $sum($states.input.items.(p * 2)) %}',
    '{% ($a := 3; $f := function($x) { $x + $a }; $f(-4)) %}',
    '{% {"a": $states.input.items.p, "b": [1..3]} %}',
    '{% $states.input.items^(>p).q %}',
    '{% $states.input.items{q: $sum(p)} %}',
    '{% $states.input.items ~> $map(function($v) { $v.p }) ~> $sum %}',
    '{% $states.input ~> |items|{"n": p & "x"}, "q"| %}',
    '{% $states.input.cuont + 1 %}',
    '{% $states.input.items[p > 20].q %}',
    '{% $states.input.items[7] %}',
    '{% $uppercse("a") %}',
    '{% $substring("abc", "1") %}',
    '{% $states.input.count > 10 ? "x" %}',
    '{% $states.input.order.lines.foo %}',
    '{% $map([1,2,"x"], function($v) { $v * 2 }) %}',
    '{% $sum(["a"]) %}',
    '{% $number("abc") %}', '{% $error("boom") %}', '{% $toMillis("x") %}', '{% 1 < "a" %}', '{% {"a": 1} < 2 %}', '{% {1: 2} %}', '{% $missing %}', '{% $sum %}',
    '{% $states.input.items^(q).{"k": 5 ~> $string} %}', '{% 5 ~> $substring(1) %}', '{% sum([1]) %}', '{% $join($states.input.items@$i.$i.q, "-") %}', '{% $states.input.items#$n.{"n": $n}[] %}', '{% $states.input.items.(%.count) %}',
    "{% ($f := function($n) { $n = 0 ? 'x' * 2 : $f($n - 1) }; $f(3)) %}",
    "{% $states.input.items[0].p ~> $string() %}", "{% $filter($states.input.items, function($i) { $i.p > 2 })[0] %}",
  ]) t(x);
});
