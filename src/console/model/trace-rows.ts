import type { Part } from '#asl/trace/part.ts';

/** A part of an expression as a line of a tree. */
export interface TraceRow {
  readonly part: Part;
  /** Its place: `0.2.1`. */
  readonly id: string;
  /** From 1. */
  readonly level: number;
  readonly hasParts: boolean;
  readonly isOpen: boolean;
}

/** How deep a tree is open at first. */
const OPEN_LEVELS = 3;

/** Whether a part is open that nobody has opened or closed: the outer ones, and on the way to what broke. */
const isOpenAtFirst = (part: Part, level: number): boolean => level < OPEN_LEVELS || part.error !== undefined;

/** The lines of a tree that are seen: `turned` are the parts that are not as they were at first. */
export function traceRows(part: Part, turned: ReadonlySet<string>, id = '0', level = 1): readonly TraceRow[] {
  const hasParts = part.parts.length > 0;
  const isOpen = hasParts && isOpenAtFirst(part, level) !== turned.has(id);
  const inner = isOpen ? part.parts.flatMap((each, index) => traceRows(each, turned, `${id}.${index}`, level + 1)) : [];
  return [{ part, id, level, hasParts, isOpen }, ...inner];
}
