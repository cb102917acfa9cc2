import { useId, useState } from 'preact/hooks';
import type { CallError } from '../client/call-error.ts';
import { useConsole } from '../console-context.ts';

/** Where the endpoint stands in the name of the host: `….lambda-url.eu-west-1.on.aws`. */
const REGION_IN_HOST = /\.(?:lambda-url|execute-api)\.([a-z0-9-]+)\./;

/** Asks for the key that requests are signed with. */
export function KeyForm({ refusal }: { readonly refusal: CallError }) {
  const { signIn, keys } = useConsole();
  const [region, setRegion] = useState(keys?.region ?? REGION_IN_HOST.exec(location.hostname)?.[1] ?? 'us-east-1');
  const [accessKeyId, setAccessKeyId] = useState(keys?.accessKeyId ?? '');
  const [secretAccessKey, setSecretAccessKey] = useState('');
  const [sessionToken, setSessionToken] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    signIn({
      region: region.trim(),
      accessKeyId: accessKeyId.trim(),
      secretAccessKey: secretAccessKey.trim(),
      sessionToken: sessionToken.trim(),
    });
  };
  return (
    <form class="panel key-form" onSubmit={submit}>
      <h1>{keys ? 'The fake does not take this key' : 'This fake wants a key'}</h1>
      <p class={keys ? 'refusal' : 'hint'} role={keys ? 'alert' : undefined}>
        {refusal.code}: {refusal.message}
      </p>
      <p class="hint">
        One of the credentials in <code>FAKE_SFN_CREDENTIALS</code>, as its clients sign with. It stays in the memory of this
        page: who reloads it is asked again. A fake behind a secret address is opened at <code>…/k/&lt;secret&gt;/console/</code>{' '}
        instead.
      </p>
      <Field label="Access key id" value={accessKeyId} set={setAccessKeyId} isWanted />
      <Field label="Secret access key" value={secretAccessKey} set={setSecretAccessKey} isSecret isWanted />
      <Field label="Session token (if it has one)" value={sessionToken} set={setSessionToken} isSecret />
      <Field label="Region" value={region} set={setRegion} isWanted />
      <button type="submit" class="primary">
        Sign in
      </button>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly isSecret?: boolean;
  readonly isWanted?: boolean;
}

function Field({ label, value, set, isSecret = false, isWanted = false }: FieldProps) {
  const id = useId();
  const more = {
    id,
    value,
    required: isWanted,
    autocomplete: 'off',
    spellcheck: false,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => set(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isSecret ? <input type="password" {...more} /> : <input type="text" {...more} />}
    </div>
  );
}
