import type { Paint as PicturePaint } from '#control/picture/run-picture.ts';
import type { Paint } from '../terminal.ts';

/** The colours of a terminal as pictures of executions use them. */
export const picturePaint = ({ green, red, dim }: Paint): PicturePaint => ({ good: green, bad: red, dim });
