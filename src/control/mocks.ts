import { type MockConfig, MockConfigError, readMockConfig } from '#integrations/mock-config.ts';
import { ControlError } from './control-error.ts';
import type { Notes } from './notes.ts';
import type { Sandbox } from './sandbox.ts';

/** Mock configurations in the format of Step Functions Local. */
export interface Mocks {
  /** What an account has been given at run time, else the file of the settings. */
  readonly of: (sandbox: Sandbox) => Promise<MockConfig | undefined>;
  /** Gives an account a configuration of its own; answers with what is wrong in it. Throws ControlError. */
  readonly put: (sandbox: Sandbox, text: string) => Promise<readonly string[]>;
}

const NAME = 'mock-config';

/** What a storage takes in one piece, in characters. */
const MAX_CHARS = 300_000;

/** How many configurations are kept read. */
const REMEMBERED = 100;

/** `file`: the mock file of the settings, as it is now. */
export function createMocks(notes: Notes, file: () => MockConfig | undefined): Mocks {
  const known = new Map<string, MockConfig>();

  function read(text: string): MockConfig {
    const config = known.get(text) ?? readMockConfig(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, config);
    return config;
  }

  return {
    async of(sandbox) {
      const text = await notes.read(sandbox, NAME);
      return typeof text === 'string' ? read(text) : file();
    },

    async put(sandbox, text) {
      if (text.length > MAX_CHARS)
        throw new ControlError(
          `The mock configuration has ${text.length} characters.`,
          `Up to ${MAX_CHARS} are kept; SFN_MOCK_CONFIG reads a file of any length.`,
          413,
        );
      const { warnings } = checked(text, read);
      return notes.update(sandbox, NAME, () => ({ value: text, answer: warnings }));
    },
  };
}

function checked(text: string, read: (text: string) => MockConfig): MockConfig {
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof MockConfigError)) throw error;
    throw new ControlError(error.message, 'A mock configuration is {"StateMachines": {…}, "MockedResponses": {…}}.');
  }
}
