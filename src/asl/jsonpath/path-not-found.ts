/** A path found nothing in the data, or does not fit it. */
export class PathNotFound extends Error {
  /** Jayway's wording: what AWS shows behind `Invalid path '$.x' : `. */
  readonly reason: string;
  /** True where the path does not fit the data at all (an index into an object), false where a member or an element is missing. */
  readonly misfit: boolean;

  constructor(reason: string, misfit: boolean) {
    super(reason);
    this.name = 'PathNotFound';
    this.reason = reason;
    this.misfit = misfit;
  }
}

/** What `reason` is when there is no input: AWS shows it alone, with no `Invalid path …` in front. — observed in AWS by its users */
export const NULL_INPUT_REASON = 'Unable to apply Path transformation to null or empty input.';
