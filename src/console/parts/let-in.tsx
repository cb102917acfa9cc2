import type { ComponentChildren } from 'preact';
import { useAsked } from '../client/use-asked.ts';
import { useConsole } from '../console-context.ts';
import { Answered } from './states.tsx';

/** Shows where something is written only to who may: a key is asked for before, and not when all is written. */
export function LetIn({ children }: { readonly children: ComponentChildren }) {
  const { client } = useConsole();
  const asked = useAsked(
    'let in',
    () => client.fake('GET time'),
    () => false,
  );
  return (
    <Answered asked={asked} what="the fake">
      {() => children}
    </Answered>
  );
}
