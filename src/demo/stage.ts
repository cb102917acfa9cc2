/** A fake that a demo is played on. What it refuses is thrown. */
export interface Stage {
  /** Calls an action of AWS's API. */
  readonly action: (name: string, input: object) => Promise<unknown>;
  /** Calls the workbench: `POST rules`. */
  readonly fake: (
    route: string,
    options?: { readonly query?: Readonly<Record<string, string | undefined>>; readonly body?: unknown },
  ) => Promise<unknown>;
  /** Creates a state machine, or updates the one of its name; its ARN. */
  readonly register: (name: string, definition: string) => Promise<string>;
}
