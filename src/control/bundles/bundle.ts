/** An execution to take away: what three calls of AWS say of it, in AWS's own shapes, and the same of the children of its Map Runs. */
export interface Bundle {
  /** The Amazon States Language text that it ran. */
  readonly definition: string;
  /** As DescribeExecution answers. */
  readonly execution: object;
  /** As GetExecutionHistory answers, all pages in one; without events for what AWS keeps no history of. */
  readonly history: { readonly events: readonly object[] };
  readonly children?: readonly Bundle[];
}
