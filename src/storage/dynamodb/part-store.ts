import type { Connection } from './connection.ts';
import { fromPiece } from './items.ts';
import { decompress } from './packing.ts';
import { PartMissing, pieceKeys, type ReadParts } from './parts.ts';

/** How often something is read anew when parts of it are gone: each time somebody has written in between. */
const MAX_READS = 10;

/** Reads the parts of the partition `pk`. */
export function partsIn(connection: Connection, pk: string): ReadParts {
  return async (refs) => {
    const items = await connection.getAll(refs.flatMap((ref) => pieceKeys(pk, ref)));
    const bytes = new Map(items.map((item) => [String(item['sk']), fromPiece(item)]));
    const texts = new Map<string, string>();
    for (const ref of refs) {
      const pieces = pieceKeys(pk, ref).map(({ sk }) => bytes.get(sk));
      const present = pieces.filter((piece) => piece !== undefined);
      if (present.length === ref.pieces) texts.set(ref.base, decompress(Buffer.concat(present)));
    }
    return texts;
  };
}

/** Reads a head and what it refers to, anew if that is gone already. */
export async function readWhole<Result>(read: () => Promise<Result>): Promise<Result> {
  for (let reads = 1; ; reads++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof PartMissing) || reads === MAX_READS) throw error;
    }
  }
}
